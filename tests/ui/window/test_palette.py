"""The command palette of the window."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window.driving import titles

from diptych.ui.dialogs.palette import Palette
from diptych.ui.main_window import MainWindow
from diptych.ui.models.palette import Entry
from diptych.ui.theme import Theme


def typed(letters: str, palette_class: type[Palette] = Palette) -> object:
    """A stand-in for asking that types letters and takes the first entry."""

    def ask(parent: MainWindow, entries: list[Entry], theme: Theme) -> Entry | None:
        palette = palette_class(parent, entries, theme)
        palette.field.setText(letters)
        entry = palette.entry()
        palette.deleteLater()
        return entry

    return ask


@pytest.mark.parametrize(("letters", "mode"), [("compare", "compare"), ("read", "read")])
def test_does_the_command_that_was_found(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, letters: str, mode: str
) -> None:
    monkeypatch.setattr(Palette, "ask", typed(letters))
    window.actions_["palette"].trigger()
    assert window.actions_[mode].isChecked()


def test_opens_an_article_by_its_title(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    title = titles(window)[0]
    monkeypatch.setattr(Palette, "ask", typed(title))
    window.actions_["palette"].trigger()
    shown = window.panes.left.article
    assert shown is not None and shown.title == title


def test_compares_an_issue_by_its_name(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    issue = window.workspace.dispute.dossier.issues[1]
    monkeypatch.setattr(Palette, "ask", typed(issue.name))
    window.actions_["palette"].trigger()
    assert window.actions_["compare"].isChecked()


def test_the_arrows_choose_while_the_field_has_the_keys(qtbot: QtBot, light: Theme) -> None:
    done: list[str] = []
    some = [Entry(name, "", "", partial(done.append, name)) for name in ("One", "Two", "Three")]
    palette = Palette(None, some, light)
    qtbot.addWidget(palette)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(palette.field, key)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    chosen = palette.entry()
    assert palette.result() == Palette.DialogCode.Accepted
    assert chosen is not None and chosen.words == "Two"
    assert not done


def test_what_cannot_be_done_is_not_taken(qtbot: QtBot, light: Theme) -> None:
    palette = Palette(None, [Entry("Undo", "Edit", "Ctrl+Z", lambda: None, enabled=False)], light)
    qtbot.addWidget(palette)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.result() != Palette.DialogCode.Accepted


def test_says_so_when_nothing_fits(qtbot: QtBot, light: Theme) -> None:
    palette = Palette(None, [Entry("Undo", "Edit", "", lambda: None)], light)
    qtbot.addWidget(palette)
    QTest.keyClicks(palette.field, "zzz")
    assert palette.list.isHidden() and palette.entry() is None


def test_a_screen_reader_hears_each_entry_whole(qtbot: QtBot, light: Theme) -> None:
    palette = Palette(None, [Entry("Undo", "Edit", "Ctrl+Z", lambda: None)], light)
    qtbot.addWidget(palette)
    listed = QAccessible.queryAccessibleInterface(palette.list)
    assert listed.child(0).text(QAccessible.Text.Name) == "Undo, Edit, Ctrl+Z"
