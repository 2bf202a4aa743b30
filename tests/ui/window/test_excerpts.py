"""The list of highlights: scope, filter, going there, notes, colours, removal, and what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.driving import OpenWindow
from tests.ui.window.marked import read

from diptych.model import Span
from diptych.ui.main_window import MainWindow
from diptych.ui.reader.marks import Layer
from diptych.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        for title, words, colour, note in (
            ("The ferry", "a ferry on terms", 0, "Whose terms?"),
            ("The ferry", "Fisheries Pact", 1, ""),
            ("A calm week", "stayed away", 2, ""),
        ):
            article = next(each for each in opened.articles() if each.title == title)
            text = opened.article(article.id)
            start = text.text.index(words)
            opened.notebook.highlight(text.text_id, Span(start, start + len(words)), colour, note)
        yield opened


@pytest.fixture
def listed(window: MainWindow) -> MainWindow:
    window.actions_["view_excerpts"].trigger()
    return window


def _quotes(window: MainWindow) -> list[str]:
    model = window.excerpts.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_highlights_of_the_whole_library_are_listed(listed: MainWindow) -> None:
    assert _quotes(listed) == ["“a ferry on terms”", "“Fisheries Pact”", "“stayed away”"]
    spoken = listed.excerpts.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "“a ferry on terms”, note: Whose terms?, The ferry, Harbour Notes, 4 Mar 2012"


def test_only_open_articles_and_a_filter(listed: MainWindow) -> None:
    read(listed, "A calm week")
    listed.excerpts.only_open.click()
    assert _quotes(listed) == ["“stayed away”"]
    listed.excerpts.only_open.click()
    listed.excerpts.field.setText("terms whose")
    assert _quotes(listed) == ["“a ferry on terms”"]
    listed.excerpts.field.setText("zebra")
    assert listed.excerpts.empty_words[0] == "None fits"


def test_a_row_goes_to_its_passage(listed: MainWindow) -> None:
    view = listed.excerpts.view
    view.setCurrentIndex(listed.excerpts.model.index(1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    pane = listed.panes.active_pane
    assert pane.article is not None and pane.article.title == "The ferry"
    start = pane.article.text.index("Fisheries Pact")
    assert pane.marks(Layer.FLASH) == [Span(start, start + len("Fisheries Pact"))]


def test_a_note_is_edited_from_the_list(listed: MainWindow, workspace: Workspace) -> None:
    view = listed.excerpts.view
    view.setCurrentIndex(listed.excerpts.model.index(1))
    listed.excerpts.edit.trigger()
    popover = listed.highlighting.popover
    assert popover.isVisible()
    QTest.keyClicks(popover.note, "Lapsed when?")
    QTest.keyClick(popover.note, Qt.Key.Key_Escape)
    assert workspace.notebook.highlights()[1].note == "Lapsed when?"
    assert "Lapsed when?" in str(listed.excerpts.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))


def test_highlights_are_removed_and_brought_back(listed: MainWindow) -> None:
    view = listed.excerpts.view
    view.setFocus()
    view.setCurrentIndex(listed.excerpts.model.index(0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert _quotes(listed) == ["“Fisheries Pact”", "“stayed away”"]
    listed.actions_["undo"].trigger()
    assert len(_quotes(listed)) == 3


def test_a_broken_highlight_is_listed_and_not_painted(
    open_window: OpenWindow, workspace: Workspace, library_folder: Path
) -> None:
    workspace.close()
    marked.break_highlight(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as damaged:
        window = open_window(damaged)
        window.actions_["view_excerpts"].trigger()
        first = window.excerpts.model.index(0)
        assert "broken: the article reads otherwise" in str(first.data(Qt.ItemDataRole.AccessibleTextRole))
        window.excerpts.view.grab()
        pane = read(window)
        assert pane.marks(Layer.HIGHLIGHTS) == []
        window.close()


def test_a_library_without_highlights_says_how_to_make_one(
    open_window: OpenWindow, empty_workspace: Workspace
) -> None:
    window = open_window(empty_workspace)
    window.actions_["view_excerpts"].trigger()
    assert window.excerpts.empty_words[0] == "No highlights yet"
    assert "Ctrl+H" in window.excerpts.empty_words[1]
