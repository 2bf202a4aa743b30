"""From articles that the index found to hits with their passages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from diptych import search
from diptych.library import Library
from diptych.model import ArticleSummary, Hit, Span
from diptych.search import Match, Phrase, Query
from diptych.search.nodes import AllOf, AnyOf, Named, Node
from diptych.workspace.index_upkeep import document

SNIPPETS = 3
"""Snippets of one hit, at most."""


def shown(
    library: Library,
    matches: Sequence[Match],
    query: Query,
    *,
    doubtful: Collection[int] = (),
    family: Callable[[int], int | None] = lambda _: None,
) -> list[Hit]:
    """The hits for matches, in their order.

    Articles that are gone are left out, and of ``doubtful`` ones, which the index holds in another
    state, those in which the words are no more.
    """
    ids = [match.id for match in matches]
    articles = {article.id: article for article in library.articles(ids=ids)}
    texts = library.texts(ids)
    named = frozenset(_named(query.node))
    hits = []
    for match in matches:
        article, text = articles.get(match.id), texts.get(match.id, "")
        if article is None:
            continue
        if match.id in doubtful and not search.holds(document(article, text), query):
            continue
        hits.append(_hit(article, text, match, query, named, family(match.id)))
    return hits


def _hit(
    article: ArticleSummary,
    text: str,
    match: Match,
    query: Query,
    named: Collection[Phrase],
    family: int | None,
) -> Hit:
    marked = search.marked(text, query)
    spans = search.apart(span for found in marked.values() for span in found)
    return Hit(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        date=article.date,
        score=match.score,
        snippets=tuple(search.snippets(text, spans, most=SNIPPETS)),
        spans=tuple(spans),
        count=len(spans),
        names=_names(text, [span for phrase in named for span in marked.get(phrase, ())]),
        family=family,
        language=article.language,
        title_spans=tuple(search.spans(article.title, query, field="title")),
    )


def _names(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The names as the article writes them, the commonest first."""
    counted: dict[str, list[str]] = {}
    for start, end in search.apart(spans):
        name = " ".join(text[start:end].split())
        counted.setdefault(name.casefold(), []).append(name)
    return tuple(names[0] for names in sorted(counted.values(), key=len, reverse=True))


def _named(node: Node | None) -> Iterator[Phrase]:
    """The phrases that are names; the loose words of one are none."""
    if isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _named(part)
    elif isinstance(node, Named):
        if isinstance(node.typed, Phrase):
            yield node.typed
        yield from node.forms
