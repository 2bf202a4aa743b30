"""The comparison in columns: as the plain one over generated positions, kept up to date by every act."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.library import Library
from diptych.model import (
    Analysis,
    ArticleDate,
    Block,
    BlockKind,
    Correction,
    DatePrecision,
    Direction,
    Draft,
    LinkKind,
    Position,
    Report,
    Span,
    Stance,
    Strength,
    Voice,
)
from diptych.workspace import Workspace
from diptych.workspace.comparing import ComparisonQuery, Judgement
from diptych.workspace.comparison import Comparison, Evidence

DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"
TEXT = "The first minister spoke of fish, then of boats, and the other one of neither. " * 3
WHOLE = ComparisonQuery()
DATES = ("2015-03-04", "2016", "", "2016-07")


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        with Library.open(folder) as library:
            for number, date in enumerate(DATES):
                library.add(draft(number, date), b"%d" % number, f"/{number}.txt", bundled=True)
        with Workspace.open(folder, dossier=DOSSIER) as opened:
            yield opened


def draft(number: int, date: str, reports: Report | None = None) -> Draft:
    text = f"{number}. {TEXT}"
    return Draft(
        title=f"Article {number}",
        text=text,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
        importer="test",
        outlet=("Harbour", "Grain")[number % 2],
        date=ArticleDate(value=date or None, precision=DatePrecision.DAY if date else DatePrecision.NONE),
        language="en",
        reports=reports,
    )


@st.composite
def positions(draw: st.DrawFn, dossier_issues: tuple[str, ...]) -> Position:
    start = draw(st.integers(0, 150))
    stances = draw(
        st.lists(
            st.builds(
                Stance,
                issue=st.sampled_from(dossier_issues),
                direction=st.sampled_from(Direction),
                confidence=st.floats(0.05, 1).map(lambda value: round(value, 3)),
                strength=st.sampled_from(Strength),
            ),
            min_size=1,
            max_size=2,
            unique_by=lambda stance: stance.issue,
        )
    )
    return Position(
        start=start,
        end=start + draw(st.integers(1, 40)),
        sentence=0,
        party=draw(st.sampled_from(["argentina", "uk", "both", "third", "analyst"])),
        holder=draw(st.sampled_from(["the minister", "an aide"])),
        voice=draw(st.sampled_from(Voice)),
        stances=tuple(stances),
        quoted=draw(st.booleans()),
        reported_by=None,
        rule="r",
    )


def keep(workspace: Workspace, found: dict[int, list[Position]]) -> None:
    for id_, each in found.items():
        unique = {(p.start, p.end, p.holder): p for p in each}
        analysis = Analysis(sentences=(), mentions=(), positions=tuple(unique.values()))
        library = workspace._library
        library.save_analysis(library.article(id_).text_id, analysis, workspace.dispute.dossier.hash)


def issue_ids(workspace: Workspace) -> tuple[str, ...]:
    return tuple(issue.id for issue in workspace.dispute.dossier.issues)


def same_as_the_plain_one(workspace: Workspace, query: ComparisonQuery = WHOLE) -> None:
    matrix = workspace.comparing.matrix(query)
    plain: Comparison = workspace.dispute.comparison(query.articles)
    assert matrix.columns == plain.columns
    aside = workspace.comparing.judging.aside()
    rows = [row for row in plain.rows if row.issue not in aside]
    for row, expected in zip(matrix.rows, rows, strict=True):
        for cell, other in zip(row.cells, expected.cells, strict=True):
            evidence = [each for each in other.evidence if taken(each, query)]
            sound = [each for each in evidence if not each.broken]
            assert cell.pieces == len(sound)
            assert cell.articles == cell.independent == len({each.article for each in sound})
            assert cell.reviewed == sum(each.verdict is not None for each in sound)
            assert cell.latest == max((e.date for e in sound if e.date), key=_day, default=None)
            if not query.outlets and evidence == list(other.evidence):
                assert (cell.state, cell.direction, cell.counts) == (
                    other.state,
                    other.direction,
                    other.counts,
                )
            if not evidence:
                assert cell.pieces == cell.broken == 0
                continue
            page = workspace.comparing.evidence(query, row.issue, cell.party, limit=1000)
            assert page.total == len(evidence)
            assert sorted(map(_key, page.evidence)) == sorted(map(_key, evidence))
            assert cell.quote in {each.quote for each in sound} | {""}


def taken(each: Evidence, query: ComparisonQuery) -> bool:
    return (
        (not query.voices or each.voice in query.voices)
        and (not query.quoted or each.quoted)
        and each.confidence >= query.confidence
        and (query.reviewed is None or (each.verdict is not None) == query.reviewed)
        and (not query.outlets or each.outlet in query.outlets)
    )


def _day(date: str) -> str:
    return date


def _key(each: Evidence) -> tuple[object, ...]:
    return (
        each.article,
        each.start,
        each.end,
        each.holder,
        each.issue,
        each.party,
        each.direction,
        each.quote,
    )


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_counts_are_those_of_the_plain_comparison(workspace: Workspace, data: st.DataObject) -> None:
    ids = [article.id for article in workspace.articles()]
    some = st.lists(positions(issue_ids(workspace)), max_size=6)
    keep(workspace, {id_: data.draw(some) for id_ in data.draw(st.sets(st.sampled_from(ids)))})
    query = ComparisonQuery(
        articles=data.draw(st.none() | st.sets(st.sampled_from(ids)).map(tuple)),
        voices=data.draw(st.sampled_from([(), (Voice.OFFICIAL,), (Voice.MEDIA, Voice.ANALYST)])),
        quoted=data.draw(st.booleans()),
        confidence=data.draw(st.sampled_from([0.0, 0.5])),
        reviewed=data.draw(st.sampled_from([None, True, False])),
        outlets=data.draw(st.sampled_from([(), ("Harbour",)])),
    )
    same_as_the_plain_one(workspace, query)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_each_act_is_seen_at_once_and_its_undo_brings_back_what_was(
    workspace: Workspace, data: st.DataObject
) -> None:
    ids = [article.id for article in workspace.articles()]
    one = st.lists(positions(issue_ids(workspace)), min_size=1, max_size=4)
    keep(workspace, {id_: data.draw(one) for id_ in ids})
    comparing = workspace.comparing
    evidence = [
        each
        for row in comparing.matrix(WHOLE).rows
        for cell in row.cells
        for each in comparing.evidence(WHOLE, row.issue, cell.party).evidence
    ]
    for _ in range(3):
        before = _state(workspace)
        _do(workspace, data.draw(st.integers(0, 9)), data.draw(st.sampled_from(evidence)), evidence)
        same_as_the_plain_one(workspace)
        if _state(workspace) != before and data.draw(st.booleans()):
            workspace.undo()
            assert _state(workspace) == before
            workspace.redo()
            workspace.undo()
            assert _state(workspace) == before


def _state(workspace: Workspace) -> object:
    comparing = workspace.comparing
    matrix = msgspec.structs.replace(comparing.matrix(ComparisonQuery(aside=True)), number=0)
    plain = workspace.dispute.comparison()
    return (
        matrix,
        plain,
        comparing.judging.links(),
        comparing.judging.summaries(),
        comparing.judging.aside(),
    )


def _do(workspace: Workspace, act: int, each: Evidence, evidence: list[Evidence]) -> None:
    judging = workspace.comparing.judging
    other = next((e for e in evidence if _key(e)[:5] != _key(each)[:5]), None)
    edited = Judgement(party="uk", direction=Direction.OFFERS, strength=Strength.WEAK)
    moved = Judgement(span=Span(each.start + 1, each.end + 2), holder="somebody else")
    added = Judgement(party="uk", issue=each.issue, direction=Direction.DEMANDS, holder="x")
    acts: list[Callable[[], object]] = [
        lambda: judging.confirm(each),
        lambda: judging.reject(each),
        lambda: judging.change(each, edited),
        lambda: judging.change(each, Judgement(issue=issue_ids(workspace)[-1])),
        lambda: judging.change(each, moved),
        lambda: judging.add(each.text_id, Span(0, 9), added),
        lambda: judging.summarise(each.issue, each.party, "They say so.", [each]),
        lambda: judging.set_aside(each.issue, each.issue not in judging.aside()),
        lambda: other and judging.link(each, LinkKind.ANSWERS, other, "see there"),
        lambda: workspace.correct(each.article, Correction(date="2014", outlet="Elsewhere")),
    ]
    acts[act]()
