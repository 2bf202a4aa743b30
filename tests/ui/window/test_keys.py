"""Every command by key: no key and no underlined letter means two things, all are on the sheet or found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from diptych.ui.commanding import entries
from diptych.ui.dialogs.shortcuts import ShortcutsDialog
from diptych.ui.main_window import MainWindow


def menus(window: MainWindow) -> Iterator[QMenu]:
    """All menus of the window, with those inside others."""

    def within(menu: QMenu) -> Iterator[QMenu]:
        yield menu
        for action in menu.actions():
            inner = action.menu()
            if isinstance(inner, QMenu):
                yield from within(inner)

    for action in window.top_bar.menus.actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        yield from within(menu)


def everywhere(window: MainWindow) -> list[QAction]:
    """The actions whose keys work wherever the focus is in the window."""
    found = {*window.actions_.all.values(), *window.article_actions.all, *window.findChildren(QAction)}
    contexts = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)
    return [action for action in found if action.shortcutContext() in contexts]


def letter(text: str) -> str:
    """The underlined letter of a line of a menu; empty where there is none."""
    _, _, after = text.replace("&&", "").partition("&")
    return after[:1].lower()


def test_no_key_means_two_things(window: MainWindow) -> None:
    keys = Counter(
        key.toString() for action in everywhere(window) for key in action.shortcuts() if not key.isEmpty()
    )
    assert len(keys) > 60
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_takes_the_place_of_a_menu_letter(window: MainWindow) -> None:
    letters = {letter(action.text()) for action in window.top_bar.menus.actions()}
    keys = {key.toString() for action in everywhere(window) for key in action.shortcuts()}
    assert not {f"Alt+{each.upper()}" for each in letters} & keys


def test_no_letter_of_a_menu_means_two_things(window: MainWindow) -> None:
    rows = [window.top_bar.menus.actions(), *(menu.actions() for menu in menus(window))]
    for row in rows:
        letters = Counter(letter(action.text()) for action in row if letter(action.text()))
        assert {key: count for key, count in letters.items() if count > 1} == {}, [a.text() for a in row]


def test_every_command_is_in_a_menu_and_in_the_palette(window: MainWindow) -> None:
    by_menu = window.actions_.by_menu()
    shown = {action for actions in by_menu.values() for action in actions}
    assert {*window.actions_.all.values(), *window.article_actions.all} <= shown
    for action in shown:
        action.setEnabled(True)
    offered = entries(by_menu, (), (), print, print)
    words = {action.text().replace("&", "").rstrip("…") for action in shown}
    assert {entry.words.rstrip("…") for entry in offered} >= words - {"Commands"}


@pytest.mark.parametrize("size", [(1280, 800), (900, 560)])
def test_the_sheet_shows_every_key_and_scrolls(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    sheet = ShortcutsDialog(window, window.actions_.by_menu())
    qtbot.addWidget(sheet)
    sheet.show()
    QApplication.processEvents()
    assert sheet.height() <= size[1] and sheet.width() <= size[0]
    area = sheet.findChild(QScrollArea)
    assert area is not None and area.horizontalScrollBar().maximum() == 0
    assert area.verticalScrollBar().maximum() > 0
    native = QKeySequence.SequenceFormat.NativeText
    for action in window.actions_.all.values():
        for key in action.shortcuts():
            assert key.toString(native) in sheet.words


@pytest.mark.parametrize("width", [900, 1280, 1920])
def test_every_menu_is_in_the_bar(window: MainWindow, width: int) -> None:
    window.resize(width, 600)
    QApplication.processEvents()
    bar = window.top_bar.menus
    for action in bar.actions():
        rect = bar.actionGeometry(action)
        assert rect.width() > 0 and bar.rect().contains(rect), action.text()
