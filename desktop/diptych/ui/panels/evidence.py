"""Pieces of evidence as buttons: one opens its place in the text, and can be confirmed or rejected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from diptych.ui import icons, signs
from diptych.ui.models import stances
from diptych.ui.models.deeds import Deed
from diptych.ui.models.stances import Column
from diptych.ui.panels.drawing import Lines, Look, broken, keys_hint
from diptych.workspace import Evidence

_BUTTON = 22


class EvidenceItem(QAbstractButton):
    """One piece of evidence: what all ways to show it have in common."""

    asked = Signal(object, object)
    """The ``Deed`` that is to be done, with the thing it is to be done with."""
    looked_at = Signal(object)
    """With the ``Evidence`` under the mouse or the focus."""

    def __init__(
        self, evidence: Evidence, column: Column, look: Look, *, may_act: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.evidence, self.column, self.look = evidence, column, look
        self.may_act = may_act
        self.may_edit = may_act and not evidence.broken
        self.may_confirm = self.may_edit and evidence.verdict is None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(stances.spoken(evidence, column.name, look.initials))
        self.setAccessibleDescription(keys_hint() if may_act else "")
        self.setToolTip(stances.quote(evidence.quote).replace("<", "\u2039"))
        self.judged: Deed | None = None
        """The verdict that was just given, until what it changed has been read."""
        self._keys = Qt.KeyboardModifier.NoModifier
        self.clicked.connect(lambda: self.ask(_where(self._keys)))

    def ask(self, deed: Deed) -> None:
        """Ask that something be done with it; a verdict shows at once, before it is written."""
        if deed in (Deed.CONFIRM, Deed.REJECT):
            self.judged = deed
            self.update()
        self.asked.emit(deed, self.evidence)

    def confirm(self) -> None:
        """Ask that it be confirmed."""
        if self.may_confirm and self.judged is None:
            self.ask(Deed.CONFIRM)

    def reject(self) -> None:
        """Ask that it be rejected."""
        if self.may_act and self.judged is None:
            self.ask(Deed.REJECT)

    def edit(self) -> None:
        """Ask that it be changed."""
        if self.may_edit:
            self.ask(Deed.EDIT)

    def link(self) -> None:
        """Ask that it be linked to another piece."""
        if self.may_edit:
            self.ask(Deed.LINK)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens it: with Control on the right, with Shift on the left."""
        self._keys = event.modifiers()
        super().mouseReleaseEvent(event)
        self._keys = Qt.KeyboardModifier.NoModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, letters judge, the arrows go to the neighbours."""
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        acts = {
            Qt.Key.Key_C: self.confirm,
            Qt.Key.Key_R: self.reject,
            Qt.Key.Key_E: self.edit,
            Qt.Key.Key_L: self.link,
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask(_where(event.modifiers()))
        elif plain and key in acts:
            acts[key]()
        elif key == Qt.Key.Key_Delete:
            self.reject()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.go(forward=key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done."""
        menu = self.menu_of_acts()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu_of_acts(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        menu.addAction(self.tr("Open in the text"), lambda: self.ask(Deed.OPEN))
        menu.addAction(self.tr("Open in the left pane"), lambda: self.ask(Deed.OPEN_LEFT))
        menu.addAction(self.tr("Open in the right pane"), lambda: self.ask(Deed.OPEN_RIGHT))
        verdict = self.evidence.verdict
        if self.may_act:
            menu.addSeparator()
        if self.may_confirm:
            menu.addAction(self.tr("Confirm"), self.confirm)
        elif self.may_act and verdict is not None:
            menu.addAction(self.tr("Take the verdict back"), lambda: self.asked.emit(Deed.TAKE_BACK, verdict))
        if self.may_act:
            menu.addAction(self.tr("Reject"), self.reject)
        if self.may_edit:
            menu.addAction(self.tr("Edit\u2026"), self.edit)
            menu.addAction(self.tr("Link to\u2026"), self.link)
        elif self.may_act and verdict is not None:
            menu.addAction(self.tr("Repair\u2026"), lambda: self.asked.emit(Deed.REPAIR, verdict))
        return menu

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that it is looked at."""
        super().enterEvent(event)
        self.looked_at.emit(self.evidence)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that it is looked at, and come into view."""
        super().focusInEvent(event)
        self.looked_at.emit(self.evidence)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            around.ensureWidgetVisible(self, 0, 8)

    def paint_ground(self, painter: QPainter) -> None:
        """A ground under the mouse and a frame around the focus."""
        theme = self.look.theme
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.sunk)
            painter.drawRoundedRect(rect, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def go(self, *, forward: bool) -> None:
        """Give the focus to the next piece or the one before."""
        widget = self.nextInFocusChain() if forward else self.previousInFocusChain()
        while widget is not None and widget is not self:
            if isinstance(widget, EvidenceItem) and widget.isVisibleTo(self.window()):
                reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
                widget.setFocus(reason)
                return
            widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()


class Piece(EvidenceItem):
    """A piece of evidence in a narrow column: the quote, its sign and origin, and who says it where."""

    def __init__(
        self,
        evidence: Evidence,
        column: Column,
        look: Look,
        *,
        may_act: bool,
        most_lines: int = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(evidence, column, look, may_act=may_act, parent=parent)
        self._most = most_lines
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons: list[QToolButton] = []
        self._laid_out: tuple[int, Lines, Lines] | None = None

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        quote, facts = self._lines(width)
        return round(quote.height + facts.height) + 32

    def sizeHint(self) -> QSize:
        """Narrow enough for two columns beside each other."""
        return QSize(140, self.heightForWidth(140))

    def minimumSizeHint(self) -> QSize:
        """The narrowest column."""
        return QSize(90, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the piece."""
        theme, evidence = self.look.theme, self.evidence
        quote, facts = self._lines(self.width())
        with QPainter(self) as painter:
            self.paint_ground(painter)
            quote.paint(painter, theme.bad if evidence.broken else theme.text, QPointF(4, 5))
            y = 5 + quote.height + 4
            ink = theme.bad if evidence.broken else signs.tint(theme, self.column.badge.role).ink
            signs.paint_sign(painter, evidence.direction, ink, QRectF(4, y + 1, 13, 13))
            words, own = stances.origin(evidence.verdict, self.look.initials)
            if self.judged is not None:
                words, own = stances.judged(self.judged is Deed.CONFIRM, self.look.initials), True
            signs.paint_pill(painter, words, self.look.words(11), theme, QPointF(22, y), solid=own)
            facts.paint(painter, theme.bad if evidence.broken else theme.muted, QPointF(4, y + 18))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons in the line of the sign."""
        super().resizeEvent(event)
        self._place_buttons()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer the buttons."""
        super().enterEvent(event)
        self._show_buttons(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the buttons away."""
        super().leaveEvent(event)
        self._show_buttons(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the buttons."""
        super().focusInEvent(event)
        self._show_buttons(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the buttons away."""
        super().focusOutEvent(event)
        self._show_buttons(self.underMouse())

    def _show_buttons(self, shown: bool) -> None:
        if shown and not self.buttons:
            # Only now: they are most of what a column full of pieces would take to build.
            if self.may_confirm:
                self._add_button("check", self.tr("Confirm (C)"), self.confirm)
            if self.may_act:
                self._add_button("close", self.tr("Reject (R)"), self.reject)
            if self.may_edit:
                self._add_button("edit", self.tr("Edit (E)"), self.edit)
            self._place_buttons()
        for button in self.buttons:
            button.setVisible(shown)

    def _place_buttons(self) -> None:
        quote, _ = self._lines(self.width())
        right = self.width() - 2
        for button in reversed(self.buttons):
            right -= _BUTTON
            button.move(right, round(quote.height) + 5)

    def _add_button(self, icon: str, words: str, do: Callable[[], None]) -> None:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon, self.look.theme.text, 14))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFixedSize(_BUTTON, 20)
        # The keys do the same; a stop for each button would treble the way through the column.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(do)
        self.buttons.append(button)

    def _lines(self, width: int) -> tuple[Lines, Lines]:
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = (width, *self._lay_out(width - 8))
        return self._laid_out[1:]

    def _lay_out(self, room: int) -> tuple[Lines, Lines]:
        evidence, look = self.evidence, self.look
        quote = broken(stances.quote(evidence.quote), look.serif(struck=evidence.broken), room, self._most)
        words = stances.brief_facts(evidence)
        if evidence.broken:
            words = self.tr("Broken: the text no longer reads so")
        return quote, broken(words, look.words(), room, 6)


def _where(keys: Qt.KeyboardModifier) -> Deed:
    """Control opens on the right, Shift on the left, as in the lists."""
    if keys & Qt.KeyboardModifier.ControlModifier:
        return Deed.OPEN_RIGHT
    return Deed.OPEN_LEFT if keys & Qt.KeyboardModifier.ShiftModifier else Deed.OPEN


class Held(NamedTuple):
    """Which of several pieces had the focus: what it is known by, and its place among them."""

    key: stances.Key
    place: int


def held(items: Sequence[EvidenceItem]) -> Held | None:
    """The piece that has the focus, or a button of which has it."""
    focus = QApplication.focusWidget()
    for place, item in enumerate(items):
        if focus is not None and (item is focus or item.isAncestorOf(focus)):
            return Held(stances.key(item.evidence), place)
    return None


def hold_again(items: Sequence[EvidenceItem], held: Held | None) -> None:
    """Give the focus back to a piece after all were made anew; to the next one where it is gone."""
    if held is None or not items:
        return
    same = (item for item in items if stances.key(item.evidence) == held.key)
    item = next(same, items[min(held.place, len(items) - 1)])
    item.setFocus(Qt.FocusReason.OtherFocusReason)
