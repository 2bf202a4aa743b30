"""The drawer under a cell: every piece of evidence with who says it, where, and why it was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.ui import icons, signs
from diptych.ui.models import stances
from diptych.ui.models.stances import Column
from diptych.ui.models.wording import one_line
from diptych.ui.panels.compare.piece_row import ROW_HEIGHT, PieceRow
from diptych.ui.panels.compare.roll import Roll
from diptych.ui.panels.drawing import Look
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence
    from diptych.workspace.comparing import MatrixCell, MatrixRow

HEAD_HEIGHT, SUMMARY_HEIGHT = 38, 24
_VISIBLE = 5


class Drawer(QWidget):
    """All evidence of one cell, in a frame that is open where it meets the cell."""

    closed = Signal()
    summary_asked = Signal()
    adding_asked = Signal()
    fold_changed = Signal()
    """What reposts say again is to be shown, or folded again."""
    beside_asked = Signal()
    """The latest of this party is to be set beside the latest of the other."""

    def __init__(
        self,
        row: MatrixRow,
        column: Column,
        cell: MatrixCell,
        look: Look,
        other: Column | None,
        *,
        may_act: bool,
    ) -> None:
        super().__init__()
        self.row, self.column, self.cell = row, column, cell
        self._look, self._other, self._may_act = look, other, may_act
        self._gap = (0, 0)
        self.folded = True
        self.connected = False
        """Whether its signals are heard."""
        self.roll = Roll(column, look, may_act=may_act)
        self._make()
        self.setAccessibleName(self._title())

    @property
    def rows(self) -> list[PieceRow]:
        """The rows that are made."""
        return self.roll.rows

    @property
    def current(self) -> Evidence | None:
        """The piece that has the focus, None if none has."""
        focus = QApplication.focusWidget()
        at = (row for row in self.rows if focus is not None and (row is focus or row.isAncestorOf(focus)))
        return next((row.evidence for row in at), None)

    def set_gap(self, left: int, right: int) -> None:
        """Between which x the cell above joins."""
        self._gap = (left, right)
        self.update()

    def renew(self, row: MatrixRow, cell: MatrixCell) -> None:
        """Take on what the cell says now."""
        self.row, self.cell = row, cell
        self._say()

    def say_how_many(self, total: int) -> None:
        """Say how much there is."""
        words = [stances.quotes(total), self.tr("surest first")] if total else [self.tr("no evidence")]
        self._count.setText("  ·  ".join(words))
        again = stances.reposts(self.cell)
        self.reposts.setText(again if self.folded else self.tr("Fold the reposts"))
        self.reposts.setToolTip(self.tr("What copies of an article say again counts once"))
        self.reposts.setVisible(bool(again))

    def sizeHint(self) -> QSize:
        """Five rows at most; the others are scrolled to."""
        rows = min(_VISIBLE, max(1, self.roll.total))
        summary = SUMMARY_HEIGHT if self.cell.summary else 0
        return QSize(600, HEAD_HEIGHT + summary + rows * ROW_HEIGHT + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and frame."""
        theme = self._look.theme
        frame = QRectF(self.rect()).adjusted(6, 1, -6, -7)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.sunk)
            painter.fillRect(frame, theme.card)
            painter.setPen(QPen(signs.tint(theme, self.column.badge.role).ink, 2))
            left, right = self._gap
            painter.drawPolyline(
                [
                    QPointF(left + 1, frame.top()),
                    frame.topLeft(),
                    frame.bottomLeft(),
                    frame.bottomRight(),
                    frame.topRight(),
                    QPointF(right - 1, frame.top()),
                ]
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _make(self) -> None:
        theme = self._look.theme
        badge, title, self._count = QLabel(), QLabel(self._title()), QLabel()
        badge.setPixmap(signs.badge_icon(self.column.badge, theme).pixmap(16, 16))
        give_role(title, "strong")
        give_role(self._count, "small")
        for label in (title, self._count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.setSpacing(10)
        self.reposts = self._button("", self._turn_fold)
        give_role(self.reposts, "link")
        for widget in (badge, title, self._count, self.reposts):
            head.addWidget(widget)
        head.addStretch(1)
        self.write = self._button(self.tr("Write summary"), self.summary_asked.emit)
        self.beside = self._button(self._beside_words(), self.beside_asked.emit)
        self.add = self._button(self.tr("Add evidence from selection"), self.adding_asked.emit)
        for button in (self.write, self.beside, self.add):
            head.addWidget(button)
        for button in (self.write, self.add):
            button.setVisible(self._may_act)
        close = QToolButton()
        close.setIcon(icons.icon("close", theme.text))
        close.setToolTip(self.tr("Close (Esc)"))
        close.setAccessibleName(self.tr("Close the evidence"))
        close.clicked.connect(self.closed)
        head.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 3, 8, 9)
        whole.setSpacing(0)
        bar = QWidget()
        bar.setFixedHeight(HEAD_HEIGHT - 1)
        bar.setLayout(head)
        self._summary = QLabel()
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setFixedHeight(SUMMARY_HEIGHT)
        self._summary.setContentsMargins(40, 0, 12, 4)
        rule = QFrame()
        give_role(rule, "rule")
        whole.addWidget(bar)
        whole.addWidget(self._summary)
        whole.addWidget(rule)
        whole.addWidget(self.roll, 1)
        self._say()

    def _turn_fold(self) -> None:
        self.folded = not self.folded
        self.fold_changed.emit()

    def _button(self, words: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(do)
        return button

    def _beside_words(self) -> str:
        if self._other is None:
            return self.tr("Set both sides' latest side by side")
        return self.tr("Set beside the latest of {party}").format(party=self._other.name)

    def _title(self) -> str:
        return self.tr("{party} on {issue}").format(party=self.column.name, issue=self.row.name)

    def _say(self) -> None:
        self._summary.setVisible(bool(self.cell.summary))
        words = one_line(self.cell.summary)
        self._summary.setText(self.tr("Summary: {words}").format(words=words))
        self._summary.setToolTip(words.replace("<", "\u2039"))
        self.write.setText(self.tr("Change summary") if self.cell.summary else self.tr("Write summary"))
        self.say_how_many(self.cell.pieces + self.cell.broken)
