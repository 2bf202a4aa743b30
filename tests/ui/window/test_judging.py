"""The analyst's word on evidence from the window: every act, and its undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from tests.ui.window import disputed
from tests.ui.window.disputed import CLAIM, LATER, REFUSAL, cell, evidence, ids
from tests.ui.window.driving import OpenWindow

from diptych.errors import LibraryError
from diptych.model import Direction, LinkKind, Span, Strength, Verdict, Voice
from diptych.ui.dialogs.link import Link, LinkDialog
from diptych.ui.dialogs.position import Answer, Choices, PositionDialog, Words
from diptych.ui.dialogs.repair import RepairDialog
from diptych.ui.dialogs.summary import SummaryDialog
from diptych.ui.main_window import MainWindow
from diptych.ui.models.deeds import Deed
from diptych.ui.panels.compare.piece_row import PieceRow
from diptych.ui.reader.marks import Layer
from diptych.workspace import CellState, Workspace

ANSWER = Answer(
    party="uk",
    issue="sovereignty",
    direction=Direction.OFFERS,
    strength=Strength.FIRM,
    voice=Voice.NON_OFFICIAL,
    holder="a harbour master",
    note="Read twice.",
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
def comparing(window: MainWindow) -> MainWindow:
    window.actions_["compare"].trigger()
    window.compare.view.open("sovereignty", "argentina")
    return window


def rows(window: MainWindow) -> list[PieceRow]:
    drawer = window.compare.view.drawer
    return [] if drawer is None else drawer.rows


def select(window: MainWindow, words: str) -> Span:
    """Select words in the active pane."""
    page = window.panes.active_pane.page
    article = window.panes.active_pane.article
    assert article is not None
    start = article.text.index(words)
    span = Span(start, start + len(words))
    begin, end = page.offsets.span_to_qt(span)
    cursor = page.textCursor()
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    return span


def undo(window: MainWindow) -> None:
    window.actions_["undo"].trigger()


def test_a_piece_is_edited_as_one_act_and_undone(
    comparing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ANSWER._replace(party="argentina", holder="the envoy")
    monkeypatch.setattr(PositionDialog, "ask", lambda *_, **__: said)
    rows(comparing)[0].setFocus()
    QTest.keyClick(rows(comparing)[0], Qt.Key.Key_E)
    changed = evidence(comparing, CLAIM)
    assert (changed.direction, changed.strength, changed.voice) == (
        Direction.OFFERS,
        Strength.FIRM,
        Voice.NON_OFFICIAL,
    )
    assert changed.verdict is not None
    assert (changed.verdict.verdict, changed.verdict.note) == (Verdict.EDITED, "Read twice.")
    assert "Edited" in [button.text() for button in rows(comparing)[0].buttons]
    undo(comparing)
    assert evidence(comparing, CLAIM).direction is Direction.DEMANDS
    assert evidence(comparing, CLAIM).verdict is None


def test_a_piece_goes_to_another_party(comparing: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PositionDialog, "ask", lambda *_, **__: ANSWER._replace(holder="the envoy"))
    rows(comparing)[0].edit()
    assert cell(comparing, "sovereignty", "uk").pieces == 2
    assert [row.evidence.quote for row in rows(comparing)] == [LATER]
    undo(comparing)
    assert cell(comparing, "sovereignty", "uk").pieces == 1
    assert [row.evidence.quote for row in rows(comparing)] == [CLAIM, LATER]


def test_the_span_is_taken_from_the_selection(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.reading.open(ids(window)["First paper"], "left")
    span = select(window, "the islands be returned")
    asked: list[Words | None] = []

    def ask(_: object, __: object, piece: object, words: Words, **___: object) -> Answer:
        asked.append(words)
        return ANSWER._replace(party="argentina", holder="the envoy", span=words.span)

    monkeypatch.setattr(PositionDialog, "ask", ask)
    window.judging.do(Deed.EDIT, evidence(window, CLAIM))
    assert asked[0] is not None
    assert asked[0].span == span
    assert evidence(window, "the islands be returned").span == span
    undo(window)
    assert evidence(window, CLAIM).verdict is None


def test_evidence_is_added_from_the_selection_and_undone(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PositionDialog, "ask", lambda *_, **__: ANSWER)
    assert window.actions_["add_evidence"].shortcut().toString() == "Ctrl+E"
    window.reading.open(ids(window)["Fourth paper"], "left")
    select(window, "Nobody has read this one")
    window.actions_["add_evidence"].trigger()
    added = evidence(window, "Nobody has read this one")
    assert (added.party, added.holder, added.direction, added.own) == (
        "uk",
        "a harbour master",
        Direction.OFFERS,
        True,
    )
    undo(window)
    window.actions_["compare"].trigger()
    assert cell(window, "sovereignty", "uk").pieces == 1


def test_without_a_selection_it_is_said_what_to_do(window: MainWindow) -> None:
    window.actions_["add_evidence"].trigger()
    assert window.notice.isVisible()


def test_the_dialog_shows_what_stands_and_gives_back_what_is_said(window: MainWindow) -> None:
    choices = Choices(
        (("argentina", "Argentina"), ("uk", "United Kingdom")), (("sovereignty", "Sovereignty"),)
    )
    piece = evidence(window, CLAIM)
    words = Words(piece.text_id, Span(4, 9), "envoy")
    dialog = PositionDialog(window, choices, piece, words)
    assert dialog.answer() == Answer(
        *("argentina", "sovereignty", Direction.DEMANDS, Strength.CLEAR, Voice.OFFICIAL, "the envoy", "")
    )
    dialog.respan.setChecked(True)
    dialog.direction.setCurrentIndex(dialog.direction.findData(Direction.OFFERS))
    assert dialog.answer().span == Span(4, 9)
    assert dialog.answer().direction is Direction.OFFERS
    for field in (dialog.party, dialog.issue, dialog.direction, dialog.strength, dialog.voice, dialog.holder):
        assert field.accessibleName()
    dialog.deleteLater()


def test_pieces_are_linked_shown_as_linked_and_parted(
    comparing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def ask(_: object, __: object, others: list, columns: object) -> Link:  # type: ignore[type-arg]
        offered.extend(each.quote for each in others)
        return Link(LinkKind.CONTRADICTS, next(each for each in others if each.quote == REFUSAL), "")

    monkeypatch.setattr(LinkDialog, "ask", ask)
    rows(comparing)[0].setFocus()
    QTest.keyClick(rows(comparing)[0], Qt.Key.Key_L)
    assert sorted(offered) == sorted([LATER, REFUSAL])
    chip = rows(comparing)[0].chips[0]
    assert chip.text() == f"contradicts “{REFUSAL}”"
    comparing.compare.view.open("sovereignty", "uk")
    assert rows(comparing)[0].chips[0].text() == f"contradicted by “{CLAIM}”"
    rows(comparing)[0].chips[0].setFocus()
    QTest.keyClick(rows(comparing)[0].chips[0], Qt.Key.Key_Delete)
    assert rows(comparing)[0].chips == []
    undo(comparing)
    assert len(rows(comparing)[0].chips) == 1
    undo(comparing)
    assert rows(comparing)[0].chips == []


def test_the_link_dialog_narrows_by_words(window: MainWindow) -> None:
    from diptych.ui.models import stances

    others = [evidence(window, LATER), evidence(window, REFUSAL)]
    columns = stances.columns(window.workspace.dispute.dossier)
    dialog = LinkDialog(window, evidence(window, CLAIM), others, columns)
    dialog.filter.setText("flag")
    dialog.kind.setCurrentIndex(dialog.kind.findData(LinkKind.ANSWERS))
    chosen = dialog.link()
    assert chosen is not None
    assert (chosen.kind, chosen.other.quote) == (LinkKind.ANSWERS, REFUSAL)
    dialog.filter.setText("no such words")
    assert dialog.link() is None
    dialog.deleteLater()


def test_a_cell_is_summarised_and_the_summary_undone(
    comparing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        SummaryDialog, "ask", lambda _, __, ___, found, ____: ("They ask for all of it.", found[:1])
    )
    assert comparing.compare.view.drawer is not None
    comparing.compare.view.drawer.write.click()
    assert cell(comparing, "sovereignty", "argentina").summary == "They ask for all of it."
    kept = comparing.workspace.comparing.judging.summaries()["sovereignty", "argentina"]
    assert [end.quote for end in kept.evidence] == [CLAIM]
    undo(comparing)
    assert cell(comparing, "sovereignty", "argentina").summary == ""


def test_the_summary_dialog_keeps_what_is_ticked(window: MainWindow) -> None:
    from diptych.ui.models import stances

    pieces = [evidence(window, CLAIM), evidence(window, LATER)]
    dialog = SummaryDialog(window, "Title", "Words.", pieces, [stances.end(pieces[1])])
    assert dialog.answer() == ("Words.", [pieces[1]])
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert dialog.answer() == ("Words.", pieces)
    dialog.deleteLater()


def test_an_issue_is_set_aside_sinks_to_a_folded_group_and_comes_back(comparing: MainWindow) -> None:
    view = comparing.compare.view
    view.close_drawer()
    view.setCurrentIndex(view.matrix.index(view.matrix.row_of("sovereignty"), 0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.matrix.row_of("sovereignty") == -1
    assert "1 issue set aside as not relevant" in view.matrix.fold_words
    assert comparing.stance.issues.findData("sovereignty") == -1
    view.toggle(view.matrix.index(view.matrix.fold_row, 0))
    assert view.matrix.row_of("sovereignty") == view.matrix.fold_row + 1
    undo(comparing)
    assert view.matrix.fold_row == -1
    assert view.matrix.row_of("sovereignty") >= 0


def test_the_latest_of_both_sides_are_set_side_by_side(comparing: MainWindow) -> None:
    drawer = comparing.compare.view.drawer
    assert drawer is not None
    drawer.beside.click()
    assert not comparing.compare.isVisible()
    assert comparing.panes.left.marks(Layer.FLASH) == [evidence(comparing, LATER).span]
    assert comparing.panes.right.marks(Layer.FLASH) == [evidence(comparing, REFUSAL).span]


def test_a_piece_is_opened_in_the_pane_that_is_chosen(comparing: MainWindow) -> None:
    comparing.reading.open(ids(comparing)["Second paper"], "left")
    rows(comparing)[0].setFocus()
    QTest.keyClick(rows(comparing)[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert comparing.reading.shown("left") == ids(comparing)["Second paper"]
    assert comparing.panes.right.marks(Layer.FLASH) == [evidence(comparing, CLAIM).span]


def test_what_the_machine_thinks_anew_is_kept_or_accepted(comparing: MainWindow, folder: Path) -> None:
    rows(comparing)[0].confirm()
    library = comparing.workspace._library
    dossier = comparing.workspace.dispute.dossier
    article = library.article(1)
    opposes = (CLAIM, "argentina", "the envoy", Direction.OPPOSES, "sovereignty", 0.9)
    others = disputed.FOUND[0][1:]
    from diptych.model import Analysis

    found = tuple(disputed._position(article.text, *each) for each in (opposes, *others))
    library.save_analysis(article.text_id, Analysis(sentences=(), mentions=(), positions=found), dossier.hash)
    comparing.compare.refresh()
    row = next(row for row in rows(comparing) if row.evidence.quote == CLAIM)
    assert row.evidence.direction is Direction.DEMANDS, "the analyst's word stands"
    assert row.machine_words == "machine now: opposes"
    row.verdict_buttons[1].click()
    row = next(row for row in rows(comparing) if row.evidence.quote == CLAIM)
    assert row.difference is None
    undo(comparing)
    row = next(row for row in rows(comparing) if row.evidence.quote == CLAIM)
    assert row.machine_words
    row.verdict_buttons[0].click()
    row = next(row for row in rows(comparing) if row.evidence.quote == CLAIM)
    assert row.evidence.direction is Direction.OPPOSES
    undo(comparing)
    assert evidence(comparing, CLAIM).direction is Direction.DEMANDS


def test_broken_evidence_is_repaired_by_hand_and_undone(open_window: OpenWindow, folder: Path) -> None:
    with Workspace.open(folder, dossier=disputed.DOSSIER) as workspace:
        found = workspace.comparing.evidence(msgspec.convert({}, type=_query()), "sovereignty", "argentina")
        workspace.comparing.judging.confirm(found.evidence[0])
    with sqlite3.connect(folder / "library.db") as db:
        db.execute('UPDATE overrides SET start = start + 3, "end" = "end" + 3')
    db.close()
    with Workspace.open(folder, dossier=disputed.DOSSIER) as workspace:
        window = open_window(workspace)
        window.actions_["compare"].trigger()
        window.actions_["repair"].trigger()
        (dialog,) = window.findChildren(RepairDialog)
        assert CLAIM in dialog.pieces.item(0).text()
        assert CLAIM in dialog.places.item(0).text()
        dialog.move_.click()
        assert workspace.comparing.repair.all() == []
        assert evidence(window, CLAIM).verdict is not None
        undo(window)
        assert len(workspace.comparing.repair.all()) == 1


def _query() -> type:
    from diptych.workspace.comparing import ComparisonQuery

    return ComparisonQuery


def test_the_last_piece_given_up_leaves_silence(comparing: MainWindow) -> None:
    comparing.compare.view.open("sovereignty", "uk")
    rows(comparing)[0].reject()
    assert cell(comparing, "sovereignty", "uk").state is CellState.NOTHING
    undo(comparing)
    assert cell(comparing, "sovereignty", "uk").state is CellState.STATED


def test_a_verdict_shows_before_it_is_written_and_is_taken_from_view_when_it_cannot_be(
    comparing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Deed | None] = []
    row = rows(comparing)[0]

    def refuse(*_: object) -> None:
        seen.append(row.judged)
        raise LibraryError("The disk is full; make room and try again.")

    monkeypatch.setattr(comparing.workspace.comparing.judging, "reject", refuse)
    row.reject()
    assert seen == [Deed.REJECT]
    assert comparing.notice.isVisible()
    assert [row.evidence.quote for row in rows(comparing)] == [CLAIM, LATER]
    assert rows(comparing)[0].judged is None


def test_rows_that_are_as_they_were_are_kept(comparing: MainWindow) -> None:
    first, second = rows(comparing)
    second.confirm()
    assert [row.evidence.quote for row in rows(comparing)] == [LATER, CLAIM]
    assert rows(comparing)[1] is first
