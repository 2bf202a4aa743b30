"""Find in page: over the canonical text, at the speed of Python's own string search."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from diptych.model import Span

_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n", " "),
    "\u0451": "\u0435",
    "\u0401": "\u0415",
}


@lru_cache(maxsize=8)
def folded(text: str, *, case: bool) -> str:
    """The text as it is compared, at the same length.

    Curly and straight quotes, dashes and kinds of space are one, and letters of the Latin script lose
    their accents (others do not: there they make another letter). Without ``case`` all is lower case.
    """
    table = {ord(char): _fold(char, case=case) for char in set(text)}
    return text.translate(table)


def spans(text: str, query: str, *, case: bool = False, whole_words: bool = False) -> list[Span]:
    """All places of the query in the text, in order, not overlapping. An empty query has none."""
    wanted = folded(query, case=case)
    if not wanted:
        return []
    searched = folded(text, case=case)
    length = len(wanted)
    found: list[Span] = []
    at = searched.find(wanted)
    while at >= 0:
        if not whole_words or _stands_alone(searched, at, at + length):
            found.append(Span(at, at + length))
        at = searched.find(wanted, at + length)
    return found


def _fold(char: str, *, case: bool) -> str:
    char = _SAME.get(char, char)
    if "\u00c0" <= char < "\u0250" or "\u1e00" <= char < "\u1f00":
        char = unicodedata.normalize("NFD", char)[0]
    lower = char.lower()
    return char if case or len(lower) != 1 else lower


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit joins the stretch to its neighbours."""
    before = start > 0 and _is_word(text[start - 1]) and _is_word(text[start])
    after = end < len(text) and _is_word(text[end]) and _is_word(text[end - 1])
    return not before and not after


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
