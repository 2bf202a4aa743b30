"""The inline runs of one block, given out as its text is set, so that ten thousands of them never wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from diptych.model import Run, Span

Piece = tuple[int, int, Sequence[Run]]
"""Where a piece of text begins and ends, and the runs that cover it."""


class Inline:
    """The runs of a block whose text is asked for from its start to its end."""

    def __init__(self, runs: Sequence[Run], met: Callable[[Run], None]) -> None:
        """``met`` is told each run when the text comes to it."""
        self._ahead = sorted(runs, key=attrgetter("start"), reverse=True)
        self._open: list[Run] = []
        self._met = met

    def pieces(self, span: Span) -> Iterator[Piece]:
        """The span, which follows the one before, cut where a run begins or ends."""
        begun = self._take(span.end)
        if not begun and not self._open:
            yield span.start, span.end, ()
            return
        edges = {span.start, span.end}
        for run in (*self._open, *begun):
            edges.update((max(run.start, span.start), min(run.end, span.end)))
        begun.reverse()
        for start, end in pairwise(sorted(edges)):
            self._open = [run for run in self._open if run.end > start]
            while begun and begun[-1].start <= start:
                self._open.append(begun.pop())
            yield start, end, tuple(self._open)
        self._open = [run for run in self._open if run.end > span.end]

    def _take(self, before: int) -> list[Run]:
        """The runs that begin before a place and were not met yet, in order."""
        begun: list[Run] = []
        while self._ahead and self._ahead[-1].start < before:
            begun.append(self._ahead.pop())
            self._met(begun[-1])
        return begun
