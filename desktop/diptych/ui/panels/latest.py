"""Reads that overtake each other: only the newest wish is read once the last answer is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from diptych.ui.tasks import Task, TaskPool

_Wish = tuple[Callable[[], Any], Callable[[Any], None]]


class Latest(QObject):
    """Runs one read at a time on the pool; of what is asked for meanwhile only the last is read."""

    def __init__(self, pool: TaskPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._task: Task | None = None
        self._next: _Wish | None = None

    def read(self, fn: Callable[[], Any], on_done: Callable[[Any], None]) -> None:
        """Run ``fn`` on the pool and hand its answer to ``on_done`` in the window's thread."""
        if self._task is not None:
            self._next = (fn, on_done)
            return
        task = self._pool.run(fn, on_done=on_done)
        if task in self._pool.tasks:
            self._task = task
            task.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        self._task = None
        if self._next is not None:
            wish, self._next = self._next, None
            self.read(*wish)
