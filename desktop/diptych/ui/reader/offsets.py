"""Where a code point of the canonical text stands in the Qt document, and back.

Qt counts UTF-16 units and puts a paragraph separator between blocks; the canonical text counts code
points and puts a blank line there. A page also shows characters that the text does not hold (the
title, an item's marker). So the map is a list of segments that run in step, and the sorted places of
the characters that take two units.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from diptych.model import Span

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Segment(NamedTuple):
    """Canonical ``[start, end)``, shown without a break from the Qt position ``qt`` on."""

    start: int
    end: int
    qt: int


class OffsetMap:
    """The map of one page. Segments are added in order while the page is built."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [found.start() for found in _WIDE.finditer(text)]
        self._wide_units = [place + before for before, place in enumerate(self._wide)]
        self._segments: list[Segment] = []
        self._starts: list[int] = []
        self._qts: list[int] = []

    def add(self, start: int, end: int, qt: int) -> None:
        """Add the segment that follows those so far; raises ``ValueError`` when it does not."""
        if self._segments:
            last = self._segments[-1]
            if start < last.end or qt < last.qt + self._units(last.start, last.end):
                raise ValueError(f"segment {start}..{end} at {qt} comes before the end of {last}")
        self._segments.append(Segment(start, end, qt))
        self._starts.append(start)
        self._qts.append(qt)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in order."""
        return tuple(self._segments)

    @property
    def end(self) -> int:
        """How far the canonical text has been added."""
        return self._segments[-1].end if self._segments else 0

    def to_qt(self, position: int) -> int:
        """The Qt position of a code point.

        What is not on the page (the blank line between blocks) stands at the end of the segment before
        it, and what comes before all segments at the start of the first.
        """
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return self._qts[0] if self._qts else 0
        segment = self._segments[index]
        return segment.qt + self._units(segment.start, min(position, segment.end))

    def span_to_qt(self, span: Span) -> tuple[int, int]:
        """The Qt range of a span; its end is the end of its last character, never the next block."""
        start = self.to_qt(span.start)
        if span.end <= span.start:
            return start, start
        last = span.end - 1
        index = bisect_right(self._starts, last) - 1
        shown = index >= 0 and last < self._segments[index].end
        return start, self.to_qt(last) + (1 + self._is_wide(last) if shown else 0)

    def begins_in(self, first: int, after: int) -> tuple[int, bool]:
        """The start of the first segment that begins in a Qt range, and whether there is one."""
        index = bisect_left(self._qts, first)
        if index < len(self._qts) and self._qts[index] < after:
            return self._starts[index], True
        return 0, False

    def to_canonical(self, qt: int) -> int:
        """The code point at a Qt position; the nearest one before it where the page shows something else.

        The second unit of a character belongs to the character.
        """
        index = bisect_right(self._qts, qt) - 1
        if index < 0:
            return self._starts[0] if self._starts else 0
        segment = self._segments[index]
        units = segment.start + bisect_left(self._wide, segment.start) + qt - segment.qt
        return min(units - bisect_left(self._wide_units, units), segment.end)

    def _units(self, start: int, end: int) -> int:
        """How many UTF-16 units the code points ``[start, end)`` take."""
        if not self._wide:
            return end - start
        return end - start + bisect_left(self._wide, end) - bisect_left(self._wide, start)

    def _is_wide(self, position: int) -> bool:
        index = bisect_left(self._wide, position)
        return index < len(self._wide) and self._wide[index] == position
