"""Full screen reading: bars and columns go, and come back as they were."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.window.driving import OpenWindow

from diptych import settings as settings_store
from diptych.ui.main_window import MainWindow
from diptych.workspace import Workspace


def _furniture(window: MainWindow) -> list[QWidget]:
    return [window.top_bar, window.marks_bar, window.status, window.search, window.stance]


def test_nothing_but_the_articles_is_left_and_escape_brings_it_back(window: MainWindow) -> None:
    window.actions_["read"].trigger()
    window.actions_["right_column"].trigger()
    before = [part.isHidden() for part in _furniture(window)]
    window.actions_["full_screen"].trigger()
    assert window.isFullScreen()
    assert all(part.isHidden() for part in _furniture(window))
    window.reading.swap()
    assert window.marks_bar.isHidden()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert [part.isHidden() for part in _furniture(window)] == before
    assert not window.actions_["full_screen"].isChecked()


def test_keys_work_where_the_menus_are_put_away(window: MainWindow) -> None:
    window.actions_["read"].trigger()
    window.actions_["full_screen"].trigger()
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.panes.active_pane.find_bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_a_window_closed_in_full_screen_has_its_columns_again(
    open_window: OpenWindow, workspace: Workspace, tmp_path: Path
) -> None:
    window = open_window(workspace)
    window.actions_["read"].trigger()
    window.actions_["full_screen"].trigger()
    window.close()
    assert settings_store.load(tmp_path / "settings.toml").splitters["hidden"] == ""
