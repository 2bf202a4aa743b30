"""What the Timeline mode shows, read in one go away from the window's thread, and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from diptych.model import AnalysisState, CellSummary, Voice
from diptych.ui.models import stances, wording
from diptych.ui.models.stances import Column
from diptych.ui.models.standing import states
from diptych.ui.models.wording import counted, one_line, tr
from diptych.workspace import CellState

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.comparing import (
        ComparisonQuery,
        Event,
        Gap,
        Lane,
        Matrix,
        Nearest,
        OutletUsage,
        Point,
        Shift,
        SilenceMap,
        Timeline,
    )


_LISTED = 90


class Wanted(NamedTuple):
    """What is to be shown: an issue ("" for the one on which most is said) and whose voices."""

    issue: str = ""
    voices: tuple[Voice, ...] = ()


class Said(NamedTuple):
    """What a source says on an issue: how it stands, and in how many articles."""

    state: CellState
    articles: int


class Source(NamedTuple):
    """A column of what is not said: a party by what it is quoted with, one side's outlets, or one outlet.

    ``party`` is its column where it is of one side, and ``speaks`` where that party itself is meant.
    ``outlets`` are whose articles count (None: all); ``cells`` stand in the order of the issues.
    """

    name: str
    party: Column | None
    speaks: bool
    outlets: tuple[str, ...] | None
    articles: int
    analysed: int
    cells: tuple[Said, ...]


class Shown(NamedTuple):
    """All of the mode. ``parties`` are the two columns that have lanes; ``numbers`` count their shifts."""

    query: ComparisonQuery
    issues: tuple[tuple[str, str], ...]
    parties: tuple[Column, Column]
    column_names: Mapping[str, str]
    timeline: Timeline
    events: tuple[Event, ...]
    nearest: Nearest | None
    summaries: Mapping[str, CellSummary]
    states: tuple[AnalysisState, ...]
    sources: tuple[Source, ...]
    usage: tuple[OutletUsage, ...]

    @property
    def lanes(self) -> tuple[Lane, Lane]:
        """The two parties' lanes."""
        found = {lane.party: lane for lane in self.timeline.lanes}
        return found[self.parties[0].id], found[self.parties[1].id]

    @property
    def shifts(self) -> tuple[tuple[int, Shift], ...]:
        """The shifts of both lanes with their numbers, those of the first lane first."""
        return tuple(enumerate((shift for lane in self.lanes for shift in lane.shifts), 1))

    def column(self, party: str) -> Column:
        """A party's column."""
        return self.parties[0] if party == self.parties[0].id else self.parties[1]


def read(workspace: Workspace, wanted: Wanted) -> Shown:
    """Read what is wanted; an issue that there is no more gives way to the one on which most is said."""
    from diptych.workspace.comparing import ComparisonQuery, events, nearest

    comparing, dossier = workspace.comparing, workspace.dispute.dossier
    query = ComparisonQuery(voices=wanted.voices)
    matrix = comparing.matrix(query)
    if not matrix.rows:
        query = ComparisonQuery(voices=wanted.voices, aside=True)
        matrix = comparing.matrix(query)
    issues = tuple((row.issue, row.name) for row in matrix.rows)
    ids = [id_ for id_, _ in issues]
    issue = wanted.issue if wanted.issue in ids else stances.most_said(matrix.rows) or ids[0]
    timeline = comparing.timeline(issue, query)
    columns = stances.columns(dossier)
    parties = columns[0], columns[2]
    lanes = {lane.party: lane for lane in timeline.lanes}
    start, end = timeline.start, timeline.end
    return Shown(
        query=query,
        issues=issues,
        parties=parties,
        column_names={column.id: column.name for column in columns},
        timeline=timeline,
        events=tuple(events(dossier, start, end)) if start and end else (),
        nearest=nearest(lanes[parties[0].id], lanes[parties[1].id]),
        summaries={
            party: summary for (of, party), summary in comparing.judging.summaries().items() if of == issue
        },
        states=states(workspace, None, matrix),
        sources=sources(matrix, comparing.silence_map(query), parties),
        usage=comparing.usage(query),
    )


def sources(matrix: Matrix, found: SilenceMap, parties: tuple[Column, Column]) -> tuple[Source, ...]:
    """The columns of what is not said: both parties, their outlets if any are known, each outlet."""
    rows = {row.issue: row for row in matrix.rows}
    of = {column.id: column for column in parties}
    made = [
        Source(
            name=column.name,
            party=column,
            speaks=True,
            outlets=None,
            articles=matrix.articles,
            analysed=matrix.analysed,
            cells=tuple(
                Said(rows[issue].cell(column.id).state, rows[issue].cell(column.id).articles)
                for issue in found.issues
            ),
        )
        for column in parties
    ]
    for row in found.rows:
        side = of.get(row.party)
        if row.source == "others" or (row.source == "side" and not row.articles):
            continue
        mine = [row.id] if row.source == "outlet" else _of_side(found, row.party)
        named = outlet_name(row.id)
        if row.source == "side" and side is not None:
            named = tr("{party}: its outlets").format(party=side.name)
        made.append(
            Source(
                name=named,
                party=side,
                speaks=False,
                outlets=tuple(mine),
                articles=row.articles,
                analysed=row.analysed,
                cells=tuple(Said(cell.state, cell.articles) for cell in row.cells),
            )
        )
    return tuple(made)


def _of_side(found: SilenceMap, party: str) -> list[str]:
    return [row.id for row in found.rows if row.source == "outlet" and row.party == party]


def about(shown: Shown) -> str:
    """ "positions over time · 47 quotes from 31 articles, 2012 to 2020"."""
    points = [point for lane in shown.lanes for point in (*lane.points, *lane.undated)]
    if not points:
        return tr("positions over time")
    amount = tr("{quotes} from {articles}").format(
        quotes=stances.quotes(len(points)), articles=wording.articles(len({each.article for each in points}))
    )
    timeline = shown.timeline
    if timeline.start is None or timeline.end is None:
        return tr("positions over time  ·  {amount}").format(amount=amount)
    first, last = timeline.start.year, timeline.end.year
    years = str(first) if first == last else tr("{first} to {last}").format(first=first, last=last)
    return tr("positions over time  ·  {amount}, {years}").format(amount=amount, years=years)


def nothing(shown: Shown) -> tuple[str, str]:
    """Why there are no lanes, as a heading and a sentence; both "" where there are."""
    if any(lane.points for lane in shown.lanes):
        return "", ""
    undated = sum(len(lane.undated) for lane in shown.lanes)
    if undated:
        words = tr("{quotes} on this issue stand in articles without a date, so they have no place here.")
        return tr("Nothing here has a date"), words.format(quotes=stances.quotes(undated))
    pending = stances.not_analysed(shown.states)
    if pending:
        return tr("Nothing found so far"), pending
    return (
        tr("Nothing found"),
        tr("Neither party says anything on this issue in the articles that were read. That is no position."),
    )


def month(day: date) -> str:
    """ "Sep 2017"."""
    return wording.date(day.isoformat()[:7])


def when(point: Point) -> str:
    """A statement's date to the month at most."""
    return wording.date(point.date[:7])


def shift_times(shift: Shift) -> str:
    """ "Sep 2017 → Sep 2018"."""
    return f"{when(shift.before)} \u2192 {when(shift.after)}"


def shift_words(number: int, shift: Shift, column: Column) -> str:
    """All that a card says, in one sentence."""
    return tr("Shift {n} of {party}, {times}: {before} {first}, then {after} {second}").format(
        n=number,
        party=column.name,
        times=shift_times(shift),
        before=stances.direction(shift.before.direction).lower(),
        first=stances.quote(shift.before.quote),
        after=stances.direction(shift.after.direction).lower(),
        second=stances.quote(shift.after.quote),
    )


def point_words(point: Point, party: str) -> str:
    """What a statement is, without its words."""
    leaning = f"{stances.direction(point.direction)} {stances.strength(point.strength)}"
    return tr("{party}, {date}: {leaning}").format(
        party=party, date=wording.date(point.date[:10]), leaning=leaning
    )


def stop_words(points: Sequence[Point], best: Point, party: str) -> str:
    """What stands in one place, in one sentence."""
    first, last = wording.date(points[0].date[:7]), wording.date(points[-1].date[:7])
    if len(points) == 1:
        return f"{point_words(best, party)}. {stances.quote(best.quote)}"
    return tr("{party}, {first} to {last}: {quotes}, {direction}. {quote}").format(
        party=party,
        first=first,
        last=last,
        quotes=stances.quotes(len(points)),
        direction=stances.direction(best.direction).lower(),
        quote=stances.quote(best.quote),
    )


def change_words(lane: Lane) -> str:
    """What a party's lane comes to, reckoned from its shifts."""
    if not lane.points:
        return tr("Nothing dated was found.")
    if not lane.shifts:
        leaning = {point.direction for point in lane.points}
        spoken = ", ".join(sorted(stances.direction(each).lower() for each in leaning))
        if len(lane.points) == 1:
            return tr("One statement, {date}: {directions}.").format(
                date=when(lane.points[0]), directions=spoken
            )
        return tr(
            "No change that two independent articles bear out; {directions} from {first} to {last}."
        ).format(directions=spoken, first=when(lane.points[0]), last=when(lane.points[-1]))
    steps = [
        tr("{after} by {date}").format(
            after=stances.direction(shift.after.direction).lower(), date=when(shift.after)
        )
        for shift in lane.shifts
    ]
    begins = stances.direction(lane.shifts[0].before.direction)
    shown, more = steps[:4], len(steps) - 4
    told = ", ".join(shown) + (counted(more, tr(", one more"), tr(", {n} more")) if more > 0 else "")
    return tr("{begins} at first, {steps}.").format(begins=begins, steps=told)


def nearest_words(found: Nearest | None, parties: tuple[Column, Column]) -> str:
    """Where the parties stood nearest."""
    if found is None:
        return tr("They never said the same of it in what is dated here.")
    one, other = (stances.direction(point.direction).lower() for point in (found.first, found.second))
    what = one if one == other else f"{one} / {other}"
    if found.days:
        apart = counted(found.days, tr("one day apart"), tr("{n} days apart"))
    else:
        apart = tr("at one time")
    return tr("{date}: {first} and {second}, {what}. Two quotes, {apart}.").format(
        date=when(found.second), first=parties[0].name, second=parties[1].name, what=what, apart=apart
    )


def gap_words(gap: Gap, name: str) -> str:
    """A gap as a sentence that says why nothing stands there."""
    said = tr("No quote from {party} between {start} and {end}.").format(
        party=name, start=month(gap.start), end=month(gap.end)
    )
    if gap.articles:
        why = counted(
            gap.articles,
            tr("One article of that time was read and says nothing of it."),
            tr("{n} articles of that time were read and say nothing of it."),
        )
    else:
        why = tr("No article of that time was read.")
    return f"{said} {why}"


def listed(date_: str | None, quote: str, before: str = "") -> str:
    """A statement as a line of a menu."""
    said = stances.quote(quote)
    short = said if len(said) <= _LISTED else f"{said[:_LISTED]}\u2026"
    return f"{before}{wording.date(date_)}   {short}".replace("&", "&&")


def outlet_name(id_: str) -> str:
    """An outlet as it is named."""
    return one_line(id_) or tr("Outlet not stated")
