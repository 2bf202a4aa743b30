"""What is reckoned from a comparison and said of it: gaps, orders, counts, states in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.dossier import load
from diptych.model import AnalysisState, ArticleSummary, Direction, Position, Stance, StoredPosition, Voice
from diptych.ui.models import stances
from diptych.workspace import Comparison, Row
from diptych.workspace.comparison import compare

DOSSIER = load(Path(__file__).parents[2] / "data" / "dossiers" / "argentina-uk")
FIRST, SECOND = (party.id for party in DOSSIER.parties)
ISSUE = DOSSIER.issues[0].id

Said = list[tuple[str, Direction, float]]

directions = st.sampled_from(list(Direction))
weights = st.floats(0.01, 1.0)
said = st.lists(st.tuples(st.sampled_from([FIRST, SECOND]), directions, weights), max_size=12)


def compared(said: Said, *, broken: bool = False, issue: str = ISSUE) -> Comparison:
    """A comparison of one article in which these were said on one issue."""
    article = ArticleSummary(id=1, title="Paper", authors=(), outlet="Notes", date="2016-02-03", source="")
    positions = [
        StoredPosition(
            article=1,
            text_id=1,
            quote="Words.",
            before="",
            after="",
            position=_position(number, party, direction, confidence, issue),
            stances=(Stance(issue=issue, direction=direction, confidence=confidence),),
            broken=broken,
        )
        for number, (party, direction, confidence) in enumerate(said)
    ]
    return compare(positions, {1: article}, {1: AnalysisState.DONE}, DOSSIER)


def row(said: Said, *, broken: bool = False) -> Row:
    return next(row for row in compared(said, broken=broken).rows if row.issue == ISSUE)


@given(said)
def test_a_gap_lies_between_none_and_all_and_is_the_same_from_both_sides(said: Said) -> None:
    gap = stances.gap(row(said), FIRST, SECOND)
    if {party for party, _, _ in said} != {FIRST, SECOND}:
        assert gap is None
    else:
        assert gap is not None
        assert 0.0 <= gap <= 1.0
        assert gap == pytest.approx(stances.gap(row(said), SECOND, FIRST))


@given(directions, weights, weights)
def test_those_who_say_the_same_do_not_lie_apart_unless_they_demand(
    direction: Direction, one: float, other: float
) -> None:
    gap = stances.gap(row([(FIRST, direction, one), (SECOND, direction, other)]), FIRST, SECOND)
    assert gap == pytest.approx(1.0 if direction is Direction.DEMANDS else 0.0)


def test_a_gap_weighs_by_confidence() -> None:
    mixed: Said = [
        (FIRST, Direction.SUPPORTS, 0.6),
        (FIRST, Direction.OPPOSES, 0.2),
        (SECOND, Direction.SUPPORTS, 0.5),
    ]
    assert stances.gap(row(mixed), FIRST, SECOND) == pytest.approx(0.25)


@given(said)
def test_broken_evidence_is_never_counted(said: Said) -> None:
    broken = row(said, broken=True)
    assert stances.gap(broken, FIRST, SECOND) is None
    assert stances.total(broken) == 0
    assert stances.statements([broken]) == 0


@given(said)
def test_every_order_shows_each_issue_once(said: Said) -> None:
    table = stances.table(DOSSIER, compared(said))
    everything = sorted(issue.id for issue in DOSSIER.issues)
    for order in stances.Order:
        assert sorted(row.issue for row in stances.ordered(table, order)) == everything


def test_what_is_shared_stands_between_the_parties_and_badges_differ() -> None:
    columns = stances.columns(DOSSIER)
    assert [column.id for column in columns] == [FIRST, "both", SECOND, "third", "analyst"]
    assert len({(column.badge.letter, column.badge.round) for column in columns}) == len(columns)
    assert [column.badge.role for column in columns[:3]] == ["party1", "shared", "party2"]


def test_silence_is_told_from_what_was_not_looked_at() -> None:
    comparison = compared([])
    cell = comparison.rows[0].cells[0]
    assert stances.silence(cell, comparison) == "Nothing found in 1 article"
    unread = compare([], {}, {}, DOSSIER)
    assert stances.silence(unread.rows[0].cells[0], unread) == "Not analysed"


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


def test_the_issue_with_most_evidence_in_some_articles() -> None:
    comparison = compared([(FIRST, Direction.SUPPORTS, 0.5)], issue=DOSSIER.issues[3].id)
    assert stances.most_said(comparison, [1]) == DOSSIER.issues[3].id
    assert stances.most_said(comparison, [2]) == DOSSIER.issues[0].id


def _position(number: int, party: str, direction: Direction, confidence: float, issue: str) -> Position:
    return Position(
        start=number * 10,
        end=number * 10 + 6,
        sentence=number,
        party=party,
        holder="the envoy",
        voice=Voice.OFFICIAL,
        stances=(Stance(issue=issue, direction=direction, confidence=confidence),),
        quoted=False,
        reported_by=None,
        rule="words",
    )
