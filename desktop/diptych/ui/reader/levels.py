"""How high each block of an article stands on its page, worked out once for each layout."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple, Self

from PySide6.QtGui import QTextDocument

from diptych.model import Article, BlockKind, Span
from diptych.ui.reader.offsets import OffsetMap

NUMBERED = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
"""The kinds of block that are counted as paragraphs."""


class Levels(NamedTuple):
    """Top and bottom of each block in document pixels, where its text begins, and its number.

    ``tops`` never fall. ``numbers`` counts paragraphs from 1; a block of another kind has the number of
    the paragraph before it.
    """

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, article: Article, document: QTextDocument, offsets: OffsetMap) -> Self:
        """The levels of a page that is laid out to its end; what is not yet would be laid out here."""
        layout = document.documentLayout()
        tops: list[float] = []
        bottoms: list[float] = []
        numbers: list[int] = []
        highest, number = 0.0, 0
        for block in article.blocks:
            begin, end = offsets.span_to_qt(Span(block.start, block.end))
            first = document.findBlock(begin)
            rect = layout.blockBoundingRect(first)
            bottom = rect.bottom()
            if end > first.position() + first.length():
                bottom = layout.blockBoundingRect(document.findBlock(max(begin, end - 1))).bottom()
            highest = max(highest, rect.top())
            number += block.kind in NUMBERED
            tops.append(highest)
            bottoms.append(max(highest, bottom))
            numbers.append(number)
        starts = tuple(block.start for block in article.blocks)
        return cls(tuple(tops), tuple(bottoms), starts, tuple(numbers))

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return self.numbers[-1] if self.numbers else 0

    def index_at(self, y: float) -> int:
        """The block at a height, or the last one above it; the first for what is above all."""
        return max(0, bisect_right(self.tops, y) - 1)

    def index_of(self, position: int) -> int:
        """The block that holds a code point."""
        return max(0, bisect_right(self.starts, position) - 1)

    def number_of(self, position: int) -> int:
        """The number of the paragraph that holds a code point, from 1."""
        return max(1, self.numbers[self.index_of(position)]) if self.numbers else 0

    def bounds(self, span: Span) -> tuple[float, float]:
        """Top of the block where a span begins and bottom of the one where it ends."""
        if not self.tops:
            return 0.0, 0.0
        first = self.index_of(span.start)
        last = self.index_of(max(span.start, span.end - 1))
        return self.tops[first], max(self.bottoms[first : last + 1])
