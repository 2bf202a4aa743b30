"""The Timeline mode: lanes, keys and pointer, shifts side by side, what is not said, names used, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.ui.window import disputed
from tests.ui.window.conftest import draft
from tests.ui.window.disputed import CLAIM, LATER, REFUSAL, evidence, ids
from tests.ui.window.driving import OpenWindow

from diptych.dossier import load
from diptych.library import Library
from diptych.model import Analysis, Direction, Position, Stance, Voice
from diptych.settings import Settings
from diptych.ui.main_window import MainWindow
from diptych.ui.models.unsaid import CELL
from diptych.ui.panels.timeline.lanes import LanesView
from diptych.workspace import Workspace

HELD = (
    ("2010-01-01", Direction.OPPOSES),
    ("2010-06-01", Direction.OPPOSES),
    ("2014-01-01", Direction.OFFERS),
    ("2014-05-01", Direction.OFFERS),
)


@pytest.fixture
def folder(library_folder: Path) -> Path:
    disputed.fill(library_folder)
    return library_folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder, dossier=disputed.DOSSIER) as opened:
        yield opened


@pytest.fixture
def over_time(window: MainWindow) -> MainWindow:
    window.actions_["timeline"].trigger()
    window.timeline.show_issue("sovereignty")
    return window


@pytest.fixture
def shifting(library_folder: Path, open_window: OpenWindow) -> Iterator[MainWindow]:
    """A library in which a party changes its mind."""
    dossier = load(disputed.DOSSIER)
    with Library.open(library_folder) as library:
        for number, (date, direction) in enumerate(HELD):
            text = f"Paper {number}. The governor spoke of the vote again."
            library.add(draft(f"Paper {number}", "Notes", date, text), str(number).encode(), f"/{number}")
            found = Position(
                start=9,
                end=len(text),
                sentence=0,
                party="uk",
                holder="the governor",
                voice=Voice.OFFICIAL,
                stances=(Stance(issue="sovereignty", direction=direction, confidence=0.5 + number / 10),),
                quoted=False,
                reported_by="author",
                rule="words",
            )
            analysis = Analysis(sentences=(), mentions=(), positions=(found,))
            library.save_analysis(library.article(number + 1).text_id, analysis, dossier.hash)
    with Workspace.open(library_folder, dossier=disputed.DOSSIER) as opened:
        window = open_window(opened)
        window.actions_["timeline"].trigger()
        yield window


def lanes(window: MainWindow) -> LanesView:
    return window.timeline.lanes


def quotes(window: MainWindow, lane: int) -> list[str]:
    return [point.quote for stop in lanes(window).stops[lane] for point in stop.points]


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(lanes(window), key)


def test_the_mode_has_a_key_and_a_tab(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.timeline.isVisible()
    assert window.actions_["timeline"].isChecked()
    assert lanes(window).hasFocus()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert not window.timeline.isVisible()


def test_it_begins_with_the_issue_on_which_most_is_said(window: MainWindow) -> None:
    window.actions_["timeline"].trigger()
    assert window.timeline.title.text() == "Sovereignty"


def test_each_party_has_a_lane_of_its_statements(over_time: MainWindow) -> None:
    assert quotes(over_time, 0) == [CLAIM, LATER]
    assert quotes(over_time, 1) == [REFUSAL]
    assert "3 quotes from 2 articles" in over_time.timeline.about.text()


def test_another_issue_and_other_voices_are_shown(over_time: MainWindow) -> None:
    over_time.timeline.issue.choose("self_determination")
    assert over_time.timeline.title.text() == "Self-determination"
    assert [len(found) for found in lanes(over_time).stops] == [1, 1]
    over_time.timeline.voices.choose(Voice.MEDIA)
    assert over_time.timeline.empty.isVisible()
    assert over_time.timeline.empty.words[0] == "Nothing found so far"
    over_time.timeline.voices.choose(Voice.MEDIA)
    assert not over_time.timeline.empty.isVisible()


def test_arrows_walk_through_the_statements_and_enter_opens_one(over_time: MainWindow) -> None:
    view = lanes(over_time)
    press(over_time, Qt.Key.Key_Home)
    assert view.current is not None and view.current.best.quote == CLAIM
    assert CLAIM in view.accessibleDescription()
    press(over_time, Qt.Key.Key_Right)
    assert view.current.best.quote == LATER
    press(over_time, Qt.Key.Key_Right)
    assert view.current.best.quote == LATER
    press(over_time, Qt.Key.Key_Down)
    assert view.current.best.quote == REFUSAL
    press(over_time, Qt.Key.Key_Return)
    assert not over_time.timeline.isVisible()
    assert over_time.reading.shown("left") == ids(over_time)["First paper"]


def test_the_tip_names_speaker_and_source(over_time: MainWindow, qtbot: QtBot) -> None:
    tip = over_time.timeline.tip
    press(over_time, Qt.Key.Key_Home)
    assert tip.isVisible()
    assert CLAIM in tip.quote.text()
    qtbot.waitUntil(lambda: "the envoy · Harbour Notes" in tip.facts.text())
    over_time.timeline.issue.setFocus()
    assert not tip.isVisible()


def test_a_click_on_a_statement_opens_it(over_time: MainWindow) -> None:
    view = lanes(over_time)
    place = view.place(1, view.stops[1][0]).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert over_time.reading.shown("left") == ids(over_time)["First paper"]


def test_drawing_out_a_time_shows_it_alone_and_zero_shows_all(over_time: MainWindow) -> None:
    view = lanes(over_time)
    whole = view.span
    second = view.stops[0][1]
    y = view.height() // 2
    start, end = QPoint(round(second.x) - 30, y), QPoint(round(second.x) + 30, y)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert view.span.days < whole.days / 3
    assert quotes(over_time, 0) == [LATER]
    assert over_time.timeline.all_dates.isVisible()
    press(over_time, Qt.Key.Key_0)
    assert view.span == whole
    assert not over_time.timeline.all_dates.isVisible()


def test_keys_zoom_around_the_statement_and_walk_beyond_the_edge(over_time: MainWindow) -> None:
    press(over_time, Qt.Key.Key_Home)
    for _ in range(12):
        press(over_time, Qt.Key.Key_Plus)
    assert quotes(over_time, 0) == [CLAIM]
    press(over_time, Qt.Key.Key_Right)
    assert quotes(over_time, 0) == [LATER]
    press(over_time, Qt.Key.Key_Escape)
    assert quotes(over_time, 0) == [CLAIM, LATER]


def test_an_act_and_its_undo_show_at_once(over_time: MainWindow) -> None:
    over_time.acts.reject(evidence(over_time, LATER))
    assert quotes(over_time, 0) == [CLAIM]
    over_time.acts.undo()
    assert quotes(over_time, 0) == [CLAIM, LATER]


def test_a_shift_has_a_card_that_sets_both_quotes_side_by_side(shifting: MainWindow) -> None:
    panel = shifting.timeline
    assert not panel.above.isVisible()
    (card,) = panel.below.cards
    assert "Jun 2010 → Jan 2014" in card.accessibleName()
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    assert [shifting.reading.shown("left"), shifting.reading.shown("right")] == [2, 3]


def test_beside_the_lanes_stands_what_changed_and_what_is_missing(shifting: MainWindow) -> None:
    said = " ".join(shifting.timeline.aside.said)
    assert "Opposes at first, offers by Jan 2014." in said
    assert "Nothing dated was found." in said
    assert "They never said the same" in said
    assert shifting.timeline.aside.open_both is None


def test_the_analysts_summary_stands_in_place_of_the_reckoned_words(shifting: MainWindow) -> None:
    shifting.acts.judge(lambda found: found.judging.summarise("sovereignty", "uk", "They came round."))
    assert "They came round." in shifting.timeline.aside.said
    shifting.acts.undo()
    assert "They came round." not in shifting.timeline.aside.said


def test_the_silence_map_tells_silence_from_nothing_read(over_time: MainWindow) -> None:
    model, table = over_time.timeline.silence, over_time.timeline.tables[0]
    columns = {model.headerData(at, Qt.Orientation.Horizontal): at for at in range(model.columnCount())}
    row = model.rows.index("Sovereignty")
    assert model.index(row, columns["Harbour Notes"]).data() == "2"
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert "silent in 1 article" in str(model.index(row, columns["Market Letter"]).data(spoken))
    assert "none of 1 article is analysed" in str(model.index(row, columns["Quiet Weekly"]).data(spoken))
    assert table.names.marked == row


def test_a_cell_offers_what_stands_behind_it(over_time: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    # The offscreen platform warns of menus that grab the keyboard.
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    panel = over_time.timeline
    model = panel.silence
    row = model.rows.index("Sovereignty")
    columns = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    table = panel.tables[0]
    table.setCurrentIndex(model.index(row, columns.index("Harbour Notes")))
    QTest.keyClick(table, Qt.Key.Key_Return)
    menu = panel.opening.menu
    assert menu is not None
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(words) == 5 and CLAIM in words[0]
    menu.actions()[-1].trigger()
    assert over_time.compare.isVisible()


def test_a_silent_cell_shows_its_issue(over_time: MainWindow) -> None:
    model = over_time.timeline.silence
    row = model.rows.index("Self-determination")
    columns = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    index = model.index(row, columns.index("Harbour Notes"))
    over_time.timeline.tables[0].opened.emit(index.data(CELL), QPoint())
    assert over_time.timeline.title.text() == "Self-determination"


def test_without_names_in_dispute_the_chart_says_so(over_time: MainWindow) -> None:
    over_time.timeline.show_kind(1)
    assert over_time.timeline.nothing_used.isVisible()
    over_time.timeline.show_kind(0)
    assert over_time.timeline.tables[0].isVisible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_is_saved_as_svg_and_png(
    open_window: OpenWindow, workspace: Workspace, tmp_path: Path, theme: str
) -> None:
    window = open_window(workspace, msgspec.convert({"theme": theme}, Settings))
    window.actions_["timeline"].trigger()
    window.timeline.save_to(tmp_path / "lanes.svg")
    window.timeline.save_to(tmp_path / "lanes.png")
    assert (tmp_path / "lanes.svg").read_text("utf-8").startswith("<svg")
    picture = QImage(str(tmp_path / "lanes.png"))
    assert picture.width() == 2400
    assert picture.pixelColor(4, 4).name() == window.theme.bg.name()


def test_a_picture_of_another_kind_is_refused(over_time: MainWindow, tmp_path: Path) -> None:
    over_time.timeline.save_to(tmp_path / "lanes.gif")
    assert not (tmp_path / "lanes.gif").exists()
    assert "must end in .svg or .png" in over_time.notice.words
