"""An article becomes terms with their positions, field by field: what every segment is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from diptych.search.values import Document
from diptych.search.words import invert

FIELDS = ("title", "text", "outlet", "authors")
"""The indexed fields."""

AUTHOR_GAP = 300
"""Places between two authors, so that no phrase reaches over."""

BEGINNING = "\x01"
"""Stands before the first letters of words in the index: their list says where any such word is."""

SHORT = 3
"""Beginnings up to this length have a list of their own; longer ones are few words each."""


class Field(NamedTuple):
    """One field of an article. ``beginnings``: how often words begin so. ``length`` is in words."""

    terms: dict[str, list[int]]
    beginnings: dict[str, int]
    words: Counter[str]
    length: int


def inverted(document: Document) -> Mapping[str, Field]:
    """The fields of an article."""
    return {
        "title": _field(document.title),
        "text": _field(document.text),
        "outlet": _field(document.outlet),
        "authors": _field(*document.authors),
    }


def _field(*texts: str) -> Field:
    made = invert(texts[0] if texts else "")
    for n, text in enumerate(texts[1:], 1):
        terms, words = invert(text, n * AUTHOR_GAP)
        made.words.update(words)
        for term, positions in terms.items():
            made.terms.setdefault(term, []).extend(positions)
    beginnings: dict[str, int] = {}
    for word, times in made.words.items():
        for length in range(1, min(SHORT, len(word)) + 1):
            key = BEGINNING + word[:length]
            beginnings[key] = beginnings.get(key, 0) + times
    return Field(made.terms, beginnings, made.words, sum(map(len, made.terms.values())))
