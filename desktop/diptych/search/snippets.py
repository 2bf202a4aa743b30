"""Choose the sentences of a text that show best what a query found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from diptych.model import Snippet, Span
from diptych.search.words import tokens

LONGEST = 240
"""Code points of a snippet before it is clipped."""

_MOST_WEIGHED = 100
"""Marks of one sentence that are weighed; more say nothing more."""

_ELLIPSIS = "…"
_BREAK = re.compile(r"[\n.!?…。！？]+[\"'”’»)\]」』）]*\s*")
_ABBREVIATED = re.compile(
    r"(?:^|[\s.(\"“'‘«])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Capt|Sen|Rep|Gov|No|Nos|vs|cf|approx|al"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|г|гг|им|ул|см|руб|тыс)\.$"
)
_FULL_WIDTH = frozenset("。！？")
_LOOK_BACK = 12
_SPACES = re.compile(r"\s")


def snippets(text: str, spans: Sequence[Span], *, most: int = 3) -> list[Snippet]:
    """The best ``most`` sentences with marks: those with most different words first, then those where
    they stand closest.

    A sentence longer than ``LONGEST`` is clipped between words, with an ellipsis at each cut. For every
    mark ``snippet.start + mark.start`` is its offset in the canonical text; where an ellipsis stands
    first, ``start`` is therefore one less than the offset of the first character shown.
    """
    if not spans:
        return []
    ordered = sorted(spans)
    ranked = sorted(
        (_rank(text, marks), sentence, marks) for sentence, marks in _marked_sentences(text, ordered)
    )
    shown = (_snippet(text, sentence, marks) for _, sentence, marks in ranked[:most])
    return [snippet for snippet in shown if snippet.marks]


def _rank(text: str, marks: Sequence[Span]) -> tuple[int, float]:
    """Small for a sentence that should stand first."""
    marked = sum(mark.end - mark.start for mark in marks)
    whole = max(marks[-1].end - marks[0].start, 1)
    different = {_terms(text[mark.start : mark.end]) for mark in marks[:_MOST_WEIGHED]}
    return -len(different), -marked / (whole + LONGEST)


@lru_cache(maxsize=1024)
def _terms(marked: str) -> tuple[str, ...]:
    return tuple(token.term for token in tokens(marked))


def _marked_sentences(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """The sentences that hold marks. One that a mark reaches into belongs to the sentence before it."""
    starts = _sentence_starts(text, spans)
    at = 0
    while at < len(spans):
        index = max(bisect_left(starts, spans[at].start + 1) - 1, 0)
        marks: list[Span] = []
        end = spans[at].start
        while at < len(spans) and (not marks or spans[at].start < end):
            marks.append(spans[at])
            end = starts[min(bisect_left(starts, max(spans[at].end, end)), len(starts) - 1)]
            at += 1
        yield _trimmed(text, starts[index], end), marks


def _sentence_starts(text: str, spans: Sequence[Span]) -> list[int]:
    """Where sentences start, in the lines that hold spans, and where the text ends."""
    starts = {0, len(text)}
    known = -1
    for span in spans:
        if span.end <= known:
            continue
        first = max(text.rfind("\n", 0, span.start) + 1, known)
        line = text.find("\n", span.end)
        known = len(text) if line < 0 else line + 1
        starts |= {first, known}
        starts.update(
            match.end() for match in _BREAK.finditer(text, first, known) if _ends_sentence(text, match)
        )
    return sorted(starts)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    found = match.group()
    if "\n" in found or not _FULL_WIDTH.isdisjoint(found):
        return True
    end = match.start() + 1
    return found[-1].isspace() and not _ABBREVIATED.search(text[max(0, end - _LOOK_BACK) : end])


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _snippet(text: str, sentence: Span, marks: Sequence[Span]) -> Snippet:
    shown = sentence if sentence.end - sentence.start <= LONGEST else _clip(text, sentence, marks)
    before = _ELLIPSIS if shown.start > sentence.start else ""
    after = _ELLIPSIS if shown.end < sentence.end else ""
    start = shown.start - len(before)
    return Snippet(
        text=before + _SPACES.sub(" ", text[shown.start : shown.end]) + after,
        marks=tuple(
            Span(max(mark.start, shown.start) - start, min(mark.end, shown.end) - start)
            for mark in marks
            if mark.start < shown.end and mark.end > shown.start
        ),
        start=start,
    )


def _clip(text: str, sentence: Span, marks: Sequence[Span]) -> Span:
    """The stretch of a long sentence with most marks in it, cut between words where there are any."""
    first, last = _fullest(text, marks)
    spare = max(LONGEST - (last - first), 0)
    start = max(sentence.start, first - spare // 2)
    end = min(sentence.end, max(start + LONGEST, first + 1))
    start = max(sentence.start, min(start, end - LONGEST))
    if start > sentence.start:
        start = _after_space(text, start, min(first, end))
    if end < sentence.end:
        end = _before_space(text, max(min(last, end), start + 1), end)
    return Span(start, end)


def _fullest(text: str, marks: Sequence[Span]) -> tuple[int, int]:
    """Where the window of ``LONGEST`` with most different words begins and where its last mark ends."""
    best: tuple[int, int, int] | None = None
    for n, mark in enumerate(marks[:_MOST_WEIGHED]):
        inside = [other for other in marks[n : n + _MOST_WEIGHED] if other.end <= mark.start + LONGEST]
        inside = inside or [mark]
        worth = len({_terms(text[other.start : other.end]) for other in inside})
        if best is None or worth > best[0]:
            best = worth, mark.start, inside[-1].end
    assert best is not None
    return best[1], best[2]


def _after_space(text: str, start: int, latest: int) -> int:
    for at in range(start, latest):
        if text[at - 1].isspace():
            return at
    return start if latest - start > LONGEST // 2 else latest


def _before_space(text: str, earliest: int, end: int) -> int:
    for at in range(end, earliest, -1):
        if at < len(text) and text[at].isspace():
            return at
    return earliest if end - earliest < LONGEST // 2 else end
