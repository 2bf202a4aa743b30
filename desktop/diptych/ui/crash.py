"""When the program has a fault: the report is written first, then the user is told, and work goes on."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from diptych import __version__

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

    def remove(self) -> None:
        """Give the hooks back."""
        if self._old:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._old
            self._old = ()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
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


class CrashDialog(QDialog):
    """One sentence, the report, and what can be done with it."""

    def __init__(self, text: str, file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.setWindowTitle(self.tr("Diptych has a fault"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 420)
        words = self.tr("Something in Diptych failed; your library is safe, and you can go on working.")
        kept = (
            self.tr("The report is kept in {file}.")
            if file
            else self.tr("The report could not be written to disk.")
        )
        self._sentence = QLabel(f"{words}\n{kept.format(file=file)}")
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.copy = self.buttons.addButton(self.tr("Copy"), role)
        self.folder = self.buttons.addButton(self.tr("Open folder"), role)
        self.folder.setEnabled(bool(file))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._sentence)
        column.addWidget(self.text, 1)
        column.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.folder.clicked.connect(self._on_folder)

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._file).parent)))
