"""Marks in the panes: names by kind, positions, highlights, the card, the switches, names in dispute."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.driving import OpenWindow
from tests.ui.window.marked import click, middle, read, select

from diptych import settings as settings_store
from diptych.model import Direction
from diptych.settings import Settings
from diptych.ui.hovering import REST_MS
from diptych.ui.main_window import MainWindow
from diptych.ui.reader.marks import Held, Layer, Named, Pen, group
from diptych.ui.reader.pane import ReaderPane
from diptych.workspace import Evidence, Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


def _words(pane: ReaderPane, layer: Layer) -> list[str]:
    assert pane.article is not None
    return [pane.article.text[start:end] for start, end in pane.marks(layer)]


def test_an_article_is_marked_when_it_is_opened(window: MainWindow) -> None:
    pane = read(window)
    assert _words(pane, Layer.ENTITIES) == [
        "Kirchner", "Malvinas", "Malvinas", "the Falklands", "Kirchner", "Fisheries Pact",
    ]  # fmt: skip
    assert pane.page.overlay.marks(Layer.ENTITIES).data[0] == Named("person", "party1")
    held = pane.page.overlay.marks(Layer.POSITIONS).data
    assert held == [
        Held("party1", (Direction.CONDITIONAL, Direction.DEMANDS), 0, 2),
        Held("shared", (Direction.SUPPORTS,), 1, 2),
    ]


def test_marks_are_those_of_the_article_shown(window: MainWindow) -> None:
    pane = read(window)
    read(window, "A calm week")
    assert _words(pane, Layer.ENTITIES) == ["Kirchner", "Falkland Islands"]
    assert _words(pane, Layer.POSITIONS) == []


def test_marks_change_sides_with_their_article(window: MainWindow) -> None:
    pane = read(window)
    window.reading.swap()
    assert window.panes.right is pane
    window.hovering.step(1)
    assert window.hovering.card.words.startswith("Cristina")


def test_the_header_says_which_names_in_dispute_are_used(window: MainWindow) -> None:
    pane = read(window)
    assert "says Malvinas 2×, the Falklands 1×" in " ".join(pane.header.lines)
    other = read(window, "A calm week", "right")
    assert "says Falkland Islands 1×" in " ".join(other.header.lines)


def test_each_switch_hides_its_own_marks_only(window: MainWindow) -> None:
    pane = read(window)
    overlay = pane.page.overlay
    kinds = [group(data) for data in overlay.marks(Layer.ENTITIES).data]
    window.marks_bar.buttons["people"].click()
    assert {kinds[n] for n in range(len(kinds)) if overlay.shows(Layer.ENTITIES, n)} == {"place", "event"}
    assert overlay.shows(Layer.POSITIONS, 0)
    window.actions_["mark_positions"].trigger()
    assert not overlay.shows(Layer.POSITIONS, 0)
    assert overlay.signs(pane.page.visible(), pane.page.offsets) == []
    window.marks_bar.buttons["people"].click()
    assert all(overlay.shows(Layer.ENTITIES, n) for n in range(len(kinds)))


def test_a_hidden_kind_is_not_painted(window: MainWindow) -> None:
    pane = read(window)
    bare = pane.page.grab().toImage()
    for name in ("people", "places", "events", "positions"):
        assert window.marks_bar.buttons[name].isChecked()
        window.actions_[f"mark_{name}"].trigger()
        hidden = pane.page.grab().toImage()
        assert hidden != bare
        window.actions_[f"mark_{name}"].trigger()
        assert pane.page.grab().toImage() == bare


def test_switches_are_remembered(open_window: OpenWindow, workspace: Workspace, tmp_path: Path) -> None:
    window = open_window(workspace)
    read(window)
    window.actions_["mark_places"].trigger()
    window.close()
    kept = settings_store.load(tmp_path / "settings.toml")
    assert kept.hidden_layers == ("places",)
    again = open_window(workspace, Settings(theme="light", hidden_layers=kept.hidden_layers))
    pane = read(again)
    assert not again.marks_bar.buttons["places"].isChecked()
    assert not pane.page.overlay.shows(Layer.ENTITIES, 1)


def test_the_bar_counts_the_hits_of_the_active_pane(window: MainWindow) -> None:
    pane = read(window)
    # A name is searched for in all its forms: twice as asked for, once as "Falklands".
    window.reading.mark("Malvinas")
    assert window.marks_bar.hits == "3 hits"
    pane.next_hit()
    pane.next_hit()
    assert window.marks_bar.hits == "Hit 2 of 3"
    window.reading.mark("")
    assert window.marks_bar.hits == ""


def test_the_keyboard_goes_from_name_to_name_and_shows_the_card(window: MainWindow) -> None:
    pane = read(window)
    card = window.hovering.card
    QTest.keyClick(pane.page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert card.isVisible()
    assert card.words == (
        "Cristina Fernández de Kirchner. Person · Argentina. President of Argentina, 2007–2015. "
        "Mention 1 of 2 here · 3 in 2 articles"
    )
    assert card.accessibleName() == card.words
    window.actions_["next_mention"].trigger()
    assert card.words.startswith("Falkland Islands. Place. Mention 1 of 3 here")
    window.actions_["previous_mention"].trigger()
    window.actions_["previous_mention"].trigger()
    assert card.words.startswith("Fisheries Pact. Event · not in the dossier. Mention 1 of 1 here")
    assert not card.next.isEnabled()


def test_hidden_kinds_are_passed_over(window: MainWindow) -> None:
    read(window)
    window.actions_["mark_people"].trigger()
    window.hovering.step(1)
    assert window.hovering.card.words.startswith("Falkland Islands")


def test_the_card_steps_along_one_name_and_never_covers_it(window: MainWindow) -> None:
    pane = read(window)
    card = window.hovering.card
    window.hovering.step(1)
    card.next.click()
    assert "Mention 2 of 2 here" in card.words
    corner = pane.page.viewport().mapTo(window, QPoint(0, 0))
    for rect in pane.pointer.rects_of(Layer.ENTITIES, 4):
        assert not card.geometry().intersects(rect.translated(corner))


def test_tab_goes_into_the_card_and_escape_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    window.activateWindow()
    window.hovering.step(1)
    QTest.keyClick(pane.page, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.hovering.card.find_button)
    QTest.keyClick(window.hovering.card.find_button, Qt.Key.Key_Escape)
    assert window.hovering.card.isHidden()
    assert QApplication.focusWidget() is pane.page


def test_find_everywhere_searches_for_the_name(window: MainWindow) -> None:
    read(window)
    window.hovering.step(1)
    window.hovering.card.find_button.click()
    assert window.search.query == '"Cristina Fernández de Kirchner"'
    assert window.hovering.card.isHidden()


def test_the_pointer_brings_the_card_and_takes_it_away(window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    card, viewport = window.hovering.card, pane.page.viewport()
    QTest.mouseMove(viewport, QPoint(5, 5))
    QTest.mouseMove(viewport, middle(pane, Layer.ENTITIES, 1))
    assert card.isHidden()
    qtbot.waitUntil(card.isVisible, timeout=REST_MS + 3000)
    assert card.words.startswith("Falkland Islands")
    QTest.mouseMove(viewport, QPoint(5, 5))
    qtbot.waitUntil(card.isHidden)


def test_a_click_on_a_sign_shows_the_issue(window: MainWindow) -> None:
    pane = read(window)
    activated: list[Evidence] = []
    window.marking.position_activated.connect(activated.append)
    signs = pane.page.overlay.signs(pane.page.visible(), pane.page.offsets)
    assert [sign.direction for sign in signs] == [
        Direction.CONDITIONAL, Direction.DEMANDS, Direction.SUPPORTS,
    ]  # fmt: skip
    click(pane, signs[1].rect.center().toPoint())
    assert [evidence.issue for evidence in activated] == ["sovereignty"]
    assert window.stance.issue == "sovereignty"


def test_the_keyboard_goes_from_position_to_position(window: MainWindow) -> None:
    read(window)
    activated = []
    window.marking.position_activated.connect(lambda evidence: activated.append(evidence.holder))
    for _ in range(3):
        window.actions_["next_position"].trigger()
    window.actions_["previous_position"].trigger()
    assert activated == ["Kirchner", "both", "Kirchner", "both"]


def test_signs_explain_themselves(window: MainWindow) -> None:
    pane = read(window)
    assert window.marking.explain(pane, Layer.POSITIONS, 0).splitlines()[0] == (
        "Kirchner (official voice): conditional, on Flights and shipping"
    )


def test_a_selection_is_highlighted_and_undone(window: MainWindow, workspace: Workspace) -> None:
    pane = read(window)
    select(pane, " wants a ferry ")
    window.actions_["highlight_2"].trigger()
    assert _words(pane, Layer.HIGHLIGHTS) == ["wants a ferry"]
    assert pane.page.overlay.marks(Layer.HIGHLIGHTS).data == [Pen(2)]
    assert not pane.page.textCursor().hasSelection()
    (kept,) = workspace.notebook.highlights()
    assert (kept.quote, kept.before[-9:], kept.after) == (
        "wants a ferry",
        "Kirchner ",
        " on terms, and London wants it t",
    )
    window.actions_["undo"].trigger()
    assert pane.marks(Layer.HIGHLIGHTS) == []
    window.actions_["redo"].trigger()
    assert _words(pane, Layer.HIGHLIGHTS) == ["wants a ferry"]


def test_the_same_words_change_their_colour(window: MainWindow, workspace: Workspace) -> None:
    pane = read(window)
    for colour in (0, 3):
        select(pane, "wants a ferry")
        window.actions_[f"highlight_{colour}"].trigger()
    assert [mark.colour for mark in workspace.notebook.highlights()] == [3]


def test_a_note_is_typed_kept_and_undone_as_one(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    pane = read(window)
    select(pane, "wants a ferry")
    window.actions_["note"].trigger()
    popover = window.highlighting.popover
    assert popover.isVisible()
    for text in ("Which ", "line?"):
        QTest.keyClicks(popover.note, text)
        popover.note.clearFocus()
        popover.note.setFocus()
    QTest.keyClick(popover.note, Qt.Key.Key_Escape)
    assert popover.isHidden()
    assert [mark.note for mark in workspace.notebook.highlights()] == ["Which line?"]
    assert pane.page.overlay.marks(Layer.HIGHLIGHTS).data == [Pen(0, noted=True)]
    window.actions_["undo"].trigger()
    assert [mark.note for mark in workspace.notebook.highlights()] == [""]


def test_a_click_on_a_highlight_edits_it(window: MainWindow, workspace: Workspace) -> None:
    pane = read(window)
    select(pane, "wants a ferry")
    window.actions_["highlight_0"].trigger()
    click(pane, middle(pane, Layer.HIGHLIGHTS, 0))
    popover = window.highlighting.popover
    assert popover.isVisible() and popover.colours[0].isChecked()
    popover.colours[1].click()
    assert [mark.colour for mark in workspace.notebook.highlights()] == [1]
    popover.remove.click()
    assert workspace.notebook.highlights() == []
    assert popover.isHidden()


def test_a_selection_by_the_pointer_offers_colours(window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    select(pane, "wants a ferry")
    popover = window.highlighting.popover
    window.highlighting._offer()
    assert popover.isVisible() and popover.note.isHidden()
    popover.colours[2].click()
    assert pane.page.overlay.marks(Layer.HIGHLIGHTS).data == [Pen(2)]
    assert popover.isHidden()


def test_the_context_menu_offers_highlights(window: MainWindow, workspace: Workspace) -> None:
    pane = read(window)
    select(pane, "wants a ferry")
    menu = QMenu(pane)
    menu.addAction("Copy")
    pane.page.menu_asked.emit(menu)
    colours = next(action.menu() for action in menu.actions() if action.text() == "Highlight")
    assert isinstance(colours, QMenu)
    colours.actions()[1].trigger()
    assert [mark.colour for mark in workspace.notebook.highlights()] == [1]
    menu.deleteLater()


def test_a_library_for_reading_only_takes_no_highlights(
    workspace: Workspace, open_window: OpenWindow, library_folder: Path
) -> None:
    workspace.close()
    with Workspace.open(library_folder, dossier=DOSSIER, write=False) as readable:
        window = open_window(readable)
        pane = read(window)
        select(pane, "wants a ferry")
        assert not window.actions_["highlight_0"].isEnabled()
        window.highlighting._offer()
        assert window.highlighting.popover.isHidden()
        window.close()
