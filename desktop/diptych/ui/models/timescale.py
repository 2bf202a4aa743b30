"""From days to places on a line, the marks of an axis, and which statements share one place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from diptych.model import Direction, Strength

if TYPE_CHECKING:
    from diptych.workspace.comparing import Point

LEAST_DAYS = 14
"""No shorter time is shown over the whole width."""

MANY = 120
"""Of more statements in sight than this, only what the line goes through is drawn large."""

_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_LAST = date.max.toordinal()

LEVELS = {
    Direction.OFFERS: 0.10,
    Direction.SUPPORTS: 0.24,
    Direction.CONDITIONAL: 0.43,
    Direction.NEUTRAL: 0.57,
    Direction.DEMANDS: 0.72,
    Direction.OPPOSES: 0.90,
}
"""How far below the top of its lane a direction stands: what comes towards the issue stands higher."""


class Span(NamedTuple):
    """A time from one day to another, as ``date.toordinal`` counts them; parts of days while it moves."""

    start: float
    end: float

    @property
    def days(self) -> float:
        """How long it is."""
        return self.end - self.start


class Scale(NamedTuple):
    """A time laid over a width."""

    span: Span
    left: float
    width: float

    def x(self, day: float) -> float:
        """Where a day stands."""
        return self.left + (day - self.span.start) * self.width / self.span.days

    def day(self, x: float) -> float:
        """The day that stands there."""
        return self.span.start + (x - self.left) * self.span.days / self.width


class Tick(NamedTuple):
    """A mark of the axis: its day and its words."""

    day: int
    words: str


class Stop(NamedTuple):
    """Statements of one direction that share one place; ``leads``: the line of the lane goes through it.

    The surest of the ``points`` stands first in ``best``.
    """

    x: float
    direction: Direction
    strength: Strength
    best: Point
    points: tuple[Point, ...]
    leads: bool

    @property
    def level(self) -> float:
        """How far below the top of its lane it stands, 0 to 1."""
        return LEVELS[self.direction]


def whole(start: date | None, end: date | None) -> Span:
    """All that is known with some room at both ends; this century's beginning where nothing is dated."""
    if start is None or end is None:
        return Span(date(2000, 1, 1).toordinal(), date(2001, 1, 1).toordinal())
    first, last = start.toordinal(), end.toordinal()
    room = max(60, (last - first) // 20)
    return Span(max(1, first - room), min(_LAST, last + room))


def within(wanted: Span, bounds: Span) -> Span:
    """The time nearest to what is wanted that lies within bounds and is not too short."""
    days = min(max(wanted.days, LEAST_DAYS), bounds.days)
    middle = (wanted.start + wanted.end) / 2
    start = min(max(middle - days / 2, bounds.start), bounds.end - days)
    return Span(start, start + days)


def zoomed(span: Span, factor: float, around: float, bounds: Span) -> Span:
    """A time ``factor`` times as long, in which the day ``around`` keeps its place if it can."""
    days = max(min(span.days * factor, bounds.days), min(LEAST_DAYS, bounds.days))
    start = around - (around - span.start) * days / span.days
    return within(Span(start, start + days), bounds)


def ticks(scale: Scale, least: float, month: Sequence[str]) -> list[Tick]:
    """The beginnings of years or months at least ``least`` apart; ``month`` are the months' names."""
    per_month = scale.width / (scale.span.days / 30.44)
    step = next((each for each in _MONTHS if each * per_month >= least), _MONTHS[-1])
    first = date.fromordinal(max(1, int(scale.span.start)))
    at = (first.year * 12 + first.month - 1) // step * step
    found = []
    while at // 12 <= date.max.year:
        year, number = divmod(at, 12)
        at += step
        if year < 1:
            continue
        day = date(year, number + 1, 1).toordinal()
        if day > scale.span.end:
            break
        if day >= scale.span.start:
            found.append(Tick(day, str(year) if number == 0 else f"{month[number]} {year}"))
    return found


def room_for(points: int, tile: float) -> float:
    """How far apart tiles of one direction stand, so that many statements stay readable."""
    return tile + 2 if points <= MANY else 2.4 * tile


def middle(point: Point) -> float:
    """The day in the middle of what a statement's date may mean."""
    return (point.first.toordinal() + point.last.toordinal()) / 2


def stops(points: Iterable[Point], scale: Scale, room: float) -> list[Stop]:
    """The statements in sight, those of one direction less than ``room`` apart as one, from left to right."""
    groups: list[tuple[float, list[Point]]] = []
    newest: dict[Direction, int] = {}
    for day, point in sorted(((middle(point), point) for point in points), key=lambda each: each[0]):
        if not scale.span.start <= day <= scale.span.end:
            continue
        x, at = scale.x(day), newest.get(point.direction)
        if at is not None and x - groups[at][0] < room:
            groups[at][1].append(point)
        else:
            newest[point.direction] = len(groups)
            groups.append((x, [point]))
    return _with_line([(x, said) for x, said in groups], room)


def held_before(points: Sequence[Point], day: float) -> Direction | None:
    """The direction of the last statement before a day that leans; None where there is none."""
    leaning = sorted(
        (point for point in points if point.direction is not Direction.NEUTRAL), key=lambda each: middle(each)
    )
    at = bisect_left(leaning, day, key=middle)
    return leaning[at - 1].direction if at else None


def _with_line(groups: Sequence[tuple[float, list[Point]]], room: float) -> list[Stop]:
    """Where several stand over one another the line goes through the one with most confidence behind it."""
    leading: list[int] = []
    weight = [sum(point.confidence for point in said) for _, said in groups]
    for at, (x, said) in enumerate(groups):
        if said[0].direction is Direction.NEUTRAL:
            continue
        if leading and x - groups[leading[-1]][0] < room:
            if weight[at] > weight[leading[-1]]:
                leading[-1] = at
        else:
            leading.append(at)
    through = frozenset(leading)
    return [_stop(x, said, at in through) for at, (x, said) in enumerate(groups)]


def _stop(x: float, said: Sequence[Point], leads: bool) -> Stop:
    best = max(said, key=lambda point: (point.reviewed, point.confidence))
    return Stop(x, best.direction, best.strength, best, tuple(said), leads)
