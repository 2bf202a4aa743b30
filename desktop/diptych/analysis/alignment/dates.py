"""The dates that a passage tells, resolved as far as the text and the article's date are sure of them."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from diptych import paths
from diptych.analysis.alignment import words

_COUNTED = (
    "people|men|women|troops|soldiers|residents|islanders|voters|families|ships|boats|tons?|tonnes|km|miles"
    "|kilomet(?:re|er)s|met(?:re|er)s|dollars|euros|pounds|yen|rubles|roubles|jobs|homes|businesses|человек"
)
_DENSE = 0x3000
_OPEN_DAYS = 3
_LEAP_YEAR = 2000
_FIRST_YEAR, _LAST_YEAR = 1500, 2100


class When(NamedTuple):
    """A date as far as it is known; what is not known is None.

    ``sure`` is False where the year, or the whole date, was inferred from the article's date.
    ``named`` dates stand in a document's name ("the 1928 declaration") and date nothing else.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    sure: bool = True
    named: bool = False

    @property
    def rank(self) -> int:
        """How precise it is: 1 a year, 2 a month, 3 a day."""
        return 3 if self.day else 2 if self.month else 1


class Relation(IntEnum):
    """How two dates stand to each other, from contradiction to the same day."""

    APART = -1
    OPEN = 0
    YEAR = 1
    MONTH = 2
    DAY = 3


def relation(one: When, other: When) -> Relation:
    """Whether two dates can be of one event, and how precisely they agree.

    Days that lie next to each other agree (time zones, visits of two days); within three days the
    question is open, and days further apart do not agree.
    """
    first, second = _as_date(one, other.year), _as_date(other, one.year)
    if first and second:
        away = abs((first - second).days)
        return Relation.DAY if away <= 1 else Relation.OPEN if away <= _OPEN_DAYS else Relation.APART
    if one.year and other.year and one.year != other.year:
        return Relation.APART
    if one.month and other.month:
        return Relation.MONTH if one.month == other.month else Relation.APART
    return Relation.YEAR if one.year and other.year else Relation.OPEN


def _as_date(when: When, year: int | None = None) -> date | None:
    """The day, in the given year where the date has none; None where it is no day."""
    if not (when.day and when.month):
        return None
    try:
        return date(when.year or year or _LEAP_YEAR, when.month, when.day)
    except ValueError:
        return None


@dataclass(frozen=True)
class _Calendar:
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    years: Mapping[str, int]
    months_away: Mapping[str, int]
    named: frozenset[str]
    form: re.Pattern[str]
    away: re.Pattern[str]


@cache
def _calendar() -> _Calendar:
    file = paths.resources() / "lexicons" / "calendar.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    months, weekdays, days, years, away = (
        {word: int(number) for number, words in table[key].items() for word in words}
        for key in ("months", "weekdays", "days", "years", "months_away")
    )
    return _Calendar(
        months=months,
        weekdays=weekdays,
        days=days,
        years=years,
        months_away=away,
        named=frozenset(table["named"]["words"]),
        form=_form(months),
        away=_away({**weekdays, **days, **years, **away}, months),
    )


def is_month(word: str) -> bool:
    """Whether a word names a month."""
    return word.lower() in _calendar().months


def _form(months: Mapping[str, int]) -> re.Pattern[str]:
    """All forms of stated dates; a group's name is what it holds (year, number, month, day, until)."""
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))

    def month(n: int) -> str:
        return rf"(?P<m{n}>{names})\b\.?"

    def year(n: int) -> str:
        return rf"(?P<y{n}>[12]\d{{3}})(?![\d%])"

    def day(n: int) -> str:
        th = "(?:st|nd|rd|th)?"
        return rf"(?P<d{n}>\d{{1,2}}){th}(?:\s?[-–—]\s?(?P<u{n}>\d{{1,2}}){th})?(?!\d|[.,]\d)"

    before = "in|since|until|by|last|this|next|of|early|mid|late|в|с|до"
    forms = (
        r"(?<![\d-])(?P<y1>[12]\d{3})-(?P<n1>\d{2})(?:-(?P<d1>\d{2}))?(?![\d-])",
        r"(?<![\d.])(?P<d2>\d{1,2})\.(?P<n2>\d{1,2})\.(?P<y2>[12]\d{3})(?![\d])",
        r"(?P<y3>[12]\d{3})\s?年(?:\s?(?P<n3>\d{1,2})\s?月(?:\s?(?P<d3>\d{1,2})\s?日)?)?",
        r"(?<![\d年])(?P<n4>\d{1,2})\s?月(?:\s?(?P<d4>\d{1,2})\s?日)?",
        rf"(?<![\d.,]){day(5)}\s+(?:of\s+)?{month(5)}(?:,?\s+{year(5)})?",
        rf"(?<!\w){month(6)}\s+{day(6)}(?:,?\s+{year(6)})?",
        rf"(?<!\w){month(7)}(?:\s+of)?,?\s+{year(7)}",
        rf"(?<!\w)(?:{before})[\s-]+{month(8)}(?!\w|\s+\d{{1,2}}(?!\d))(?:(?:\s+of)?,?\s+{year(8)})?",
        rf"(?<![\w.,-]){year(9)}(?![,.]\d|\w|\s+(?:{_COUNTED})\b)",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


def _away(words: Mapping[str, int], months: Mapping[str, int]) -> re.Pattern[str]:
    longest_first = sorted(set(words) - set(months), key=len, reverse=True)
    spoken = "|".join(re.escape(word) for word in longest_first if ord(word[0]) < _DENSE)
    dense = "".join("|" + re.escape(word) for word in longest_first if ord(word[0]) >= _DENSE)
    return re.compile(rf"(?<!\w)(?:{spoken})(?!\w){dense}", re.IGNORECASE)


_LONGEST = 200
"""Dates of one passage that are read; a passage with more is a table."""


def told(text: str, article: When | None) -> tuple[When, ...]:
    """The dates in a passage in order, each once. ``article`` is the article's own date, if known.

    A day or month without a year takes the year named before it in the passage, else, unsure, the one
    that brings it nearest to the article's date.
    """
    found: list[When] = []
    stated: int | None = None
    for start, end, when in _stated(text):
        if when.year is None:
            when = when._replace(year=stated) if stated else _nearest(when, article)
        named = _in_a_name(text, start, end) if when.rank == 1 else False
        if when.year and when.sure and not named:
            stated = when.year
        found.append(when._replace(named=named))
        if len(found) > _LONGEST:
            break
    if article is not None:
        found += _relative(text, article)
    return tuple(dict.fromkeys(found))


def parsed(iso: str | None) -> When | None:
    """An ISO date, cut to its precision, as a date; None for none."""
    parts = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", iso or "")
    if not parts:
        return None
    month, day = (int(part) if part else None for part in parts.groups()[1:])
    return When(int(parts[1]), month, day)


def _stated(text: str) -> Iterator[tuple[int, int, When]]:
    table = _calendar()
    for match in table.form.finditer(text):
        found = {key[0]: value for key, value in match.groupdict().items() if value}
        month = table.months[found["m"].lower()] if "m" in found else int(found.get("n", 0)) or None
        if _is_common_word(found):
            continue
        year = int(found["y"]) if "y" in found else None
        if (year and not _FIRST_YEAR <= year <= _LAST_YEAR) or (month and month > 12):
            continue
        for day in dict.fromkeys(found.get(key) for key in ("d", "u")):
            if day is None and "d" in found:
                continue
            if day and not 1 <= int(day) <= 31:
                continue
            yield match.start(), match.end(), When(year, month, int(day) if day else None)


def _is_common_word(found: Mapping[str, str]) -> bool:
    """Whether a month alone stands in lower case: "may", "march"."""
    month = found.get("m", "")
    return month.isascii() and month.islower() and not {"d", "y"} & set(found)


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a bare year belongs to a document or war: "the 1928 Joint Declaration", "treaty of 1951"."""
    named = _calendar().named
    after = re.findall(r"[^\W\d_]+", text[end : end + 45].partition(".")[0].partition(",")[0])[:3]
    before = re.findall(r"[^\W\d_]+", text[max(0, start - 30) : start])[-2:]
    if any(word.lower() in named for word in after) and text[end : end + 1] in " -–年":
        return not after or words.common().weights.get(words.stem(after[0].lower())) != 0.0
    return len(before) == 2 and before[1].lower() == "of" and before[0].lower() in named


def _nearest(when: When, article: When | None) -> When:
    if article is None or article.year is None:
        return when
    if article.month is None or when.month is None:
        return when._replace(year=article.year, sure=False)
    away = when.month - article.month
    year = article.year + (1 if away < -6 else -1 if away > 6 else 0)
    return when._replace(year=year, sure=False)


def _relative(text: str, article: When) -> Iterator[When]:
    table = _calendar()
    own = _as_date(article)
    for match in table.away.finditer(text):
        word = match.group().lower()
        if word in table.years and article.year:
            yield When(article.year + table.years[word], sure=True)
        elif word in table.months_away and article.year and article.month:
            yield _month_away(article, table.months_away[word])
        elif own is not None and word in table.days:
            yield _of(own + timedelta(days=table.days[word]))
        elif own is not None and word in table.weekdays:
            yield _of(_weekday(text, match.start(), own, table.weekdays[word]))


def _month_away(article: When, by: int) -> When:
    count = (article.year or 0) * 12 + (article.month or 1) - 1 + by
    return When(count // 12, count % 12 + 1, sure=True)


def _weekday(text: str, start: int, own: date, weekday: int) -> date:
    """The last such day up to the article's date; the coming one after "next", "will" or "coming"."""
    before = text[max(0, start - 40) : start].lower()
    if re.search(r"\bnext\b|\bcoming\b|\bwill\b", before):
        return own + timedelta(days=(weekday - own.isoweekday() - 1) % 7 + 1)
    return own - timedelta(days=(own.isoweekday() - weekday) % 7)


def _of(day: date) -> When:
    return When(day.year, day.month, day.day, sure=False)


def days_between(one: When, other: When) -> int | None:
    """The least number of days that can lie between two dates with a year; None where one has none."""
    if one.year is None or other.year is None:
        return None
    first, last = _bounds(one), _bounds(other)
    return max(0, (last[0] - first[1]).days, (first[0] - last[1]).days)


def _bounds(when: When) -> tuple[date, date]:
    year = when.year or 1
    if when.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    length = calendar.monthrange(year, when.month)[1]
    if when.day is None:
        return date(year, when.month, 1), date(year, when.month, length)
    day = min(when.day, length)
    return date(year, when.month, day), date(year, when.month, day)
