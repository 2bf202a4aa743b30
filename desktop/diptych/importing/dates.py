"""Dates as they are stated: cut out first, then read strictly, never guessed.

A date without a year is none. Dotted dates are day first; slashed ones are read only when the
numbers leave one reading. Names of months come from ``resources/lexicons/months.toml``. (dateutil with
``dayfirst`` turns 2017-03-06 into the third of June; dateparser takes seconds over a word it does not know.)
"""

from __future__ import annotations

import functools
import re
import tomllib
from datetime import date
from typing import NamedTuple

from diptych import paths
from diptych.model import ArticleDate, DatePrecision

_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.h]|\s?[時时시]\s?)(?P<minute>[0-5]\d)(?:\s?[分분]|:[0-5]\d)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?![\d.:])"
)
_JOIN = r"(?:\s*[|,/–—@·•-]\s*|T|\s+(?:at|um|à|a las|в|o'clock)\s+|\s+)"
_WORD = r"[^\W\d_]{3,14}\.?"
_OF = r"(?:\s+(?:de|del|of|d['’]))?"
_TH = r"(?:st|nd|rd|th|er|º|\.)"
_YEAR = r"(?P<y>[12]\d{3})(?!\d)"
_DAY_FORMS = (
    ("iso", r"(?<!\d)(?P<y>[12]\d{3})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
    ("year first", r"(?<![\d./])(?P<y>[12]\d{3})([./])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?![\d/])"),
    ("dotted", r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>[12]\d{3})(?!\.?\d)"),
    ("slashed", r"(?<![\d/])(?P<d>\d{1,2})([/-])(?P<m>\d{1,2})\2(?P<y>[12]\d{3})(?![\d/-])"),
    ("ideographs", r"(?P<y>[12]\d{3})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"),
    ("named", rf"(?<![\w.])(?P<d>\d{{1,2}}){_TH}?{_OF}[\s-]+(?P<name>{_WORD}){_OF},?[\s-]+{_YEAR}"),
    ("named", rf"(?<!\w)(?P<name>{_WORD})\s+(?P<d>\d{{1,2}}){_TH}?,?\s+{_YEAR}"),
)
_PART_FORMS = (
    ("month", r"(?<![\d-])(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])(?![\d-])"),
    ("named month", rf"(?<![\w.])(?<!\d\s)(?<!\d\.\s)(?P<name>{_WORD}){_OF},?\s+{_YEAR}"),
    ("ideographs", r"(?P<y>[12]\d{3})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]"),
)
_DAYS = tuple((how, re.compile(form)) for how, form in _DAY_FORMS)
_PARTS = tuple((how, re.compile(form)) for how, form in _PART_FORMS)
_AFTER = re.compile(_JOIN + _TIME, re.IGNORECASE)
_BEFORE = re.compile(_TIME + r"\s*[|,–—·•-]?\s*$", re.IGNORECASE)
_MOST = 400


class Stated(NamedTuple):
    """A date found in a text: its span with any time beside it, and how it was read.

    ``value`` is None where the numbers leave two readings; ``readings`` then holds both.
    """

    start: int
    end: int
    value: str | None
    precision: DatePrecision
    how: str
    readings: tuple[str, ...] = ()


def find(text: str) -> Stated | None:
    """The first full date of a short text, else the first month with a year; None when there is neither.

    Only the first 400 characters are looked at: a date line is short.
    """
    text = text[:_MOST]
    found = [hit for how, form in _DAYS for match in form.finditer(text) if (hit := _day(text, how, match))]
    if found:
        return min(found, key=lambda hit: (hit.start, -hit.end))
    months = [hit for how, form in _PARTS for match in form.finditer(text) if (hit := _month(how, match))]
    return min(months, key=lambda hit: (hit.start, -hit.end)) if months else None


def read(text: str) -> ArticleDate | None:
    """The date that a whole field states (front matter, a meta tag), or None; a year alone will do."""
    text = text.strip()
    if re.fullmatch(r"[12]\d{3}", text):
        return ArticleDate(value=text, precision=DatePrecision.YEAR, as_printed=text)
    hit = find(text)
    if hit is None or len(text) - (hit.end - hit.start) > 20:
        return None
    return as_article_date(text, hit, "stated")


def as_article_date(text: str, hit: Stated, where: str) -> ArticleDate:
    """The article's date from a hit; ``where`` says where it stood."""
    printed = text[hit.start : hit.end].strip()
    if hit.value is None:
        return ArticleDate(
            value=hit.readings[0][:4],
            precision=DatePrecision.YEAR,
            as_printed=printed,
            evidence=f"{where}; day and month may stand in either order, so only the year is sure",
            suggestion="[" + ",".join(hit.readings) + "]",
        )
    return ArticleDate(
        value=hit.value, precision=hit.precision, as_printed=printed, evidence=f"{where}; {hit.how}"
    )


def _day(text: str, how: str, match: re.Match[str]) -> Stated | None:
    value, readings = _value(how, match)
    if value is None and not readings:
        return None
    note = {
        "dotted": "dotted, so day first",
        "slashed": "one number is over 12, so the order is sure",
        "named": "the month is named",
    }.get(how, "year first")
    start, end, time = _beside(text, match.start(), match.end())
    # Midnight to the minute is what systems print that know only the day.
    if value and time and time != "00:00":
        return Stated(start, end, f"{value}T{time}", DatePrecision.MINUTE, note)
    return Stated(start, end, value, DatePrecision.DAY, note, readings)


def _value(how: str, match: re.Match[str]) -> tuple[str | None, tuple[str, ...]]:
    year, day = int(match["y"]), int(match["d"])
    if how == "named":
        month = month_number(match["name"])
        return (_iso(year, month, day) if month else None), ()
    month = int(match["m"])
    if how != "slashed":
        return _iso(year, month, day), ()
    readings = sorted({value for value in (_iso(year, month, day), _iso(year, day, month)) if value})
    return (readings[0], ()) if len(readings) == 1 else (None, tuple(readings))


def _month(how: str, match: re.Match[str]) -> Stated | None:
    month = month_number(match["name"]) if how == "named month" else int(match["m"])
    if not month or not 1 <= month <= 12:
        return None
    value = f"{match['y']}-{month:02}"
    return Stated(match.start(), match.end(), value, DatePrecision.MONTH, "only month and year")


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _beside(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The span widened by a time of day right after or before the date, and that time as HH:MM."""
    if match := _AFTER.match(text, end):
        return start, match.end(), _clock(match)
    if match := _BEFORE.search(text[:start]):
        return match.start(), end, _clock(match)
    return start, end, ""


def _clock(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    half = (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{match['minute']}"


@functools.cache
def _months() -> dict[str, int]:
    """The number of each month by its names in lower case."""
    data = tomllib.loads((paths.resources() / "lexicons" / "months.toml").read_text(encoding="utf-8"))
    return {name: int(number) for number, names in data.items() for name in names}


def month_number(name: str) -> int:
    """The month that a word names, 0 when it names none."""
    return _months().get(name.rstrip(".").lower(), 0)
