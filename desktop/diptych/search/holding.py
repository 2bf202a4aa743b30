"""Check a match of the index against the article as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diptych.search.nodes import AllOf, AnyOf, Filter, Named, Node, Not, Phrase, relaxed
from diptych.search.query import Query, parse
from diptych.search.spans import occurrences
from diptych.search.values import Document
from diptych.search.words import Token, tokens

_Fields = Mapping[str, Sequence[Sequence[Token]]]


def holds(document: Document, query: str | Query, *, typing: bool = False) -> bool:
    """Whether an article has what a query looks for: some of the words wanted, and none of the excluded.

    Some suffice because the index answers with those where few articles have all. Conditions on what
    is not in the text are taken as met.
    """
    node = (parse(query, typing=typing) if isinstance(query, str) else query).node
    fields = {
        "title": [list(tokens(document.title))],
        "text": [list(tokens(document.text))],
        "outlet": [list(tokens(document.outlet))],
        "authors": [list(tokens(author)) for author in document.authors],
        "date": [list(tokens(document.date[:4]))],
    }
    if node is None:
        return False
    wanted, binding = relaxed(node)
    return all(_all(part, fields) for part in binding) and (
        not wanted or _all(node, fields) or any(_all(part, fields) for part in wanted)
    )


def _all(node: Node, fields: _Fields) -> bool:
    match node:
        case Phrase():
            names = (node.field,) if node.field else tuple(fields)
            return any(occurrences(node, found) for name in names for found in fields[name])
        case Filter():
            return True
        case Named():
            return _all(node.typed, fields) or any(_all(form, fields) for form in node.forms)
        case Not():
            return isinstance(node.part, Filter) or not _all(node.part, fields)
        case AnyOf():
            return any(_all(part, fields) for part in node.parts)
        case AllOf():
            return all(_all(part, fields) for part in node.parts)
