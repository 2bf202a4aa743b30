"""Find in page: over the canonical text, at the speed of Python's own string search."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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


def starts(text: str, query: str, *, case: bool = False, whole_words: bool = False) -> list[int]:
    """Where the query begins in the text, in order, not overlapping; each hit is as long as the query.

    An empty query is nowhere. Numbers, not spans: one letter may be found 100,000 times.
    """
    wanted = folded(query, case=case)
    if not wanted:
        return []
    searched = folded(text, case=case)
    found = [hit.start() for hit in re.finditer(re.escape(wanted), searched)]
    if whole_words:
        return [start for start in found if _stands_alone(searched, start, start + len(wanted))]
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
