"""Every act of the analyst through the window, and its undoing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window.driving import OpenWindow, choose, titles

from diptych.model import ArticleSummary, Correction
from diptych.ui.dialogs.facts import FactsDialog
from diptych.ui.dialogs.name_picker import NamePicker
from diptych.ui.main_window import MainWindow
from diptych.workspace import Workspace

FERRIES, GRAIN, SEASON = "Ferries to the islets", "Grain and tariffs", "A quiet season"


def articles(workspace: Workspace) -> dict[str, ArticleSummary]:
    """Every article by its title."""
    both = [*workspace.articles(), *workspace.articles(binned=True)]
    return {article.title: article for article in both}


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers for the dialogs."""
    monkeypatch.setattr(NamePicker, "ask", lambda *_: "boats")
    monkeypatch.setattr(FactsDialog, "ask", lambda *_: Correction(title="Tariffs", date="2016-07-01"))


ACTS: dict[str, tuple[Callable[[MainWindow], None], Callable[[Workspace], object]]] = {
    "tag": (lambda window: window.article_actions.tag.trigger(), lambda ws: articles(ws)[GRAIN].tags),
    "collect": (lambda window: window.article_actions.collect.trigger(), lambda ws: ws.collections()),
    "mark": (lambda window: window.article_actions.mark.trigger(), lambda ws: articles(ws)[GRAIN].read),
    "correct": (lambda window: window.article_actions.correct.trigger(), lambda ws: sorted(articles(ws))),
    "bin": (lambda window: window.article_actions.bin.trigger(), lambda ws: articles(ws)[GRAIN].binned),
}


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_done_undone_and_done_again(name: str, window: MainWindow, workspace: Workspace) -> None:
    act, state = ACTS[name]
    before = state(workspace)
    choose(window, GRAIN)
    act(window)
    after = state(workspace)
    assert after != before
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert undo.isEnabled() and undo.text().startswith("&Undo: ")
    undo.trigger()
    assert state(workspace) == before
    assert redo.isEnabled() and redo.text().startswith("&Redo: ")
    redo.trigger()
    assert state(workspace) == after


def test_a_tag_shows_in_the_list_and_in_the_undo_menu(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NamePicker, "ask", lambda *_: "boats & nets")
    choose(window, FERRIES, GRAIN, SEASON)
    window.article_actions.tag.trigger()
    assert all(article.tags == ("boats & nets",) for article in window.workspace.articles())
    assert window.actions_["undo"].text() == "&Undo: tag 3 articles “boats && nets”"


def test_a_dialog_that_is_left_does_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NamePicker, "ask", lambda *_: None)
    monkeypatch.setattr(FactsDialog, "ask", lambda *_: None)
    choose(window, GRAIN)
    before = window.workspace.undo_label()
    for action in (
        window.article_actions.tag,
        window.article_actions.collect,
        window.article_actions.correct,
    ):
        action.trigger()
    assert window.workspace.undo_label() == before


def test_a_correction_shows_at_once_in_list_and_pane(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FactsDialog, "ask", lambda *_: Correction(title="Tariffs"))
    window.reading.open(2, "left")
    window.article_actions.correct.trigger()
    assert "Tariffs" in titles(window)
    shown = window.panes.left.article
    assert shown is not None and shown.title == "Tariffs"


def test_what_goes_to_the_bin_is_closed(window: MainWindow) -> None:
    window.reading.open(2, "left")
    window.reading.open(1, "right")
    window.acts.bin([2])
    assert (window.reading.shown("left"), window.reading.shown("right")) == (None, 1)


def test_the_bin_gives_back(window: MainWindow, workspace: Workspace) -> None:
    window.acts.bin([2])
    assert GRAIN not in titles(window)
    window.library.set_filter(window.library.filter._replace(kind="bin"))
    choose(window, GRAIN)
    assert not window.article_actions.bin.isEnabled()
    window.article_actions.restore.trigger()
    assert titles(window) == []
    assert not articles(workspace)[GRAIN].binned


def test_delete_in_a_page_bins_nothing(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, GRAIN)
    window.reading.open(1, "left")
    QTest.keyClick(window.panes.left.page, Qt.Key.Key_Delete)
    assert len(titles(window)) == 3


def test_the_article_menu_works_on_what_is_being_read(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, GRAIN)
    window.reading.open(3, "left")
    window.panes.left.page.setFocus()
    window.article_actions.mark.trigger()
    assert [article.title for article in window.workspace.articles() if article.read] == [SEASON]


def test_a_library_open_for_reading_cannot_be_changed(open_window: OpenWindow, workspace: Workspace) -> None:
    with Workspace.open(workspace.folder, write=False) as reading:
        window = open_window(reading)
        choose(window, GRAIN)
        assert "reading only" in window.notice.words
        assert window.article_actions.open_left.isEnabled()
        enabled = [action.text() for action in window.article_actions.all if action.isEnabled()]
        assert enabled == ["Open on the &left", "Open on the &right", "Open in a &new tab", "M&ore like this"]
        assert not window.actions_["import_files"].isEnabled()
        window.close()


def test_a_problem_of_the_users_is_told_in_a_sentence(window: MainWindow) -> None:
    window.acts.tag([1], "x" * 500)
    assert "shorten it" in window.notice.words
    window.notice.close_button.click()
    assert window.notice.words == ""
