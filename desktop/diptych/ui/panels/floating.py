"""Where a small panel floats in the window: beside what it belongs to, never over it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 6
_EDGE = 4


def beside(anchor: QRect, size: QSize, room: QRect) -> QPoint:
    """The upper left corner: below the anchor, else above it, else at its side."""
    x = max(_EDGE, min(anchor.left() - 8, room.width() - size.width() - _EDGE))
    below, above = anchor.bottom() + GAP, anchor.top() - GAP - size.height()
    if below + size.height() <= room.height():
        return QPoint(x, below)
    if above >= 0:
        return QPoint(x, above)
    right = anchor.right() + GAP
    left = right if right + size.width() <= room.width() else anchor.left() - GAP - size.width()
    return QPoint(left, max(0, room.height() - size.height()))
