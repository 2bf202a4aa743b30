"""Fixtures for tests of the window: a dressed application, pools that run at once, nothing left open."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from diptych import app
from diptych.ui import tasks, theme


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> theme.Fonts:
    """The shipped fonts, loaded once."""
    return theme.load_fonts()


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication, fonts: theme.Fonts) -> None:
    """The application in the light theme and its own fonts, as the window has it."""
    app.application()
    qapp.setFont(theme.interface_font(fonts))
    theme.apply(qapp, theme.load_theme("light"))


@pytest.fixture
def light() -> theme.Theme:
    """The light theme."""
    return theme.load_theme("light")


@pytest.fixture
def pool(qapp: QApplication) -> Iterator[tasks.ImmediatePool]:
    """A pool that runs each task at once."""
    made = tasks.ImmediatePool()
    yield made
    assert made.close()
    made.deleteLater()


@pytest.fixture
def thread_pool(qapp: QApplication) -> Iterator[tasks.TaskPool]:
    """A pool with real threads; the test fails when work is left that does not end."""
    made = tasks.TaskPool()
    yield made
    assert made.close(), f"still at work: {[task.label for task in made.tasks]}"
    made.deleteLater()


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window on the screen."""
    yield
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not left, f"left open: {[type(widget).__name__ for widget in left]}"
