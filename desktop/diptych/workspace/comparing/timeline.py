"""What each party said on an issue over time: its statements, where it shifts, and where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Day  # noqa: N812 - a point has a ``date``, which is text
from itertools import groupby, pairwise
from statistics import median_low
from typing import NamedTuple

import numpy as np

from diptych.model import AnalysisState, DatePrecision, Direction, Strength, Value
from diptych.workspace.comparing.columns import DIRECTIONS, STATES, STRENGTHS, Array, Columns
from diptych.workspace.comparing.query import UNDATED
from diptych.workspace.comparing.selection import Selection

HOLDS = 2
"""From how many independent articles a direction counts as held."""

LONG = 180
"""Days: a shorter time without a statement is no gap in the record."""

UNUSUAL = 3
"""A gap is this many times as long as a party's usual time between statements."""


class Point(Value, frozen=True, omit_defaults=False):
    """One statement of a party at a time.

    ``date`` is ISO cut to its precision; ``first`` and ``last`` are the days it may mean. ``source`` and
    ``issue`` are what ``Comparing.piece`` finds the whole evidence by.
    """

    party: str
    issue: str
    source: int
    article: int
    start: int
    end: int
    date: str
    precision: DatePrecision
    first: Day
    last: Day
    direction: Direction
    strength: Strength
    confidence: float
    reviewed: bool
    quote: str = ""


class Shift(Value, frozen=True, omit_defaults=False):
    """Where a party's direction changes and holds: the last statement before and the first after."""

    party: str
    before: Point
    after: Point


class Gap(Value, frozen=True, omit_defaults=False):
    """A long time without a statement of a party.

    ``articles`` were analysed from that time and said nothing of it; with none the record itself is
    empty. Neither is a position.
    """

    party: str
    start: Day
    end: Day
    articles: int

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.end - self.start).days


class Lane(Value, frozen=True, omit_defaults=False):
    """One party's statements in the order of their dates; ``undated`` ones stand at none."""

    party: str
    points: tuple[Point, ...]
    undated: tuple[Point, ...]
    shifts: tuple[Shift, ...]
    gaps: tuple[Gap, ...]


class Timeline(Value, frozen=True, omit_defaults=False):
    """What is known of an issue over time; ``start`` and ``end`` are None where nothing is dated."""

    issue: str
    name: str
    lanes: tuple[Lane, ...]
    start: Day | None
    end: Day | None


class _Entry(NamedTuple):
    point: Point
    family: int


def lanes(
    held: Columns,
    chosen: Selection,
    issue: str,
    parties: Sequence[str],
    quotes: dict[int, str],
    families: Array | None,
) -> list[Lane]:
    """The lanes of an issue; ``chosen`` holds the rows of its cells, one for each party."""
    rows = held.rows
    sound = ~rows.broken[chosen.at]
    at, cell = chosen.at[sound], chosen.cell[sound]
    order = np.lexsort((rows.start[at], rows.slot[at], held.articles.first[rows.slot[at]], cell))
    entries: list[list[_Entry]] = [[] for _ in parties]
    for place in order.tolist():
        row, party = int(at[place]), int(cell[place])
        slot = int(rows.slot[row])
        family = slot if families is None else int(families[slot])
        entries[party].append(_Entry(_point(held, row, issue, parties[party], quotes), family))
    analysed = _analysed_days(held, chosen)
    return [_lane(party, found, analysed) for party, found in zip(parties, entries, strict=True)]


def span(found: Iterable[Lane]) -> tuple[Day | None, Day | None]:
    """The first and last day of all points."""
    points = [point for lane in found for point in lane.points]
    if not points:
        return None, None
    return min(point.first for point in points), max(point.last for point in points)


def _lane(party: str, entries: list[_Entry], analysed: Array) -> Lane:
    dated = [entry for entry in entries if entry.point.precision is not DatePrecision.NONE]
    return Lane(
        party=party,
        points=tuple(entry.point for entry in dated),
        undated=tuple(e.point for e in entries if e.point.precision is DatePrecision.NONE),
        shifts=tuple(shifts(party, dated)),
        gaps=tuple(gaps(party, [entry.point for entry in dated], analysed)),
    )


def shifts(party: str, entries: Sequence[_Entry]) -> list[Shift]:
    """Where the direction changes and holds.

    On each day the direction with the most confidence behind it counts, a family of near-duplicates
    once. A run of one direction holds when two independent articles carry it; what does not hold is
    passed over.
    """
    runs: list[tuple[Direction, list[_Entry]]] = []
    leaning = [entry for entry in entries if entry.point.direction is not Direction.NEUTRAL]
    for _, of_day in groupby(leaning, key=lambda entry: entry.point.first):
        day = list(of_day)
        direction = _leading(day)
        said = [entry for entry in day if entry.point.direction is direction]
        if runs and runs[-1][0] is direction:
            runs[-1][1].extend(said)
        else:
            runs.append((direction, said))
    held: list[tuple[Direction, list[_Entry]]] = []
    for direction, said in runs:
        if held and held[-1][0] is direction:
            held[-1][1].extend(said)
        elif len({entry.family for entry in said}) >= HOLDS:
            held.append((direction, said))
    return [
        Shift(party=party, before=_surest(before[-1:]), after=_surest(after[:1]))
        for (_, before), (_, after) in pairwise(held)
    ]


def gaps(party: str, points: Sequence[Point], analysed: Array) -> list[Gap]:
    """The unusually long times between a party's statements; ``analysed`` are days of articles, in order."""
    days = sorted({(point.first.toordinal(), point.last.toordinal()) for point in points})
    times = [(was[1], becomes[0]) for was, becomes in pairwise(days)]
    if not times:
        return []
    least = max(LONG, UNUSUAL * median_low(max(0, end - start) for start, end in times))
    return [
        Gap(
            party=party,
            start=Day.fromordinal(start),
            end=Day.fromordinal(end),
            articles=int(np.searchsorted(analysed, end) - np.searchsorted(analysed, start, side="right")),
        )
        for start, end in times
        if end - start >= LONG and (end - start > least or len(times) == 1)
    ]


def _leading(day: Sequence[_Entry]) -> Direction:
    weights: dict[Direction, dict[int, float]] = {}
    for entry in day:
        of_direction = weights.setdefault(entry.point.direction, {})
        of_direction[entry.family] = max(of_direction.get(entry.family, 0.0), entry.point.confidence)
    return max(DIRECTIONS, key=lambda each: sum(weights.get(each, {}).values()))


def _surest(entries: Sequence[_Entry]) -> Point:
    return max((entry.point for entry in entries), key=lambda point: point.confidence)


def _point(held: Columns, row: int, issue: str, party: str, quotes: dict[int, str]) -> Point:
    rows, slot = held.rows, int(held.rows.slot[row])
    stated = held.articles.dates[slot]
    dated = held.articles.first[slot] != UNDATED
    source = int(rows.source[row])
    return Point(
        party=party,
        issue=issue,
        source=source,
        article=int(held.articles.ids[slot]),
        start=int(rows.start[row]),
        end=int(rows.end[row]),
        date=stated if dated else "",
        precision=_PRECISION[len(stated)] if dated else DatePrecision.NONE,
        first=Day.fromordinal(max(1, int(held.articles.first[slot]))),
        last=Day.fromordinal(max(1, int(held.articles.last[slot]))),
        direction=DIRECTIONS[rows.direction[row]],
        strength=STRENGTHS[rows.strength[row]],
        confidence=float(rows.confidence[row]),
        reviewed=bool(rows.verdict[row]),
        quote=quotes.get(source, ""),
    )


_PRECISION = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY, 16: DatePrecision.MINUTE}


def _analysed_days(held: Columns, chosen: Selection) -> Array:
    known = held.articles
    taken = chosen.articles & (known.state == STATES.index(AnalysisState.DONE)) & (known.first != UNDATED)
    days: Array = np.sort(known.first[taken])
    return days
