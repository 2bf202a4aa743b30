"""Small drawings that show at a glance what an action does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from diptych.ui import icons
from diptych.ui.theme import Theme

WIDTH, HEIGHT = 200.0, 110.0
"""The drawings' own units; they are scaled to the widget."""


class Picture(QWidget):
    """One of the drawings, by name: "read", "search" or "add"."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = _PICTURES[name]
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("")

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """A wide, low field."""
        return QSize(240, 132)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the middle of a quiet ground."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = QPainterPath()
            ground.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, 8), 5, 5)
            painter.fillPath(ground, self._theme.panel)
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.border)
            scale = min(self.width() / WIDTH, self.height() / HEIGHT)
            painter.translate((self.width() - WIDTH * scale) / 2, (self.height() - HEIGHT * scale) / 2)
            painter.scale(scale, scale)
            self._draw(painter, self._theme)


def _page(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    painter.setPen(QPen(theme.border2, 1))
    painter.setBrush(theme.card)
    painter.drawRoundedRect(rect, 2, 2)


def _line(painter: QPainter, color: QColor, x: float, y: float, length: float) -> None:
    pen = QPen(color, 2.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, y), QPointF(x + length, y))


def _block(painter: QPainter, color: QColor, rect: QRectF) -> None:
    path = QPainterPath()
    path.addRoundedRect(rect, 2, 2)
    painter.fillPath(path, color)


def _read(painter: QPainter, theme: Theme) -> None:
    band = QPainterPath(QPointF(82, 44))
    band.cubicTo(QPointF(98, 44), QPointF(102, 26), QPointF(118, 26))
    band.lineTo(QPointF(118, 52))
    band.cubicTo(QPointF(102, 52), QPointF(98, 72), QPointF(82, 72))
    painter.fillPath(band, theme.shared_bg if theme.dark else theme.shared_mid)
    for left, marked, top in ((16.0, theme.find_bg, 44.0), (118.0, theme.find_bg, 26.0)):
        _page(painter, theme, QRectF(left, 8, 66, 94))
        _block(painter, marked, QRectF(left + 8, top + 2, 50, 24))
        for row, length in enumerate((44, 50, 46, 50, 40, 50, 48, 30)):
            _line(painter, theme.border2, left + 10, 19 + row * 10.4, length - 4)


def _search(painter: QPainter, theme: Theme) -> None:
    painter.setPen(QPen(theme.accent, 1.4))
    painter.setBrush(theme.card)
    painter.drawRoundedRect(QRectF(20, 10, 160, 22), 4, 4)
    icons.paint(painter, "search", theme.muted, QRectF(26, 14.5, 13, 13))
    _line(painter, theme.text, 46, 21, 46)
    for row, (start, length) in enumerate(((48, 34), (26, 40), (78, 30))):
        y = 48 + row * 23.0
        _line(painter, theme.muted, 24, y, 60 + 14 * (row % 2))
        _block(painter, theme.find_bg, QRectF(22 + start, y + 5.5, length + 4, 7))
        _line(painter, theme.border2, 24, y + 9, 148)
        _line(painter, theme.find, 24 + start, y + 9, length)


def _add(painter: QPainter, theme: Theme) -> None:
    for left, top in ((62.0, 16.0), (76.0, 8.0)):
        _page(painter, theme, QRectF(left, top, 62, 80))
    for row, length in enumerate((34, 42, 38)):
        _line(painter, theme.border2, 86, 22 + row * 9.0, length)
    painter.setPen(
        QPen(theme.accent, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(107, 50), QPointF(107, 76))
    painter.drawPolyline([QPointF(97, 67), QPointF(107, 77), QPointF(117, 67)])


_PICTURES: dict[str, Callable[[QPainter, Theme], None]] = {"read": _read, "search": _search, "add": _add}
