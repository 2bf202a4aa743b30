"""The layers of marks over a page: what is marked, in canonical spans, without any drawing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import itemgetter, sub
from typing import NamedTuple, Self

from diptych.model import Direction, Span


class Layer(StrEnum):
    """The layers, from the lowest to the highest."""

    POSITIONS = "positions"
    HIGHLIGHTS = "highlights"
    LINKS = "links"
    ENTITIES = "entities"
    SEARCH = "search"
    FIND = "find"
    CURRENT = "current"
    FLASH = "flash"


class Held(NamedTuple):
    """Who holds a position ("party1", "party2", "shared" or "analyst") and which ways it leans.

    Positions that share words stand in ``lanes`` lanes, each in its own ``lane``.
    """

    role: str
    directions: tuple[Direction, ...] = ()
    lane: int = 0
    lanes: int = 1


class Named(NamedTuple):
    """The kind of entity that a mention names, and the role of its party, as a ``Held`` has it."""

    kind: str
    role: str = "analyst"


class Pen(NamedTuple):
    """The colour of a highlight, from 0, and whether a note belongs to it."""

    colour: int
    noted: bool = False


class Mark(NamedTuple):
    """One marked span. ``data`` tells apart the marks of a layer that look different.

    For ENTITIES it is a ``Named``, for POSITIONS a ``Held``, for HIGHLIGHTS a ``Pen``.
    """

    start: int
    end: int
    layer: Layer
    data: object = None


def group(data: object) -> object:
    """What of a mark's data it is switched on and off by: a mention by the kind of entity."""
    return data.kind if isinstance(data, Named) else data


class Marks:
    """The marks of one layer in order of their starts, to be asked for ranges."""

    def __init__(self, spans: Sequence[Span | Mark] = ()) -> None:
        ordered = sorted(spans, key=itemgetter(0))
        self.starts = [span[0] for span in ordered]
        self.ends = [span[1] for span in ordered]
        self.data: list[object] = [span.data if isinstance(span, Mark) else None for span in ordered]
        self._longest = max(map(sub, self.ends, self.starts), default=0)

    @classmethod
    def of_length(cls, starts: Sequence[int], length: int) -> Self:
        """Marks without data that all have one length; ``starts`` are in order."""
        made = cls()
        made.starts = list(starts)
        made.ends = [start + length for start in starts]
        made.data = [None] * len(made.starts)
        made._longest = length
        return made

    def __len__(self) -> int:
        return len(self.starts)

    def touching(self, start: int, end: int) -> Iterator[int]:
        """The indices of the marks that share at least one character with ``[start, end)``."""
        first = bisect_left(self.starts, start - self._longest)
        for index in range(first, bisect_left(self.starts, end)):
            if self.ends[index] > start:
                yield index

    def span(self, index: int) -> Span:
        """The span of a mark."""
        return Span(self.starts[index], self.ends[index])

    def next_after(self, position: int) -> int:
        """The index of the first mark at or after a position, going round to 0; -1 when there is none."""
        if not self.starts:
            return -1
        return bisect_left(self.starts, position) % len(self.starts)
