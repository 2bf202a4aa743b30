"""The Compare mode: its cells, orders, scopes, drawer, and the way back to the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from tests.ui.window import disputed
from tests.ui.window.disputed import CLAIM, LATER, REFUSAL, SHARED, WISH, cell, evidence, ids
from tests.ui.window.driving import OpenWindow

from diptych.model import Direction
from diptych.settings import Settings
from diptych.ui.main_window import MainWindow
from diptych.ui.panels.compare import filters
from diptych.ui.panels.compare.piece_row import PieceRow
from diptych.ui.reader.marks import Layer
from diptych.workspace import CellState, Workspace


@pytest.fixture
def folder(library_folder: Path) -> Path:
    disputed.fill(library_folder)
    return library_folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder, dossier=disputed.DOSSIER) as opened:
        yield opened


@pytest.fixture
def comparing(window: MainWindow) -> MainWindow:
    window.actions_["compare"].trigger()
    return window


def names(window: MainWindow) -> list[str]:
    model = window.compare.view.matrix
    rows = [model.at(row) for row in range(model.rowCount())]
    return [row.name for row in rows if row is not None]


def place(window: MainWindow, issue: str, column: int) -> QRect:
    view = window.compare.view
    return view.visualRect(view.matrix.index(view.matrix.row_of(issue), column))


def picture(window: MainWindow, issue: str, column: int) -> QImage:
    return window.compare.view.viewport().grab(place(window, issue, column)).toImage()


def rows(window: MainWindow) -> list[PieceRow]:
    drawer = window.compare.view.drawer
    return [] if drawer is None else drawer.rows


def sort(window: MainWindow, order: str) -> None:
    window.compare.filters.sort.choose(order)


def over(window: MainWindow, scope: str) -> None:
    window.compare.filters.scope.choose(scope)


def test_the_mode_is_entered_and_left_by_its_keys(window: MainWindow) -> None:
    assert window.actions_["compare"].shortcut().toString() == "Ctrl+2"
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.compare.isVisible()
    assert window.actions_["compare"].isChecked()
    assert window.compare.view.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert not window.compare.isVisible()
    assert window.actions_["read"].isChecked()


def test_the_parties_stand_on_both_sides_of_what_they_share(comparing: MainWindow) -> None:
    model = comparing.compare.view.matrix
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads[:4] == ["Issue", "Argentina", "Shared ground", "United Kingdom"]
    assert len(heads) == 6


def test_all_four_states_are_drawn_and_differ(window: MainWindow) -> None:
    window.actions_["compare"].trigger()
    states = {
        CellState.STATED: ("sovereignty", 1),
        CellState.NEUTRAL: ("self_determination", 1),
        CellState.NOTHING: ("fisheries", 1),
    }
    columns = [each.id for each in window.compare.view.matrix.columns]
    drawn = []
    for state, (issue, column) in states.items():
        assert cell(window, issue, columns[column - 1]).state is state
        drawn.append(picture(window, issue, column))
    window.reading.open(ids(window)["Fourth paper"], "left")
    over(window, "open")
    assert cell(window, "fisheries", "argentina").state is CellState.NOT_ANALYSED
    drawn.append(picture(window, "fisheries", 1))
    assert [a == b for n, a in enumerate(drawn) for b in drawn[n + 1 :]] == [False] * 6


def test_cells_can_be_read_without_being_seen(comparing: MainWindow) -> None:
    view = comparing.compare.view
    model = view.matrix
    at = model.index(model.row_of("sovereignty"), 1)
    said = f"Argentina: Demands clearly, 2 quotes, 2 articles, latest 9 Jan 2017. “{CLAIM}”"
    assert at.data(Qt.ItemDataRole.AccessibleTextRole) == said
    nothing = model.index(model.row_of("fisheries"), 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert nothing == "United Kingdom: Nothing found in 3 articles"
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "Comparison"


def test_the_order_of_the_issues(comparing: MainWindow) -> None:
    assert names(comparing)[:2] == ["Sovereignty", "Self-determination"], "both parties speak on these"
    sort(comparing, filters.EVIDENCE)
    assert names(comparing)[:3] == ["Sovereignty", "Self-determination", "Flights and shipping"]
    sort(comparing, filters.NAME)
    assert names(comparing) == sorted(names(comparing), key=str.casefold)


def test_the_gap_is_one_where_nothing_is_shared_and_none_where_one_side_is_silent(
    comparing: MainWindow,
) -> None:
    model = comparing.compare.view.matrix
    gaps = {}
    for number in range(model.rowCount()):
        row = model.at(number)
        assert row is not None
        gaps[row.issue] = row.gap
    assert (gaps["sovereignty"], gaps["self_determination"], gaps["fisheries"]) == (1.0, 1.0, None)


def test_a_click_opens_the_drawer_with_all_evidence_under_the_row(comparing: MainWindow) -> None:
    view = comparing.compare.view
    middle = place(comparing, "sovereignty", 1).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert [row.evidence.quote for row in rows(comparing)] == [CLAIM, LATER]
    assert view.drawer is not None
    under = view.visualRect(view.matrix.index(view.matrix.drawer, 0))
    assert under.top() == place(comparing, "sovereignty", 1).bottom() + 1
    assert view.drawer.width() == view.viewport().width()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert not rows(comparing)
    assert view.matrix.rowCount() == len(names(comparing))


def test_a_cell_without_evidence_opens_nothing(comparing: MainWindow) -> None:
    view = comparing.compare.view
    view.open("fisheries", "argentina")
    assert view.drawer is None


def test_another_cell_takes_the_drawer_over(comparing: MainWindow) -> None:
    view = comparing.compare.view
    view.open("sovereignty", "argentina")
    view.toggle(view.matrix.index(view.matrix.row_of("self_determination"), 3))
    assert [row.evidence.quote for row in rows(comparing)] == [WISH]
    assert view.matrix.drawer == view.matrix.row_of("self_determination") + 1


def test_the_keys_open_walk_and_close(comparing: MainWindow) -> None:
    view = comparing.compare.view
    view.setCurrentIndex(view.matrix.index(view.matrix.row_of("sovereignty"), 1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert rows(comparing)[0].hasFocus()
    QTest.keyClick(rows(comparing)[0], Qt.Key.Key_Down)
    assert rows(comparing)[1].hasFocus()
    QTest.keyClick(rows(comparing)[1], Qt.Key.Key_Escape)
    assert view.drawer is None
    assert view.hasFocus()


def test_a_row_of_the_drawer_opens_its_place_in_the_text(comparing: MainWindow) -> None:
    comparing.compare.view.open("sovereignty", "argentina")
    rows(comparing)[1].click()
    assert not comparing.compare.isVisible()
    assert comparing.reading.shown("left") == ids(comparing)["Third paper"]
    assert comparing.panes.left.marks(Layer.FLASH) == [evidence(comparing, LATER).span]
    assert comparing.stance.issue == "sovereignty"


def test_rows_say_where_their_words_stand(comparing: MainWindow) -> None:
    comparing.compare.view.open("sovereignty", "argentina")
    assert [row.place for row in rows(comparing)] == ["¶ 1", "¶ 2"]
    comparing.reading.open(ids(comparing)["Third paper"], "left")
    assert [row.place for row in rows(comparing)] == ["¶ 1", "open in left pane, ¶ 2"]


def test_verdicts_are_given_and_undone_with_the_drawer_open(comparing: MainWindow) -> None:
    comparing.compare.view.open("sovereignty", "argentina")
    buttons = {button.text(): button for button in rows(comparing)[0].buttons}
    buttons["Reject"].click()
    assert [row.evidence.quote for row in rows(comparing)] == [LATER]
    assert cell(comparing, "sovereignty", "argentina").pieces == 1
    comparing.actions_["undo"].trigger()
    assert [row.evidence.quote for row in rows(comparing)] == [CLAIM, LATER]
    next(button for button in rows(comparing)[0].buttons if button.text() == "Confirm").click()
    assert evidence(comparing, CLAIM).verdict is not None
    assert [button.text() for button in rows(comparing)[0].buttons] == ["Confirmed", "Reject", "Edit"]


def test_the_focus_stays_in_the_drawer_when_a_piece_is_judged(comparing: MainWindow) -> None:
    comparing.compare.view.open("sovereignty", "argentina")
    rows(comparing)[1].setFocus()
    QTest.keyClick(rows(comparing)[1], Qt.Key.Key_C)
    assert [row.evidence.quote for row in rows(comparing)] == [LATER, CLAIM], "confirmed ones stand first"
    assert rows(comparing)[0].hasFocus()
    QTest.keyClick(rows(comparing)[0], Qt.Key.Key_R)
    assert rows(comparing)[0].evidence.quote == CLAIM
    assert rows(comparing)[0].hasFocus()


def test_the_last_piece_rejected_closes_the_drawer(comparing: MainWindow) -> None:
    comparing.compare.view.open("sovereignty", "uk")
    rows(comparing)[0].reject()
    assert comparing.compare.view.drawer is None
    assert cell(comparing, "sovereignty", "uk").state is CellState.NOTHING


def test_both_open_articles_alone_are_compared(comparing: MainWindow) -> None:
    comparing.reading.open(ids(comparing)["Second paper"], "left")
    over(comparing, "open")
    assert cell(comparing, "sovereignty", "argentina").state is CellState.NOTHING
    comparing.reading.open(ids(comparing)["First paper"], "right")
    assert cell(comparing, "sovereignty", "argentina").direction is Direction.DEMANDS


def test_the_column_opens_the_comparison_at_its_issue(window: MainWindow) -> None:
    window.reading.open(ids(window)["First paper"], "left")
    window.stance.show_issue("transport_links")
    window.stance.compare.click()
    assert window.compare.isVisible()
    assert [row.evidence.quote for row in rows(window)] == [SHARED]


def test_broken_evidence_stands_last_and_counts_nowhere(open_window: OpenWindow, folder: Path) -> None:
    disputed.break_quote(folder, CLAIM)
    with Workspace.open(folder, dossier=disputed.DOSSIER) as workspace:
        window = open_window(workspace)
        window.actions_["compare"].trigger()
        assert cell(window, "sovereignty", "argentina").pieces == 1
        window.compare.view.open("sovereignty", "argentina")
        broken = rows(window)[-1]
        assert broken.evidence.broken
        assert broken.buttons == []
        assert broken.place == ""


def test_what_is_told_is_seen_while_comparing(comparing: MainWindow) -> None:
    comparing.upkeep.told.emit("The library is sound.", False)
    assert comparing.notice.isVisible()


def test_what_is_not_analysed_is_said_beside_the_choices(comparing: MainWindow) -> None:
    assert comparing.compare.note.text() == "1 article still to be analysed."


@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
@pytest.mark.parametrize("width", [900, 1280, 1920])
def test_the_columns_fill_the_width_and_nothing_is_cut_off(
    open_window: OpenWindow, workspace: Workspace, theme: str, width: int
) -> None:
    window = open_window(workspace, msgspec.convert({"theme": theme}, Settings))
    window.resize(width, 800)
    window.actions_["compare"].trigger()
    window.compare.view.open("sovereignty", "uk")
    view = window.compare.view
    widths = [view.columnWidth(column) for column in range(view.matrix.columnCount())]
    assert sum(widths) == view.viewport().width()
    for row in rows(window):
        assert all(row.rect().contains(button.geometry()) for button in row.buttons)
    assert [row.evidence.quote for row in rows(window)] == [REFUSAL]


def test_a_theme_is_put_on_with_the_drawer_open(comparing: MainWindow) -> None:
    view = comparing.compare.view
    view.open("sovereignty", "argentina")
    before = view.viewport().grab().toImage()
    comparing.actions_["theme_dark"].trigger()
    assert [row.evidence.quote for row in rows(comparing)] == [CLAIM, LATER]
    assert view.viewport().grab().toImage() != before
    top = place(comparing, "sovereignty", 1)
    assert view.viewport().rect().contains(top.topLeft() + QPoint(2, 2))
