"""Answer a query: ranked articles from the index, checked against and marked in the library's texts."""

from __future__ import annotations

import time

from diptych import search
from diptych.library import Library
from diptych.model import Hit, SearchResult
from diptych.search import Index
from diptych.workspace.index_upkeep import document

SNIPPETS = 3
"""Snippets of one hit, at most."""


def run(
    library: Library, index: Index, query: str, *, limit: int, typing: bool, complete: bool
) -> SearchResult:
    """The best ``limit`` articles with all their hits marked.

    A match whose words are in the current article no more is left out. ``complete`` is False when
    the index is known to lack articles.
    """
    started = time.perf_counter()
    found = index.search(query, limit=limit, typing=typing)
    ids = [match.id for match in found.matches]
    articles = {article.id: article for article in library.articles(ids=ids)}
    texts = library.texts(ids)
    hits = []
    for match in found.matches:
        article, text = articles.get(match.id), texts.get(match.id, "")
        if article is None or not search.holds(document(article, text), found.query):
            continue
        spans = search.spans(text, found.query)
        hits.append(
            Hit(
                id=article.id,
                title=article.title,
                outlet=article.outlet,
                date=article.date,
                score=match.score,
                snippets=tuple(search.snippets(text, spans, most=SNIPPETS)),
                spans=tuple(spans),
            )
        )
    return SearchResult(
        query=query,
        count=found.count - (len(found.matches) - len(hits)),
        seconds=time.perf_counter() - started,
        hits=tuple(hits),
        notes=found.notes,
        complete=complete,
    )
