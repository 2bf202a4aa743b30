"""The drawer under a cell: every piece of evidence with who says it, where, and why it was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.ui import icons, signs
from diptych.ui.models import stances
from diptych.ui.models.stances import Column, Key
from diptych.ui.panels.drawing import Look, broken
from diptych.ui.panels.evidence import EvidenceItem
from diptych.ui.theme import give_role
from diptych.workspace import Cell, Evidence, Row

HEAD_HEIGHT, ROW_HEIGHT = 38, 60
_PAGE, _VISIBLE = 20, 5
_SIDE_ROOM = 330


class EvidenceRow(EvidenceItem):
    """A piece of evidence over the whole width, with its reason and its buttons."""

    def __init__(self, evidence: Evidence, column: Column, look: Look, *, may_act: bool) -> None:
        super().__init__(evidence, column, look, may_act=may_act)
        self.setFixedHeight(ROW_HEIGHT)
        self.place = ""
        self.buttons: list[QPushButton] = []
        if self.may_confirm:
            self._add_button(self.tr("Confirm")).clicked.connect(self.confirm)
        elif may_act and evidence.verdict is not None:
            back = self._add_button(self.tr("Take back"))
            back.clicked.connect(lambda: self.taken_back.emit(evidence.verdict))
        if may_act and not evidence.broken:
            self._add_button(self.tr("Reject")).clicked.connect(self.reject)

    def set_place(self, words: str) -> None:
        """Say where it stands or would be opened."""
        self.place = words
        self.setAccessibleDescription(words)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons on the right."""
        super().resizeEvent(event)
        right = self.width() - 10
        for button in reversed(self.buttons):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(right, 4, size.width(), 26)
            right -= 6

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        look, theme, evidence = self.look, self.look.theme, self.evidence
        room = self.width() - 44 - _SIDE_ROOM
        with QPainter(self) as painter:
            self.paint_ground(painter)
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.border)
            ink = theme.bad if evidence.broken else signs.tint(theme, self.column.badge.role).ink
            signs.paint_sign(painter, evidence.direction, ink, QRectF(14, 7, 14, 14))
            font = look.serif(14, struck=evidence.broken)
            quote = broken(stances.quote(evidence.quote), font, room, 1)
            quote.paint(painter, theme.bad if evidence.broken else theme.text, QPointF(40, 3))
            speaker = broken(stances.speaker(evidence), look.words(bold=True), room, 1)
            speaker.paint(painter, theme.text, QPointF(40, 22))
            facts = (stances.voice(evidence.voice), stances.reported(evidence), stances.source(evidence))
            words = "".join(f" · {fact}" for fact in facts if fact)
            rest = broken(words, look.words(), room - speaker.width() - 4, 1)
            rest.paint(painter, theme.muted, QPointF(44 + speaker.width(), 22))
            why = self.tr("Why: {rule}").format(rule=evidence.rule)
            if evidence.broken:
                why = self.tr("Broken, not counted: the text no longer reads so")
            color = theme.bad if evidence.broken else theme.muted
            broken(why, look.words(), room, 1).paint(painter, color, QPointF(40, 39))
            self._paint_origin(painter)

    def _paint_origin(self, painter: QPainter) -> None:
        look, theme, evidence = self.look, self.look.theme, self.evidence
        right = self.width() - 12 - signs.dots_size().width()
        signs.paint_dots(painter, evidence.confidence, theme.text, right, 45)
        number = broken(f"{evidence.confidence:.2f}", look.words(), 60, 1)
        right -= number.width() + 8
        number.paint(painter, theme.muted, QPointF(right, 37))
        words, own = stances.origin(evidence.verdict, look.initials)
        right -= signs.pill_width(words, look.words(11)) + 8
        signs.paint_pill(painter, words, look.words(11), theme, QPointF(right, 37), solid=own)
        if self.place:
            place = broken(self.place, look.words(), right - (self.width() - _SIDE_ROOM) - 8, 1)
            place.paint(painter, theme.accent, QPointF(right - place.width() - 8, 37))

    def _add_button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(f"{words}: {stances.quote(self.evidence.quote)}")
        self.buttons.append(button)
        return button


class Drawer(QWidget):
    """All evidence of one cell, in a frame that is open where it meets the cell."""

    closed = Signal()
    made = Signal(EvidenceItem)
    """A row was made; its signals are to be connected."""

    def __init__(self, row: Row, column: Column, cell: Cell, look: Look, *, may_act: bool) -> None:
        super().__init__()
        self.row, self.column, self.cell = row, column, cell
        self._look, self._may_act = look, may_act
        self._gap = (0, 0)
        self._places: Mapping[Key, str] = {}
        self.rows: list[EvidenceRow] = []
        self._make()
        self.setAccessibleName(self._title())

    @property
    def shown(self) -> Sequence[Evidence]:
        """The evidence that has a row."""
        return [row.evidence for row in self.rows]

    def set_gap(self, left: int, right: int) -> None:
        """Between which x the cell above joins."""
        self._gap = (left, right)
        self.update()

    def set_places(self, places: Mapping[Key, str]) -> None:
        """Say where the pieces stand."""
        self._places = places
        for row in self.rows:
            row.set_place(places.get(stances.key(row.evidence), ""))

    def show_more(self) -> None:
        """Show the next rows."""
        at = len(self.rows)
        for evidence in self.cell.evidence[at : at + _PAGE]:
            row = EvidenceRow(evidence, self.column, self._look, may_act=self._may_act)
            row.set_place(self._places.get(stances.key(evidence), ""))
            self.rows.append(row)
            self._list.insertWidget(self._list.count() - 1, row)
            self.made.emit(row)
        self._say_how_many()

    def sizeHint(self) -> QSize:
        """Five rows at most; the others are scrolled to."""
        rows = min(_VISIBLE, max(1, len(self.rows)))
        return QSize(600, HEAD_HEIGHT + rows * ROW_HEIGHT + 14)

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
        close = QToolButton()
        close.setIcon(icons.icon("close", theme.text))
        close.setToolTip(self.tr("Close (Esc)"))
        close.setAccessibleName(self.tr("Close the evidence"))
        close.clicked.connect(self.closed)
        self._more = QPushButton(self.tr("Show more"))
        give_role(self._more, "link")
        self._more.clicked.connect(self.show_more)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 10, 0)
        head.setSpacing(10)
        for widget in (badge, title, self._count, self._more):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 3, 8, 9)
        whole.setSpacing(0)
        bar = QWidget()
        bar.setFixedHeight(HEAD_HEIGHT - 1)
        bar.setLayout(head)
        rule = QFrame()
        give_role(rule, "rule")
        whole.addWidget(bar)
        whole.addWidget(rule)
        body = QWidget()
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self.area = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        scroll.setWidget(body)
        whole.addWidget(scroll, 1)

    def _title(self) -> str:
        return self.tr("{party} on {issue}").format(party=self.column.name, issue=self.row.name)

    def _say_how_many(self) -> None:
        shown, all_ = len(self.rows), len(self.cell.evidence)
        self._count.setText(
            self.tr("{shown} of {all} quotes, surest first").format(shown=shown, all=all_)
            if all_
            else self.tr("no evidence")
        )
        self._more.setVisible(shown < all_)
