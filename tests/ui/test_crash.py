"""Faults of ours: the report is written before anything else, the program goes on, nothing is lost."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diptych.ui import crash
from diptych.ui.crash import CrashHandler
from diptych.ui.dialogs.crash_report import CrashDialog


@pytest.fixture
def handler(qapp: QApplication, tmp_path: Path) -> Iterator[CrashHandler]:
    made = CrashHandler(tmp_path / "state" / "crashes")
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    made.install()
    yield made
    made.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def reports(tmp_path: Path) -> list[str]:
    """What was written, oldest first."""
    return [file.read_text("utf-8") for file in sorted((tmp_path / "state" / "crashes").glob("crash-*.txt"))]


def raise_here() -> None:
    raise ZeroDivisionError("ours")


def test_an_exception_is_written_and_told(qtbot: QtBot, handler: CrashHandler, tmp_path: Path) -> None:
    with qtbot.waitSignal(handler.crashed) as told:
        try:
            raise_here()
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    text, file = told.args
    assert "ZeroDivisionError: ours" in text and "raise_here" in text and "Python" in text
    assert Path(file).read_text("utf-8") == text


def test_an_exception_on_another_thread_is_told_in_the_windows_thread(
    qtbot: QtBot, handler: CrashHandler, tmp_path: Path
) -> None:
    heard: list[str] = []
    handler.crashed.connect(lambda *_: heard.append(threading.current_thread().name))
    with qtbot.waitSignal(handler.crashed):
        thread = threading.Thread(target=raise_here, name="a task")
        thread.start()
        thread.join()
    assert "thread a task" in reports(tmp_path)[0]
    assert heard == [threading.main_thread().name]


def test_an_exception_that_python_cannot_raise_is_told(
    qtbot: QtBot, handler: CrashHandler, tmp_path: Path
) -> None:
    class Spoilt:
        def __del__(self) -> None:
            raise_here()

    with qtbot.waitSignal(handler.crashed):
        Spoilt()
        gc.collect()
    assert "ZeroDivisionError" in reports(tmp_path)[0]


def test_a_fault_without_end_does_not_fill_the_disk(handler: CrashHandler, tmp_path: Path) -> None:
    for _ in range(crash.MOST_REPORTS + 5):
        sys.excepthook(ValueError, ValueError("again"), None)
    assert len(reports(tmp_path)) == crash.MOST_REPORTS


def test_a_report_that_cannot_be_written_is_still_shown(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    handler = CrashHandler(tmp_path / "file" / "crashes")
    handler.install()
    try:
        with qtbot.waitSignal(handler.crashed) as told:
            sys.excepthook(ValueError, ValueError("ours"), None)
    finally:
        handler.remove()
    assert told.args[1] == ""
    dialog = CrashDialog(told.args[0], "")
    qtbot.addWidget(dialog)
    assert not dialog.folder.isEnabled()


def test_the_dialog_copies(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog("what happened", str(tmp_path / "crash-1.txt"))
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "what happened"
    assert dialog.folder.isEnabled()


def test_interrupting_is_no_fault(handler: CrashHandler, tmp_path: Path) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert reports(tmp_path) == []


def test_the_last_moments_of_a_killed_process_become_a_report(tmp_path: Path) -> None:
    script = (
        "import sys, faulthandler; from pathlib import Path; from diptych.ui.crash import CrashHandler\n"
        "handler = CrashHandler(Path(sys.argv[1])); handler.watch_for_death()\n"
        "if sys.argv[2] == 'die': faulthandler._sigabrt()\n"
    )
    folder = tmp_path / "state" / "crashes"
    environment = {**os.environ, "PYTHONPATH": str(Path(crash.__file__).parents[2])}
    for end in ("die", "live"):
        subprocess.run([sys.executable, "-c", script, str(folder), end], env=environment, check=False)
    (report,) = reports(tmp_path)
    assert "Abort" in report and "<string>" in report
