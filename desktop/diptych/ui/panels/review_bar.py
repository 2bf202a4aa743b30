"""The bar of the review: one unreviewed position after the other, with one key for each answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diptych.model import Direction
from diptych.ui import signs
from diptych.ui.models import stances, wording
from diptych.ui.models.stances import Column
from diptych.ui.panels.drawing import Look, broken
from diptych.ui.theme import Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Evidence


class _Words(QWidget):
    """The piece under review: who, on what, which way, and the words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.evidence: Evidence | None = None
        self.column: Column | None = None
        self.issue = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Four lines."""
        return QSize(300, 84)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the piece."""
        evidence, column = self.evidence, self.column
        if evidence is None or column is None:
            return
        look, theme = self.look, self.look.theme
        colors = signs.tint(theme, column.badge.role)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(look.words(12, bold=True))
            signs.paint_badge(painter, column.badge, theme, QRectF(0, 2, 16, 16))
            tile = QRectF(24, 0, 20, 20)
            signs.paint_tile(painter, evidence.direction, colors, theme.on, tile, evidence.strength)
            word = stances.leaning(evidence.direction, column.id)
            said = f"{column.name} · {word} {stances.strength(evidence.strength)} · {self.issue}"
            head = broken(said, look.words(13, bold=True), self.width() - 100, 1)
            head.paint(painter, theme.text, QPointF(52, 1))
            right = self.width() - signs.dots_size().width() - 4
            signs.paint_dots(painter, evidence.confidence, theme.text, right, 10)
            quote = broken(stances.quote(evidence.quote), look.serif(14), self.width() - 8, 2)
            quote.paint(painter, theme.text, QPointF(0, 24))
            facts = (
                stances.speaker(evidence),
                stances.voice(evidence.voice),
                stances.reported(evidence),
                stances.source(evidence),
                evidence.rule,
            )
            words = broken(" · ".join(part for part in facts if part), look.words(), self.width() - 8, 1)
            words.paint(painter, theme.muted, QPointF(0, 66))


class ReviewBar(QFrame):
    """Shows one piece and hears the answer. It has the keyboard while the review goes on."""

    confirmed = Signal()
    rejected = Signal()
    edit_asked = Signal()
    direction_given = Signal(object)
    """The ``Direction`` that it has."""

    stepped = Signal(int)
    """On (1) or back (-1) without an answer."""

    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewBar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = _Words(look)
        self.progress = QLabel()
        give_role(self.progress, "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(self.tr("Reviewed"))
        self.directions: list[QPushButton] = []
        self._keys = self._key_table()
        self._lay_out()
        self.set_theme(look.theme)
        self.hide()

    def show_piece(self, evidence: Evidence, column: Column, issue: str) -> None:
        """Show the piece that is to be answered."""
        self._words.evidence, self._words.column, self._words.issue = evidence, column, issue
        spoken = stances.spoken(evidence, column.name, self._words.look.initials)
        self.setAccessibleName(self.tr("Review. {issue}. {words}").format(issue=issue, words=spoken))
        self.setAccessibleDescription(
            self.tr("C confirms, R rejects, E edits, 1 to 6 set the direction, the arrows go on and back")
        )
        for button, direction in zip(self.directions, Direction, strict=True):
            button.setChecked(direction is evidence.direction)
        self._words.update()

    def say_progress(self, done: int, total: int) -> None:
        """Say how much has been reviewed."""
        words = self.tr("{done} of {total}").format(done=wording.number(done), total=wording.number(total))
        self.progress.setText(words)
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._words.look = self._words.look._replace(theme=theme)
        for button, direction in zip(self.directions, Direction, strict=True):
            picture = QPixmap(28, 28)
            picture.setDevicePixelRatio(2)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                signs.paint_sign(painter, direction, theme.text, QRectF(1, 1, 12, 12))
            button.setIcon(QIcon(picture))
        self._words.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for each answer."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = self._keys.get(Qt.Key(event.key())) if plain else None
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _key_table(self) -> dict[Qt.Key, Callable[[], None]]:
        keys = Qt.Key
        table: dict[Qt.Key, Callable[[], None]] = {
            keys.Key_C: self.confirmed.emit,
            keys.Key_R: self.rejected.emit,
            keys.Key_Delete: self.rejected.emit,
            keys.Key_E: self.edit_asked.emit,
            keys.Key_Escape: self.left.emit,
        }
        for key, way in ((keys.Key_Right, 1), (keys.Key_Down, 1), (keys.Key_Left, -1), (keys.Key_Up, -1)):
            table[key] = partial(self.stepped.emit, way)
        for number, direction in enumerate(Direction):
            key = Qt.Key(keys.Key_1.value + number)
            table[key] = partial(self.direction_given.emit, direction)
        return table

    def _lay_out(self) -> None:
        top, acts, ways = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (top, acts, ways):
            row.setSpacing(6)
        title = QLabel(self.tr("Review"))
        give_role(title, "small")
        for widget in (title, self.progress, self._bar):
            top.addWidget(widget)
        top.addStretch(1)
        for words, do in (
            (self.tr("← Back"), lambda: self.stepped.emit(-1)),
            (self.tr("Skip →"), lambda: self.stepped.emit(1)),
            (self.tr("Leave  Esc"), self.left.emit),
        ):
            top.addWidget(self._button(words, do))
        self.confirm = self._button(self.tr("Confirm  C"), self.confirmed.emit)
        give_role(self.confirm, "primary")
        self.reject = self._button(self.tr("Reject  R"), self.rejected.emit)
        self.edit = self._button(self.tr("Edit…  E"), self.edit_asked.emit)
        for button in (self.confirm, self.reject, self.edit):
            acts.addWidget(button)
        acts.addSpacing(8)
        for number, direction in enumerate(Direction, 1):
            button = self._button(str(number), partial(self.direction_given.emit, direction))
            button.setCheckable(True)
            give_role(button, "chip")
            name = stances.direction(direction)
            button.setToolTip(name)
            button.setAccessibleName(self.tr("{direction} ({key})").format(direction=name, key=number))
            button.setIconSize(QSize(14, 14))
            self.directions.append(button)
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._words)
        column.addLayout(acts)

    def _button(self, words: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        # The bar itself hears the keys; the buttons are for the mouse.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: do())
        return button
