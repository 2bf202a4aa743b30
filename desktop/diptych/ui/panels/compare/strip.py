"""The legend at the bottom of the comparison."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from diptych.model import Direction, Strength
from diptych.ui import icons, signs
from diptych.ui.models import stances
from diptych.ui.panels.drawing import Look, broken

LINE = 26
_BETWEEN, _WITHIN = 16, 6


class _Entry(NamedTuple):
    width: float
    paint: Callable[[QPainter, QRectF], None]
    words: str


class Strip(QWidget):
    """What the marks of the comparison mean, in as many lines as it takes."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._kept: dict[int, list[tuple[int, float, _Entry]]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Legend"))
        self.setAccessibleDescription(", ".join(entry.words for entry in self._entries()))

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look, self._kept = look, {}
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines that the entries take."""
        return (max((line for line, _, _ in self._placed(width)), default=0) + 1) * LINE + 6

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(600, LINE + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the entries."""
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.panel)
            painter.fillRect(0, 0, self.width(), 1, theme.border)
            for line, x, entry in self._placed(self.width()):
                top = 3 + line * LINE
                painter.save()
                entry.paint(painter, QRectF(x, top + 5, entry.width, 16))
                painter.restore()
                words = broken(entry.words, self._look.words(), 400, 1)
                words.paint(painter, theme.muted, QPointF(x + entry.width + _WITHIN, top + 5))

    def _placed(self, width: int) -> list[tuple[int, float, _Entry]]:
        """Where the entries stand; a layout asks for it again and again."""
        if width not in self._kept:
            self._kept[width] = self._place(width)
        return self._kept[width]

    def _place(self, width: int) -> list[tuple[int, float, _Entry]]:
        placed: list[tuple[int, float, _Entry]] = []
        line, x = 0, 16.0
        for entry in self._entries():
            needs = entry.width + _WITHIN + broken(entry.words, self._look.words(), 400, 1).width()
            if x > 16 and x + needs > width - 16:
                line, x = line + 1, 16.0
            placed.append((line, x, entry))
            x += needs + _BETWEEN
        return placed

    def _entries(self) -> list[_Entry]:
        theme = self._look.theme

        def sign(which: Direction) -> _Entry:
            return _Entry(
                13,
                lambda painter, rect: signs.paint_sign(
                    painter, which, theme.text, rect.adjusted(0, 1.5, 0, -1.5)
                ),
                stances.direction(which).lower(),
            )

        return [
            *(sign(which) for which in Direction if which is not Direction.NEUTRAL),
            *(self._tile(which) for which in Strength),
            _Entry(26, self._dots, self.tr("confidence")),
            _Entry(0, lambda *_: None, self.tr("14 in 8: quotes in independent articles")),
            _Entry(22, self._position, self.tr("position")),
            _Entry(
                22,
                lambda painter, rect: self._neutral(painter, rect),
                self.tr("neutrality stated"),
            ),
            _Entry(
                22,
                lambda painter, rect: signs.paint_hatch(painter, theme.deco, rect),
                self.tr("nothing found"),
            ),
            _Entry(
                14,
                lambda painter, rect: icons.paint(painter, "check", theme.ok, rect.adjusted(0, 1, 0, -1)),
                self.tr("reviewed"),
            ),
        ]

    def _tile(self, strength: Strength) -> _Entry:
        colors = signs.tint(self._look.theme, "analyst")

        def paint(painter: QPainter, rect: QRectF) -> None:
            on = self._look.theme.on
            signs.paint_tile(painter, Direction.SUPPORTS, colors, on, rect, strength)

        return _Entry(16, paint, stances.strength(strength))

    def _dots(self, painter: QPainter, rect: QRectF) -> None:
        signs.paint_dots(painter, 0.75, self._look.theme.text, rect.left(), rect.center().y())

    def _position(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._look.theme
        painter.setPen(QPen(theme.border2, 1))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.party1)

    def _neutral(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._look.theme
        signs.paint_dashed_frame(painter, theme.muted, rect, 3)
        middle = QRectF(rect.center().x() - 5, rect.center().y() - 5, 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        signs.paint_sign(painter, Direction.NEUTRAL, theme.text, middle)
