"""Which blocks of a page are in view, and where."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument

from diptych.ui.reader import formats


class Visible(NamedTuple):
    """A block in view and its rectangle in document pixels; its shapes are relative to the corner of that."""

    block: QTextBlock
    rect: QRectF


def visible_blocks(document: QTextDocument, top: float, bottom: float) -> list[Visible]:
    """The blocks between two heights of the document, in order."""
    layout = document.documentLayout()
    position = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
    block = _first_of_row(document.findBlock(max(0, position)))
    found: list[Visible] = []
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > bottom and formats.decor(block.blockFormat()) is not formats.Decor.CELL:
            break
        if rect.top() > bottom + 4_000:
            break
        if rect.bottom() >= top and rect.top() <= bottom:
            found.append(Visible(block, rect))
        block = block.next()
    return found


def _first_of_row(block: QTextBlock) -> QTextBlock:
    number = formats.row(block.blockFormat())
    while number and formats.row(block.previous().blockFormat()) == number:
        block = block.previous()
    return block
