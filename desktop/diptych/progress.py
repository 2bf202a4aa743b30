"""Progress and cancelling of long work, without Qt: the worker steps, the window polls."""

from __future__ import annotations

import threading
from typing import NamedTuple


class Cancelled(Exception):
    """The user cancelled; what was done is kept."""


class Step(NamedTuple):
    """A glance at the work: ``done`` of ``total`` steps (0 while unknown) and what is being done."""

    done: int
    total: int
    label: str


class Progress:
    """A counter that one thread advances and another reads and may cancel."""

    def __init__(self, total: int = 0, label: str = "") -> None:
        self._lock = threading.Lock()
        self._step = Step(0, total, label)
        self._cancelled = threading.Event()

    def begin(self, total: int, label: str = "") -> None:
        """Start a stage of ``total`` steps; raises ``Cancelled``."""
        with self._lock:
            self._step = Step(0, total, label)
        self._check()

    def step(self, n: int = 1, label: str | None = None) -> None:
        """Advance by ``n`` steps; raises ``Cancelled`` once ``cancel`` was called."""
        with self._lock:
            done, total, old = self._step
            self._step = Step(done + n, total, old if label is None else label)
        self._check()

    def now(self) -> Step:
        """The state of the work at this moment."""
        with self._lock:
            return self._step

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._cancelled.is_set()

    def _check(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled
