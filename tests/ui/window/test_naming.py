"""Correcting names in the window: from the card, the caret, the menu and the list; and undoing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.marked import KIRCHNER, read, select

from diptych.model import EntityKind
from diptych.ui.dialogs.base import Button
from diptych.ui.dialogs.name_correction import NameCorrectionDialog, Preview, Subject
from diptych.ui.main_window import MainWindow
from diptych.ui.reader.pane import ReaderPane
from diptych.workspace import Workspace
from diptych.workspace.name_acts import NameCorrection, Reaching, Saying

Fill = Callable[[NameCorrectionDialog], None]


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Callable[[Fill], list[str]]:
    """Lets the next dialogs be filled in; gives back what they say of their effect."""
    effects: list[str] = []

    def set_answer(fill: Fill) -> list[str]:
        def ask(parent: MainWindow, subject: Subject, preview: Preview) -> NameCorrection:
            dialog = NameCorrectionDialog(parent, subject, preview)
            qtbot.addWidget(dialog)
            fill(dialog)
            dialog.ask_for_reach()
            effects.append(dialog.effect.text())
            correction = dialog.correction()
            dialog.deleteLater()
            return correction

        monkeypatch.setattr(NameCorrectionDialog, "ask", staticmethod(ask))
        return effects

    return set_answer


def say(saying: Saying, where: Reaching | None = None, *, name: str = "", pick: str = "") -> Fill:
    def fill(dialog: NameCorrectionDialog) -> None:
        dialog.sayings[saying].setChecked(True)
        if where is not None:
            dialog.where.setCurrentIndex(dialog.where.findData(where))
        if name:
            dialog.name.setText(name)
        if pick:
            dialog.filter.setText(pick)

    return fill


def named(window: MainWindow, pane: ReaderPane) -> list[tuple[str, str]]:
    return [(each.mention.text, each.mention.name) for each in window.marking.mentions(pane)]


def listed(window: MainWindow) -> list[str]:
    model = window.entities.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


BEFORE = [
    ("Kirchner", KIRCHNER[1]),
    ("Malvinas", "Falkland Islands"),
    ("Malvinas", "Falkland Islands"),
    ("the Falklands", "Falkland Islands"),
    ("Kirchner", KIRCHNER[1]),
    ("Fisheries Pact", "Fisheries Pact"),
]


@pytest.mark.parametrize(
    ("fill", "effect", "changed"),
    [
        (
            say(Saying.FACTS, name="The Isles"),
            "Changes 4 mentions in 2 articles.",
            {1: "The Isles", 3: "The Isles"},
        ),
        (
            say(Saying.FACTS, Reaching.HERE, name="A street"),
            "Changes 1 mention in 1 article.",
            {1: "A street"},
        ),
        (
            say(Saying.IS, Reaching.ALWAYS, pick="kirch cris"),
            "Changes 4 mentions in 2 articles.",
            {1: KIRCHNER[1]},
        ),
        (say(Saying.IS, Reaching.TEXT, pick="kirch"), "Changes 2 mentions in 1 article.", {2: KIRCHNER[1]}),
        (
            say(Saying.NEW, name="A town"),
            "Changes 2 mentions in 1 article.",
            {1: "A town", 3: "Falkland Islands"},
        ),
        (say(Saying.NO_NAME, Reaching.HERE), "Changes 1 mention in 1 article.", {}),
    ],
)
def test_each_correction_shows_at_once_and_is_undone_in_one_step(
    window: MainWindow, answer: Callable[[Fill], list[str]], fill: Fill, effect: str, changed: dict[int, str]
) -> None:
    pane = read(window)
    window.actions_["view_names"].trigger()
    assert named(window, pane) == BEFORE
    before = listed(window)
    effects = answer(fill)
    window.hovering.step(1)
    window.hovering.step(1)
    window.hovering.card.correct_button.click()
    assert effects == [effect]
    now = named(window, pane)
    assert now != BEFORE
    assert {at: now[at][1] for at in changed} == changed
    assert window.notice.words.endswith(".") and window.notice.button.text() == "Undo"
    assert window.hovering.card.isHidden()
    window.notice.button.click()
    assert named(window, pane) == BEFORE
    assert listed(window) == before


def test_a_found_name_is_named_from_the_list(window: MainWindow, answer: Callable[[Fill], list[str]]) -> None:
    window.actions_["view_names"].trigger()
    panel = window.entities
    assert panel.unknown_button.text() == "1 is not in the dossier"
    panel.unknown_button.click()
    assert listed(window) == ["Fisheries Pact"]
    effects = answer(say(Saying.FACTS, name="Pact on Fisheries"))
    panel.view.setCurrentIndex(panel.model.index(0))
    panel.show_places(panel.model.index(0).data(Qt.ItemDataRole.UserRole + 1))
    assert panel.correct_button.text() == "Name it…"
    panel.correct_button.click()
    assert effects == ["Changes 1 mention in 1 article."]
    panel.show_names()
    assert listed(window) == [] and panel.unknown_button.text() == "Show all names"
    panel.unknown_button.click()
    assert "Pact on Fisheries" in listed(window)
    window.actions_["undo"].trigger()
    assert "Fisheries Pact" in listed(window)


def test_selected_words_become_a_name_by_the_keyboard(
    window: MainWindow, answer: Callable[[Fill], list[str]]
) -> None:
    pane = read(window)
    select(pane, "ferry")
    answer(say(Saying.FACTS, Reaching.HERE, name="The Ferry"))
    window.actions_["correct_name"].trigger()
    assert ("ferry", "The Ferry") in named(window, pane)


def test_a_mention_is_confirmed_and_the_word_taken_back(window: MainWindow) -> None:
    pane = read(window)
    select(pane, "Malvinas")
    window.actions_["confirm_name"].trigger()
    assert window.marking.mentions(pane)[1].reviewed
    assert window.notice.words == "Confirm the name “Falkland Islands”."
    window.actions_["confirm_name"].trigger()
    assert not window.marking.mentions(pane)[1].reviewed


def test_the_menu_of_a_page_offers_the_name(window: MainWindow, answer: Callable[[Fill], list[str]]) -> None:
    pane = read(window)
    select(pane, "Malvinas")
    menu = QMenu(window)
    pane.page.menu_asked.emit(menu)
    offered = {action.text(): action for action in menu.actions()}
    assert "Confirm this name" in offered
    answer(say(Saying.NO_NAME, Reaching.TEXT))
    offered["Correct “Malvinas”…"].trigger()
    assert "Malvinas" not in dict(named(window, pane))
    menu.deleteLater()


def test_the_card_comes_by_the_keyboard_alone(window: MainWindow, qtbot: QtBot) -> None:
    pane = read(window)
    window.activateWindow()
    select(pane, "calls them")
    window.actions_["show_card"].trigger()
    card = window.hovering.card
    assert card.words.startswith("Falkland Islands. Place. Mention 3 of 3 here")
    qtbot.waitUntil(card.find_button.hasFocus)
    QTest.keyClick(card.find_button, Qt.Key.Key_Tab)
    assert card.correct_button.hasFocus() and card.correct_button.accessibleName() == "Correct this name"
    QTest.keyClick(card.correct_button, Qt.Key.Key_Down)
    assert "Mention 1 of 3 here" in card.words
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()


def test_the_list_is_narrowed(window: MainWindow) -> None:
    window.actions_["view_names"].trigger()
    panel = window.entities

    def choose(words: str) -> None:
        menu = panel.narrow_button.menu()
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == words).trigger()

    choose("Argentina")
    assert listed(window) == [KIRCHNER[1]]
    assert panel.narrow_button.text().startswith("Some")
    choose("Any party")
    choose("In the dossier")
    assert listed(window) == ["Falkland Islands", KIRCHNER[1]]
    choose("In the dossier or not")
    assert len(listed(window)) == 3
    window.entities.order_button.menu().actions()[2].trigger()
    assert listed(window)[0] == KIRCHNER[1]


def test_the_dialog_says_what_does_not_fit(window: MainWindow, qtbot: QtBot) -> None:
    subjects: list[Subject] = []
    pane = read(window)
    mention = window.marking.mentions(pane)[1]
    from diptych.ui.naming import _subject_of_mention

    subjects.append(_subject_of_mention(window.workspace, mention))
    dialog = NameCorrectionDialog(window, subjects[0], window.naming._preview)
    qtbot.addWidget(dialog)
    dialog.ask_for_reach()
    assert dialog.effect.text() == "Nothing would change."
    assert not dialog.buttons.button(Button.Ok).isEnabled()
    dialog.sayings[Saying.IS].setChecked(True)
    dialog.ask_for_reach()
    assert dialog.effect.text() == "Choose another name that it is."
    dialog.filter.setText("kirchner")
    qtbot.waitUntil(lambda: dialog.effect.text() == "Changes 4 mentions in 2 articles.")
    assert dialog.buttons.button(Button.Ok).isEnabled()
    correction = dialog.correction()
    assert (correction.into, correction.kind) == (KIRCHNER[0], EntityKind.PERSON)


def test_a_library_open_for_reading_offers_no_correction(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Subject] = []
    monkeypatch.setattr(type(window.acts), "allowed", property(lambda _: False))
    monkeypatch.setattr(NameCorrectionDialog, "ask", staticmethod(lambda *args: asked.append(args[1])))
    pane = read(window)
    select(pane, "Malvinas")
    window.actions_["correct_name"].trigger()
    menu = QMenu(window)
    pane.page.menu_asked.emit(menu)
    assert asked == [] and not any("Correct" in action.text() for action in menu.actions())
    menu.deleteLater()
