"""Work away from the window's thread: a pool of threads whose answers come back as signals.

The threads are Python's own and live as long as the pool. Those of ``QThreadPool`` lose their
``threading.local`` data after each task (measured with PySide6 6.11.3), and with it the database
connection and the index searcher that belong to a thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, SignalInstance

from diptych.errors import DiptychError
from diptych.progress import Cancelled, Progress

T = TypeVar("T")

POLL_MS = 100
"""How often progress is looked at."""

THREADS = 4
"""Two for long work and two that stay free for reads and searches."""


class Task(QObject):
    """One piece of work; it lives in the window's thread.

    ``done`` carries the result, ``failed`` the exception; a cancelled task emits ``finished`` alone.
    """

    done = Signal(object)
    failed = Signal(Exception)
    finished = Signal()

    def __init__(
        self,
        label: str,
        progress: Progress,
        on_done: Callable[[Any], None] | None,
        on_error: Callable[[Exception], None] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.label = label
        self.progress = progress
        self.on_done = on_done
        self.on_error = on_error

    def cancel(self) -> None:
        """Ask the work to stop at its next step; work that has not begun never will."""
        self.progress.cancel()


class TaskPool(QObject):
    """Runs functions on threads of its own and gives back what they return in the window's thread."""

    started = Signal(Task)
    progressed = Signal(Task)
    finished = Signal(Task)
    troubled = Signal(DiptychError)
    _ended = Signal(Task, object, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = THREADS) -> None:
        super().__init__(parent)
        self._most_threads = threads
        self._threads: list[threading.Thread] = []
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._tasks: list[Task] = []
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_poll)
        self._ended.connect(self._on_ended)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that are not finished, oldest first."""
        return tuple(self._tasks)

    def run(
        self,
        fn: Callable[..., T],
        *args: Any,
        label: str = "",
        progress: Progress | None = None,
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Start ``fn(*args)`` on a thread of the pool.

        The callbacks run in the window's thread. Without ``on_error`` a ``DiptychError`` is sent out as
        ``troubled``; any other exception is raised in the window's thread, where the crash dialog is.
        """
        task = Task(label, progress or Progress(), on_done, on_error, self)
        self._tasks.append(task)
        self.started.emit(task)
        self._start(_job(fn, args, task, self._ended))
        return task

    def cancel_all(self) -> None:
        """Ask all work to stop."""
        for task in self._tasks:
            task.cancel()

    def drain(self, timeout_ms: int) -> bool:
        """Wait until nothing is left to do, delivering the answers; whether that came within the time."""
        until = time.monotonic() + timeout_ms / 1000
        while self._tasks and time.monotonic() < until:
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
            time.sleep(0.002)
        return not self._tasks

    def close(self, timeout_ms: int = 5000) -> bool:
        """Cancel all work, wait for it and end the threads; whether all ended within the time."""
        self.cancel_all()
        drained = self.drain(timeout_ms)
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(0.5 if drained else 0)
        self._threads.clear()
        return drained

    def _start(self, job: Callable[[], None]) -> None:
        self._jobs.put(job)
        if len(self._threads) < min(len(self._tasks), self._most_threads):
            thread = threading.Thread(target=_work, args=(self._jobs,), name="task", daemon=True)
            self._threads.append(thread)
            thread.start()
        if not self._timer.isActive():
            self._timer.start()

    def _on_ended(self, task: Task, result: object, error: Exception | None) -> None:
        self._tasks.remove(task)
        if not self._tasks:
            self._timer.stop()
        try:
            if error is None:
                self._answer(task, result)
            elif not isinstance(error, Cancelled):
                self._excuse(task, error)
        finally:
            task.finished.emit()
            self.finished.emit(task)
            task.deleteLater()

    def _answer(self, task: Task, result: object) -> None:
        if task.on_done is not None:
            task.on_done(result)
        task.done.emit(result)

    def _excuse(self, task: Task, error: Exception) -> None:
        task.failed.emit(error)
        if task.on_error is not None:
            task.on_error(error)
        elif isinstance(error, DiptychError):
            self.troubled.emit(error)
        else:
            raise error

    def _on_poll(self) -> None:
        for task in self._tasks:
            self.progressed.emit(task)


class ImmediatePool(TaskPool):
    """Runs each function at once in the calling thread, so that tests are deterministic."""

    def _start(self, job: Callable[[], None]) -> None:
        job()


def _job(
    fn: Callable[..., object], args: tuple[Any, ...], task: Task, ended: SignalInstance
) -> Callable[[], None]:
    def job() -> None:
        if task.progress.cancelled:
            ended.emit(task, None, Cancelled())
            return
        try:
            result = fn(*args)
        except Exception as error:  # noqa: BLE001 - every failure is handed to the window's thread
            ended.emit(task, None, error)
        else:
            ended.emit(task, result, None)

    return job


def _work(jobs: SimpleQueue[Callable[[], None] | None]) -> None:
    while (job := jobs.get()) is not None:
        job()
