"""The lines that mark names: what they are drawn with tells kinds apart, also without colour."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPen

WIDTH = 1.5


class Line(IntEnum):
    """How a line is drawn; DOTTED, one pixel wide, is a link's."""

    SOLID = 0
    DOUBLE = 1
    DASHED = 2
    DASH_DOT = 3
    DOTTED = 4


LINES = {
    "person": Line.SOLID,
    "organisation": Line.DOUBLE,
    "media": Line.DOUBLE,
    "place": Line.DASHED,
    "event": Line.DASH_DOT,
    "document": Line.DASH_DOT,
}
"""The line under each kind of entity."""

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
