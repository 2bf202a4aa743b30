"""The names of the library: filter, kinds, orders, and the passages that hold a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.driving import OpenWindow

from diptych.model import Span
from diptych.ui.main_window import MainWindow
from diptych.ui.models.entities import BADGE, ENTITY, context
from diptych.ui.models.hits import HIT
from diptych.ui.reader.marks import Layer
from diptych.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


@pytest.fixture
def names(window: MainWindow) -> MainWindow:
    window.actions_["view_names"].trigger()
    return window


def _listed(window: MainWindow) -> list[str]:
    model = window.entities.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def _menu(window: MainWindow, button: str, words: str) -> None:
    menu = getattr(window.entities, button).menu()
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_names_are_listed_the_most_named_first(names: MainWindow) -> None:
    assert _listed(names) == ["Falkland Islands", "Cristina Fernández de Kirchner", "Fisheries Pact"]
    first = names.entities.model.index(0)
    assert (first.data(ENTITY).mentions, first.data(ENTITY).articles) == (4, 2)
    assert names.entities.model.index(1).data(BADGE).letter == "A"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Falkland Islands, place, 4 mentions, 2 articles"


def test_names_are_filtered_and_ordered(names: MainWindow) -> None:
    _menu(names, "order_button", "By name")
    assert _listed(names) == ["Cristina Fernández de Kirchner", "Falkland Islands", "Fisheries Pact"]
    names.entities.field.setText("kirch cris")
    assert _listed(names) == ["Cristina Fernández de Kirchner"]
    names.entities.field.clear()
    _menu(names, "kind_button", "Events")
    assert _listed(names) == ["Fisheries Pact"]
    names.entities.field.setText("zebra")
    assert names.entities.empty_words[0] == "No such name"


def test_a_name_opens_into_its_passages_and_back(names: MainWindow) -> None:
    panel = names.entities
    panel.field.setFocus()
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    hits = [panel.places.index(row).data(HIT) for row in range(panel.places.rowCount())]
    assert [hit.title for hit in hits] == ["A calm week", "The ferry", "The ferry", "The ferry"]
    snippet = hits[-1].snippets[0]
    assert snippet.text[slice(*snippet.marks[0])] == "the Falklands"
    QTest.keyClick(panel.places_view, Qt.Key.Key_Escape)
    assert panel.view.isVisible()


def test_a_passage_opens_its_article_there_and_flashes(names: MainWindow) -> None:
    panel = names.entities
    panel.show_places(panel.model.index(0).data(ENTITY))
    panel.places_view.setCurrentIndex(panel.places.index(2))
    QTest.keyClick(panel.places_view, Qt.Key.Key_Return)
    pane = names.panes.active_pane
    assert pane.article is not None and pane.article.title == "The ferry"
    second = pane.article.text.rindex("Malvinas")
    assert pane.marks(Layer.FLASH) == [Span(second, second + len("Malvinas"))]


def test_names_follow_the_library(names: MainWindow, workspace: Workspace) -> None:
    calm = next(article.id for article in workspace.articles() if article.title == "A calm week")
    names.acts.bin([calm])
    assert names.entities.model.index(0).data(ENTITY).mentions == 3


def test_a_library_without_articles_says_so(open_window: OpenWindow, empty_workspace: Workspace) -> None:
    window = open_window(empty_workspace)
    window.actions_["view_names"].trigger()
    assert window.entities.empty_words[0] == "No names"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One line.\nThe boat sails.\nMore.", "boat", "The boat sails."),
        ("boat", "boat", "boat"),
        ("x" * 200 + "boat", "boat", "boat"),
        ("before " * 40 + "boat" + " after" * 60, "boat", None),
    ],
)
def test_context_is_cut_at_words_and_paragraphs(text: str, words: str, expected: str | None) -> None:
    start = text.index(words)
    found = context(text, Span(start, start + len(words)))
    assert found.text[slice(*found.marks[0])] == words
    assert text[found.start : found.start + len(found.text)] == found.text
    assert len(found.text) < 250
    assert found.text == expected or (expected is None and found.text.startswith("before "))
