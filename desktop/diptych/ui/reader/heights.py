"""How the height of a laid-out page runs along its text, for the overview."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtGui import QTextDocument

from diptych.ui.reader.offsets import OffsetMap

MOST = 4_000
"""Blocks that are asked for their height, at most; between them it is taken to run evenly."""


class Heights(NamedTuple):
    """The tops of blocks in document pixels, never falling, and their Qt positions; last the page's end."""

    tops: list[float]
    positions: list[int]

    def rows(self, count: int, offsets: OffsetMap) -> list[int]:
        """The code points at which each of ``count`` equal rows of the page begins."""
        whole = self.tops[-1]
        found = []
        for number in range(count):
            y = whole * number / count
            index = min(max(0, bisect_right(self.tops, y) - 1), len(self.tops) - 2)
            top, below = self.tops[index], self.tops[index + 1]
            begins, ends = self.positions[index], self.positions[index + 1]
            part = min(1.0, max(0.0, (y - top) / (below - top))) if below > top else 0.0
            found.append(offsets.to_canonical(begins + int(part * (ends - begins))))
        return found


def heights(document: QTextDocument) -> Heights:
    """The heights of a page; lays out what is not laid out yet."""
    layout = document.documentLayout()
    tops: list[float] = []
    positions: list[int] = []
    highest = 0.0
    count = document.blockCount()
    for number in range(0, count, 1 + count // MOST):
        block = document.findBlockByNumber(number)
        highest = max(highest, layout.blockBoundingRect(block).top())
        tops.append(highest)
        positions.append(block.position())
    tops.append(max(highest + 1, layout.documentSize().height()))
    positions.append(document.characterCount())
    return Heights(tops, positions)
