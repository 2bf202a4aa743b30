"""When the window stands on the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class OncePainted(QObject):
    """Says when the window stands on the screen, so that nothing holds that up.

    A window that is closed first is never filled; one that starts minimised is, after a second.
    """

    due = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, singleShot=True, interval=1000)
        self._timer.timeout.connect(self._on_painted)
        self._timer.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait until the painting that begins here is done."""
        if event.type() == QEvent.Type.UpdateRequest:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _on_painted(self) -> None:
        self._window.removeEventFilter(self)
        if self._window.isVisible():
            self.due.emit()
