"""What a timeline tells beyond its lanes: where the two parties stood nearest, and what happened."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date as Day  # noqa: N812 - as in ``timeline``

from diptych.dossier import Dossier
from diptych.model import Direction, Value
from diptych.workspace.comparing.query import UNDATED, days
from diptych.workspace.comparing.timeline import Lane, Point

_TOGETHER = (
    frozenset({Direction.SUPPORTS, Direction.OFFERS}),
    frozenset({Direction.CONDITIONAL}),
    frozenset({Direction.OPPOSES}),
)
"""Directions that are common ground. Two demands are none: each asks something of the other side."""


class Nearest(Value, frozen=True, omit_defaults=False):
    """Where two parties said the same with the least time between them, in whole days."""

    first: Point
    second: Point
    days: int


class Event(Value, frozen=True, omit_defaults=False):
    """Something that the dossier dates: its entity's id, its name, its first day as ISO and as a day."""

    id: str
    name: str
    date: str
    day: Day


def nearest(first: Lane, second: Lane) -> Nearest | None:
    """The two statements that lie nearest to each other, the latest of equals; None where none agree."""
    found = [
        pair
        for together in _TOGETHER
        for pair in _pairs(
            [point for point in first.points if point.direction in together],
            [point for point in second.points if point.direction in together],
        )
    ]
    return min(found, key=lambda pair: (pair.days, -_day(pair.second)), default=None)


def events(dossier: Dossier, start: Day, end: Day) -> list[Event]:
    """What the dossier dates within a time, in the order of its dates; years alone are no date for that."""
    found = []
    for entity in dossier.entities:
        first, _ = days(entity.date)
        if first != UNDATED and len(entity.date) > len("2000"):
            day = Day.fromordinal(first)
            if start <= day <= end:
                found.append(Event(id=entity.id, name=entity.name, date=entity.date, day=day))
    return sorted(found, key=lambda event: (event.day, event.name))


def _pairs(first: Sequence[Point], second: Sequence[Point]) -> Iterator[Nearest]:
    other = sorted(second, key=_day)
    for point in first:
        at = bisect_left(other, _day(point), key=_day)
        for each in other[max(0, at - 1) : at + 1]:
            yield Nearest(first=point, second=each, days=_between(point, each))


def _between(one: Point, other: Point) -> int:
    """The least number of days that lies between two statements by what their dates may mean."""
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def _day(point: Point) -> int:
    return point.first.toordinal()
