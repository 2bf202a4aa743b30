"""Searching in the window: while typing, only the latest, with marks in what is open."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.window.driving import OpenWindow

from diptych.model import Hit, SearchResult, Snippet, Span
from diptych.ui.main_window import MainWindow
from diptych.ui.models.articles import SIDE
from diptych.ui.models.hits import HIT
from diptych.ui.panels.search.panel import SearchPanel
from diptych.ui.reader.marks import Layer
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme
from diptych.workspace import Workspace
from diptych.workspace.finding import SearchRequest


def found(panel: SearchPanel) -> list[str]:
    """The titles found, from top to bottom."""
    return [str(panel.model.index(row).data()) for row in range(panel.model.rowCount())]


def test_typing_searches_and_marks(qtbot: QtBot, window: MainWindow) -> None:
    window.reading.open(1, "left")
    with qtbot.waitSignal(window.search.searched):
        QTest.keyClicks(window.search.field, "ferry")
    assert sorted(found(window.search)) == ["A quiet season", "Ferries to the islets"]
    assert window.panes.left.marks(Layer.SEARCH) == [Span(4, 9)]


def test_the_last_word_is_a_beginning_while_one_types(qtbot: QtBot, window: MainWindow) -> None:
    window.search.focus()
    with qtbot.waitSignal(window.search.searched):
        QTest.keyClicks(window.search.field, "tarif")
    assert found(window.search) == ["Grain and tariffs"]


def test_clearing_brings_the_library_back_and_takes_the_marks_away(qtbot: QtBot, window: MainWindow) -> None:
    window.reading.open(1, "left")
    window.search.search("ferry")
    assert window.search.view.isVisible() and not window.library.view.isVisible()
    QTest.keyClick(window.search.field, Qt.Key.Key_Escape)
    assert window.library.view.isVisible() and not window.search.view.isVisible()
    assert window.panes.left.marks(Layer.SEARCH) == []
    assert window.search.field.text() == ""


def test_a_hit_opens_at_its_first_word(qtbot: QtBot, window: MainWindow) -> None:
    window.search.search("papers")
    window.search.view.go_to(window.search.model.index(0))
    QTest.keyClick(window.search.view, Qt.Key.Key_Return)
    assert window.reading.shown("left") == 1
    assert window.panes.left.marks(Layer.SEARCH) == [Span(47, 53)]
    assert window.search.model.index(0).data(SIDE) == "left"


def test_down_goes_from_the_field_to_the_results(qtbot: QtBot, window: MainWindow) -> None:
    window.search.search("ferry")
    window.search.field.setFocus()
    QTest.keyClick(window.search.field, Qt.Key.Key_Down)
    assert window.search.view.hasFocus()
    assert window.search.view.currentIndex().row() == 0


def test_nothing_found_says_so(window: MainWindow) -> None:
    window.search.search("zeppelin")
    assert window.search.empty_words[0] == "Nothing found"
    assert window.search.count_words == "0 articles"


def test_a_query_that_cannot_be_read_still_answers_and_says_how_it_was_read(window: MainWindow) -> None:
    window.search.search('"ferry')
    assert found(window.search)
    window.search.search("ferry AND (")
    assert window.search.result is not None


def test_articles_that_go_to_the_bin_are_found_no_more(window: MainWindow) -> None:
    window.search.search("grain")
    assert found(window.search) == ["Grain and tariffs"]
    window.acts.bin([2])
    assert found(window.search) == []


def test_the_article_menu_works_on_the_hits_chosen(window: MainWindow) -> None:
    window.search.search("ferry")
    window.search.view.selectAll()
    window.article_actions.mark.trigger()
    assert sorted(article.id for article in window.workspace.articles() if article.read) == [1, 3]


def test_hints_find_something(open_window: OpenWindow, workspace: Workspace) -> None:
    window = open_window(workspace)
    assert window.hints.isVisible()
    for query in window.hints.queries:
        window.hints.chosen.emit(query)
        assert found(window.search), query
    window.search.field.clear()
    window.reading.open(1)
    assert not window.hints.isVisible()


class SlowWorkspace:
    """Answers only when it is told to, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go = threading.Semaphore(0)

    @property
    def finding(self) -> SlowWorkspace:
        return self

    def search(self, request: SearchRequest) -> SearchResult:
        query = request.query
        self.asked.append(query)
        assert self.go.acquire(timeout=5)
        hit = Hit(id=1, title=query, outlet="", date=None, score=1, snippets=(Snippet(text=query, marks=()),))
        return SearchResult(query=query, count=1, seconds=0.001, hits=(hit,))

    def facets(self, _: SearchRequest) -> list[object]:
        return []

    def own_words(self, _: SearchRequest) -> list[object]:
        return []


@pytest.fixture
def slow() -> SlowWorkspace:
    return SlowWorkspace()


def test_only_the_latest_query_is_searched_for_and_shown(
    qtbot: QtBot, thread_pool: TaskPool, slow: SlowWorkspace, light: Theme, fonts: Fonts
) -> None:
    panel = SearchPanel(slow, thread_pool, QLabel("idle"), light, fonts)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    for query in ("b", "bo", "boa", "boat"):
        panel.search(query)
    slow.go.release()
    with qtbot.waitSignal(panel.searched, check_params_cb=lambda query: query == "boat"):
        slow.go.release()
    assert slow.asked == ["b", "boat"]
    assert [panel.model.index(row).data(HIT).title for row in range(panel.model.rowCount())] == ["boat"]


def test_an_answer_that_comes_after_the_field_was_emptied_is_dropped(
    qtbot: QtBot, thread_pool: TaskPool, slow: SlowWorkspace, light: Theme, fonts: Fonts
) -> None:
    panel = SearchPanel(slow, thread_pool, QLabel("idle"), light, fonts)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.search("boat")
    panel.field.clear()
    slow.go.release()
    assert thread_pool.drain(3000)
    assert panel.model.rowCount() == 0
