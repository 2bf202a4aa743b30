"""Over what is compared: scopes, filters, orders; the comparison taken along; long drawers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from tests.ui.window import disputed
from tests.ui.window.conftest import draft
from tests.ui.window.disputed import CLAIM, LATER, WISH, cell, evidence, ids
from tests.ui.window.driving import choose

from diptych.dossier import load
from diptych.library import Library
from diptych.model import Analysis, Direction, Voice
from diptych.progress import Progress
from diptych.ui.main_window import MainWindow
from diptych.ui.panels.compare import filters
from diptych.ui.panels.compare.piece_row import ROW_HEIGHT
from diptych.workspace import CellState, Workspace

LONG = 230
"""Pieces in the cell of a long drawer: several pages."""


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


def pieces(window: MainWindow) -> int:
    shown = window.compare.shown
    assert shown is not None
    return shown.table.matrix.pieces


def test_this_article_and_both_open_ones(comparing: MainWindow) -> None:
    comparing.reading.open(ids(comparing)["First paper"], "left")
    comparing.reading.open(ids(comparing)["Second paper"], "right")
    comparing.compare.filters.scope.choose(filters.OPEN)
    assert pieces(comparing) == 5
    comparing.compare.filters.scope.choose(filters.ARTICLE)
    assert pieces(comparing) == 2, "the right one is active"
    comparing.panes.activate("left")
    assert pieces(comparing) == 3
    assert comparing.compare.filters.scope.accessibleName() == "Scope: This article"


def test_the_articles_selected_in_the_list(comparing: MainWindow) -> None:
    choose(comparing, "First paper", "Third paper")
    comparing.compare.filters.scope.choose(filters.SELECTION)
    assert pieces(comparing) == 4
    comparing.actions_["read"].trigger()
    choose(comparing, "Third paper")
    comparing.actions_["compare"].trigger()
    assert pieces(comparing) == 1, "the selection is another one by now"


def test_the_heading_says_how_much_there_is_of_each_column(comparing: MainWindow) -> None:
    model = comparing.compare.view.matrix
    assert [model.amount(column) for column in model.columns][:3] == [
        "3 quotes, 3 articles",
        "1 quote, 1 article",
        "2 quotes, 2 articles",
    ]


def test_the_articles_that_the_search_found(comparing: MainWindow) -> None:
    comparing.workspace.update_index(Progress())
    comparing.search.search("governor")
    comparing.compare.filters.scope.choose(filters.SEARCH)
    assert pieces(comparing) == 2
    comparing.search.search("")
    comparing.compare.refresh()
    assert cell(comparing, "sovereignty", "uk").state is CellState.NOT_ANALYSED


def test_dates_as_years_months_and_days(comparing: MainWindow) -> None:
    bar = comparing.compare.filters
    bar.set_dates("2016", "2016-12")
    assert pieces(comparing) == 2
    assert bar.dates.value == "2016 – Dec 2016"
    bar.set_dates("2016", "")
    assert pieces(comparing) == 3
    assert bar.dates.value == "from 2016"
    bar.set_dates("last year", "")
    assert comparing.notice.isVisible(), "what is no date is said"
    bar.set_dates("", "")
    assert pieces(comparing) == 6
    assert bar.dates.value == "all"


def test_voices_confidence_and_review(comparing: MainWindow) -> None:
    bar = comparing.compare.filters
    bar.voices.choose(Voice.ANALYST)
    assert bar.voices.value == "Analysts"
    assert pieces(comparing) == 0
    bar.voices.choose(Voice.OFFICIAL)
    assert pieces(comparing) == 6
    bar.confidence.choose(4)
    assert pieces(comparing) == 2, "0.9 and 0.8 have four dots"
    bar.confidence.choose(1)
    bar.reviewed.click()
    assert pieces(comparing) == 0
    comparing.acts.confirm(evidence(comparing, CLAIM))
    assert pieces(comparing) == 1
    bar.reviewed.click()
    bar.quoted.click()
    assert pieces(comparing) == 0


def test_what_is_shown_is_said_in_the_bar_at_the_bottom(comparing: MainWindow) -> None:
    shown, whose = comparing.status.compared
    assert shown.startswith("6 quotes in 4 articles, shown in ")
    assert whose == "6 by machine  ·  0 by analyst"
    comparing.acts.confirm(evidence(comparing, CLAIM))
    assert comparing.status.compared[1] == "5 by machine  ·  1 by analyst"
    assert comparing.compare.filters.review.text() == "Review 5 left"


def test_it_is_copied_as_a_table_and_as_a_page(comparing: MainWindow) -> None:
    clipboard = QGuiApplication.clipboard()
    comparing.compare.filters.taken.emit("table")
    assert clipboard.text().splitlines()[0].startswith("Issue\tDisagreement\tArgentina")
    comparing.compare.filters.taken.emit("page")
    assert "Sovereignty" in clipboard.mimeData().html()
    assert CLAIM in clipboard.text()
    # Qt's offscreen clipboard crashes when the program ends with data of Python's on it.
    clipboard.clear()


@pytest.mark.parametrize("ending", [".html", ".docx", ".xlsx", ".csv", ".json", ".md"])
def test_it_is_written_to_a_file(
    comparing: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    file = tmp_path / "taken"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    comparing.compare.filters.taken.emit(ending)
    written = file.with_suffix(ending)
    assert written.stat().st_size > 100
    if ending == ".json":
        assert json.loads(written.read_text("utf-8"))["issues"]


def test_every_way_out_is_in_the_menu(comparing: MainWindow) -> None:
    words = [action.text() for action in comparing.compare.filters.take_menu.actions()]
    assert len(words) == 8
    assert all(words)


@pytest.fixture
def long(library_folder: Path) -> Iterator[Workspace]:
    """A library with a cell of several pages."""
    dossier = load(disputed.DOSSIER)
    text = "\n\n".join(f"The envoy demanded island number {n}." for n in range(LONG))
    with Library.open(library_folder) as library:
        library.add(draft("Long paper", "Harbour Notes", "2015-03-04", text), b"1", "/1.txt")
        found = tuple(
            disputed._position(
                text,
                *(f"The envoy demanded island number {n}.", "argentina", "the envoy", Direction.DEMANDS),
                *("sovereignty", 0.9 - n / 1000),
            )
            for n in range(LONG)
        )
        analysis = Analysis(sentences=(), mentions=(), positions=found)
        library.save_analysis(library.article(1).text_id, analysis, dossier.hash)
    with Workspace.open(library_folder, dossier=disputed.DOSSIER) as opened:
        yield opened


def test_only_what_is_in_view_is_made_and_the_arrows_walk_through_all(long: Workspace, open_window) -> None:  # type: ignore[no-untyped-def]
    window = open_window(long)
    window.actions_["compare"].trigger()
    window.compare.view.open("sovereignty", "argentina")
    drawer = window.compare.view.drawer
    roll = drawer.roll
    assert roll.total == LONG
    assert len(roll.rows) < 20
    window.compare.view.enter_drawer()
    for number in range(LONG):
        row = next(row for row in roll.rows if row.hasFocus())
        assert row.evidence.quote == f"The envoy demanded island number {number}."
        QTest.keyClick(row, Qt.Key.Key_Down)
    assert len(roll.rows) < 20


def test_a_jump_to_the_end_reads_the_end(long: Workspace, open_window) -> None:  # type: ignore[no-untyped-def]
    window = open_window(long)
    window.actions_["compare"].trigger()
    window.compare.view.open("sovereignty", "argentina")
    roll = window.compare.view.drawer.roll
    bar = roll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert roll.rows[-1].evidence.quote == f"The envoy demanded island number {LONG - 1}."
    assert roll.rows[-1].geometry().top() == (LONG - 1) * ROW_HEIGHT
    roll.rows[-1].reject()
    assert roll.total == LONG - 1
    assert roll.rows[-1].evidence.quote == f"The envoy demanded island number {LONG - 2}."
    window.actions_["undo"].trigger()
    assert roll.total == LONG


def test_what_reposts_say_again_is_folded_and_can_be_shown(
    comparing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, third = ids(comparing)["First paper"], ids(comparing)["Third paper"]
    monkeypatch.setattr(comparing.workspace.families, "all", lambda: {first: first, third: first})
    comparing.workspace.comparing.store._families = (-1, None)
    comparing.compare.refresh()
    assert cell(comparing, "sovereignty", "argentina").independent == 1
    comparing.compare.view.open("sovereignty", "argentina")
    drawer = comparing.compare.view.drawer
    assert drawer is not None
    assert [row.evidence.quote for row in drawer.rows] == [CLAIM]
    assert drawer.reposts.text() == "1 repost folded"
    drawer.reposts.click()
    assert [row.evidence.quote for row in drawer.rows] == [CLAIM, LATER]
    drawer.reposts.click()
    assert [row.evidence.quote for row in drawer.rows] == [CLAIM]


def test_what_the_governor_wants_is_found_by_the_keys_alone(comparing: MainWindow) -> None:
    view = comparing.compare.view
    QTest.keyClick(view, Qt.Key.Key_Home)
    view.setCurrentIndex(view.matrix.index(view.matrix.row_of("self_determination"), 3))
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.drawer is not None
    row = view.drawer.rows[0]
    assert row.hasFocus()
    assert row.evidence.quote == WISH
    QTest.keyClick(row, Qt.Key.Key_R)
    assert cell(comparing, "self_determination", "uk").state is CellState.NOTHING
