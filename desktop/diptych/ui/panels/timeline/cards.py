"""The shifts of a party as cards: both quotes, and the way to set them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from diptych.ui import signs
from diptych.ui.models import stances, timeline
from diptych.ui.models.wording import counted
from diptych.ui.panels.drawing import Look, broken
from diptych.ui.panels.timeline.lanes_painting import paint_number
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.ui.models.stances import Column
    from diptych.workspace.comparing import Point, Shift

HEIGHT = 92
_LEAST, _MOST_WIDE, _BETWEEN = 392, 560, 12
_MOST = 12
"""So many cards are made; the others are counted."""


class ShiftCard(QWidget):
    """One shift. Its button sets the two quotes side by side."""

    asked = Signal(object)
    """The ``Shift`` is to be set side by side."""

    def __init__(self, number: int, shift: Shift, column: Column, look: Look) -> None:
        super().__init__()
        self._number, self._shift, self._column, self._look = number, shift, column, look
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_MOST_WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = timeline.shift_words(number, shift, column)
        self.setAccessibleName(words)
        self.setToolTip(words.replace("<", "\u2039"))
        self.button = QPushButton(self.tr("Set side by side"), self)
        give_role(self.button, "button")
        self.button.setAccessibleName(self.tr("Set shift {n} side by side").format(n=number))
        self.button.setAccessibleDescription(words)
        self.button.clicked.connect(lambda: self.asked.emit(shift))

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        """Half a window."""
        return QSize(440, HEIGHT)

    def resizeEvent(self, _: object) -> None:
        """Keep the button in its corner."""
        self.button.adjustSize()
        self.button.move(self.width() - self.button.width() - 8, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        look, theme = self._look, self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.border, 1))
            painter.setBrush(theme.card)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            ink = signs.tint(theme, self._column.badge.role).ink
            painter.fillRect(QRectF(0, 8, 3, self.height() - 16), ink)
            paint_number(painter, self._number, self._column, look, QRectF(12, 10, 18, 18))
            title = broken(self.tr("Shift {n}").format(n=self._number), look.words(13, bold=True), 90, 1)
            title.paint(painter, theme.text, QPointF(38, 10))
            room = self.button.x() - 50 - title.width()
            times = broken(timeline.shift_times(self._shift), look.words(), room, 1)
            times.paint(painter, theme.muted, QPointF(48 + title.width(), 11))
            painter.setPen(QPen(theme.border2, 1))
            painter.drawLine(QPointF(21, 52), QPointF(21, 66))
            self._paint_point(painter, self._shift.before, 36)
            self._paint_point(painter, self._shift.after, 64)

    def _paint_point(self, painter: QPainter, point: Point, y: float) -> None:
        look, theme = self._look, self._look.theme
        colors = signs.tint(theme, self._column.badge.role)
        tile = QRectF(12, y, 18, 18)
        signs.paint_tile(painter, point.direction, colors, theme.on, tile, point.strength)
        word = broken(stances.direction(point.direction), look.words(12, bold=True), 84, 1)
        word.paint(painter, theme.text, QPointF(38, y + 1))
        quote = broken(stances.quote(point.quote), look.serif(14), self.width() - 136, 1)
        quote.paint(painter, theme.text, QPointF(124, y - 1))


class CardStrip(QScrollArea):
    """The cards of one party beside each other; it goes where there are none."""

    asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.cards: list[ShiftCard] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_shifts(self, shifts: Sequence[tuple[int, Shift]], column: Column) -> None:
        """Show these, each with its number."""
        inner = QWidget()
        inner.setObjectName("timelinePaper")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        self.cards = [ShiftCard(number, shift, column, self._look) for number, shift in shifts[:_MOST]]
        for card in self.cards:
            card.asked.connect(self.asked)
            row.addWidget(card)
        if (more := len(shifts) - _MOST) > 0:
            words = counted(more, self.tr("One more shift"), self.tr("{n} more shifts"))
            row.addWidget(_note(self.tr("{more}; zoom in on the lanes to see them.").format(more=words)))
        row.addStretch(0)
        self.setWidget(inner)
        self.setAccessibleName(self.tr("Shifts of {party}").format(party=column.name))
        wide = len(self.cards) * (_LEAST + _BETWEEN) > max(1, self.width())
        self.setFixedHeight(HEIGHT + (10 if wide else 0))
        self.setVisible(bool(self.cards))

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        for card in self.cards:
            card.set_look(look)


def _note(words: str) -> QLabel:
    note = QLabel(words)
    give_role(note, "small")
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setWordWrap(True)
    note.setMinimumWidth(160)
    return note
