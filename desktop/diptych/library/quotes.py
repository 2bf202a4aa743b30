"""Spans of stored texts with the quote they were made on, so that no claim is ever silently moved."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from diptych.errors import NotFound

AROUND = 32
"""How many characters before and after a quote are kept with it."""


class Cut(NamedTuple):
    """A span with what it reads and what stands around it."""

    start: int
    end: int
    quote: str
    before: str
    after: str


def cut(text: str, start: int, end: int) -> Cut:
    """The quote in ``[start, end)``; raises ``ValueError`` for a span that is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the span {start}:{end} is not in a text of {len(text)} characters")
    return Cut(start, end, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])


class Texts:
    """The texts of a library by id, of which the last read is remembered."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._last: tuple[int, str] | None = None

    def __getitem__(self, text_id: int) -> str:
        """The text; raises ``NotFound``."""
        if self._last is None or self._last[0] != text_id:
            row = self._db.execute("SELECT text FROM texts WHERE id = ?", (text_id,)).fetchone()
            if row is None:
                raise NotFound(f"There is no text {text_id} in this library; open the article again.")
            self._last = (text_id, row[0])
        return self._last[1]

    def read_so(self, text_id: int, start: int, end: int, quote: str) -> bool:
        """Whether the text reads as quoted there."""
        return 0 <= start < end and self[text_id][start:end] == quote
