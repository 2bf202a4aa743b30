"""The latest words of both parties on an issue, set side by side with one button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.window import disputed
from tests.ui.window.disputed import LATER, REFUSAL, ids
from tests.ui.window.driving import OpenWindow

from diptych.ui.main_window import MainWindow
from diptych.ui.reader.marks import Layer
from diptych.workspace import Workspace


@pytest.fixture
def window(open_window: OpenWindow, library_folder: Path) -> Iterator[MainWindow]:
    """The window over a library in which both parties speak of sovereignty."""
    disputed.fill(library_folder)
    with Workspace.open(library_folder, dossier=disputed.DOSSIER) as workspace:
        yield open_window(workspace)


def flashing(window: MainWindow, side: str) -> str:
    """The words that flash on a side."""
    pane = window.panes.left if side == "left" else window.panes.right
    assert pane.article is not None
    (span,) = pane.marks(Layer.FLASH)
    return pane.article.text[span.start : span.end]


def test_the_latest_of_either_party_stand_left_and_right(qtbot: QtBot, window: MainWindow) -> None:
    window.reading.open(ids(window)["First paper"], "left")
    window.stance.show_issue("sovereignty")
    window.stance.show_scope("library")
    assert window.stance.pair.isEnabled()
    window.stance.pair.click()
    assert (flashing(window, "left"), flashing(window, "right")) == (LATER, REFUSAL)
    assert window.panes.active == "left"


def test_where_one_party_is_silent_there_is_no_pair(window: MainWindow) -> None:
    window.reading.open(ids(window)["Third paper"], "left")
    window.stance.show_issue("sovereignty")
    assert not window.stance.pair.isEnabled()
