"""The library's list in the window: what is listed, in what order, and what can be done to it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.window.driving import OpenWindow, choose, titles

from diptych.model import Correction
from diptych.ui.main_window import MainWindow
from diptych.ui.models.articles import SIDE, Order
from diptych.ui.panels.library import ALL, Filter
from diptych.workspace import Workspace

FERRIES, GRAIN, SEASON = "Ferries to the islets", "Grain and tariffs", "A quiet season"


def test_the_newest_stands_first_and_the_undated_last(window: MainWindow) -> None:
    assert titles(window) == [GRAIN, FERRIES, SEASON]


def test_orders(window: MainWindow) -> None:
    shown = {}
    for order in Order:
        window.library.set_order(order)
        shown[order] = titles(window)
    assert shown == {
        Order.NEWEST: [GRAIN, FERRIES, SEASON],
        Order.OLDEST: [FERRIES, GRAIN, SEASON],
        Order.TITLE: [SEASON, FERRIES, GRAIN],
        Order.OUTLET: [FERRIES, GRAIN, SEASON],
        Order.ADDED: [SEASON, GRAIN, FERRIES],
    }


def test_the_order_button_says_the_order(window: MainWindow) -> None:
    by_title = next(a for a in window.library.order_button.menu().actions() if a.text() == "By title")
    by_title.trigger()
    assert titles(window)[0] == SEASON
    assert window.library.order_button.text().startswith("By title")


def test_filters(window: MainWindow, workspace: Workspace) -> None:
    choose(window, GRAIN)
    window.article_actions.mark.trigger()
    window.acts.tag([1], "boats")
    window.acts.collect([2, 3], "to read")
    shown = {}
    for chosen in (
        ALL,
        Filter("unread"),
        Filter("tag", "boats"),
        Filter("collection", "to read"),
        Filter("bin"),
    ):
        window.library.set_filter(chosen)
        shown[chosen.kind] = sorted(titles(window))
    assert shown == {
        "all": sorted([FERRIES, GRAIN, SEASON]),
        "unread": sorted([FERRIES, SEASON]),
        "tag": [FERRIES],
        "collection": sorted([GRAIN, SEASON]),
        "bin": [],
    }


def test_the_filter_menu_offers_the_tags_there_are(window: MainWindow) -> None:
    window.acts.tag([1, 2], "boats & grain")
    texts = {
        action.text(): action
        for entry in window.library.filter_button.menu().actions()
        for action in ([entry] if entry.menu() is None else _of(entry))
    }
    texts["boats && grain (2)"].trigger()
    assert sorted(titles(window)) == [FERRIES, GRAIN]
    assert window.library.filter_button.text().startswith("boats & grain (2)")


def test_a_tag_that_is_gone_is_listed_no_more(window: MainWindow) -> None:
    window.acts.tag([1], "boats")
    window.library.set_filter(Filter("tag", "boats"))
    assert titles(window) == [FERRIES]
    window.acts.untag([1], "boats")
    assert window.library.filter == ALL
    assert len(titles(window)) == 3


def test_a_selection_survives_a_change(window: MainWindow) -> None:
    choose(window, FERRIES, SEASON)
    window.acts.correct(2, Correction(date="2010"))
    assert titles(window) == [FERRIES, GRAIN, SEASON]
    assert {article.title for article in window.library.chosen()} == {FERRIES, SEASON}


def test_enter_opens_where_there_is_room(qtbot: QtBot, window: MainWindow) -> None:
    for title in (GRAIN, FERRIES):
        choose(window, title)
        QTest.keyClick(window.library.view, Qt.Key.Key_Return)
    assert (window.reading.shown("left"), window.reading.shown("right")) == (2, 1)


def test_shift_enter_opens_on_the_right(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, GRAIN)
    QTest.keyClick(window.library.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (window.reading.shown("left"), window.reading.shown("right")) == (None, 2)


def test_enter_on_two_opens_both(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, FERRIES, SEASON)
    QTest.keyClick(window.library.view, Qt.Key.Key_Return)
    assert (window.reading.shown("left"), window.reading.shown("right")) == (1, 3)
    assert window.panes.active == "left"


def test_open_articles_are_marked_in_the_list(window: MainWindow) -> None:
    window.reading.open(2, "right")
    model = window.library.model
    assert model.index(0).data(SIDE) == "right"
    assert "open on the right" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.index(1).data(SIDE) is None


def test_a_pane_icon_under_the_mouse_opens_there(qtbot: QtBot, window: MainWindow) -> None:
    view, left = window.library.view, Qt.MouseButton.LeftButton
    rect = view.visualRect(window.library.model.index(1))
    for distance in (20, 45):
        QTest.mouseClick(view.viewport(), left, pos=QPoint(rect.right() - distance, rect.top() + 15))
    assert (window.reading.shown("right"), window.reading.shown("left")) == (1, 1)


def test_the_context_menu_holds_what_can_be_done(window: MainWindow) -> None:
    window.acts.tag([1], "boats")
    choose(window, FERRIES)
    menu = QMenu(window)
    window.article_actions.fill(menu)
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Open on the &left",
        "Open on the &right",
        "Open in a &new tab",
        "Mark as rea&d",
        "&Tag…",
        "Remove ta&g",
        "Add to &collection…",
        "Correct &facts…",
        "M&ore like this",
        "Move to the &bin",
    ]
    remove = next(action for action in menu.actions() if action.text() == "Remove ta&g")
    _of(remove)[0].trigger()
    assert window.workspace.tags() == []


def test_an_article_is_taken_out_of_the_collection_that_is_listed(window: MainWindow) -> None:
    window.acts.collect([1, 2], "to read")
    window.library.set_filter(Filter("collection", "to read"))
    choose(window, FERRIES)
    menu = QMenu(window)
    window.article_actions.fill(menu, "to read")
    next(action for action in menu.actions() if action.text() == "Take &out of “to read”").trigger()
    assert titles(window) == [GRAIN]
    window.actions_["undo"].trigger()
    assert sorted(titles(window)) == [FERRIES, GRAIN]


def test_nothing_chosen_leaves_nothing_to_do(window: MainWindow) -> None:
    window.library.view.selectionModel().clear()
    assert not any(action.isEnabled() for action in window.article_actions.all)
    window.library.view.customContextMenuRequested.emit(QPoint(5, 5))
    assert QApplication.activePopupWidget() is None


def test_several_chosen_cannot_be_corrected_at_once(window: MainWindow) -> None:
    choose(window, FERRIES, GRAIN)
    assert not window.article_actions.correct.isEnabled()
    assert window.article_actions.bin.isEnabled()


def test_empty_states_say_why(open_window: OpenWindow, empty_workspace: Workspace) -> None:
    window = open_window(empty_workspace)
    said = {}
    for chosen in (ALL, Filter("unread"), Filter("bin")):
        window.library.set_filter(chosen)
        said[chosen.kind] = window.library.empty_words
    assert said["all"][0] == "No articles yet"
    assert said["unread"][0] == "Nothing unread"
    assert said["bin"][0] == "The bin is empty"


def _of(entry: QAction) -> list[QAction]:
    menu = entry.menu()
    assert isinstance(menu, QMenu)
    return menu.actions()
