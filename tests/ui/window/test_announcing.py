"""What a screen reader is told and can ask, and what the caret reaches without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.marked import read, select

from diptych.ui.main_window import MainWindow
from diptych.ui.reader.pane import ReaderPane
from diptych.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is announced from now on."""
    heard: list[str] = []
    update = QAccessible.updateAccessibility

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())
        update(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def caret_to(pane: ReaderPane, words: str) -> None:
    """Set the caret into words with the keyboard's caret on."""
    assert pane.article is not None
    pane.page.show_caret(True)
    pane.page.setFocus()
    cursor = pane.page.textCursor()
    cursor.setPosition(pane.page.offsets.to_qt(pane.article.text.index(words) + 1))
    pane.page.setTextCursor(cursor)


def test_an_article_that_is_opened(said: list[str], window: MainWindow, qtbot: QtBot) -> None:
    read(window)
    read(window, "A calm week", "right")
    qtbot.waitUntil(lambda: "Right pane: A calm week" in said)
    assert "Left pane: The ferry" in said


def test_the_hit_of_how_many(said: list[str], window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    window.actions_["find"].trigger()
    QTest.keyClicks(pane.find_bar.field, "Malvinas")
    qtbot.waitUntil(lambda: "1 of 2" in said)
    window.actions_["next_hit"].trigger()
    qtbot.waitUntil(lambda: "2 of 2" in said)
    pane.find_bar.field.setText("zeppelin")
    qtbot.waitUntil(lambda: said[-1] == "Not found")


def test_hits_are_told_once_when_a_word_is_typed(said: list[str], window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    window.actions_["find"].trigger()
    qtbot.waitUntil(lambda: "Left pane: The ferry" in said)
    said.clear()
    QTest.keyClicks(pane.find_bar.field, "London")
    qtbot.waitUntil(lambda: "1 of 2" in said)
    assert said == ["1 of 2"]


def test_the_next_name_with_kind_and_party(said: list[str], window: MainWindow) -> None:
    read(window)
    window.actions_["next_mention"].trigger()
    assert said[-1].startswith("Cristina Fernández de Kirchner. Person · Argentina.")
    window.actions_["next_mention"].trigger()
    assert said[-1].startswith("Falkland Islands. Place.")


def test_the_next_position_with_party_direction_and_issue(
    said: list[str], window: MainWindow, qtbot: QtBot
) -> None:
    read(window)
    window.actions_["next_position"].trigger()
    wanted = "Argentina: conditional, on Flights and shipping. Kirchner: Kirchner wants a ferry on terms"
    qtbot.waitUntil(lambda: wanted in said)


def test_a_highlight_made_and_removed(said: list[str], window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    select(pane, "wants a ferry")
    window.actions_["highlight_0"].trigger()
    qtbot.waitUntil(lambda: "Highlighted: wants a ferry" in said)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: "Highlight removed: wants a ferry" in said)


def test_highlights_that_stand_in_an_opened_article_are_not_told(
    said: list[str], window: MainWindow, qtbot: QtBot
) -> None:
    pane = read(window)
    select(pane, "wants a ferry")
    window.actions_["highlight_0"].trigger()
    read(window, "A calm week")
    qtbot.waitUntil(lambda: "Left pane: A calm week" in said)
    said.clear()
    read(window)
    qtbot.waitUntil(lambda: "Left pane: The ferry" in said)
    assert not [words for words in said if words.startswith("Highlight")]


def test_a_layer_shown_and_hidden(said: list[str], window: MainWindow, qtbot: QtBot) -> None:
    read(window)
    window.actions_["mark_people"].trigger()
    qtbot.waitUntil(lambda: "People hidden" in said)
    window.actions_["mark_people"].trigger()
    qtbot.waitUntil(lambda: "People shown" in said)


def test_a_notice(said: list[str], window: MainWindow) -> None:
    window.notice.tell("The library was checked.")
    assert said == ["The library was checked."]


def test_marks_that_the_caret_comes_into(said: list[str], window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    caret_to(pane, "Kirchner wants")
    wanted = (
        "Cristina Fernández de Kirchner, Person, Argentina. "
        "Position: Kirchner (official voice): conditional, on Flights and shipping"
    )
    qtbot.waitUntil(lambda: any(words.startswith(wanted) for words in said))
    said.clear()
    QTest.keyClick(pane.page, Qt.Key.Key_Right)
    select(pane, "terms")
    window.actions_["mark_people"].trigger()
    qtbot.waitUntil(lambda: "People hidden" in said)
    assert said == ["People hidden"]


def test_a_reader_without_the_caret_hears_nothing_of_marks(
    said: list[str], window: MainWindow, qtbot: QtBot
) -> None:
    pane = read(window)
    qtbot.waitUntil(lambda: "Left pane: The ferry" in said)
    said.clear()
    select(pane, "Malvinas")
    window.actions_["mark_people"].trigger()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["People hidden"]


def test_the_position_at_the_caret_is_explained(window: MainWindow) -> None:
    pane = read(window)
    caret_to(pane, "London wants")
    current = window.marking.current(pane)
    assert current is not None and current.role == "shared"


def asked_by_key(window: MainWindow, qtbot: QtBot) -> list[str]:
    """Ask for the menu of the page by key, and say what it offers."""
    offered: list[str] = []
    page = window.panes.active_pane.page

    def look(menu: QMenu) -> None:
        offered.extend(each.text() for each in menu.actions())
        QTimer.singleShot(0, menu, menu.close)

    page.menu_asked.connect(look)
    window.activateWindow()
    page.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page)
    window.actions_["menu_here"].trigger()
    page.menu_asked.disconnect(look)
    return offered


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_key_asks_about_the_words_at_the_caret(window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    select(pane, "London wants it")
    window.actions_["highlight_0"].trigger()
    caret_to(pane, "London wants")
    assert "Remove Highlight" in asked_by_key(window, qtbot)
    caret_to(pane, "Malvinas")
    assert "Find “Falkland Islands” Everywhere" in asked_by_key(window, qtbot)


def test_the_caret_edits_the_note_of_its_highlight(window: MainWindow) -> None:
    pane = read(window)
    for words in ("Kirchner spoke", "London wants it"):
        select(pane, words)
        window.actions_["highlight_0"].trigger()
    caret_to(pane, "London wants")
    window.actions_["note"].trigger()
    assert window.highlighting.popover.isVisible()
    assert window.highlighting._highlight == window.marking.highlights(pane)[1].id


def test_the_card_opens_for_the_name_at_the_caret(window: MainWindow) -> None:
    pane = read(window)
    caret_to(pane, "Fisheries Pact")
    window.actions_["show_card"].trigger()
    assert window.hovering.card.words.startswith("Fisheries Pact")
    assert window.hovering.card.find_button.hasFocus()


def test_the_page_can_be_read_by_its_text_interface(window: MainWindow) -> None:
    pane = read(window)
    assert pane.article is not None
    text = QAccessible.queryAccessibleInterface(pane.page).textInterface()
    assert text is not None
    words = text.text(0, text.characterCount())
    assert "Kirchner wants a ferry on terms" in words
    at = words.index("Kirchner wants")
    pane.page.show_caret(True)
    text.setCursorPosition(at)
    assert text.cursorPosition() == at
    text.setSelection(0, at, at + len("Kirchner"))
    span = pane.page.selected_span()
    assert pane.article.text[span.start : span.end] == "Kirchner"
    assert text.selectionCount() == 1
    assert not text.characterRect(at).isEmpty()
