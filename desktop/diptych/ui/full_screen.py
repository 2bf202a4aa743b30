"""Full screen reading: nothing on the screen but the open articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget


class FullScreen(QObject):
    """Puts bars and columns away while the window fills the screen, and brings them back after."""

    def __init__(
        self,
        window: QMainWindow,
        action: QAction,
        bars: Sequence[QWidget],
        columns: Mapping[str, tuple[QWidget, QAction]],
    ) -> None:
        """``columns`` are those that can also be put away one by one, each with the action for it."""
        super().__init__(window)
        self._window, self._action, self._bars, self._columns = window, action, bars, columns
        self._shown: tuple[QWidget, ...] = ()
        self._open: tuple[str, ...] = ()
        self._maximized = False
        self._leave = QAction(self.tr("Leave full screen"), self)
        self._leave.setShortcut("Esc")
        self._leave.setEnabled(False)
        self._leave.triggered.connect(self.leave)
        window.addAction(self._leave)
        action.triggered.connect(lambda on: self.enter() if on else self.leave())

    @property
    def on(self) -> bool:
        """Whether the articles fill the screen."""
        return self._leave.isEnabled()

    def open_columns(self) -> tuple[str, ...]:
        """The columns that are open, or will be again when full screen is left."""
        if self.on:
            return self._open
        return tuple(name for name, (column, _) in self._columns.items() if not column.isHidden())

    def enter(self) -> None:
        """Fill the screen."""
        if self.on:
            return
        self._open = self.open_columns()
        self._shown = tuple(bar for bar in self._bars if not bar.isHidden())
        self._maximized = self._window.isMaximized()
        self._leave.setEnabled(True)
        for name in self._open:
            self._show_column(name, shown=False)
        self.keep_calm()
        self._action.setChecked(True)
        self._window.showFullScreen()

    def keep_calm(self) -> None:
        """Put a bar away again that something has brought back."""
        if self.on:
            for bar in self._bars:
                bar.hide()

    def leave(self) -> None:
        """Have the window as it was."""
        if not self.on:
            return
        self._leave.setEnabled(False)
        for name in self._open:
            self._show_column(name, shown=True)
        for bar in self._shown:
            bar.show()
        self._action.setChecked(False)
        if self._maximized:
            self._window.showMaximized()
        else:
            self._window.showNormal()

    def _show_column(self, name: str, *, shown: bool) -> None:
        column, action = self._columns[name]
        column.setVisible(shown)
        action.setChecked(shown)
