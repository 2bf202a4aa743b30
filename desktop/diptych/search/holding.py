"""Check a match of the index against the article as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diptych.search.query import AnyOf, Node, Not, Phrase, parse, relaxed
from diptych.search.spans import occurrences
from diptych.search.values import Document
from diptych.search.words import Token, tokens

_Fields = Mapping[str, Sequence[Sequence[Token]]]


def holds(document: Document, query: str, *, typing: bool = False) -> bool:
    """Whether an article has what a query looks for: some of the words wanted, and none of the excluded.

    Some suffice because the index answers with those where no article has all.
    """
    node = parse(query, typing=typing).node
    fields = {
        "title": [list(tokens(document.title))],
        "text": [list(tokens(document.text))],
        "outlet": [list(tokens(document.outlet))],
        "authors": [list(tokens(author)) for author in document.authors],
    }
    if node is None:
        return False
    wanted, excluded = relaxed(node)
    return all(_all(part, fields) for part in excluded) and (
        not wanted or _all(node, fields) or any(_all(part, fields) for part in wanted)
    )


def _all(node: Node, fields: _Fields) -> bool:
    if isinstance(node, Phrase):
        names = (node.field,) if node.field else tuple(fields)
        return any(occurrences(node, found) for name in names for found in fields[name])
    if isinstance(node, Not):
        return not _all(node.part, fields)
    if isinstance(node, AnyOf):
        return any(_all(part, fields) for part in node.parts)
    return all(_all(part, fields) for part in node.parts)
