"""The signs of positions as painter paths: directions, badges, confidence, hatching and pills.

They are drawn here and nowhere else, never as glyphs of a font, so that they look alike everywhere.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QIcon, QPainter, QPainterPath, QPen, QPixmap

from diptych.model import Direction, Strength
from diptych.ui.theme import Theme

GRID = 16.0
"""Signs are drawn on a square of this many units."""

DOTS = 4
"""The dots of a full confidence."""

PILL_HEIGHT = 15

_DOT, _DOT_STEP = 5.0, 7.0
_HATCH_STEP = 7.0


class Tint(NamedTuple):
    """The colours of a column: the ink, a light ground for text, and one between them."""

    ink: QColor
    ground: QColor
    middle: QColor


class Badge(NamedTuple):
    """The mark of a column: its colours (see ``tint``), its letter and its shape.

    Columns that are no party's have a drawn mark in place of a letter: "=" for what is shared, "\u2026"
    for third parties, "\u201d" for analysts.
    """

    role: str
    letter: str
    round: bool = False


def tint(theme: Theme, role: str) -> Tint:
    """The colours of "party1", "party2", "shared" or "analyst"; raises ``KeyError``."""
    return {
        "party1": Tint(theme.party1, theme.party1_bg, theme.party1_mid),
        "party2": Tint(theme.party2, theme.party2_bg, theme.party2_mid),
        "shared": Tint(theme.shared, theme.shared_bg, theme.shared_mid),
        "analyst": Tint(theme.analyst, theme.analyst_bg, theme.analyst_mid),
    }[role]


def paint_sign(painter: QPainter, direction: Direction, color: QColor, rect: QRectF) -> None:
    """Draw a direction's sign into ``rect``."""
    painter.save()
    _scale_to(painter, rect)
    painter.fillPath(_FILLED[direction], color)
    if (outline := _OUTLINED.get(direction)) is not None:
        pen = QPen(color, 1.3)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.strokePath(outline, pen)
    painter.restore()


def paint_tile(
    painter: QPainter,
    direction: Direction,
    colors: Tint,
    on: QColor,
    rect: QRectF,
    strength: Strength = Strength.FIRM,
) -> None:
    """Draw a direction's sign on a tile: solid for firmly, tinted for clearly, an outline for weakly.

    A neutral one stands in a dashed frame.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if direction is Direction.NEUTRAL:
        pen, ground, sign = _dashed(colors.ink), QBrush(), colors.ink
    elif strength is Strength.FIRM:
        pen, ground, sign = QPen(colors.ink, 1), QBrush(colors.ink), on
    elif strength is Strength.CLEAR:
        pen, ground, sign = QPen(colors.ink, 1), QBrush(colors.ground), colors.ink
    else:
        pen, ground, sign = QPen(colors.middle, 1), QBrush(), colors.ink
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawRoundedRect(frame, 3, 3)
    inset = rect.width() * (0.17 if strength is Strength.FIRM else 0.22)
    paint_sign(painter, direction, sign, rect.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def paint_badge(painter: QPainter, badge: Badge, theme: Theme, rect: QRectF) -> None:
    """Draw a column's badge into a square ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(theme, badge.role).ink)
    corner = rect.width() / 2 if badge.round else rect.width() * 0.2
    painter.drawRoundedRect(rect, corner, corner)
    if badge.letter in _MARKS:
        _scale_to(painter, rect)
        painter.fillPath(_MARKS[badge.letter], theme.on)
    else:
        font = QFont(painter.font())
        font.setPixelSize(max(6, round(rect.height() * 0.62)))
        font.setWeight(QFont.Weight.Bold)
        font.setVariableAxis(QFont.Tag("wght"), QFont.Weight.Bold.value)
        painter.setFont(font)
        painter.setPen(theme.on)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), badge.letter)
    painter.restore()


def badge_icon(badge: Badge, theme: Theme, size: int = 16) -> QIcon:
    """A column's badge as an icon."""
    made = QIcon()
    for scale in (1, 2, 3):
        picture = _blank(size, scale)
        with QPainter(picture) as painter:
            paint_badge(painter, badge, theme, QRectF(0, 0, size, size))
        made.addPixmap(picture)
    return made


def dots(confidence: float) -> int:
    """How many of the four dots are filled for a confidence in 0..1; something found has at least one."""
    return max(1, min(DOTS, math.ceil(confidence * DOTS - 1e-9)))


def dots_size() -> QSizeF:
    """The room that the four dots take."""
    return QSizeF(_DOT_STEP * (DOTS - 1) + _DOT, _DOT)


def paint_dots(painter: QPainter, confidence: float, color: QColor, left: float, middle: float) -> None:
    """Draw the four dots of a confidence from ``left`` on, around the height ``middle``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    full, radius = dots(confidence), _DOT / 2
    for index in range(DOTS):
        filled = index < full
        painter.setPen(Qt.PenStyle.NoPen if filled else QPen(color, 1))
        painter.setBrush(color if filled else Qt.BrushStyle.NoBrush)
        at = QPointF(left + radius + index * _DOT_STEP, middle)
        inner = radius if filled else radius - 0.5
        painter.drawEllipse(at, inner, inner)
    painter.restore()


def paint_hatch(painter: QPainter, color: QColor, rect: QRectF) -> None:
    """Hatch ``rect``: nothing was found here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, 1))
    x = rect.left()
    while x < rect.right() + rect.height():
        painter.drawLine(QPointF(x, rect.top()), QPointF(x - rect.height(), rect.bottom()))
        x += _HATCH_STEP
    painter.restore()


def paint_dashed_frame(painter: QPainter, color: QColor, rect: QRectF, corner: float = 4) -> None:
    """Frame ``rect`` with dashes: a neutrality that was stated."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_dashed(color))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    painter.restore()


def pill_width(words: str, font: QFont) -> float:
    """How wide a pill with these words is."""
    return QFontMetricsF(font).horizontalAdvance(words) + 12


def paint_pill(
    painter: QPainter, words: str, font: QFont, theme: Theme, at: QPointF, *, solid: bool
) -> QRectF:
    """Draw a pill with its left upper corner ``at``: dashed for the machine's, solid for the analyst's.

    The rectangle that it takes comes back.
    """
    rect = QRectF(at.x(), at.y(), pill_width(words, font), PILL_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if solid else _dashed(theme.muted))
    painter.setBrush(theme.text if solid else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    painter.setFont(font)
    painter.setPen(theme.card if solid else theme.muted)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()
    return rect


def _dashed(color: QColor) -> QPen:
    pen = QPen(color, 1)
    pen.setDashPattern([3, 2])
    return pen


def _blank(size: int, scale: float) -> QPixmap:
    made = QPixmap(round(size * scale), round(size * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    return made


def _scale_to(painter: QPainter, rect: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)


def _polygons(*polygons: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for points in polygons:
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.closeSubpath()
    return path


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 5.8, 5.8)
    return path


def _discs(*centres: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    for x, y in centres:
        path.addEllipse(QPointF(x, y), 1.5, 1.5)
    return path


_MARKS = {
    "=": _polygons(
        ((4.5, 5.4), (11.5, 5.4), (11.5, 7.1), (4.5, 7.1)),
        ((4.5, 8.9), (11.5, 8.9), (11.5, 10.6), (4.5, 10.6)),
    ),
    "\u2026": _discs((4, 8), (8, 8), (12, 8)),
    "\u201d": _polygons(
        ((4, 5), (7, 5), (7, 8.4), (5.2, 11), (4, 11), (5, 8), (4, 8)),
        ((9, 5), (12, 5), (12, 8.4), (10.2, 11), (9, 11), (10, 8), (9, 8)),
    ),
}

_FILLED = {
    Direction.SUPPORTS: _polygons(((8, 2.8), (14, 13), (2, 13))),
    Direction.OPPOSES: _polygons(((2, 3), (14, 3), (8, 13.2))),
    Direction.CONDITIONAL: _polygons(((8, 1.6), (8, 14.4), (1.6, 8))),
    Direction.DEMANDS: _polygons(
        ((2, 2.6), (10.4, 8), (2, 13.4)), ((11.4, 2.6), (13.8, 2.6), (13.8, 13.4), (11.4, 13.4))
    ),
    Direction.OFFERS: _polygons(
        (
            (6.4, 2),
            (9.6, 2),
            (9.6, 6.4),
            (14, 6.4),
            (14, 9.6),
            (9.6, 9.6),
            (9.6, 14),
            (6.4, 14),
            (6.4, 9.6),
            (2, 9.6),
            (2, 6.4),
            (6.4, 6.4),
        )
    ),
    Direction.NEUTRAL: _polygons(((4.8, 7.2), (11.2, 7.2), (11.2, 8.8), (4.8, 8.8))),
}

_OUTLINED = {
    Direction.CONDITIONAL: _polygons(((8, 2), (14, 8), (8, 14), (2, 8))),
    Direction.NEUTRAL: _disc(),
}
