"""The lines under marked words: what they are drawn with tells kinds apart, also without colour."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from diptych.ui.reader.looks import Line
from diptych.ui.reader.shapes import Shape

WIDTH = 1.5
_BELOW = 4
"""Pixels from the baseline down to a line."""

_DASHES: dict[Line, list[float]] = {Line.DASHED: [2.6, 1.4], Line.DASH_DOT: [5.0, 1.6, 1.0, 1.6]}
"""Lengths of strokes and gaps, in widths of the line."""


def pen(color: QColor, line: Line) -> QPen:
    """The pen that draws a line of that kind."""
    thin = line in (Line.DOUBLE, Line.DOTTED)
    made = QPen(color, 1.0 if thin else WIDTH)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if line is Line.DOTTED:
        made.setStyle(Qt.PenStyle.DotLine)
    elif line in _DASHES:
        made.setDashPattern(_DASHES[line])
    return made


def strokes(left: float, right: float, y: float, line: Line) -> list[QLineF]:
    """The strokes of a line at a height; a double one has two."""
    heights = (y - 1, y + 1) if line is Line.DOUBLE else (y,)
    return [QLineF(left, height, right, height) for height in heights]


def paint_over(painter: QPainter, color: QColor, line: Line, shape: Shape, origin: QPointF) -> None:
    """Draw a thin line along the top of a mark."""
    thin = pen(color, line)
    thin.setWidthF(1.0)
    painter.setPen(thin)
    for rect in shape.rects:
        y = round(origin.y() + rect.top()) + 1.5
        painter.drawLine(QLineF(origin.x() + rect.left() + 2, y, origin.x() + rect.right() - 2, y))


def paint(painter: QPainter, color: QColor, line: Line, shape: Shape, origin: QPointF) -> None:
    """Draw the line under a mark, one stretch for each line of the text."""
    painter.setPen(pen(color, line))
    for rect, baseline in zip(shape.rects, shape.baselines, strict=True):
        y = round(origin.y() + baseline + _BELOW) + 0.5
        painter.drawLines(strokes(origin.x() + rect.left() + 1, origin.x() + rect.right() - 1, y, line))
