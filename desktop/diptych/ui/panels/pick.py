"""A button that names what it lets one choose and what is chosen: "Scope  The whole library"."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from diptych.ui import icons
from diptych.ui.theme import Fonts, interface_font

_PAD, _GAP, _ARROW = 10, 7, 18


class StayingMenu(QMenu):
    """A menu of switches that stays open while they are switched."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Switch what was clicked."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space switches; Enter switches and closes."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class Pick(QPushButton):
    """A label and a value with an arrow; a click opens what is chosen from.

    It gives way in a narrow window: its value is cut.
    """

    picked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.value = name, ""
        self._named = True
        self._menu: QMenu | None = None
        self._group: QActionGroup | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.say("")

    def say(self, value: str) -> None:
        """Show what is chosen."""
        self.value = value
        self.setAccessibleName(f"{self.name}: {value}")
        self.setToolTip(f"{self.name}: {value}".replace("<", "\u2039"))
        self.updateGeometry()
        self.update()

    def add(self, words: str, data: object, *, several: bool = False) -> QAction:
        """Offer a choice: one of them, or any number if ``several``."""
        if self._menu is None:
            self._menu = StayingMenu(self) if several else QMenu(self)
            self._menu.setAccessibleName(self.name)
            self._group = None if several else QActionGroup(self)
        action = self._menu.addAction(words)
        action.setCheckable(True)
        action.setData(data)
        if self._group is not None:
            self._group.addAction(action)
            if len(self._group.actions()) == 1:
                action.setChecked(True)
                self.say(words)
        action.triggered.connect(self._on_triggered)
        return action

    def clear(self) -> None:
        """Offer nothing, until something is added."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = self._group = None
        self.say("")

    @property
    def actions_(self) -> list[QAction]:
        """What is offered."""
        return self._menu.actions() if self._menu is not None else []

    @property
    def chosen(self) -> object:
        """What the choice made stands for."""
        return next((each.data() for each in self.actions_ if each.isChecked()), None)

    @property
    def all_chosen(self) -> tuple[object, ...]:
        """What the choices made stand for."""
        return tuple(each.data() for each in self.actions_ if each.isChecked())

    def choose(self, data: object) -> None:
        """Choose as if by hand."""
        for action in self.actions_:
            if action.data() == data:
                action.trigger()

    def show_chosen(self, data: object) -> None:
        """Show a choice that was made elsewhere, without telling of it."""
        for action in self.actions_:
            if action.data() == data:
                action.setChecked(True)
                self.say(action.text())

    def show_name(self, *, on: bool) -> None:
        """Show the label before the value, or the value alone."""
        if on != self._named:
            self._named = on
            self.updateGeometry()
            self.update()

    @property
    def name_width(self) -> int:
        """How much room the label takes."""
        return round(self._metrics().horizontalAdvance(self.name) + _GAP)

    def sizeHint(self) -> QSize:
        """All words, and the arrow."""
        words = self.name_width if self._named else 0
        return QSize(round(2 * _PAD + words + self._value_width() + _ARROW + 1), 28)

    def minimumSizeHint(self) -> QSize:
        """The beginning of the value."""
        return QSize(round(2 * _PAD + min(self._value_width(), 72) + _ARROW), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint label, value and arrow over the button."""
        super().paintEvent(event)
        roles = QPalette.ColorRole
        text = self.palette().color(roles.Text)
        muted = self.palette().color(roles.PlaceholderText)
        room = self.width() - 2 * _PAD - _ARROW
        with QPainter(self) as painter:
            x, baseline = float(_PAD), self.height() / 2 + 4.5
            if self._named:
                painter.setFont(self._font())
                painter.setPen(muted)
                painter.drawText(QPointF(x, baseline), self.name)
                x += self.name_width
                room -= self.name_width
            painter.setFont(self._font(QFont.Weight.Medium))
            painter.setPen(text)
            metrics = QFontMetricsF(painter.font())
            words = metrics.elidedText(self.value, Qt.TextElideMode.ElideRight, room + 1)
            painter.drawText(QPointF(x, baseline), words)
            arrow = QRectF(self.width() - _PAD - 12, self.height() / 2 - 7, 14, 14)
            icons.paint(painter, "down", text, arrow)

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _on_triggered(self) -> None:
        if self._group is not None:
            action = self._group.checkedAction()
            self.say(action.text() if action is not None else "")
        self.picked.emit()

    def _font(self, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        return interface_font(Fonts(self.font().family(), ""), 12, weight=weight)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font())

    def _value_width(self) -> float:
        return QFontMetricsF(self._font(QFont.Weight.Medium)).horizontalAdvance(self.value)
