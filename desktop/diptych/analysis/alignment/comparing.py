"""What speaks for and against two passages being about the same event, and the chance that follows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from diptych.analysis.alignment.dates import Relation, When, days_between, relation
from diptych.analysis.alignment.units import Unit

_FAR = 45
"""Days between two articles from which news without a date of its own is unlikely to be the same."""


class Evidence(NamedTuple):
    """Measures of two passages, each about 0..1. The first group speaks for, the second against."""

    words: float = 0.0
    names: float = 0.0
    numbers: float = 0.0
    mass: float = 0.0
    day: float = 0.0
    month: float = 0.0
    year: float = 0.0
    near: float = 0.0
    apart: float = 0.0
    perhaps_apart: float = 0.0
    other_places: float = 0.0
    other_people: float = 0.0
    other_numbers: float = 0.0
    other_ranks: float = 0.0
    far: float = 0.0


class Context(NamedTuple):
    """What holds for all passages of two articles: their dates, and features too common to tell."""

    left: When | None = None
    right: When | None = None
    dampened: Mapping[str, float] = {}


BIAS = -3.0
WEIGHTS = Evidence(
    words=6.0,
    names=2.5,
    numbers=1.5,
    mass=2.0,
    day=1.5,
    month=0.8,
    year=0.3,
    near=0.5,
    apart=-3.0,
    perhaps_apart=-1.0,
    other_places=-0.8,
    other_people=-0.8,
    other_numbers=-1.0,
    other_ranks=-2.0,
    far=-0.7,
)
"""Fitted by ``tests/bench/alignment.py --fit`` on pairs written for it."""


def score(left: Unit, right: Unit, context: Context) -> float:
    """The chance, in 0..1, that two passages are about the same event or point."""
    return chance(evidence(left, right, context))


def chance(found: Evidence) -> float:
    """The chance that follows from the evidence."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))
    return 1 / (1 + math.exp(-total))


def evidence(left: Unit, right: Unit, context: Context) -> Evidence:
    """What speaks for and against two passages being about the same."""
    words, shared_words = _overlap(left.words, right.words, context.dampened)
    names, shared_names = _overlap(left.names, right.names, context.dampened)
    numbers, _ = _overlap(left.numbers, right.numbers, {})
    return Evidence(
        words=words,
        names=names,
        numbers=numbers,
        mass=1 - math.exp(-(shared_words + shared_names) / 6),
        other_places=_differ(left.places, right.places),
        other_people=_differ(left.people, right.people),
        other_numbers=_conflict(left.counted, right.counted),
        other_ranks=_conflict(left.ranked, right.ranked),
        **_dates(left, right, context),
    )


def _overlap(
    left: Mapping[str, float], right: Mapping[str, float], dampened: Mapping[str, float]
) -> tuple[float, float]:
    """A cosine that leans to the smaller side, and the weight of what is shared."""
    if not left or not right:
        return 0.0, 0.0
    small, great = sorted((left, right), key=len)
    common = [key for key in small if key in great]
    shared = sum(dampened.get(key, 1.0) * math.sqrt(small[key] * great[key]) for key in common)
    if not shared:
        return 0.0, 0.0
    masses = [sum(weight * dampened.get(key, 1.0) for key, weight in side.items()) for side in (left, right)]
    return min(1.0, shared / (min(masses) ** 0.6 * max(masses) ** 0.4)), shared


def _differ(left: frozenset[str], right: frozenset[str]) -> float:
    """1 where both sides name some and share none, less where they share some."""
    if not left or not right:
        return 0.0
    return 1 - len(left & right) / min(len(left), len(right))


def _conflict(left: Mapping[str, frozenset[str]], right: Mapping[str, frozenset[str]]) -> float:
    """1 where a noun that both count has other numbers on each side and none has the same."""
    both = [noun for noun in left if noun in right]
    if not both or any(left[noun] & right[noun] for noun in both):
        return 0.0
    return 1.0


def _dates(left: Unit, right: Unit, context: Context) -> dict[str, float]:
    ours, theirs = _telling(left.dates), _telling(right.dates)
    if ours and theirs:
        return _relations(ours, theirs)
    mine = ours or ([context.left] if context.left else [])
    yours = theirs or ([context.right] if context.right else [])
    gaps = [days for one in mine for two in yours if (days := days_between(one, two)) is not None]
    if not gaps:
        return {}
    return {"near": float(min(gaps) <= 3), "far": min(1.0, max(0, min(gaps) - _FAR) / 300)}


def _telling(found: tuple[When, ...]) -> list[When]:
    """The dates that are the passage's own: none in names of documents."""
    return [when for when in found if not when.named]


def _relations(left: list[When], right: list[When]) -> dict[str, float]:
    """How the dates of two passages agree: by the most precise that both have."""
    rank = min(max(when.rank for when in left), max(when.rank for when in right))
    pairs = [(one, two, relation(one, two)) for one in left for two in right]
    fine = [pair for pair in pairs if min(pair[0].rank, pair[1].rank) >= rank]
    best = max((how for _, _, how in fine), default=Relation.OPEN)
    if best is Relation.DAY:
        return {"day": 1.0}
    if best is Relation.MONTH:
        return {"month": 1.0}
    if best is Relation.YEAR:
        return {"year": 1.0}
    if best is Relation.OPEN:
        return {}
    sure = any(one.sure and two.sure for one, two, how in fine if how is Relation.APART)
    return {"apart": 1.0} if sure else {"perhaps_apart": 1.0}
