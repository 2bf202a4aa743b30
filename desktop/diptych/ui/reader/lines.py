"""The lines under and over marked words."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter

from diptych.ui.reader.shapes import Shape
from diptych.ui.strokes import Line, pen, strokes

_BELOW = 4
"""Pixels from the baseline down to a line."""


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
