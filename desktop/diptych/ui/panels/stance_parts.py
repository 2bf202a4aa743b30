"""The parts of the positions column: heads of columns, lists of pieces, cards, what was rejected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diptych.model import Direction, Override, Strength
from diptych.ui import signs
from diptych.ui.models import stances, wording
from diptych.ui.models.stances import Column
from diptych.ui.panels.drawing import Lines, Look, broken
from diptych.ui.panels.evidence import Piece
from diptych.ui.theme import give_role
from diptych.workspace import CellState, Evidence

if TYPE_CHECKING:
    from diptych.workspace.comparing import MatrixCell

FIRST_PIECES, MORE_PIECES = 6, 20
"""How many pieces a column shows at first, and how many more each time they are asked for."""


class Head(QWidget):
    """What a column says on the issue: badge, direction, confidence, how much there is and how late."""

    def __init__(self, column: Column, cell: MatrixCell, analysed: int, look: Look, *, bar: bool) -> None:
        super().__init__()
        self._column, self._cell, self._analysed, self._look = column, cell, analysed, look
        self._bar = bar
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = f"{column.name}: {stances.cell_words(cell, analysed)}"
        self.setAccessibleName(words)
        self.setToolTip(column.name)

    @property
    def said(self) -> bool:
        """Whether the column says anything."""
        return self._cell.state in (CellState.STATED, CellState.NEUTRAL)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        top = 34 if self._bar else 26
        if not self.said:
            return round(top + self._silence(width).height) + 32
        return round(top + 50 + self._facts(width).height) + 8

    def sizeHint(self) -> QSize:
        """Narrow enough for two columns beside each other."""
        return QSize(140, self.heightForWidth(140))

    def minimumSizeHint(self) -> QSize:
        """The narrowest column."""
        return QSize(90, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the head."""
        look, column, cell = self._look, self._column, self._cell
        theme, colors = look.theme, signs.tint(look.theme, column.badge.role)
        with QPainter(self) as painter:
            painter.setFont(look.words(12, bold=True))
            y = 0.0
            if self._bar:
                painter.fillRect(QRectF(0, 0, self.width(), 3), colors.ink)
                y = 10
            signs.paint_badge(painter, column.badge, theme, QRectF(4, y, 16, 16))
            name = broken(column.name, look.words(13, bold=True), self.width() - 30, 1)
            name.paint(painter, theme.text, QPointF(27, y - 1))
            y += 26
            if not self.said:
                self._paint_silence(painter, y)
                return
            if cell.state is CellState.NEUTRAL:
                frame = QRectF(0, y - 4, self.width(), self.height() - y + 2)
                signs.paint_dashed_frame(painter, theme.deco, frame)
            tile = QRectF(4, y, 24, 24)
            strength = cell.strength or Strength.CLEAR
            which = cell.direction or Direction.NEUTRAL
            signs.paint_tile(painter, which, colors, theme.on, tile, strength)
            word = broken(self._word(), look.words(13, bold=True), self.width() - 38, 1)
            word.paint(painter, theme.text, QPointF(35, y - 4))
            how = broken(self._how(), look.words(), self.width() - 38, 1)
            how.paint(painter, theme.muted, QPointF(35, y + 12))
            y += 4
            y += 34
            signs.paint_dots(painter, cell.confidence, theme.text, 5, y)
            label = broken(self.tr("confidence"), look.words(), 100, 1)
            if label.width() + 44 < self.width():
                label.paint(painter, theme.muted, QPointF(40, y - 8))
            self._facts(self.width()).paint(painter, theme.muted, QPointF(4, y + 10))

    def _word(self) -> str:
        return stances.leaning(self._cell.direction, self._column.id)

    def _how(self) -> str:
        """How strongly it is stated; of a neutrality that it is stated."""
        if self._cell.state is CellState.NEUTRAL:
            return self.tr("stated")
        return stances.strength(self._cell.strength)

    def _facts(self, width: int) -> Lines:
        latest = wording.date(self._cell.latest)
        parts = [stances.counts(self._cell), self.tr("latest {date}").format(date=latest) if latest else ""]
        if self._cell.reviewed:
            parts.append(self.tr("{n} reviewed").format(n=self._cell.reviewed))
        if self._cell.summary:
            parts.append(wording.one_line(self._cell.summary))
        made = [broken(part, self._look.words(), width - 8, 3) for part in parts if part]
        lines = tuple(line for each in made for line in each.lines)
        return Lines(lines, self._look.words(), sum(each.height for each in made))

    def _silence(self, width: int) -> Lines:
        words = stances.silence(self._cell, self._analysed)
        return broken(words, self._look.words(), width - 28, 4)

    def _ground(self) -> QColor:
        theme = self._look.theme
        return theme.panel if self._bar else signs.tint(theme, self._column.badge.role).ground

    def _paint_silence(self, painter: QPainter, y: float) -> None:
        theme, words = self._look.theme, self._silence(self.width())
        field = QRectF(4, y, self.width() - 8, words.height + 28)
        if self._cell.state is CellState.NOTHING:
            signs.paint_hatch(painter, theme.hatch, field)
            ground = QRectF(field.left() + 6, y + 10, words.width() + 8, words.height + 8)
            painter.fillRect(ground, self._ground())
        else:
            painter.setPen(theme.border2)
            painter.drawLine(field.topLeft(), field.topRight())
            painter.drawLine(field.bottomLeft(), field.bottomRight())
        words.paint(painter, theme.muted, QPointF(field.left() + 10, y + 14))


class Pieces(QWidget):
    """A column of pieces, the first few until more are asked for; ``total`` is how many there are at all."""

    rest_asked = Signal()
    """More is asked for than was read."""

    def __init__(
        self,
        evidence: Sequence[Evidence],
        make: Callable[[Evidence], Piece],
        first: int = FIRST_PIECES,
        total: int | None = None,
    ) -> None:
        super().__init__()
        self._evidence, self._make = evidence, make
        self._total = len(evidence) if total is None else total
        self.items: list[Piece] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._more = QPushButton()
        give_role(self._more, "link")
        self._more.clicked.connect(self._show_more)
        self._column.addWidget(self._more)
        self._add(first)

    def _show_more(self) -> None:
        shown = len(self.items)
        if shown == len(self._evidence):
            self.rest_asked.emit()
            return
        self._add(MORE_PIECES)
        self.items[shown].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, number: int) -> None:
        at = len(self.items)
        for each in self._evidence[at : at + number]:
            item = self._make(each)
            self.items.append(item)
            self._column.insertWidget(self._column.count() - 1, item)
        left = self._total - len(self.items)
        self._more.setText(self.tr("{n} more").format(n=left))
        self._more.setVisible(left > 0)


class Card(QFrame):
    """A frame around what a column that is no party's says."""

    def __init__(self, head: Head, pieces: Pieces | None, look: Look, role: str) -> None:
        super().__init__()
        self._look, self._role = look, role
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(4)
        column.addWidget(head)
        if pieces is not None:
            column.addWidget(pieces)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(signs.tint(self._look.theme, self._role).ground)
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)


class Rejected(QFrame):
    """A piece that the analyst has rejected, with a way to take that back."""

    taken_back = Signal(object)
    """With the ``Override``."""

    def __init__(self, verdict: Override, column: Column, *, may_act: bool) -> None:
        super().__init__()
        self.verdict = verdict
        words = QLabel(
            f"{column.name} · {stances.direction(verdict.direction)}\n{stances.quote(verdict.quote)}"
        )
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        give_role(words, "small")
        self.back = QPushButton(self.tr("Take back"))
        give_role(self.back, "link")
        name = self.tr("Take back the rejection of {quote}")
        self.back.setAccessibleName(name.format(quote=stances.quote(verdict.quote)))
        self.back.setEnabled(may_act)
        self.back.clicked.connect(lambda: self.taken_back.emit(verdict))
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(4, 4, 4, 4)
        column_.setSpacing(2)
        column_.addWidget(words)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        column_.addLayout(row)
