"""Over what the parties are compared: a scope, filters and an order, as one value."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

from diptych.errors import DiptychError
from diptych.model import Value, Voice


class Sort(StrEnum):
    """The orders of a matrix's rows."""

    DOSSIER = "dossier"
    DISAGREEMENT = "disagreement"
    EVIDENCE = "evidence"
    DATE = "date"
    NAME = "name"


class Order(StrEnum):
    """The orders of a cell's evidence. ``BEST``: the analyst's word first, then the surest."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


class ComparisonQuery(Value, frozen=True):
    """What is compared.

    ``articles`` None is the whole library. ``start`` and ``end`` are ISO dates cut to their precision,
    both within the range; an article whose date is cut is in it when part of that time is, and one
    without a date is not in any. ``voices``, ``outlets`` and ``issues`` empty mean all. ``reviewed``
    None takes what has the analyst's word and what has not. ``usage`` is the party whose names for what
    is in dispute an article must use more than the other's. ``aside`` shows the issues that were set
    aside as not relevant, too.
    """

    articles: tuple[int, ...] | None = None
    start: str = ""
    end: str = ""
    voices: tuple[Voice, ...] = ()
    quoted: bool = False
    confidence: float = 0.0
    reviewed: bool | None = None
    outlets: tuple[str, ...] = ()
    usage: str = ""
    issues: tuple[str, ...] = ()
    aside: bool = False
    sort: Sort = Sort.DOSSIER


WHOLE = ComparisonQuery()
"""The whole library, without a filter, in the dossier's order."""

UNDATED = 0
"""The day of an article without a date; other days are ``date.toordinal``."""


def days(iso: str) -> tuple[int, int]:
    """The first and last day that a date (ISO, cut to its precision) may mean; ``UNDATED`` for none.

    What cannot be read as a date is none.
    """
    parts = iso[:10].split("-")
    try:
        year, *rest = (int(part) for part in parts if part)
        month = rest[0] if rest else 0
        day = rest[1] if len(rest) > 1 else 0
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except (ValueError, IndexError):
        return UNDATED, UNDATED
    return first.toordinal(), last.toordinal()


def bounds(query: ComparisonQuery) -> tuple[int, int] | None:
    """The first and last day of the range, None where there is none; raises ``DiptychError``."""
    if not query.start and not query.end:
        return None
    start, end = 1, date.max.toordinal()
    if query.start:
        start, _ = _stated(query.start)
    if query.end:
        _, end = _stated(query.end)
    return start, end


def _stated(iso: str) -> tuple[int, int]:
    found = days(iso)
    if found[0] == UNDATED:
        raise DiptychError(f"“{iso}” is no date; write it as 2017, 2017-03 or 2017-03-06.")
    return found
