"""Each widget that takes the focus, in the window and in every dialog, tells a screen reader what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.marked import read

from diptych.ui.main_window import MainWindow
from diptych.workspace import Workspace

VAGUE = (QAccessible.Role.NoRole, QAccessible.Role.Whitespace)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


def unsaid(root: QWidget) -> list[str]:
    """The widgets in view that the Tab key comes to and that have no role or no name."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.objectName().startswith("qt_"):
            continue
        if not widget.isVisible() or widget.focusProxy() is not None or widget.window() is not root.window():
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name)
        if not name or told.role() in VAGUE:
            place = " in ".join(type(each).__name__ for each in _ancestors(widget))
            found.append(f"{place}: {told.role()} {name!r}")
    return found


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    inner: QWidget | None = widget
    while inner is not None:
        yield inner
        inner = inner.parentWidget()


@pytest.mark.parametrize("mode", ["read", "compare", "timeline"])
def test_all_of_the_window_says_what_it_is(window: MainWindow, mode: str) -> None:
    read(window)
    read(window, "A calm week", "right")
    for name in ("view_names", "view_excerpts", "view_articles", "find", "show_card", mode):
        window.actions_[name].trigger()
        QApplication.processEvents()
    assert "\n".join(unsaid(window)) == ""


@pytest.mark.parametrize("name", ["keyboard", "about", "help", "settings", "correct_name"])
def test_each_dialog_says_what_it_is(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    heard: list[list[str]] = []

    def look(dialog: QDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        heard.append([*unsaid(dialog), *([] if dialog.windowTitle() else ["no title"])])
        dialog.hide()
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    pane = read(window)
    marked.select(pane, "Malvinas")
    window.actions_[name].setEnabled(True)
    window.actions_[name].trigger()
    QApplication.processEvents()
    assert heard == [[]]
