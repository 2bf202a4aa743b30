"""Review: one key for each unreviewed position, shown in its article; and the issue under the eye."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window import disputed
from tests.ui.window.disputed import CLAIM, ids
from tests.ui.window.driving import OpenWindow

from diptych.model import Direction, Strength, Verdict, Voice
from diptych.ui.dialogs.position import Answer, PositionDialog
from diptych.ui.main_window import MainWindow
from diptych.ui.reader.marks import Layer
from diptych.workspace import Workspace


@pytest.fixture
def folder(library_folder: Path) -> Path:
    disputed.fill(library_folder)
    return library_folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder, dossier=disputed.DOSSIER) as opened:
        yield opened


@pytest.fixture
def reviewing(window: MainWindow) -> MainWindow:
    window.actions_["compare"].trigger()
    window.compare.filters.review.click()
    return window


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.review_bar, key)


def current(window: MainWindow) -> str:
    piece = window.reviewing.current
    assert piece is not None
    return piece.quote


def verdicts(window: MainWindow) -> dict[str, Verdict]:
    return {each.quote: each.verdict for each in window.workspace._library.overrides()}


def test_it_begins_from_the_comparison_and_shows_each_piece_in_its_article(reviewing: MainWindow) -> None:
    assert not reviewing.compare.isVisible()
    assert reviewing.review_bar.hasFocus()
    assert reviewing.review_bar.progress.text() == "0 of 6"
    piece = reviewing.reviewing.current
    assert piece is not None
    assert reviewing.reading.shown("left") == piece.article
    assert reviewing.panes.left.marks(Layer.FLASH) == [piece.span]
    assert piece.quote in reviewing.review_bar.accessibleName()
    assert reviewing.stance.issue == piece.issue


def test_the_other_pane_keeps_its_place(window: MainWindow) -> None:
    window.reading.open(ids(window)["Second paper"], "right")
    window.reading.open(ids(window)["Third paper"], "left")
    window.actions_["review"].trigger()
    assert window.reading.shown("right") == ids(window)["Second paper"]


def test_one_key_confirms_and_one_rejects_and_ctrl_z_goes_back(reviewing: MainWindow) -> None:
    first = current(reviewing)
    press(reviewing, Qt.Key.Key_C)
    second = current(reviewing)
    press(reviewing, Qt.Key.Key_R)
    assert verdicts(reviewing) == {first: Verdict.CONFIRMED, second: Verdict.REJECTED}
    assert reviewing.review_bar.progress.text() == "1 of 5", "what is rejected is no evidence any more"
    reviewing.actions_["undo"].trigger()
    assert verdicts(reviewing) == {first: Verdict.CONFIRMED}
    assert current(reviewing) == second
    assert reviewing.review_bar.progress.text() == "1 of 6"
    reviewing.actions_["redo"].trigger()
    assert verdicts(reviewing)[second] is Verdict.REJECTED
    assert current(reviewing) not in (first, second)


def test_numbers_set_the_direction(reviewing: MainWindow) -> None:
    first = reviewing.reviewing.current
    assert first is not None
    other = next(each for each in Direction if each is not first.direction)
    press(reviewing, Qt.Key(Qt.Key.Key_1.value + list(Direction).index(other)))
    (verdict,) = reviewing.workspace._library.overrides()
    assert (verdict.quote, verdict.verdict, verdict.direction) == (first.quote, Verdict.EDITED, other)
    second = reviewing.reviewing.current
    assert second is not None
    press(reviewing, Qt.Key(Qt.Key.Key_1.value + list(Direction).index(second.direction)))
    assert verdicts(reviewing)[second.quote] is Verdict.CONFIRMED, "the direction that it has is a yes"


def test_the_arrows_skip_and_go_back(reviewing: MainWindow) -> None:
    first = current(reviewing)
    press(reviewing, Qt.Key.Key_Right)
    assert current(reviewing) != first
    press(reviewing, Qt.Key.Key_Left)
    assert current(reviewing) == first
    press(reviewing, Qt.Key.Key_Left)
    assert current(reviewing) == first
    assert verdicts(reviewing) == {}


def test_a_piece_is_edited_and_the_next_one_shown(
    reviewing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = reviewing.reviewing.current
    assert piece is not None
    said = Answer(*(piece.party, piece.issue, Direction.OFFERS, Strength.WEAK, Voice.MEDIA, piece.holder, ""))
    monkeypatch.setattr(PositionDialog, "ask", lambda *_, **__: said)
    press(reviewing, Qt.Key.Key_E)
    (verdict,) = reviewing.workspace._library.overrides()
    assert (verdict.direction, verdict.strength, verdict.voice) == (
        Direction.OFFERS,
        Strength.WEAK,
        Voice.MEDIA,
    )
    assert current(reviewing) != piece.quote
    assert reviewing.review_bar.hasFocus()
    reviewing.actions_["undo"].trigger()
    assert current(reviewing) == piece.quote


def test_after_the_last_one_the_comparison_is_shown_again(reviewing: MainWindow) -> None:
    for _ in range(6):
        press(reviewing, Qt.Key.Key_C)
    assert not reviewing.reviewing.active
    assert reviewing.compare.isVisible()
    assert reviewing.compare.filters.review.text() == "Review 0 left"
    assert not reviewing.compare.filters.review.isEnabled()


def test_escape_leaves(reviewing: MainWindow) -> None:
    press(reviewing, Qt.Key.Key_Escape)
    assert not reviewing.reviewing.active
    assert not reviewing.review_bar.isVisible()
    assert reviewing.compare.isVisible()


def test_a_library_that_is_read_only_offers_no_review(open_window: OpenWindow, folder: Path) -> None:
    with Workspace.open(folder, dossier=disputed.DOSSIER, write=False) as workspace:
        window = open_window(workspace)
        window.actions_["compare"].trigger()
        assert not window.compare.filters.review.isVisible()
        assert not window.actions_["review"].isEnabled()


def test_the_issue_under_the_eye_is_marked_in_the_column_and_in_the_comparison(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.reading.open(ids(window)["First paper"], "left")
    window.stance.show_issue("sovereignty")

    def looked() -> None:
        window.eye.look()
        assert window.stance.issue == "transport_links", "the page is short, and the eye below its middle"

    qtbot.waitUntil(looked)
    window.actions_["compare"].trigger()
    model = window.compare.view.matrix
    assert model.eye == "transport_links"
    assert "under the eye" in model.index(model.row_of("transport_links"), 0).data()


def test_the_eye_rests_after_scrolling_but_not_on_the_way_to_a_passage(window: MainWindow) -> None:
    window.reading.open(ids(window)["First paper"], "left")
    window.stance.show_issue("sovereignty")
    window.eye.hold()
    window.panes.left.page.verticalScrollBar().valueChanged.emit(1)
    assert not window.eye.resting
    window.eye.release()
    window.panes.left.page.verticalScrollBar().valueChanged.emit(2)
    assert window.eye.resting


def test_the_issue_chosen_in_the_comparison_is_shown_in_the_column(window: MainWindow) -> None:
    window.reading.open(ids(window)["First paper"], "left")
    window.actions_["compare"].trigger()
    view = window.compare.view
    view.setCurrentIndex(view.matrix.index(view.matrix.row_of("transport_links"), 0))
    window.actions_["read"].trigger()
    assert window.stance.issue == "transport_links"


def test_pieces_beyond_the_first_page_are_reviewed_too(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diptych.ui.reviewing.AT_ONCE", 2)
    window.actions_["review"].trigger()
    seen = {current(window)}
    for _ in range(5):
        press(window, Qt.Key.Key_Right)
        seen.add(current(window))
    assert len(seen) == 6
    assert CLAIM in seen
