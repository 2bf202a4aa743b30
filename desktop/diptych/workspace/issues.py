"""Issues as the analyst sees them: edits of issues and parties, and what a cue term would match."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from diptych.errors import DiptychError
from diptych.library import Library
from diptych.model import Changes, DossierEdit, EditAction, Span, Value
from diptych.workspace.dispute import Dispute

_AT_ONCE = 500
_AROUND = 60


class CueMatch(Value, frozen=True, omit_defaults=False):
    """A place that a term matches, with the words around it; ``mark`` is its place in them."""

    article: int
    span: Span
    words: str
    mark: Span


class CueMatches(Value, frozen=True, omit_defaults=False):
    """What a term would match: in how many places and articles, and the first of these places."""

    places: int
    articles: int
    first: tuple[CueMatch, ...]


class Issues:
    """The acts on a library's issues, each undone as one. All raise ``DiptychError`` with a sentence."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute]) -> None:
        self._library = library
        self._dispute = dispute

    def add(self, name: str, description: str = "", terms: Sequence[str] = ()) -> Changes:
        """A new issue with its cue terms, last."""
        content = {"name": name, "description": description or name, "cues": _cues(terms)}
        return self._do(
            "Add an issue", DossierEdit(action=EditAction.ADD_ISSUE, target=self._id(name), content=content)
        )

    def rename(self, issue: str, name: str, description: str | None = None) -> Changes:
        """Another name, and another description if one is given."""
        content = {"name": name} | ({} if description is None else {"description": description})
        return self._do(
            "Rename an issue", DossierEdit(action=EditAction.CHANGE_ISSUE, target=issue, content=content)
        )

    def merge(self, issue: str, into: str) -> Changes:
        """Two issues are one; its evidence stands in the other at once."""
        return self._do(
            "Merge issues", DossierEdit(action=EditAction.MERGE_ISSUE, target=issue, content={"into": into})
        )

    def split(self, issue: str, name: str, terms: Sequence[str], description: str = "") -> Changes:
        """A part of an issue, with some of its cue terms, becomes one of its own."""
        content = {"id": self._id(name), "name": name, "description": description or name, "terms": [*terms]}
        return self._do(
            "Split an issue", DossierEdit(action=EditAction.SPLIT_ISSUE, target=issue, content=content)
        )

    def order(self, issues: Sequence[str]) -> Changes:
        """Another order."""
        return self._do(
            "Order the issues", DossierEdit(action=EditAction.ORDER_ISSUES, content={"order": [*issues]})
        )

    def set_cue(self, issue: str, term: str, weight: float = 1.0) -> Changes:
        """A cue term, new or with another weight; below zero it points away from the issue."""
        content = {"term": plain(term), "weight": weight}
        return self._do(
            "Set a cue term", DossierEdit(action=EditAction.ADD_CUE, target=issue, content=content)
        )

    def remove_cue(self, issue: str, term: str) -> Changes:
        """A cue term is one no more."""
        return self._do(
            "Remove a cue term",
            DossierEdit(action=EditAction.REMOVE_CUE, target=issue, content={"term": term}),
        )

    def change_party(self, party: str, **facts: object) -> Changes:
        """Another name, letter, badge or demonyms of a party."""
        return self._do(
            "Change a party", DossierEdit(action=EditAction.CHANGE_PARTY, target=party, content=facts)
        )

    def preview(self, term: str, most: int = 50) -> CueMatches:
        """What a cue term would match in the library. Takes a moment for each thousand articles."""
        pattern = matching(term)
        if pattern is None:
            return CueMatches(places=0, articles=0, first=())
        places = articles = 0
        first: list[CueMatch] = []
        for article, text in self._texts():
            found = [Span(*match.span()) for match in pattern.finditer(text)]
            places += len(found)
            articles += bool(found)
            first += [_match(article, text, span) for span in found[: most - len(first)]]
        return CueMatches(places=places, articles=articles, first=tuple(first))

    def _texts(self) -> Iterator[tuple[int, str]]:
        ids = iter([article.id for article in self._library.articles()])
        while batch := list(islice(ids, _AT_ONCE)):
            texts = self._library.texts(batch)
            yield from ((id_, texts[id_]) for id_ in batch if id_ in texts)

    def _do(self, label: str, edit: DossierEdit) -> Changes:
        standing = self._dispute().corrections.standing
        after = standing.with_edits((edit,))
        if len(after.faults) > len(standing.faults):
            raise DiptychError(after.faults[-1].sentence)
        return self._library.correct_names(label, (), (edit,), dossier=standing.base.id)

    def _id(self, name: str) -> str:
        """An id for a new issue that no issue has, nor had."""
        standing = self._dispute().corrections.standing
        taken = {issue.id for dossier in (standing.base, standing.dossier) for issue in dossier.issues}
        taken |= {edit.target for edit in standing.edits}
        bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = "_".join(re.findall(r"[a-z0-9]+", bare))[:50].strip("_") or "issue"
        return next(id_ for id_ in _numbered(stem) if id_ not in taken)


def matching(term: str) -> re.Pattern[str] | None:
    """A pattern for a cue term as analysis finds it: in any case, with a plural's ending; None for none."""
    words = plain(term).split()
    if not words:
        return None
    together = r"\s+".join(map(re.escape, words))
    return re.compile(rf"(?<!\w){together}(?:s|es|'s|’s)?(?!\w)", re.IGNORECASE)


def plain(term: str) -> str:
    """A cue term as a dossier keeps it: lower case, single blanks."""
    return " ".join(term.lower().split())


def _match(article: int, text: str, span: Span) -> CueMatch:
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    while start > max(0, span.start - 2 * _AROUND) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace() and end < span.end + 2 * _AROUND:
        end += 1
    mark = Span(span.start - start, span.end - start)
    return CueMatch(article=article, span=span, words=text[start:end], mark=mark)


def _cues(terms: Iterable[str]) -> list[dict[str, object]]:
    return [{"term": term} for term in dict.fromkeys(map(plain, terms)) if term]


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}_{number}"
        number += 1
