"""When the program has a fault: the report is written first, then the user is told, and work goes on."""

from __future__ import annotations

import faulthandler
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QCoreApplication, QObject, Signal

from diptych import __version__

DEATH = "last-moments.txt"
"""Where the interpreter writes when compiled code kills the process; kept as a report at the next start."""

MOST_REPORTS = 50
"""Reports of one run that are written; a fault that repeats without end does not fill the disk."""


class CrashHandler(QObject):
    """Takes every exception that nobody caught, on any thread, and keeps the program running."""

    crashed = Signal(str, str)
    """The report, and the file that holds it ("" when it could not be written)."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._written = 0
        self._death: TextIO | None = None
        self._old: tuple[Callable[..., object], ...] = ()

    def install(self) -> None:
        """Take over the interpreter's hooks until ``remove``."""
        self._old = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        sys.unraisablehook = lambda args: self._on_exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def watch_for_death(self) -> None:
        """Let the interpreter write where it was, should a fault in compiled code kill the process."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            last = self._folder / DEATH
            if last.exists() and last.stat().st_size:
                last.replace(self._folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt")
            self._death = last.open("w", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._death)

    def remove(self) -> None:
        """Give the hooks back."""
        if self._death is not None:
            faulthandler.disable()
            self._death.close()
            self._death = None
        if self._old:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._old
            self._old = ()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        text = report(error, trace)
        sys.stderr.write(text)
        if self._written < MOST_REPORTS:
            self._written += 1
            self.crashed.emit(text, str(write(self._folder, text) or ""))


def report(error: BaseException, trace: TracebackType | None) -> str:
    """What happened and where, and what it ran on. No article, query or name is in it."""
    head = (
        f"Diptych {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, thread {threading.current_thread().name}\n\n"
    )
    return head + "".join(traceback.format_exception(type(error), error, trace))


def write(folder: Path, text: str) -> Path | None:
    """Write the report into a file of its own; None when that cannot be done."""
    name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    except OSError:
        return None
    return folder / name
