"""Which of the two columns are shown: both, or one where a window is too narrow for more beside the panes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

LEAST_WIDTH = 1100
"""Pixels of a window that has room for both columns beside two panes of some 30 letters a line."""


class Narrowing(QObject):
    """Shows the columns as their switches say, as far as there is room; the right one gives way first."""

    def __init__(
        self, window: QWidget, left: tuple[QWidget, QAction], right: tuple[QWidget, QAction]
    ) -> None:
        super().__init__(window)
        self._window, self._left, self._right = window, left, right
        self._was_narrow = False
        self._gave_way: set[QAction] = set()
        window.installEventFilter(self)

    @property
    def narrow(self) -> bool:
        """Whether the window has room for one column only."""
        return self._window.width() < LEAST_WIDTH

    @property
    def gave_way(self) -> set[str]:
        """The names of the switches of columns that will be back in a wider window."""
        return {switch.objectName() for switch in self._gave_way}

    def show(self, column: QWidget, on: bool = True) -> None:
        """Show a column or put it away; in a narrow window the other one gives way to it."""
        this, other = (self._left, self._right) if column is self._left[0] else (self._right, self._left)
        self._gave_way.discard(this[1])
        _put(this, on)
        if on and self.narrow and other[1].isChecked():
            self._give_way(other)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the right column give way when the window gets too narrow, and bring back what gave way."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.narrow != self._was_narrow:
            self._was_narrow = self.narrow
            if not self.narrow:
                for each in (self._left, self._right):
                    if each[1] in self._gave_way:
                        _put(each, True)
                self._gave_way.clear()
            elif self._left[1].isChecked() and self._right[1].isChecked():
                self._give_way(self._right)
        return super().eventFilter(watched, event)

    def _give_way(self, column: tuple[QWidget, QAction]) -> None:
        self._gave_way.add(column[1])
        _put(column, False)


def _put(column: tuple[QWidget, QAction], on: bool) -> None:
    column[0].setVisible(on)
    column[1].setChecked(on)
