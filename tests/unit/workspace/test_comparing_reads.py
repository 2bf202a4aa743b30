"""Timeline, silence, usage, review, the machine's new mind and broken evidence, over small libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from diptych.errors import DiptychError, NotFound
from diptych.library import Library
from diptych.model import (
    Analysis,
    ArticleDate,
    Block,
    BlockKind,
    DatePrecision,
    Direction,
    DossierEdit,
    Draft,
    EditAction,
    EntityKind,
    LinkKind,
    Mention,
    Position,
    Report,
    Span,
    Stance,
    Verdict,
    Voice,
)
from diptych.workspace import Workspace
from diptych.workspace.comparing import ComparisonQuery, Judgement, Order, Period, Sort, Source
from diptych.workspace.comparing.differences import Kind
from diptych.workspace.comparing.repair import Found
from diptych.workspace.comparison import CellState

DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"
TEXT = "The minister said that boats may come. An aide spoke against it. Nobody else said a word."
SAID, AGAINST = Span(0, 38), Span(39, 64)

Add = Callable[..., int]


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


@pytest.fixture
def issue(workspace: Workspace) -> str:
    return workspace.dispute.dossier.issues[0].id


@pytest.fixture
def add(workspace: Workspace) -> Add:
    def one(date: str = "", outlet: str = "Harbour", reports: Report | None = None, text: str = TEXT) -> int:
        library = workspace._library
        number = len(workspace.articles())
        draft = Draft(
            title=f"Article {number}",
            text=text,
            blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
            importer="test",
            outlet=outlet,
            date=ArticleDate(value=date or None, precision=_PRECISION[len(date)]),
            language="en",
            reports=reports,
        )
        return library.add(draft, b"%d" % number, f"/{number}.txt", bundled=True)[0]

    return one


_PRECISION = {
    0: DatePrecision.NONE,
    4: DatePrecision.YEAR,
    7: DatePrecision.MONTH,
    10: DatePrecision.DAY,
}


def found(
    issue: str,
    direction: Direction = Direction.SUPPORTS,
    party: str = "uk",
    span: Span = SAID,
    confidence: float = 0.7,
    holder: str = "the minister",
) -> Position:
    return Position(
        start=span.start,
        end=span.end,
        sentence=0,
        party=party,
        holder=holder,
        voice=Voice.OFFICIAL,
        stances=(Stance(issue=issue, direction=direction, confidence=confidence),),
        quoted=False,
        reported_by=None,
        rule="r",
    )


def save(
    workspace: Workspace, article: int, *positions: Position, mentions: tuple[Mention, ...] = ()
) -> None:
    library: Library = workspace._library
    analysis = Analysis(sentences=(), mentions=mentions, positions=positions)
    library.save_analysis(library.article(article).text_id, analysis, workspace.dispute.dossier.hash)


def test_a_shift_is_a_direction_that_changes_and_holds(workspace: Workspace, add: Add, issue: str) -> None:
    for date, direction in (
        ("2010", Direction.SUPPORTS),
        ("2011-05", Direction.SUPPORTS),
        ("2012-01-09", Direction.OPPOSES),  # one article alone: it does not hold
        ("2013", Direction.SUPPORTS),
        ("2014-02", Direction.OPPOSES),
        ("2014-03", Direction.NEUTRAL),
        ("2015", Direction.OPPOSES),
        ("", Direction.DEMANDS),
    ):
        save(workspace, add(date), found(issue, direction))
    timeline = workspace.comparing.timeline(issue)
    lane = next(lane for lane in timeline.lanes if lane.party == "uk")
    assert [point.date for point in lane.points] == [
        *("2010", "2011-05", "2012-01-09", "2013", "2014-02", "2014-03", "2015")
    ]
    assert [point.precision for point in lane.points][:3] == ["year", "month", "day"]
    (shift,) = lane.shifts
    assert (shift.before.date, shift.after.date) == ("2013", "2014-02")
    assert shift.before.quote == shift.after.quote == TEXT[slice(*SAID)]
    assert [point.direction for point in lane.undated] == [Direction.DEMANDS]
    assert (timeline.start, timeline.end) == (lane.points[0].first, lane.points[-1].last)
    piece = workspace.comparing.piece(shift.after.source, issue)
    assert piece is not None
    assert (piece.date, piece.direction) == ("2014-02", Direction.OPPOSES)
    with pytest.raises(NotFound):
        workspace.comparing.timeline("the moon")


def test_swapping_the_parties_mirrors_the_timeline(workspace: Workspace, add: Add, issue: str) -> None:
    said = [("2010", Direction.SUPPORTS), ("2011", Direction.SUPPORTS), ("2014", Direction.OFFERS)]
    said += [("2015", Direction.OFFERS), ("2020", Direction.DEMANDS)]
    for date, direction in said:
        save(workspace, add(date), found(issue, direction), found(issue, direction, "argentina", AGAINST))
    lanes = {lane.party: lane for lane in workspace.comparing.timeline(issue).lanes}
    for ours, theirs in ((lanes["uk"].shifts, lanes["argentina"].shifts),):
        assert [(s.before.date, s.after.date) for s in ours] == [
            (s.before.date, s.after.date) for s in theirs
        ]
        assert ours
    assert [g.days for g in lanes["uk"].gaps] == [g.days for g in lanes["argentina"].gaps]


def test_a_gap_says_whether_anything_was_read_from_that_time(
    workspace: Workspace, add: Add, issue: str
) -> None:
    for date in ("2010-01-01", "2010-02-01", "2010-03-01", "2013-03-01"):
        save(workspace, add(date), found(issue))
    save(workspace, add("2011"))
    add("2012")
    lane = next(lane for lane in workspace.comparing.timeline(issue).lanes if lane.party == "uk")
    (gap,) = lane.gaps
    assert (gap.start.isoformat(), gap.end.isoformat()) == ("2010-03-01", "2013-03-01")
    assert gap.articles == 1, "what is not analysed is no silence"


def test_a_summarys_evidence_has_the_date_of_what_it_reports(
    workspace: Workspace, add: Add, issue: str
) -> None:
    save(workspace, add("2026-01-01", reports=Report(title="x", date="2016-05")), found(issue))
    save(workspace, add("2026-01-01", reports=Report(title="y")), found(issue))
    page = workspace.comparing.evidence(ComparisonQuery(), issue, "uk", order=Order.OLDEST)
    assert [each.date for each in page.evidence] == ["2016-05", None]
    assert [each.date for each in workspace.dispute.comparison().rows[0].cell("uk").evidence] == [
        None,
        "2016-05",
    ]
    assert workspace.comparing.matrix(ComparisonQuery(end="2016-05-20")).row(issue).cell("uk").pieces == 1
    assert workspace.comparing.matrix(ComparisonQuery(start="2016-06")).row(issue).cell("uk").pieces == 0


def test_dates_are_a_range_and_bad_ones_are_said_to_be(workspace: Workspace, add: Add, issue: str) -> None:
    save(workspace, add("2015"), found(issue))
    assert workspace.comparing.matrix(ComparisonQuery(start="2015-06", end="2016")).articles == 1
    assert workspace.comparing.matrix(ComparisonQuery(start="2016")).articles == 0
    with pytest.raises(DiptychError, match="is no date"):
        workspace.comparing.matrix(ComparisonQuery(start="soon"))


def test_silence_is_told_from_what_was_not_read(workspace: Workspace, add: Add, issue: str) -> None:
    other = workspace.dispute.dossier.issues[1].id
    save(workspace, add(outlet="Harbour"), found(issue))
    save(workspace, add(outlet="Harbour"), found(issue, Direction.NEUTRAL))
    save(workspace, add(outlet="Grain"), found(other, Direction.NEUTRAL))
    add(outlet="Unread")
    rows = {row.id: row for row in workspace.comparing.silence_map().rows if row.source is Source.OUTLET}
    cells = {name: {cell.issue: cell for cell in row.cells} for name, row in rows.items()}
    assert (cells["Harbour"][issue].state, cells["Harbour"][issue].articles) == (CellState.STATED, 2)
    assert cells["Harbour"][other].state is CellState.NOTHING
    assert cells["Grain"][other].state is CellState.NEUTRAL
    assert cells["Unread"][issue].state is CellState.NOT_ANALYSED
    assert rows["Unread"].silent == ()
    assert other in rows["Harbour"].silent
    assert (rows["Harbour"].articles, rows["Harbour"].analysed) == (2, 2)


def test_each_outlets_names_are_counted_by_time(workspace: Workspace, add: Add) -> None:
    entity, alias = next(
        (entity, alias)
        for entity in workspace.dispute.dossier.entities
        for alias in entity.aliases
        if alias.usage == "uk" and alias.lang == "en"
    )
    text = f"{alias.text} is far away."
    mention = Mention(
        start=0,
        end=len(alias.text),
        text=alias.text,
        entity=entity.id,
        name=entity.name,
        kind=EntityKind.PLACE,
        party=None,
    )
    for date in ("2010-02", "2010-11-05", "2012"):
        save(workspace, add(date, text=text), mentions=(mention,))
    (used,) = workspace.comparing.usage(period=Period.QUARTER)
    assert (used.outlet, used.counts, used.articles) == ("Harbour", {"uk": 3}, 3)
    assert [(time.period, time.articles) for time in used.times] == [("", 1), ("2010-Q1", 1), ("2010-Q4", 1)]
    assert workspace.comparing.matrix(ComparisonQuery(usage="uk")).articles == 3
    assert workspace.comparing.matrix(ComparisonQuery(usage="argentina")).articles == 0


def test_what_is_most_useful_comes_first_in_review(workspace: Workspace, add: Add, issue: str) -> None:
    one = add("2015")
    save(
        workspace,
        one,
        found(issue, confidence=0.95),
        found(issue, confidence=0.9, span=AGAINST),
        found(issue, party="argentina", confidence=0.5, span=AGAINST, holder="an aide"),
    )
    page = workspace.comparing.review()
    assert (page.total, page.evidence[0].party) == (3, "argentina")
    workspace.comparing.judging.confirm(page.evidence[0])
    assert workspace.comparing.review().total == 2


def test_rows_sort_by_disagreement_evidence_date_and_name(workspace: Workspace, add: Add) -> None:
    first, second, third, *_ = [issue.id for issue in workspace.dispute.dossier.issues]
    save(workspace, add("2010"), found(second), found(second, Direction.OPPOSES, "argentina", AGAINST))
    save(workspace, add("2012"), *(found(third, holder=name) for name in "abc"))

    def order(by: Sort) -> list[str]:
        return [row.issue for row in workspace.comparing.matrix(ComparisonQuery(sort=by)).rows]

    assert order(Sort.DISAGREEMENT)[0] == second
    assert order(Sort.EVIDENCE)[:2] == [third, second]
    assert order(Sort.DATE)[:2] == [third, second]
    assert order(Sort.DOSSIER)[0] == first
    names = [row.name for row in workspace.comparing.matrix(ComparisonQuery(sort=Sort.NAME)).rows]
    assert names == sorted(names, key=str.casefold)
    workspace.comparing.judging.set_aside(second)
    assert second not in order(Sort.DOSSIER)
    shown = workspace.comparing.matrix(ComparisonQuery(aside=True, sort=Sort.DISAGREEMENT)).rows[-1]
    assert (shown.issue, shown.aside) == (second, True)


def test_the_machines_new_mind_is_a_difference_and_never_applied(
    workspace: Workspace, add: Add, issue: str
) -> None:
    article = add("2015")
    comparing = workspace.comparing
    save(workspace, article, found(issue), found(issue, span=AGAINST))
    for each in comparing.evidence(ComparisonQuery(), issue, "uk").evidence:
        comparing.judging.confirm(each)
    assert comparing.differences.all() == []
    save(workspace, article, found(issue, Direction.OPPOSES))
    changed, gone = comparing.differences.all()
    assert (changed.kind, gone.kind) == (Kind.CHANGED, Kind.GONE)
    assert changed.before and changed.now
    assert (changed.before.direction, changed.now.direction) == (Direction.SUPPORTS, Direction.OPPOSES)
    standing = comparing.evidence(ComparisonQuery(), issue, "uk").evidence
    assert {each.direction for each in standing} == {Direction.SUPPORTS}, "the analyst's word stands"
    comparing.differences.keep(gone)
    assert comparing.differences.all() == [changed]
    comparing.differences.accept(changed)
    assert comparing.differences.all() == []
    assert {e.direction for e in comparing.evidence(ComparisonQuery(), issue, "uk").evidence} == {
        *(Direction.SUPPORTS, Direction.OPPOSES)
    }
    workspace.undo()
    workspace.undo()
    assert comparing.differences.all() == [changed, gone]


def test_broken_evidence_is_found_again_and_mended_by_hand(
    workspace: Workspace, add: Add, issue: str
) -> None:
    article = add("2015")
    comparing, library = workspace.comparing, workspace._library
    save(workspace, article, found(issue), found(issue, party="argentina", span=AGAINST, holder="an aide"))
    (ours,) = comparing.evidence(ComparisonQuery(), issue, "uk").evidence
    (theirs,) = comparing.evidence(ComparisonQuery(), issue, "argentina").evidence
    comparing.judging.confirm(ours, theirs)
    comparing.judging.summarise(issue, "uk", "They may.", [ours])
    comparing.judging.link(theirs, LinkKind.CONTRADICTS, ours)
    text = "By the way.  " + TEXT.replace("boats may", "boats and ships may")
    library.renew_text(article, _draft(text))
    (broken,) = comparing.repair.all()
    assert (broken.verdict.quote, broken.verdict.verdict) == (ours.quote, Verdict.CONFIRMED)
    assert comparing.judging.summaries()[issue, "uk"].evidence[0].broken
    assert [(link.evidence.broken, link.other.broken) for link in comparing.judging.links()] == [
        (False, True)
    ]
    best = comparing.repair.candidates(broken)[0]
    assert (best.found, best.words[:12]) == (Found.ALIKE, "The minister")
    comparing.repair.move(broken, best.span)
    assert comparing.repair.all() == []
    (mended,) = comparing.evidence(ComparisonQuery(), issue, "uk").evidence
    assert (mended.span, mended.own, mended.quote) == (best.span, True, text[slice(*best.span)])
    assert not comparing.judging.summaries()[issue, "uk"].evidence[0].broken
    assert len(comparing.judging.links(mended)) == 1
    workspace.undo()
    assert comparing.repair.all() == [broken]


def _draft(text: str) -> Draft:
    blocks = (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),)
    return Draft(title="x", text=text, blocks=blocks, importer="test 2")


def test_evidence_needs_what_the_dossier_knows(workspace: Workspace, add: Add, issue: str) -> None:
    text = workspace.article(add()).text_id
    judging = workspace.comparing.judging
    with pytest.raises(DiptychError, match="choose all three"):
        judging.add(text, SAID, Judgement(party="uk", issue=issue))
    with pytest.raises(DiptychError, match="There is no party 'mars'"):
        judging.add(text, SAID, Judgement(party="mars", issue=issue, direction=Direction.OFFERS))
    with pytest.raises(DiptychError, match="There is no issue 'moon'"):
        judging.set_aside("moon")
    judging.add(text, SAID, Judgement(party="uk", issue=issue, direction=Direction.OFFERS, holder="her"))
    (each,) = workspace.comparing.evidence(ComparisonQuery(), issue, "uk").evidence
    assert (each.own, each.quote, each.holder) == (True, TEXT[slice(*SAID)], "her")
    with pytest.raises(DiptychError, match="linked to itself"):
        judging.link(each, LinkKind.SUPPORTS, each)


def test_the_latest_of_both_sides_stand_beside_each_other(workspace: Workspace, add: Add, issue: str) -> None:
    for date in ("2015", "2017", "2016"):
        save(workspace, add(date), found(issue), found(issue, party="argentina", span=AGAINST))
    first, second = workspace.comparing.latest_pair(ComparisonQuery(), issue)
    assert first and second
    assert (first.party, first.date, second.party, second.date) == ("argentina", "2017", "uk", "2017")


def _edit(workspace: Workspace, action: EditAction, target: str, **content: object) -> None:
    edit = DossierEdit(action=action, target=target, content=content)
    workspace._library.correct_names("Edit", (), (edit,), dossier=workspace.dispute.dossier.id)


def test_evidence_of_a_merged_issue_stands_in_the_other_and_is_judged_there(
    workspace: Workspace, add: Add, issue: str
) -> None:
    other = workspace.dispute.dossier.issues[1].id
    save(workspace, add("2015"), found(issue))
    _edit(workspace, EditAction.MERGE_ISSUE, issue, into=other)
    comparing = workspace.comparing
    assert issue not in [row.issue for row in comparing.matrix().rows]
    (each,) = comparing.evidence(ComparisonQuery(), other, "uk").evidence
    assert (each.issue, each.found_issue) == (other, issue)
    comparing.judging.confirm(each)
    (confirmed,) = comparing.evidence(ComparisonQuery(), other, "uk").evidence
    assert (confirmed.verdict and confirmed.verdict.issue, confirmed.own) == (issue, False)
    assert workspace.dispute.evidence(confirmed.article) == [confirmed]
    _edit(workspace, EditAction.DROP_ISSUE, other)
    assert comparing.matrix().pieces == 0
    workspace.undo()
    workspace.undo()
    workspace.undo()
    (again,) = comparing.evidence(ComparisonQuery(), issue, "uk").evidence
    assert (again.found_issue, again.verdict) == (None, None)


def test_who_changes_sides_takes_their_statements_along(workspace: Workspace, add: Add, issue: str) -> None:
    person = next(
        entity
        for entity in workspace.dispute.dossier.entities
        if entity.kind is EntityKind.PERSON and entity.party == "uk"
    )
    save(workspace, add("2015"), found(issue, holder=person.name), found(issue, span=AGAINST))
    _edit(workspace, EditAction.CHANGE_ENTITY, person.id, party="argentina")
    row = workspace.comparing.matrix().row(issue)
    plain = workspace.dispute.comparison(issues=[issue]).rows[0]
    assert [cell.pieces for cell in row.cells] == [len(cell.evidence) for cell in plain.cells]
    assert (row.cell("argentina").pieces, row.cell("uk").pieces) == (1, 1)
    (moved,) = workspace.comparing.evidence(ComparisonQuery(), issue, "argentina").evidence
    assert moved.found_as == (person.name, "uk")
    workspace.comparing.judging.reject(moved)
    assert workspace.comparing.matrix().row(issue).cell("argentina").pieces == 0
    workspace.undo()
    workspace.undo()
    assert workspace.comparing.matrix().row(issue).cell("uk").pieces == 2


def test_copies_of_one_text_count_once(workspace: Workspace, add: Add, issue: str) -> None:
    ids = [add("2015"), add("2016"), add("2017")]
    for id_, direction in zip(ids, (Direction.OPPOSES, Direction.OPPOSES, Direction.SUPPORTS), strict=True):
        save(workspace, id_, found(issue, direction, confidence=0.6 if direction == "opposes" else 0.7))
    cell = workspace.comparing.matrix().row(issue).cell("uk")
    assert (cell.direction, cell.articles, cell.independent) == (Direction.OPPOSES, 3, 3)
    workspace.families.say_same(ids[0], ids[1])
    cell = workspace.comparing.matrix().row(issue).cell("uk")
    assert (cell.pieces, cell.articles, cell.independent) == (3, 3, 2)
    assert cell.direction is Direction.SUPPORTS, "what a copy says again weighs no more"
    workspace.undo()
    assert workspace.comparing.matrix().row(issue).cell("uk").independent == 3


def test_swapping_the_parties_mirrors_the_matrix(workspace: Workspace, add: Add, issue: str) -> None:
    ways = list(Direction)
    said = [(ways[n % 6], ("uk", "argentina")[n % 3 == 0], 0.3 + n / 40, n) for n in range(14)]
    article = add("2015")
    spans = [Span(n, n + 5) for n in range(14)]

    def cells(swap: dict[str, str]) -> tuple[object, object, object]:
        positions = [
            found(issue, way, swap[party], spans[n], confidence) for way, party, confidence, n in said
        ]
        save(workspace, article, *positions)
        row = workspace.comparing.matrix().row(issue)
        first, second = (
            msgspec.structs.replace(row.cell(party), party="", best=0) for party in ("uk", "argentina")
        )
        return first, second, row.gap

    ours, theirs, gap = cells({"uk": "uk", "argentina": "argentina"})
    assert cells({"uk": "argentina", "argentina": "uk"}) == (theirs, ours, gap)
