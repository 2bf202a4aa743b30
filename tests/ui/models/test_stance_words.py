"""What is said of positions: states, strengths, counts and links in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.dossier import load
from diptych.model import AnalysisState, Direction, LinkKind, Strength
from diptych.ui.models import stances
from diptych.workspace import CellState
from diptych.workspace.comparing import MatrixCell, MatrixRow

DOSSIER = load(Path(__file__).parents[2] / "data" / "dossiers" / "argentina-uk")
FIRST, SECOND = (party.id for party in DOSSIER.parties)


def cell(party: str = FIRST, **given: object) -> MatrixCell:
    said = {"state": CellState.STATED, "direction": Direction.DEMANDS, "strength": Strength.FIRM}
    counts = {"pieces": 5, "articles": 4, "independent": 3, "quote": "Give it back.", "latest": "2017-01"}
    return MatrixCell(issue="fish", party=party, **{**said, **counts, **given})  # type: ignore[arg-type]


def test_what_is_shared_stands_between_the_parties_and_badges_differ() -> None:
    columns = stances.columns(DOSSIER)
    assert [column.id for column in columns] == [FIRST, "both", SECOND, "third", "analyst"]
    assert len({(column.badge.letter, column.badge.round) for column in columns}) == len(columns)
    assert [column.badge.role for column in columns[:3]] == ["party1", "shared", "party2"]


def test_a_cell_says_direction_strength_counts_and_date() -> None:
    said = stances.cell_words(cell(reviewed=2, summary="They want it."), 9)
    assert said == (
        "Demands firmly, 5 quotes, 4 articles, latest Jan 2017, 2 reviewed. “Give it back.” "
        "Summary: They want it."
    )
    both = cell("both", direction=Direction.SUPPORTS, strength=Strength.WEAK)
    assert stances.cell_words(both, 9).startswith("Both support weakly, ")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Give it back.", "“Give it back.”"),
        ("“Give it back.”", "“Give it back.”"),
        ("“We want it”, he said.", "“We want it”, he said.”"),
        ("", "“”"),
    ],
)
def test_quotation_marks_are_not_doubled(words: str, shown: str) -> None:
    assert stances.quote(words) == shown


def test_copies_are_counted_once_and_said_to_be_folded() -> None:
    assert stances.short_counts(cell()) == "5 in 3"
    assert stances.reposts(cell()) == "1 repost folded"
    assert stances.reposts(cell(independent=4)) == ""


def test_silence_is_told_from_what_was_not_looked_at() -> None:
    assert stances.silence(cell(state=CellState.NOTHING), 1) == "Nothing found in 1 article"
    assert stances.silence(cell(state=CellState.NOT_ANALYSED), 0) == "Not analysed"
    neutral = cell(state=CellState.NEUTRAL, direction=Direction.NEUTRAL)
    assert stances.cell_words(neutral, 1).startswith("Neutral, stated, ")


def test_every_direction_strength_and_link_has_a_word_of_its_own() -> None:
    for column in (FIRST, "both"):
        assert len({stances.leaning(each, column) for each in Direction}) == len(Direction)
    assert len({stances.strength(each) for each in Strength}) == len(Strength)
    words = [*map(stances.link, LinkKind), *map(stances.linked, LinkKind)]
    assert len(set(words)) == 2 * len(LinkKind)


def test_what_is_set_aside_is_not_left_to_review() -> None:
    rows = [
        MatrixRow(issue="fish", name="Fish", cells=(cell(reviewed=2), cell(SECOND))),
        MatrixRow(issue="flags", name="Flags", cells=(cell(),), aside=True),
    ]
    assert stances.unreviewed(rows) == 8


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ([], ""),
        ([AnalysisState.DONE], ""),
        ([AnalysisState.PENDING, AnalysisState.DONE], "1 article still to be analysed."),
        (
            [AnalysisState.UNSUPPORTED, AnalysisState.UNSUPPORTED, AnalysisState.FAILED],
            "2 articles in a language that cannot be analysed; the analysis of 1 article failed.",
        ),
    ],
)
def test_why_there_are_no_positions(states: list[AnalysisState], words: str) -> None:
    assert stances.not_analysed(states) == words


def test_the_issue_with_most_evidence() -> None:
    rows = [
        MatrixRow(issue="flags", name="Flags", cells=(cell(pieces=1),)),
        MatrixRow(issue="fish", name="Fish", cells=(cell(),)),
    ]
    assert stances.most_said(rows) == "fish"
    assert stances.most_said([]) == ""
