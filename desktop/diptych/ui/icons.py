"""Icons drawn as painter paths in the theme's colours, sharp at every scale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPen, QPixmap

from diptych.ui.theme import Theme

GRID = 16.0
"""Icons are drawn on a square of this many units."""


_Draw = Callable[[QPainter, QColor], None]


def icon(name: str, color: QColor, size: int = 16) -> QIcon:
    """The icon of that name at ``size`` logical pixels; raises ``KeyError`` for one that is not drawn."""
    made = QIcon()
    for scale in _scales():
        made.addPixmap(pixmap(name, color, size, scale))
    return made


def pixmap(name: str, color: QColor, size: int = 16, scale: float = 1) -> QPixmap:
    """The icon as a picture for a screen of that scale."""
    made = QPixmap(round(size * scale), round(size * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        paint(painter, name, color, QRectF(0, 0, size, size))
    return made


def paint(painter: QPainter, name: str, color: QColor, rect: QRectF) -> None:
    """Draw the icon into ``rect``."""
    draw = _DRAWN[name]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)
    pen = QPen(color, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw(painter, color)
    painter.restore()


def logo(theme: Theme, size: int = 20) -> QIcon:
    """The program's mark: two panels side by side in the colours of the two parties."""
    made = QIcon()
    for scale in _scales():
        picture = QPixmap(round(size * scale), round(size * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(size / GRID, size / GRID)
            painter.setPen(Qt.PenStyle.NoPen)
            for left, color in ((1.0, theme.party1), (8.8, theme.party2)):
                painter.setBrush(color)
                painter.drawRoundedRect(QRectF(left, 1.5, 6.2, 13), 1.2, 1.2)
        made.addPixmap(picture)
    return made


def names() -> tuple[str, ...]:
    """The icons there are."""
    return tuple(_DRAWN)


def _scales() -> list[float]:
    """Those of the screens there are, and the plain one."""
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


def _lines(*points: tuple[float, float]) -> _Draw:
    def draw(painter: QPainter, _: QColor) -> None:
        painter.drawPolyline([QPointF(x, y) for x, y in points])

    return draw


def _close(painter: QPainter, _: QColor) -> None:
    painter.drawLine(QPointF(4, 4), QPointF(12, 12))
    painter.drawLine(QPointF(12, 4), QPointF(4, 12))


def _clear(painter: QPainter, color: QColor) -> None:
    disc, cross = QPainterPath(), QPen(Qt.GlobalColor.transparent, 1.6)
    disc.addEllipse(QPointF(8, 8), 6.5, 6.5)
    cross.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.fillPath(disc, color)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(cross)
    painter.drawLine(QPointF(5.7, 5.7), QPointF(10.3, 10.3))
    painter.drawLine(QPointF(10.3, 5.7), QPointF(5.7, 10.3))


def _search(painter: QPainter, _: QColor) -> None:
    painter.drawEllipse(QPointF(7, 7), 4.4, 4.4)
    painter.drawLine(QPointF(10.3, 10.3), QPointF(13.6, 13.6))


def _pane(left: float) -> _Draw:
    def draw(painter: QPainter, color: QColor) -> None:
        painter.drawRoundedRect(QRectF(0.8, 2.8, 14.4, 10.4), 1.8, 1.8)
        painter.fillRect(QRectF(left, 4.6, 4.6, 6.8), color)

    return draw


def _swap(painter: QPainter, _: QColor) -> None:
    for y, tip, tail in ((5.2, 13.0, 3.0), (10.8, 3.0, 13.0)):
        back = 2.6 if tip < tail else -2.6
        painter.drawLine(QPointF(tail, y), QPointF(tip, y))
        painter.drawPolyline([QPointF(tip + back, y - 2.4), QPointF(tip, y), QPointF(tip + back, y + 2.4)])


def _sheet(painter: QPainter, _: QColor) -> None:
    painter.drawPolygon(
        [QPointF(3.5, 1.5), QPointF(9.5, 1.5), QPointF(12.5, 4.5), QPointF(12.5, 14.5), QPointF(3.5, 14.5)]
    )
    painter.drawPolyline([QPointF(9.5, 1.5), QPointF(9.5, 4.5), QPointF(12.5, 4.5)])


def _folder(painter: QPainter, _: QColor) -> None:
    corners = ((1.5, 3.5), (6, 3.5), (7.5, 5), (14.5, 5), (14.5, 13), (1.5, 13))
    painter.drawPolygon([QPointF(x, y) for x, y in corners])


def _arrow(painter: QPainter, _: QColor) -> None:
    painter.drawLine(QPointF(8, 2), QPointF(8, 12))
    painter.drawPolyline([QPointF(4, 8.4), QPointF(8, 12.4), QPointF(12, 8.4)])


def _tag(painter: QPainter, _: QColor) -> None:
    corners = ((1.8, 7.6), (7.4, 2), (13.6, 2.4), (14, 8.6), (8.4, 14.2))
    painter.drawPolygon([QPointF(x, y) for x, y in corners])
    painter.drawEllipse(QPointF(10.8, 5.2), 0.9, 0.9)


def _note(painter: QPainter, _: QColor) -> None:
    bubble = QPainterPath(QPointF(1.8, 2.6))
    for x, y in ((14.2, 2.6), (14.2, 11.4), (7.4, 11.4), (4.6, 14), (4.6, 11.4), (1.8, 11.4)):
        bubble.lineTo(x, y)
    bubble.closeSubpath()
    painter.drawPath(bubble)
    painter.drawLine(QPointF(4.6, 5.8), QPointF(11.4, 5.8))
    painter.drawLine(QPointF(4.6, 8.4), QPointF(9.2, 8.4))


def _warning(painter: QPainter, _: QColor) -> None:
    painter.drawPolygon([QPointF(8, 2), QPointF(14.6, 13.6), QPointF(1.4, 13.6)])
    painter.drawLine(QPointF(8, 6.4), QPointF(8, 9.4))
    painter.drawPoint(QPointF(8, 11.5))


def _edit(painter: QPainter, _: QColor) -> None:
    painter.drawPolygon(
        [QPointF(2.6, 13.4), QPointF(3.4, 10.2), QPointF(11, 2.6), QPointF(13.4, 5), QPointF(5.8, 12.6)]
    )
    painter.drawLine(QPointF(9.2, 4.4), QPointF(11.6, 6.8))


def _link(painter: QPainter, _: QColor) -> None:
    painter.drawRoundedRect(QRectF(1.4, 5.6, 7.2, 4.8), 2.4, 2.4)
    painter.drawRoundedRect(QRectF(7.4, 5.6, 7.2, 4.8), 2.4, 2.4)


_DRAWN: dict[str, _Draw] = {
    "edit": _edit,
    "link": _link,
    "close": _close,
    "clear": _clear,
    "search": _search,
    "down": _lines((4, 6.2), (8, 10.2), (12, 6.2)),
    "arrow": _arrow,
    "check": _lines((2.8, 8.4), (6.4, 12), (13.4, 4.4)),
    "pane-left": _pane(2.6),
    "pane-right": _pane(8.8),
    "swap": _swap,
    "sheet": _sheet,
    "folder": _folder,
    "tag": _tag,
    "note": _note,
    "up": _lines((4, 9.8), (8, 5.8), (12, 9.8)),
    "back": _lines((9.8, 4), (5.8, 8), (9.8, 12)),
    "warning": _warning,
}
