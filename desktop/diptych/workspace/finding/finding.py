"""The use cases of searching. Reads may come from any thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace

from diptych import search
from diptych.dossier import Dossier
from diptych.library import Library
from diptych.model import Changes, PastSearch, QueryProblem, SavedSearch, SearchResult, Span
from diptych.search import Document, Found, Index, Names, Query
from diptych.workspace.finding import export, facets, hits, own_words
from diptych.workspace.finding.columns import Columns, Ids
from diptych.workspace.finding.conditions import Conditions
from diptych.workspace.finding.names import names_of
from diptych.workspace.finding.ordering import ordered
from diptych.workspace.finding.requests import (
    Facet,
    FacetName,
    OwnWords,
    SearchNews,
    SearchRequest,
    Sort,
)
from diptych.workspace.index_upkeep import documents_of

MOST_LAID_OVER = 300
"""Articles that the index lacks and that are searched from memory, at most; each costs 2 ms, once."""

MOST_EXPORTED = 5000


class Finding:
    """Everything that can be asked of one library's articles."""

    def __init__(
        self,
        library: Library,
        index: Index,
        dossier: Callable[[], Dossier],
        families: Callable[[], Mapping[int, int]] = dict,
    ) -> None:
        self._library = library
        self._index = index
        self._dossier = dossier
        self._families = families
        self._columns = Columns(library, lambda: dossier().hash)
        self._conditions = Conditions(library, self._columns, dossier)
        self._named: tuple[Dossier | None, Names] = None, Names(())

    # Articles

    def search(self, request: SearchRequest) -> SearchResult:
        """The hits ``[offset, offset + limit)`` in the order asked for, with how the query was read."""
        started = time.perf_counter()
        doubtful = self._freshen()
        read, found, problems = self._found(request)
        end = request.offset + request.limit
        matches = ordered(found, self._columns, request.sort, recent=request.recent, end=end)
        shown = hits.shown(
            self._library, matches[request.offset :], read, doubtful=doubtful, family=self._families().get
        )
        lost = len(matches[request.offset :]) - len(shown)
        return SearchResult(
            query=request.query,
            count=found.count - lost,
            seconds=time.perf_counter() - started,
            hits=tuple(shown),
            notes=tuple(dict.fromkeys((*found.notes, *(problem.sentence for problem in problems)))),
            complete=not doubtful,
            problems=(*read.problems, *problems),
            expansions=read.expansions,
            suggestion=self._suggestion(request, found),
            partial=found.partial,
        )

    def ids(self, request: SearchRequest) -> list[int]:
        """All articles that a request finds, in the order of ids."""
        self._freshen()
        found = self._found(request)[1]
        return [] if found.ids is None else np.sort(found.ids).tolist()

    def facets(self, request: SearchRequest, names: Sequence[FacetName] = tuple(FacetName)) -> list[Facet]:
        """The facets of a request's hits."""
        self._freshen()
        choosing = {choice.facet for choice in request.choices if not choice.excluded}
        common = self._all_ids(request, None)
        return [
            facets.count(
                self._columns,
                name,
                self._all_ids(request, name) if name in choosing else common,
                self._dossier,
            )
            for name in names
        ]

    def spans(self, request: SearchRequest, text: str) -> list[Span]:
        """Where in a text stands what a request looks for."""
        return search.spans(text, self._read(request))

    def similar(self, article: int, limit: int = 20) -> SearchResult:
        """Other articles with the same telling words, the most alike first; raises ``NotFound``."""
        started = time.perf_counter()
        doubtful = self._freshen()
        about = documents_of(self._library, [article]) or [_document_of_title(self._library, article)]
        read = self._index.similar(about[0])
        found = self._index.search(read, limit=limit + 1)
        matches = [match for match in found.matches if match.id != article][:limit]
        shown = hits.shown(self._library, matches, read, doubtful=doubtful, family=self._families().get)
        return SearchResult(
            query="",
            count=max(found.count - 1, 0),
            seconds=time.perf_counter() - started,
            hits=tuple(shown),
            complete=not doubtful,
        )

    def export(self, request: SearchRequest, file: Path) -> int:
        """Write the hits to a .csv or .md file, ``MOST_EXPORTED`` at most; gives back how many.

        Raises ``DiptychError``.
        """
        result = self.search(replace(request, limit=MOST_EXPORTED, offset=0))
        export.write(result, file)
        return len(result.hits)

    def lacks_index(self) -> bool:
        """Whether more than can be searched from memory is missing from the index."""
        return bool(self._freshen())

    # The analyst's own words

    def own_words(self, request: SearchRequest, limit: int = 50) -> list[OwnWords]:
        """Highlights, notes and parts of briefs that hold what a request looks for."""
        return own_words.found(self._library, self._read(request), limit)

    # Saved searches and history

    def saved(self) -> list[SavedSearch]:
        """All saved searches by name; ``request_of`` gives what each asks."""
        return self._library.saved_searches()

    @staticmethod
    def request_of(kept: SavedSearch | PastSearch) -> SearchRequest:
        """What a saved or past search asks."""
        try:
            return msgspec.json.decode(kept.request, type=SearchRequest)
        except msgspec.MsgspecError:
            # A newer program's: its words can still be asked.
            return SearchRequest(query=getattr(kept, "query", kept.request))

    def save(self, name: str, request: SearchRequest) -> tuple[int, Changes]:
        """Keep a search under a name and give back its id; what it finds now counts as seen."""
        id_, changes = self._library.save_search(name, _kept(request))
        self._library.note_look(id_, self.ids(request))
        return id_, changes

    def change(self, id_: int, *, name: str | None = None, request: SearchRequest | None = None) -> Changes:
        """Give a saved search another name or other words; raises ``NotFound``."""
        kept = None if request is None else _kept(request)
        return self._library.change_search(id_, name=name, request=kept)

    def remove(self, id_: int) -> Changes:
        """Take a saved search away; raises ``NotFound``."""
        return self._library.remove_search(id_)

    def news(self, id_: int) -> SearchNews:
        """What a saved search finds that it did not at the last look; raises ``NotFound``."""
        now = self.ids(self.request_of(self._library.saved_search(id_)))
        before = self._library.looked_at(id_)
        return SearchNews(search=id_, count=len(now), new=tuple(i for i in now if i not in before))

    def look(self, id_: int) -> None:
        """Count all that a saved search finds now as seen; raises ``NotFound``."""
        self._library.note_look(id_, self.ids(self.request_of(self._library.saved_search(id_))))

    def remember(self, request: SearchRequest, count: int) -> None:
        """Put a search into the history."""
        self._library.note_search(request.query, _kept(request), count)

    def history(self, limit: int = 50) -> list[PastSearch]:
        """What was asked lately, the newest first."""
        return self._library.past_searches(limit)

    def forget(self) -> None:
        """Empty the history."""
        self._library.forget_searches()

    # How

    def _freshen(self) -> Collection[int]:
        """Lay over the index what it lacks; the articles that are too many for that."""
        now = self._library.change_number()
        if self._index.held() >= now:
            return ()
        lacking = self._library.changed_since(self._index.base())
        if len(lacking) > MOST_LAID_OVER:
            return frozenset(lacking)
        documents = documents_of(self._library, lacking)
        living = {document.id for document in documents}
        self._index.cover(documents, [id_ for id_ in lacking if id_ not in living], now)
        return ()

    def _read(self, request: SearchRequest) -> Query:
        names = self._names() if request.expand and request.query.strip() else Names(())
        return self._index.read(
            request.query, typing=request.typing, names=names, off=frozenset(request.unexpanded)
        )

    def _names(self) -> Names:
        dossier = self._dossier()
        if self._named[0] is not dossier:
            self._named = dossier, names_of(dossier)
        return self._named[1]

    def _found(
        self, request: SearchRequest, but: FacetName | None = None
    ) -> tuple[Query, Found, tuple[QueryProblem, ...]]:
        """How a request is read, what it finds, and which of its conditions name nothing."""
        read = self._read(request)
        resolved = {each: self._conditions.articles(each) for each in search.filters(read.node)}
        plain = request.sort is Sort.RELEVANCE and not request.recent
        found = self._index.search(
            read,
            limit=request.offset + request.limit if plain else 0,
            allowed=self._conditions.chosen(request.choices, but),
            conditions={each: ids for each, (ids, _) in resolved.items()},
        )
        return found.query, found, tuple(problem for _, problem in resolved.values() if problem)

    def _all_ids(self, request: SearchRequest, but: FacetName | None) -> Ids:
        found = self._found(request, but)[1]
        return np.empty(0, np.int64) if found.ids is None else found.ids

    def _suggestion(self, request: SearchRequest, found: Found) -> str:
        few = found.count == 0 or found.partial or found.query.question
        return self._index.suggest(request.query, typing=request.typing) if few else ""


def _kept(request: SearchRequest) -> str:
    return msgspec.json.encode(replace(request, typing=False, offset=0)).decode()


def _document_of_title(library: Library, article: int) -> Document:
    return Document(id=article, title=library.article(article).title, text="")
