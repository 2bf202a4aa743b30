"""Two panes joined by meaning: the gutter, the commands, and scrolling together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.window import paired
from tests.ui.window.driving import OpenWindow
from tests.ui.window.paired import Paired

from diptych.model import ChangeKind, Changes, Span
from diptych.ui.main_window import MainWindow
from diptych.ui.reader.header import Side
from diptych.ui.reader.linking import MOST_STEP
from diptych.ui.reader.marks import Layer
from diptych.workspace import Workspace


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace over two articles, with the pairs that a test can know."""
    paired.fill(tmp_path / "paired")
    with Workspace.open(tmp_path / "paired") as workspace:
        articles = {each.id: workspace.article(each.id) for each in workspace.articles()}
        workspace.__dict__["alignment"] = Paired(articles)
        yield workspace


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, two: Workspace) -> MainWindow:
    """The window with both articles open, laid out and joined."""
    made = open_window(two)
    made.reading.open_two([1, 2])
    qtbot.waitUntil(lambda: len(made.panes.gutter.passages) == len(paired.LINKS))
    return made


def value(window: MainWindow, side: Side) -> int:
    return window.panes.pane(side).page.verticalScrollBar().value()


def turn_wheel(window: MainWindow, side: Side, notches: int) -> None:
    """Turn the wheel down over a page, as a hand does."""
    view = window.panes.pane(side).page.viewport()
    middle = QPointF(view.rect().center())
    for _ in range(notches):
        event = QWheelEvent(
            middle,
            view.mapToGlobal(middle),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view, event)


def moving(window: MainWindow) -> bool:
    return window.aligning.following.moving


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.aligning.following.moving)


def tops(window: MainWindow, number: int) -> tuple[float, float]:
    """Where the two passages of a pair begin, in pixels of the gutter."""
    each = window.panes.gutter.shifted(number)
    return each.left_top, each.right_top


def test_the_gutter_joins_what_belongs_together(window: MainWindow) -> None:
    gutter = window.panes.gutter
    assert gutter.active == 0
    assert 0 in gutter.in_view() and 3 not in gutter.in_view()
    image = gutter.grab().toImage()
    theme = window.theme
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}
    assert {theme.shared.name(), theme.shared_mid.name()} <= seen
    spoken = QAccessible.queryAccessibleInterface(gutter)
    assert spoken.text(QAccessible.Text.Name)
    words = spoken.text(QAccessible.Text.Description)
    assert words == "Linked: paragraph 1 left with paragraph 1 right, score 0.90"


def test_a_click_on_a_connector_sets_both_level(qtbot: QtBot, window: MainWindow) -> None:
    gutter = window.panes.gutter
    each = gutter.shifted(1)
    point = QPointF(2, (each.left_top + each.left_bottom) / 2)
    assert gutter.link_at(point) == 1
    assert gutter.link_at(QPointF(gutter.width() / 2, 2)) == -1
    with qtbot.waitSignal(gutter.link_pointed):
        QTest.mouseMove(gutter, point.toPoint() + QPoint(0, 3))
    QTest.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=point.toPoint())
    left, right = tops(window, 1)
    assert abs(left - right) <= 1
    assert gutter.active == 1


def test_the_commands_go_from_pair_to_pair(window: MainWindow) -> None:
    reached = []
    for _ in range(len(paired.LINKS)):
        window.actions_["next_linked"].trigger()
        reached.append(window.panes.gutter.active)
        left, right = tops(window, reached[-1])
        at_an_edge = any(value(window, side) == 0 for side in ("left", "right"))
        assert at_an_edge or abs(left - right) <= 1
    assert reached == [1, 2, 3, 4, 0]
    window.actions_["previous_linked"].trigger()
    assert window.panes.gutter.active == 4
    window.panes.activate("right")
    window.actions_["next_linked"].trigger()
    assert window.panes.gutter.active == 1, "in the order of the right article"


def test_scrolling_one_pane_brings_the_other_level(qtbot: QtBot, window: MainWindow) -> None:
    while window.panes.gutter.active != 1:
        turn_wheel(window, "left", 1)
        qtbot.wait(1)
    settle(qtbot, window)
    left, right = tops(window, 1)
    assert abs(left - right) < 40
    assert value(window, "right") > value(window, "left")


def test_no_frame_moves_the_other_pane_far(qtbot: QtBot, window: MainWindow) -> None:
    steps: list[int] = []
    last = [0]

    def note(now: int) -> None:
        steps.append(abs(now - last[0]))
        last[0] = now

    window.panes.right.page.verticalScrollBar().valueChanged.connect(note)
    turn_wheel(window, "left", 4)
    settle(qtbot, window)
    assert steps and max(steps) <= MOST_STEP


def test_a_touch_stops_the_pane_that_is_led(qtbot: QtBot, window: MainWindow) -> None:
    turn_wheel(window, "left", 4)
    assert moving(window)
    QTest.mousePress(window.panes.right.page.viewport(), Qt.MouseButton.LeftButton)
    assert not moving(window)
    turn_wheel(window, "left", 1)
    assert moving(window)
    at = value(window, "left")
    QTest.mouseRelease(window.panes.right.page.viewport(), Qt.MouseButton.LeftButton)
    turn_wheel(window, "right", 1)
    settle(qtbot, window)
    assert value(window, "left") != at, "the other way round now: the right pane leads"


def test_switched_off_each_pane_scrolls_alone(qtbot: QtBot, window: MainWindow) -> None:
    window.marks_bar.linked.click()
    assert not window.settings.linked
    turn_wheel(window, "left", 4)
    assert not window.aligning.following.moving
    assert value(window, "right") == 0
    window.actions_["linked"].trigger()
    assert window.marks_bar.linked.isChecked() and window.settings.linked


def test_what_is_opened_in_one_pane_leaves_the_other_where_it_is(qtbot: QtBot, window: MainWindow) -> None:
    block = window.workspace.article(1).blocks[15]
    before = value(window, "right")
    window.reading.open_at(1, Span(block.start, block.start + 20))
    qtbot.waitUntil(lambda: value(window, "left") > 0)
    qtbot.wait(40)
    assert value(window, "right") == before


def test_where_nothing_matches_the_other_rests_and_the_window_says_so(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.panes.activate("left")
    assert window.status.linked == ""
    while "Paragraph 9 " not in seen_at_eye(window):
        turn_wheel(window, "left", 1)
        qtbot.wait(1)
    settle(qtbot, window)
    at = value(window, "right")
    assert window.status.linked == "Nothing here matches the right article"
    turn_wheel(window, "left", 1)
    assert not window.aligning.following.moving
    assert value(window, "right") == at


def seen_at_eye(window: MainWindow) -> str:
    """The paragraph that the status bar says is being read on the left."""
    number = int(window.aligning.progress("left").split("¶ ")[1].split(" ")[0])
    return f"Paragraph {number - 1} "


def test_the_status_bar_counts_paragraphs(qtbot: QtBot, window: MainWindow) -> None:
    assert window.aligning.progress("left") == "Left ¶ 1 of 24 · 0 %"
    window.panes.left.page.verticalScrollBar().setValue(10**6)
    assert window.aligning.progress("left") == "Left ¶ 24 of 24 · 100 %"
    window.panes.close_side("right")
    assert window.aligning.progress("right") == ""
    assert not window.panes.gutter.passages
    assert not window.actions_["next_linked"].isEnabled()


def test_pairs_are_read_anew_after_a_change(qtbot: QtBot, window: MainWindow) -> None:
    articles = {each: window.workspace.article(each) for each in (1, 2)}
    window.workspace.__dict__["alignment"] = Paired(articles, ((2, 2, 0.5),))
    window.aligning.on_changed(Changes(number=9, kinds=frozenset({ChangeKind.HIGHLIGHTS})))
    assert len(window.panes.gutter.passages) == len(paired.LINKS)
    window.aligning.on_changed(Changes(number=10, kinds=frozenset({ChangeKind.ENTITIES})))
    qtbot.waitUntil(lambda: len(window.panes.gutter.passages) == 1)


def test_swapped_panes_are_aligned_the_other_way_round(qtbot: QtBot, window: MainWindow) -> None:
    window.reading.swap()
    wanted = window.workspace.article(2).blocks[2].start
    qtbot.waitUntil(lambda: window.aligning.pairs[1].left.start == wanted)


@pytest.mark.parametrize("original", [False, True])
def test_an_article_twice_and_beside_its_original(qtbot: QtBot, window: MainWindow, original: bool) -> None:
    window.panes.activate("left")
    if original:
        window.reading.open_original()
        qtbot.waitUntil(lambda: "Original file" in window.panes.right.header.lines)
    else:
        window.reading.open(1, "right")
    qtbot.waitUntil(lambda: len(window.panes.gutter.passages) == paired.PARAGRAPHS)
    assert all(pair.score == 1 for pair in window.aligning.pairs)


def test_two_pieces_are_set_side_by_side_in_one_act(qtbot: QtBot, window: MainWindow) -> None:
    first, second = window.workspace.article(2).blocks[9], window.workspace.article(3).blocks[18]
    spans = [Span(each.start, each.start + 30) for each in (first, second)]
    window.reading.open_pair(2, spans[0], 3, spans[1])
    qtbot.waitUntil(lambda: value(window, "left") > 0 and value(window, "right") > 0)
    assert (window.reading.shown("left"), window.reading.shown("right")) == (2, 3)
    assert window.panes.left.marks(Layer.FLASH) == [spans[0]]
    assert window.panes.right.marks(Layer.FLASH) == [spans[1]]
    assert window.panes.active == "left"


@pytest.mark.parametrize("show", ["left_column", "right_column"])
def test_a_narrow_window_clips_no_pane(qtbot: QtBot, window: MainWindow, show: str) -> None:
    window.resize(900, 600)
    qtbot.waitUntil(lambda: window.width() == 900)
    if not window.actions_[show].isChecked():
        window.actions_[show].trigger()
    for pane in (window.panes.left, window.panes.right):
        right_edge = pane.mapTo(window, pane.rect().topRight()).x()
        assert pane.width() >= pane.minimumWidth() and right_edge < 900
    assert window.search.isVisible() != window.stance.isVisible()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.search.isVisible() and window.stance.isVisible())


def test_the_caret_leads_the_other_pane(window: MainWindow, qtbot: QtBot) -> None:
    pane = window.panes.left
    window.actions_["linked"].setChecked(True)
    window.aligning.following.switch(True)
    pane.page.setFocus()
    pane.page.show_caret(True)
    before = value(window, "right")

    def led() -> bool:
        QTest.keyClick(pane.page, Qt.Key.Key_Down)
        return value(window, "right") > before

    qtbot.waitUntil(led)


def test_the_gutter_shows_where_nothing_matches_and_draws_weak_pairs_fainter(window: MainWindow) -> None:
    gutter = window.panes.gutter
    passages = gutter.passages
    pictures = []
    for score, rest in ((0.9, ""), (0.5, ""), (0.9, "Nothing here")):
        gutter.set_passages([each._replace(score=score) for each in passages])
        gutter.set_rest(rest)
        pictures.append(gutter.grab().toImage())
    assert pictures[0] != pictures[1] and pictures[0] != pictures[2]
