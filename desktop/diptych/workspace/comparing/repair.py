"""Evidence whose quote no longer stands where it was taken, and where it may stand now."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum
from heapq import nlargest

from diptych.library import Library
from diptych.model import Changes, Override, Span, Value

_WORD = re.compile(r"\w+")
_CLOSE = 0.6
_REFINED = 8
_SOLID = 4
_LONGEST = 2000
"""Quotes with more characters are only looked for as they are."""


class Found(StrEnum):
    """How a place was found: the quote stands there, but for its spaces, or something like it."""

    EXACT = "exact"
    SPACED = "spaced"
    ALIKE = "alike"


class Candidate(Value, frozen=True, omit_defaults=False):
    """A place where a lost quote may stand now: its span and words, and how like the old they are (0..1)."""

    span: Span
    words: str
    found: Found
    score: float


class Broken(Value, frozen=True, omit_defaults=False):
    """A verdict of the analyst's whose quote stands no more, with the text that is current now."""

    verdict: Override
    title: str
    text_id: int


class Repair:
    """The broken evidence of a library and the acts that mend it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self) -> list[Broken]:
        """The analyst's evidence that is broken, in the order of the texts."""
        verdicts = self._library.broken_verdicts()
        articles = {id_: self._library.article(id_) for id_ in {each.article for each in verdicts}}
        return [
            Broken(verdict=each, title=articles[each.article].title, text_id=articles[each.article].text_id)
            for each in verdicts
        ]

    def candidates(self, broken: Broken, most: int = 5) -> list[Candidate]:
        """Where the quote may stand in the current text, the likeliest first."""
        text = self._library.article(broken.verdict.article).text
        return candidates(text, broken.verdict, most)

    def move(self, broken: Broken, span: Span) -> Changes:
        """Let the verdict stand on other words of the current text, with its links and summaries."""
        return self._library.move_verdict(broken.verdict.id, broken.text_id, span)

    def drop(self, broken: Broken) -> Changes:
        """Give the verdict up."""
        return self._library.clear_override(broken.verdict.id)


def candidates(text: str, lost: Override, most: int = 5) -> list[Candidate]:
    """Where the quote of a verdict may stand in a text: as it is, but for spaces, or something like it."""
    for found, pattern in (
        (Found.EXACT, re.escape(lost.quote)),
        (Found.SPACED, r"\s+".join(map(re.escape, lost.quote.split()))),
    ):
        places = [Span(*match.span()) for match in re.finditer(pattern, text)] if lost.quote.strip() else []
        if places:
            places.sort(key=lambda place: -_around(text, place, lost))
            return [_candidate(text, place, found, 1.0) for place in places[:most]]
    if len(lost.quote) > _LONGEST:
        return []
    return _alike(text, lost, most)


def _alike(text: str, lost: Override, most: int) -> list[Candidate]:
    """Runs of words that share most words with the quote, by how alike they are letter for letter."""
    quoted = [match.group().casefold() for match in _WORD.finditer(lost.quote)]
    words = list(_WORD.finditer(text))
    length = min(len(quoted), len(words))
    if not length:
        return []
    shared = _shared([word.group().casefold() for word in words], Counter(quoted), length)
    found: list[Candidate] = []
    for at in nlargest(_REFINED, range(len(shared)), key=lambda at: (shared[at], -at)):
        span, score = _fitted(text, Span(words[at].start(), words[at + length - 1].end()), lost.quote)
        overlaps = any(span.start < other.span.end and other.span.start < span.end for other in found)
        if score >= _CLOSE and not overlaps:
            found.append(_candidate(text, span, Found.ALIKE, round(score, 3)))
    return sorted(found, key=lambda each: -each.score)[:most]


def _fitted(text: str, near: Span, quote: str) -> tuple[Span, float]:
    """The words near a place that are most like the quote, and how like they are."""
    slack = len(quote) // 3 + 8
    start = max(0, near.start - slack)
    around = text[start : near.end + slack]
    same = SequenceMatcher(None, quote, around, autojunk=False).get_matching_blocks()
    solid = [block for block in same if block.size >= _SOLID]
    if not solid:
        return near, 0.0
    first, last = solid[0], solid[-1]
    begin = start + max(0, first.b - first.a)
    stop = start + min(len(around), last.b + len(quote) - last.a)
    while begin > 0 and text[begin - 1].isalnum() and text[begin].isalnum():
        begin -= 1
    while stop < len(text) and text[stop - 1].isalnum() and text[stop].isalnum():
        stop += 1
    words = text[begin:stop]
    span = Span(begin + len(words) - len(words.lstrip()), begin + len(words.rstrip()))
    ratio = SequenceMatcher(None, quote, text[slice(*span)], autojunk=False).ratio()
    return span, ratio


def _shared(words: list[str], wanted: Counter[str], length: int) -> list[int]:
    """By the place of its first word how many words each run of this length shares with the wanted."""
    have: Counter[str] = Counter()
    count, shared = 0, []
    for at, word in enumerate(words):
        have[word] += 1
        count += have[word] <= wanted[word]
        if at >= length:
            left = words[at - length]
            count -= have[left] <= wanted[left]
            have[left] -= 1
        if at >= length - 1:
            shared.append(count)
    return shared


def _around(text: str, place: Span, lost: Override) -> float:
    """How much of what stood around the quote stands around a place."""
    before = text[max(0, place.start - len(lost.before)) : place.start]
    after = text[place.end : place.end + len(lost.after)]
    return SequenceMatcher(None, lost.before + lost.after, before + after, autojunk=False).ratio()


def _candidate(text: str, span: Span, found: Found, score: float) -> Candidate:
    return Candidate(span=span, words=text[span.start : span.end], found=found, score=score)
