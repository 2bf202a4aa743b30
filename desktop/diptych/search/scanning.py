"""Cut a query into its pieces: words, quoted phrases, brackets, operators, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

TEXT_FIELDS = {
    "title": "title",
    "outlet": "outlet",
    "author": "authors",
    "authors": "authors",
    "text": "text",
}
"""The prefixes of a query that name a field of the index."""

FILTERS = {
    "party": "party",
    "issue": "issue",
    "side": "side",
    "lang": "lang",
    "language": "lang",
    "date": "date",
    "year": "date",
    "has": "has",
    "tag": "tag",
    "collection": "collection",
    "reviewed": "reviewed",
}
"""The prefixes that name a fact which the library knows."""

ENTITY, EXACT = "entity", "exact"
FIELDS = {**TEXT_FIELDS, **FILTERS, ENTITY: ENTITY, EXACT: EXACT}

MOST_APART = 50
"""Words that may stand among those of a near phrase, at most."""


class Piece(NamedTuple):
    """One piece; ``last``: nothing ends it, so that it may still be typed at."""

    kind: Literal["word", "phrase", "open phrase", "(", ")", "OR", "AND", "NOT"]
    text: str
    field: str
    start: int
    end: int
    last: bool = False
    within: int | None = None


_QUOTES = '"“”„‟«»＂「」『』'
_NAME = "|".join(sorted(FIELDS, key=len, reverse=True))
_PIECE = re.compile(
    rf"(?P<space>\s+)|(?P<field>(?<!\w)(?:{_NAME})\s*[:：]\s*(?=\S))|(?P<quote>[{_QUOTES}])|(?P<paren>[()（）])"
    rf"|(?P<minus>[-−](?=[^\s\-−]))|(?P<word>[^\s{_QUOTES}()（）]+)",
    re.IGNORECASE,
)
_CLOSING = re.compile(f"[{_QUOTES}]")
_WITHIN = re.compile(r"[~～](\d{1,4})?(?![^\s)）])")
_OPERATORS: dict[str, Literal["OR", "AND", "NOT"]] = {
    "OR": "OR", "|": "OR", "||": "OR", "AND": "AND", "&": "AND", "&&": "AND", "NOT": "NOT",
}  # fmt: skip
_DEFAULT_WITHIN = 10


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a query from left to right."""
    at, field, begun = 0, "", -1
    while match := _PIECE.match(text, at):
        at, found, kind = match.end(), match.group(), match.lastgroup
        start = begun if begun >= 0 else match.start()
        if kind == "field":
            field, begun = FIELDS[re.split(r"\s*[:：]", found)[0].lower()], start
            continue
        begun = -1
        if kind == "quote":
            made, at = _quoted(text, match.end(), field, start)
            yield made
        elif kind == "paren":
            yield Piece("(" if found in "(（" else ")", found, field, start, at)
        elif kind == "minus":
            yield Piece("NOT", found, "", start, at)
            # "title:-word" excludes in the title.
            continue
        elif kind == "word":
            operator = _OPERATORS.get(found) if not field else None
            yield Piece(operator or "word", found, field, start, at, operator is None and at == len(text))
        field = ""


def _quoted(text: str, at: int, field: str, start: int) -> tuple[Piece, int]:
    closing = _CLOSING.search(text, at)
    if closing is None:
        return Piece("open phrase", text[at:], field, start, len(text), True), len(text)
    near = _WITHIN.match(text, closing.end())
    end = near.end() if near else closing.end()
    within = min(int(near[1] or _DEFAULT_WITHIN), MOST_APART) if near else None
    return Piece("phrase", text[at : closing.start()], field, start, end, False, within), end
