"""Words taken out of a page: copied, cited, looked up; by key and in the page's own menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.marked import read, select

from diptych.ui.main_window import MainWindow
from diptych.ui.quoting import LONGEST, phrase
from diptych.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


def test_a_selection_is_copied_with_its_citation(window: MainWindow) -> None:
    select(read(window), "The Fisheries Pact lapsed.")
    window.actions_["copy_cited"].trigger()
    assert QGuiApplication.clipboard().text() == (
        "“The Fisheries Pact lapsed.”\n— Ana Duarte, “The ferry”, Harbour Notes, 2012-03-04, ¶ 3."
    )
    window.actions_["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "The Fisheries Pact lapsed."


def test_nothing_is_cited_without_a_selection(window: MainWindow) -> None:
    read(window)
    QGuiApplication.clipboard().setText("before")
    window.actions_["copy_cited"].trigger()
    window.actions_["look_up"].trigger()
    assert QGuiApplication.clipboard().text() == "before"
    assert window.search.query == ""


def test_a_selection_is_looked_up_as_a_phrase(window: MainWindow) -> None:
    select(read(window), "wants a ferry")
    window.actions_["look_up"].trigger()
    assert window.search.query == '"wants a ferry"'


def test_the_page_offers_it_in_its_menu(window: MainWindow) -> None:
    pane = read(window)
    empty, full = QMenu(), QMenu()
    for menu in (empty, full):
        menu.addAction("Copy")
    pane.page.menu_asked.emit(empty)
    select(pane, "wants a ferry")
    pane.page.menu_asked.emit(full)
    offered = [action.text() for action in full.actions()]
    assert "Copy with Citation" in offered
    assert "Look Up in the Library" in offered
    assert "Copy with Citation" not in [action.text() for action in empty.actions()]


def test_a_phrase_is_one_line_of_some_length() -> None:
    assert phrase("the old\nboat") == '"the old boat"'
    assert phrase('an "old" boat').count('"') == 2
    assert len(phrase("long " * 500)) <= LONGEST + 2


def test_the_caret_of_the_menu_is_that_of_the_page(window: MainWindow) -> None:
    pane = read(window)
    window.actions_["caret"].trigger()
    assert pane.page.caret_shown
    window.actions_["caret"].trigger()
    assert not pane.page.caret_shown
