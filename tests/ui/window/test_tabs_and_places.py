"""Tabs in each pane, the way back and forward, remembered places, and what is open after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window import paired
from tests.ui.window.driving import OpenWindow

from diptych.model import Hit, Span
from diptych.ui.main_window import MainWindow
from diptych.ui.reader.header import Side
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.trail import Place
from diptych.workspace import Workspace


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace over three long articles, of which nothing belongs together."""
    paired.fill(tmp_path / "paired")
    with Workspace.open(tmp_path / "paired") as workspace:
        articles = {each.id: workspace.article(each.id) for each in workspace.articles()}
        workspace.__dict__["alignment"] = paired.Paired(articles, ())
        yield workspace


@pytest.fixture
def window(open_window: OpenWindow, two: Workspace) -> MainWindow:
    """The window with the first article on the left."""
    made = open_window(two)
    made.reading.open(1, "left")
    return made


def held(window: MainWindow, side: Side = "left") -> list[int]:
    """The articles in the tabs of a side."""
    return [place.article for place in window.reading.pages.tabs(side).places]


def scroll(qtbot: QtBot, window: MainWindow, side: Side = "left", *, to: int = 600) -> int:
    """Scroll a page and give back the code point at its top."""
    page = window.panes.pane(side).page
    qtbot.waitUntil(lambda: page.complete and page.verticalScrollBar().maximum() > to)
    page.verticalScrollBar().setValue(to)
    return page.top_position()


def top(window: MainWindow, side: Side = "left") -> int:
    return window.panes.pane(side).page.top_position()


def test_tabs_are_shown_once_there_are_several(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.panes.tabs("left")
    assert not bar.isVisible()
    window.reading.open(2, "tab")
    assert bar.isVisible() and bar.count() == 2
    assert bar.tabText(1) == "The lighthouse"
    assert (held(window), window.reading.shown("left")) == ([1, 2], 2)
    window.reading.open(1, "tab")
    assert (held(window), window.reading.shown("left")) == ([1, 2], 1), "it has a tab already"
    window.actions_["close_pane"].trigger()
    assert not bar.isVisible()
    assert (held(window), window.reading.shown("left")) == ([2], 2)


def test_tabs_have_names_for_those_who_listen(window: MainWindow) -> None:
    window.reading.open(2, "tab")
    bar = window.panes.tabs("left")
    assert bar.accessibleName() == "Tabs of the left pane"
    spoken = QAccessible.queryAccessibleInterface(bar)
    assert spoken.role() == QAccessible.Role.PageTabList
    names = [spoken.child(index).text(QAccessible.Text.Name) for index in range(spoken.childCount())]
    assert names[:2] == ["The harbour", "The lighthouse"]
    button = bar.tabButton(1, bar.ButtonPosition.RightSide)
    assert button.accessibleName() == "Close the tab The lighthouse"


def test_keys_and_the_mouse_choose_and_close_tabs(qtbot: QtBot, window: MainWindow) -> None:
    for number in (2, 3):
        window.reading.open(number, "tab")
    bar = window.panes.tabs("left")
    window.actions_["next_tab"].trigger()
    assert window.reading.shown("left") == 1
    window.actions_["previous_tab"].trigger()
    assert window.reading.shown("left") == 3
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    assert window.reading.shown("left") == 1
    QTest.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=bar.tabRect(1).center())
    assert held(window) == [1, 3]
    button = bar.tabButton(1, bar.ButtonPosition.RightSide)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert held(window) == [1]


def test_the_keys_work_in_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.reading.open(2, "tab")
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    reached = []
    for key, modifier in (
        (Qt.Key.Key_Tab, control),
        (Qt.Key.Key_Left, alt),
        (Qt.Key.Key_Right, alt),
        (Qt.Key.Key_W, control),
    ):
        QTest.keyClick(window.panes.left.page, key, modifier)
        reached.append((window.reading.shown("left"), len(held(window))))
    assert reached == [(1, 2), (2, 2), (1, 2), (2, 1)]


def test_lists_open_tabs(qtbot: QtBot, window: MainWindow) -> None:
    view = window.library.view
    view.setFocus()
    view.go_to(window.library.model.index(window.library.model.ids().index(2)))
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert held(window) == [1, 2]
    row = view.visualRect(window.library.model.index(window.library.model.ids().index(3)))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.MiddleButton, pos=row.topLeft() + QPoint(40, row.height() // 2)
    )
    assert held(window) == [1, 2, 3]


def test_a_tab_keeps_its_place_and_moves_to_the_other_pane(qtbot: QtBot, window: MainWindow) -> None:
    at = scroll(qtbot, window)
    window.reading.open(2, "tab")
    window.actions_["previous_tab"].trigger()
    qtbot.waitUntil(lambda: top(window) == at)
    window.actions_["move_tab"].trigger()
    assert (held(window), held(window, "right")) == ([2], [1])
    qtbot.waitUntil(lambda: top(window, "right") == at)
    assert window.panes.active == "right"


def test_back_and_forward_with_places(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.actions_["back"].isEnabled()
    at = scroll(qtbot, window)
    window.reading.open(2, "left")
    assert window.reading.shown("left") == 2
    beside = scroll(qtbot, window, to=300)
    window.actions_["back"].trigger()
    assert window.reading.shown("left") == 1
    qtbot.waitUntil(lambda: top(window) == at)
    assert not window.actions_["back"].isEnabled() and window.actions_["forward"].isEnabled()
    window.actions_["forward"].trigger()
    qtbot.waitUntil(lambda: window.reading.shown("left") == 2 and top(window) == beside)


def test_back_returns_from_a_passage_of_the_same_article(qtbot: QtBot, window: MainWindow) -> None:
    at = scroll(qtbot, window, to=300)
    block = window.workspace.article(1).blocks[20]
    window.reading.open_at(1, Span(block.start, block.start + 10))
    qtbot.waitUntil(lambda: top(window) > at)
    window.actions_["back"].trigger()
    qtbot.waitUntil(lambda: top(window) == at)


def test_back_brings_what_was_closed(qtbot: QtBot, window: MainWindow) -> None:
    window.reading.open(2, "right")
    at = scroll(qtbot, window, "right")
    window.panes.right.header.close_button.click()
    assert window.reading.shown("right") is None
    assert window.panes.active == "left"
    window.panes.activate("right")
    window.actions_["back"].trigger()
    assert window.reading.shown("right") == 2
    qtbot.waitUntil(lambda: top(window, "right") == at)


def test_an_article_is_opened_where_it_was_left_and_a_hit_at_its_words(
    qtbot: QtBot, window: MainWindow
) -> None:
    at = scroll(qtbot, window)
    window.reading.open(2, "left")
    window.reading.open(1, "left")
    qtbot.waitUntil(lambda: top(window) == at)
    hit = Hit(id=2, title="", outlet="", date=None, score=1, snippets=(), spans=(Span(4_000, 4_009),))
    window.reading.open(2, "left", hit)
    qtbot.waitUntil(lambda: 0 < top(window) < 4_000)


def test_everything_is_found_again_after_a_restart(
    qtbot: QtBot, open_window: OpenWindow, two: Workspace
) -> None:
    first = open_window(two)
    first.reading.open(1, "left")
    at = scroll(qtbot, first)
    first.reading.open(2, "tab")
    first.reading.open(3, "right")
    beside = scroll(qtbot, first, "right", to=200)
    first.close()
    again = open_window(two, first.settings)
    assert (held(again), held(again, "right")) == ([1, 2], [3])
    assert again.reading.shown("left") == 2 and again.panes.active == "right"
    assert again.panes.tabs("left").tabText(0) == "The harbour"
    qtbot.waitUntil(lambda: top(again, "right") == beside)
    again.reading.pages.choose(again.panes.left, 0)
    qtbot.waitUntil(lambda: top(again) == at)
    assert two.reading.place(two.article(1)) == at, "and in the library, for any window to come"


def test_an_article_in_the_bin_is_closed_in_all_tabs(window: MainWindow) -> None:
    window.reading.open(2, "tab")
    window.reading.open(3, "tab")
    window.reading.open(2, "right")
    window.acts.bin([2])
    assert (held(window), held(window, "right")) == ([1, 3], [])
    window.acts.bin([3])
    assert window.reading.shown("left") == 1
    assert not window.panes.tabs("left").isVisible()


def test_the_original_is_said_to_be_one_and_takes_no_highlight(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["original"].trigger()
    article = window.panes.right.article
    assert article is not None and article.title == "harbour.md"
    assert article.text.startswith("# Paragraph 0")
    assert window.panes.right.header.lines[:2] == ("Original file", "harbour.md")
    assert window.reading.pages.here("right") == Place(1, 0, original=True)
    window.panes.activate("right")
    window.panes.right.page.selectAll()
    window.highlighting.highlight(0)
    assert window.workspace.notebook.highlights(1) == []
    window.actions_["original"].trigger()
    assert window.reading.pages.here("left") == Place(1)


def test_a_note_that_was_followed_is_left_again_by_going_back(window: MainWindow, qtbot: QtBot) -> None:
    window.reading.open(1, "left")
    pane = window.panes.left
    qtbot.waitUntil(lambda: pane.article is not None and not pane.page.building)
    assert not window.actions_["back"].isEnabled()
    pane.page.reference_activated.emit(Span(20, 24))
    assert pane.marks(Layer.FLASH) == [Span(20, 24)]
    window.actions_["back"].trigger()
    assert not window.actions_["back"].isEnabled() and window.actions_["forward"].isEnabled()
    assert window.reading.shown("left") == 1
