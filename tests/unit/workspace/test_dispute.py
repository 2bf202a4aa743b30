"""Analysis in the background, the analyst's word, highlights and briefs, over a real library."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.errors import DiptychError, DossierInvalid, NotFound
from diptych.model import AnalysisState, ChangeKind, Span
from diptych.progress import Cancelled, Progress
from diptych.workers import program
from diptych.workspace import CellState, Evidence, Workspace

_DOSSIERS = Path(__file__).resolve().parents[2] / "data" / "dossiers"
_DOSSIER = _DOSSIERS / "argentina-uk"

_TEXTS = {
    "claim.md": "# A claim renewed\n\nArgentina demanded that Britain return to talks on sovereignty over "
    "the islands.\n\nBritain rejected any negotiation on sovereignty over the Falkland Islands.\n",
    "ferry.md": "# The ferry\n\nThe ferry left Stanley at noon. It carried wool.\n",
}


@pytest.fixture
def workspace(library_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    files = tmp_path / "texts"
    files.mkdir()
    for name, text in _TEXTS.items():
        (files / name).write_text(text, encoding="utf-8")
    with Workspace.open(library_folder, dossier=_DOSSIER) as opened:
        opened.import_paths([files], Progress())
        yield opened


def claim(workspace: Workspace) -> int:
    return next(article.id for article in workspace.articles() if article.title == "A claim renewed")


def evidence_of(workspace: Workspace) -> list[Evidence]:
    return [
        each
        for row in workspace.dispute.comparison().rows
        for cell in row.cells
        for each in cell.evidence
        if each.article == claim(workspace)
    ]


def test_each_article_is_analysed_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workspace.dispute.pending() == 2
    assert set(workspace.dispute.states().values()) == {AnalysisState.PENDING}
    changes = workspace.dispute.analyse(Progress())
    assert changes.touches(ChangeKind.POSITIONS)
    assert workspace.dispute.pending() == 0
    found = evidence_of(workspace)
    assert {each.party for each in found} >= {"argentina", "uk"}
    text = workspace.article(claim(workspace)).text
    assert all(text[each.start : each.end] == each.quote for each in found)
    monkeypatch.setattr(program, "command", lambda *_: [sys.executable, "-c", "raise SystemExit(9)"])
    assert workspace.dispute.analyse(Progress()).articles == frozenset()


def test_a_cancelled_analysis_keeps_what_is_done_and_is_taken_up_again(workspace: Workspace) -> None:
    class CancelAfterOne(Progress):
        def step(self, n: int = 1, label: str | None = None) -> None:
            super().step(n, label)
            if n:
                self.cancel()

    with pytest.raises(Cancelled):
        workspace.dispute.analyse(CancelAfterOne())
    assert workspace.dispute.pending() == 1
    workspace.dispute.analyse(Progress())
    assert workspace.dispute.pending() == 0


def test_an_article_whose_analysis_dies_is_marked_and_the_rest_goes_on(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        "import sys, os; sys.argv = ['diptych', '--worker', 'analyse']\n"
        "from diptych import analysis, __main__\n"
        "real = analysis.analyse\n"
        "def analyse(text, *a, **k):\n"
        "    if 'ferry' in text: os._exit(9)\n"
        "    return real(text, *a, **k)\n"
        "analysis.analyse = analyse\n"
        "sys.exit(__main__.main())"
    )
    monkeypatch.setattr(program, "command", lambda *_: [sys.executable, "-c", lines])
    workspace.dispute.analyse(Progress())
    states = workspace.dispute.states()
    assert states.pop(claim(workspace)) is AnalysisState.DONE
    assert set(states.values()) == {AnalysisState.FAILED}
    assert evidence_of(workspace)


def test_a_rejected_position_leaves_the_comparison_until_it_is_taken_back(workspace: Workspace) -> None:
    workspace.dispute.analyse(Progress())
    before = evidence_of(workspace)
    changes = workspace.dispute.reject(before[0])
    assert changes.label
    assert len(evidence_of(workspace)) == len(before) - 1
    (rejected,) = workspace.dispute.rejected()
    assert (rejected.quote, rejected.issue) == (before[0].quote, before[0].issue)
    workspace.undo()
    assert evidence_of(workspace) == before
    workspace.redo()
    workspace.dispute.take_back(workspace.dispute.rejected()[0])
    assert evidence_of(workspace) == before


def test_a_confirmed_position_survives_a_new_analysis(workspace: Workspace, library_folder: Path) -> None:
    workspace.dispute.analyse(Progress())
    first = evidence_of(workspace)[0]
    workspace.dispute.confirm(first)
    workspace.close()
    with Workspace.open(library_folder, dossier=_DOSSIERS / "greece-turkiye") as other:
        assert other.dispute.pending() == 2
        other.dispute.analyse(Progress())
    with Workspace.open(library_folder, dossier=_DOSSIER) as again:
        again.dispute.analyse(Progress())
        confirmed = [each for each in evidence_of(again) if each.verdict]
        assert [(each.quote, each.issue, each.party) for each in confirmed] == [
            (first.quote, first.issue, first.party)
        ]


def test_a_library_reads_by_its_own_copy_of_the_dossier(workspace: Workspace, library_folder: Path) -> None:
    hash_ = workspace.dispute.dossier.hash
    workspace.close()
    with Workspace.open(library_folder, write=False) as elsewhere:
        assert elsewhere.dispute.dossier.id == "argentina-uk"
        assert elsewhere.dispute.dossier.hash == hash_


def test_a_dossier_that_is_none_is_one_sentence(library_folder: Path, tmp_path: Path) -> None:
    with Workspace.open(library_folder, dossier=tmp_path) as opened:
        with pytest.raises(DossierInvalid) as raised:
            _ = opened.dispute
        assert str(tmp_path) in str(raised.value)


def test_an_issue_that_is_none_is_one_sentence(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="moon"):
        workspace.dispute.issue("moon")


def test_a_card_says_what_is_known_of_a_name(workspace: Workspace) -> None:
    workspace.dispute.analyse(Progress())
    mention = next(
        each for each in workspace.dispute.mentions(claim(workspace)) if each.mention.text == "Argentina"
    )
    card = workspace.dispute.entity_card(mention)
    assert (card.name, card.party, card.here) == ("Argentina", "Argentina", 1)
    assert card.in_library >= card.here
    assert card.articles >= 1


def test_a_brief_quotes_what_stands_and_names_what_does_not(workspace: Workspace, tmp_path: Path) -> None:
    workspace.dispute.analyse(Progress())
    article = workspace.article(claim(workspace))
    kept, _ = workspace.notebook.highlight(article.text_id, Span(0, 9), 0, "a note")
    issue = next(row.issue for row in workspace.dispute.comparison().rows if row.cell("uk").evidence)
    id_, _ = workspace.notebook.make_brief("Two sides", [issue], workspace.notebook.highlights())
    for name in ("brief.md", "brief.html"):
        workspace.notebook.export(id_, tmp_path / name)
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert "Two sides" in written
        assert article.text[:9] in written
        assert "a note" in written
        assert "Britain rejected any negotiation" in written
        assert "Left out" not in written
    workspace.close()
    with sqlite3.connect(workspace.folder / "library.db") as db:
        db.execute("UPDATE texts SET text = 'X' || substr(text, 2) WHERE article = ?", (article.id,))
    with Workspace.open(workspace.folder, dossier=_DOSSIER) as again:
        assert [mark.broken for mark in again.notebook.highlights()] == [True]
        assert {each.broken for each in evidence_of(again)} == {True, False}
        again.notebook.export(id_, tmp_path / "broken.md")
        written = (tmp_path / "broken.md").read_text(encoding="utf-8")
        assert "no longer stands" in written
        assert "“Argentina”" not in written
    assert kept == 1


@pytest.mark.parametrize("name", ["brief.docm", "brief", "nowhere/brief.md"])
def test_a_brief_that_cannot_be_written_is_one_sentence(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    id_, _ = workspace.notebook.make_brief("Empty", [], [])
    with pytest.raises(DiptychError) as raised:
        workspace.notebook.export(id_, tmp_path / name)
    assert "brief" in str(raised.value)
    assert not list(tmp_path.glob("*brief*"))


def test_silence_before_the_analysis_is_not_taken_for_silence(workspace: Workspace) -> None:
    states = {cell.state for row in workspace.dispute.comparison().rows for cell in row.cells}
    assert states == {CellState.NOT_ANALYSED}
    workspace.dispute.analyse(Progress())
    states = {cell.state for row in workspace.dispute.comparison().rows for cell in row.cells}
    assert CellState.NOTHING in states
    assert CellState.NOT_ANALYSED not in states
