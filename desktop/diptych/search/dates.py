"""Dates in a query: a year, a month, a day, a stretch of them, or all before or after one."""

from __future__ import annotations

import re
from typing import NamedTuple

_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_STRETCH = re.compile(rf"({_DATE})?\s*(?:\.\.+|…|–|—)\s*({_DATE})?")
_BOUND = re.compile(rf"([<>]=?|[≤≥])?\s*({_DATE})")
_LAST = "~"


class Interval(NamedTuple):
    """From ``first`` to ``last``, both ISO 8601 and both within; a cut one is all of its year or month."""

    first: str
    last: str

    def holds(self, date: str) -> bool:
        """Whether a date, itself perhaps cut to its year or month, can lie within."""
        return bool(date) and self.first <= date + _LAST and date <= self.last + _LAST


def interval(value: str) -> Interval | None:
    """The dates that a value names, None where it names none."""
    value = value.strip().replace("/", "-")
    if (match := _STRETCH.fullmatch(value)) and (match[1] or match[2]):
        return Interval(match[1] or "", match[2] or _LAST)
    if not (match := _BOUND.fullmatch(value)):
        return None
    sign, date = match.groups()
    bounds = {
        ">": Interval(date + _LAST + _LAST, _LAST),
        ">=": Interval(date, _LAST),
        "≥": Interval(date, _LAST),
        "<": Interval("", _before(date)),
        "<=": Interval("", date),
        "≤": Interval("", date),
    }
    return bounds.get(sign, Interval(date, date))


def _before(date: str) -> str:
    """The greatest text that sorts before all dates of this year, month or day."""
    return date[:-1] + chr(ord(date[-1]) - 1) + _LAST
