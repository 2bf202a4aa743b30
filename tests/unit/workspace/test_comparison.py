"""The comparison as a pure function: four states that never look alike, and the analyst's word counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.dossier import Dossier, load
from diptych.model import (
    AnalysisState,
    ArticleSummary,
    Direction,
    Override,
    Position,
    Stance,
    StoredPosition,
    Verdict,
    Voice,
)
from diptych.workspace.comparison import CellState, Comparison, compare

_DOSSIER = load(Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk")
_FIRST, _SECOND = (party.id for party in _DOSSIER.parties)
_ISSUE = _DOSSIER.issues[0].id


@pytest.fixture
def dossier() -> Dossier:
    return _DOSSIER


def article(id_: int = 1, date: str | None = "2015-03") -> ArticleSummary:
    return ArticleSummary(id=id_, title=f"Article {id_}", authors=(), outlet="", date=date, source="")


def position(
    direction: Direction = Direction.SUPPORTS,
    *,
    party: str = _FIRST,
    confidence: float = 0.7,
    id_: int = 1,
    issue: str = _ISSUE,
    start: int = 0,
    broken: bool = False,
    verdicts: tuple[Override, ...] = (),
) -> StoredPosition:
    stance = Stance(issue=issue, direction=direction, confidence=confidence)
    found = Position(
        start=start,
        end=start + 5,
        sentence=0,
        party=party,
        holder="the minister",
        voice=Voice.OFFICIAL,
        stances=(stance,),
        quoted=False,
        reported_by=None,
        rule="a rule",
    )
    return StoredPosition(
        article=id_,
        text_id=id_,
        quote="words",
        before="",
        after="",
        position=found,
        stances=(stance,),
        verdicts=verdicts,
        broken=broken,
    )


def compared(*positions: StoredPosition, analysed: bool = True, articles: int = 2) -> Comparison:
    state = AnalysisState.DONE if analysed else AnalysisState.PENDING
    summaries = {id_: article(id_) for id_ in range(1, articles + 1)}
    return compare(positions, summaries, dict.fromkeys(summaries, state), _DOSSIER)


def test_the_four_states_are_kept_apart() -> None:
    stated = compared(position(Direction.OPPOSES)).rows[0].cell(_FIRST)
    assert (stated.state, stated.direction) == (CellState.STATED, Direction.OPPOSES)
    neutral = compared(position(Direction.NEUTRAL)).rows[0].cell(_FIRST)
    assert (neutral.state, neutral.direction) == (CellState.NEUTRAL, Direction.NEUTRAL)
    nothing = compared().rows[0].cell(_FIRST)
    assert (nothing.state, nothing.direction, nothing.evidence) == (CellState.NOTHING, None, ())
    unknown = compared(analysed=False).rows[0].cell(_FIRST)
    assert (unknown.state, unknown.direction) == (CellState.NOT_ANALYSED, None)


def test_every_issue_has_a_cell_for_each_column() -> None:
    found = compared(position())
    assert found.columns == (_FIRST, _SECOND, "both", "third", "analyst")
    assert [row.issue for row in found.rows] == [issue.id for issue in _DOSSIER.issues]
    assert all([cell.party for cell in row.cells] == list(found.columns) for row in found.rows)


def test_the_leading_direction_has_the_most_confidence_behind_it() -> None:
    found = compared(
        position(Direction.SUPPORTS, confidence=0.9),
        position(Direction.OPPOSES, confidence=0.5, start=10),
        position(Direction.OPPOSES, confidence=0.6, start=20, id_=2),
        position(Direction.NEUTRAL, confidence=1.0, start=30),
    )
    cell = found.rows[0].cell(_FIRST)
    assert cell.direction is Direction.OPPOSES
    assert cell.counts == {"supports": 1, "opposes": 2, "neutral": 1}
    assert cell.articles == 2
    assert [each.confidence for each in cell.evidence] == [1.0, 0.9, 0.6, 0.5]


def test_broken_evidence_is_listed_last_and_never_counted() -> None:
    found = compared(position(confidence=0.9, broken=True), position(Direction.OPPOSES, confidence=0.2))
    cell = found.rows[0].cell(_FIRST)
    assert (cell.direction, cell.counts, cell.confidence) == (Direction.OPPOSES, {"opposes": 1}, 0.2)
    assert [each.broken for each in cell.evidence] == [False, True]
    only_broken = compared(position(broken=True)).rows[0].cell(_FIRST)
    assert only_broken.state is CellState.NOTHING


def test_what_the_analyst_edited_counts_as_the_analyst_said() -> None:
    verdict = Override(
        text_id=1,
        start=0,
        end=5,
        holder="the minister",
        issue=_ISSUE,
        verdict=Verdict.EDITED,
        party=_SECOND,
        voice=Voice.MEDIA,
        direction=Direction.SUPPORTS,
    )
    row = compared(position(verdicts=(verdict,))).rows[0]
    assert row.cell(_FIRST).state is CellState.NOTHING
    (evidence,) = row.cell(_SECOND).evidence
    assert (evidence.party, evidence.voice) == (_SECOND, Voice.MEDIA)


def test_evidence_of_other_articles_issues_and_parties_is_left_out() -> None:
    found = compared(position(id_=99), position(issue="the moon"), position(party="martians"))
    assert all(cell.state is CellState.NOTHING for row in found.rows for cell in row.cells)


@given(
    st.lists(
        st.builds(
            position,
            st.sampled_from(Direction),
            party=st.sampled_from([_FIRST, _SECOND, "both", "third", "analyst"]),
            confidence=st.floats(0, 1),
            id_=st.integers(1, 3),
            issue=st.sampled_from([issue.id for issue in _DOSSIER.issues]),
            start=st.integers(0, 50),
            broken=st.booleans(),
        ),
        max_size=12,
    ),
    st.booleans(),
)
def test_nothing_is_lost_and_nothing_invented(positions: list[StoredPosition], analysed: bool) -> None:
    found = compared(*positions, analysed=analysed, articles=3)
    cells = [cell for row in found.rows for cell in row.cells]
    assert sum(len(cell.evidence) for cell in cells) == len(positions)
    for cell in cells:
        sound = [each for each in cell.evidence if not each.broken]
        assert sum(cell.counts.values()) == len(sound)
        assert (cell.state in (CellState.STATED, CellState.NEUTRAL)) == bool(sound)
        assert (cell.direction is None) == (not sound)
        if not sound:
            assert cell.state is (CellState.NOTHING if analysed else CellState.NOT_ANALYSED)
