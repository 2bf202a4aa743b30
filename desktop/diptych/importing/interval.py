"""Between which days an undated article was written, as its text lets on: a suggestion, never its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from diptych.importing.dates import month_number
from diptych.importing.lexicon import lexicon

_SENTENCE = re.compile(r"(?<=[^\W_A-Z]{2}[.!?])[\"”’»]*\s+|\n+")
_WORD = r"[^\W\d_]{3,12}"
_YEAR = r"(?:19|20)\d{2}"
_MENTION = re.compile(
    rf"(?P<name>{_WORD})\s+(?P<day>\d{{1,2}})(?:\s?[-–]\s?(?P<last>\d{{1,2}}))?(?:,?\s+(?P<year>{_YEAR}))?(?!\d)"
    rf"|(?P<day2>\d{{1,2}})(?:\s?[-–]\s?(?P<last2>\d{{1,2}}))?\s+(?P<name2>{_WORD})(?:,?\s+(?P<year2>{_YEAR}))?(?!\d)"
    rf"|(?P<name3>{_WORD})\s+(?P<year3>{_YEAR})(?!\d)"
    rf"|(?<![\d.,/-])(?P<year4>{_YEAR})(?![\d/-])"
)
_LONGEST = 200_000


class _Mention(NamedTuple):
    """A day, month or year that the text names; 0 for what it leaves out."""

    year: int
    month: int
    day: int
    future: bool

    def edtf(self) -> str:
        """The mention as ISO, as precise as it is."""
        parts = (
            f"{self.year}",
            f"-{self.month:02}" if self.month else "",
            f"-{self.day:02}" if self.day else "",
        )
        return "".join(parts)

    def first(self) -> tuple[int, int, int]:
        """The first day that it can mean."""
        return self.year, self.month, self.day


def suggestion(text: str) -> tuple[str, str]:
    """An EDTF interval and its evidence; two empty strings when the text tells too little.

    It runs from the last day told as past to the first told as still to come; a day without a year is
    taken to lie in the last year that is told as past. The end is open when nothing is to come.
    """
    mentions = list(_mentions(text[:_LONGEST]))
    years = [mention.year for mention in mentions if mention.year and not mention.future]
    if not years:
        return "", ""
    dated = [mention._replace(year=mention.year or max(years)) for mention in mentions]
    past = max((mention for mention in dated if not mention.future), key=_Mention.first)
    coming = [mention for mention in dated if mention.future and mention.first() > past.first()]
    if not past.month and not coming:
        return "", ""
    end = min(coming, key=_Mention.first).edtf() if coming else ".."
    evidence = f"no date is stated; the text tells of {past.edtf()} as past"
    return f"{past.edtf()}/{end}", evidence + (f" and of {end} as to come" if coming else "")


def _mentions(text: str) -> Iterator[_Mention]:
    for sentence in _SENTENCE.split(text):
        future = lexicon().future.search(sentence) is not None
        for match in _MENTION.finditer(sentence):
            if mention := _mention(match, future=future):
                yield mention


def _mention(match: re.Match[str], *, future: bool) -> _Mention | None:
    name = match["name"] or match["name2"] or match["name3"] or ""
    year = int(match["year"] or match["year2"] or match["year3"] or match["year4"] or 0)
    day = int(match["last"] or match["last2"] or match["day"] or match["day2"] or 0)
    month = month_number(name) if name and name[0].isupper() else 0
    if name and not month:
        return _Mention(year, 0, 0, future) if year else None
    return _Mention(year, month, day, future) if day <= 31 else None
