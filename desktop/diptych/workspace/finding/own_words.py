"""Search what the analyst wrote: highlights, notes and briefs, which are few enough to be read each time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diptych import search
from diptych.library import Library
from diptych.search import Document, Query
from diptych.workspace.finding.requests import OwnWords


class _Place(NamedTuple):
    """Whose words they are."""

    kind: str
    id: int
    article: int
    title: str
    start: int = 0


def found(library: Library, query: Query, limit: int) -> list[OwnWords]:
    """The highlights, notes and parts of briefs that hold what a query looks for."""
    if query.node is None:
        return []
    hits = []
    for words, text in _all(library):
        if not search.holds(Document(id=0, title="", text=text), query):
            continue
        for snippet in search.snippets(text, search.spans(text, query), most=1):
            hits.append(
                OwnWords(
                    kind=words.kind,
                    id=words.id,
                    article=words.article,
                    title=words.title,
                    snippet=snippet,
                    start=words.start,
                )
            )
        if len(hits) >= limit:
            break
    return hits


def _all(library: Library) -> Iterator[tuple[_Place, str]]:
    titles = {article.id: article.title for article in library.articles()}
    for mark in library.highlights(None):
        title = titles.get(mark.article, "")
        yield _Place("highlight", mark.id, mark.article, title, mark.start), mark.quote
        if mark.note:
            yield _Place("note", mark.id, mark.article, title, mark.start), mark.note
    for brief in library.briefs():
        yield _Place("brief", brief.id, 0, brief.title), brief.title
        for item in brief.items:
            for text in filter(None, (item.content, item.quote)):
                yield _Place("brief", brief.id, item.article, brief.title), text
