"""Building a page in slices, so that its top is seen at once and the window never waits."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from diptych.ui.reader.offsets import OffsetMap
from diptych.ui.reader.page import PageBuilder

SECONDS = 0.003
LENGTH = 40_000
"""Seconds and characters of building in one slice; Qt then lays them out, which takes 10 to 40 ms."""


class Slices(QObject):
    """Runs a builder, the first slice at once, the others whenever the window has nothing else to do."""

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cursor = QTextCursor()
        self._offsets = OffsetMap("")
        self._steps: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def running(self) -> bool:
        """Whether a part of the page is still to be built."""
        return self._timer.isActive()

    def start(self, builder: PageBuilder, document: QTextDocument) -> None:
        """Build the first slice of a page, and go on with the others later."""
        self._cursor = QTextCursor(document)
        self._offsets, self._steps = builder.offsets, builder.steps()
        if not self._build_at_once():
            self._timer.start()

    def stop(self) -> None:
        """Leave the page as it is."""
        self._timer.stop()

    def _build(self) -> bool:
        """Build one slice; True when the page is built."""
        until, enough = perf_counter() + SECONDS, self._offsets.end + LENGTH
        done = object()
        while perf_counter() < until and self._offsets.end < enough:
            if next(self._steps, done) is done:
                return True
        return False

    def _build_at_once(self) -> bool:
        """Build one slice, which the document takes as one change."""
        self._cursor.beginEditBlock()
        done = self._build()
        self._cursor.endEditBlock()
        return done

    def _on_timeout(self) -> None:
        if self._build_at_once():
            self._timer.stop()
            self.finished.emit()
