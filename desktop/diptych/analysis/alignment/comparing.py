"""What speaks for and against two passages being about the same event, and the chance that follows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from diptych.analysis.alignment.dates import Relation, When, days_between, relation
from diptych.analysis.alignment.units import Unit, Weighed

_AT_ONCE = 2
"""Days within which news of one event appears at once."""
_NEAR = 21
"""Days within which two articles, or an article and a date told, may well be of one event."""
_FAR = 120
"""Days beyond those from which they speak fully against it."""


_MOST_DATES = 12
"""Dates of a passage that are compared; one with more is a table."""


class Evidence(NamedTuple):
    """Measures of two passages, each about 0..1. The first group speaks for, the second against."""

    rare: float = 0.0
    plain: float = 0.0
    names: float = 0.0
    topics: float = 0.0
    numbers: float = 0.0
    mass: float = 0.0
    day: float = 0.0
    month: float = 0.0
    year: float = 0.0
    near: float = 0.0
    timely: float = 0.0
    apart: float = 0.0
    perhaps_apart: float = 0.0
    other_topics: float = 0.0
    other_places: float = 0.0
    other_people: float = 0.0
    other_numbers: float = 0.0
    other_ranks: float = 0.0
    far: float = 0.0


class Context(NamedTuple):
    """What holds for all passages of two articles: the dates of these.

    ``among`` is how many passages the longer one has.
    """

    left: When | None = None
    right: When | None = None
    among: int = 1


SAME_BIAS = -0.7
SAME = Evidence(
    rare=1.2,
    names=0.5,
    topics=1.15,
    numbers=1.5,
    day=0.85,
    month=1.55,
    year=0.35,
    near=1.7,
    timely=0.3,
    apart=-3.5,
    perhaps_apart=-0.95,
    other_topics=-0.6,
    other_numbers=-0.3,
    other_ranks=-0.5,
    far=-3.3,
)
"""What tells passages about one event from near misses; fitted by ``tests/bench/alignment.py --fit``.

Near misses name the same people and places, so that names alone were given no weight; they have some
here, because most passages of two articles are no near misses.
"""

RELATED_BIAS = -0.15
RELATED = Evidence(rare=1.2, plain=1.15, names=2.75, topics=3.1, numbers=0.6, mass=1.95, day=0.15)
"""What tells passages about one matter from any two of a dispute; fitted in the same way.

The bias is the fitted one and 1.5: who lays two lone paragraphs side by side has a reason.
"""


_CARE = 1.5
"""How much more must speak for two passages, the more there are to choose from."""


def score(left: Unit, right: Unit, context: Context) -> float:
    """The chance, in 0..1, that two passages are about the same event or point."""
    return chance(evidence(left, right, context), context.among)


def chance(found: Evidence, among: int = 1) -> float:
    """The chance that follows from the evidence, for passages each of which could go with ``among`` others.

    The more there are, the more must speak for two being about one matter at all.
    """
    related = RELATED_BIAS + _sum(RELATED, found) - _CARE * math.log(max(1, among))
    total = SAME_BIAS + _sum(SAME, found) + min(0.0, related)
    return 1 / (1 + math.exp(-total))


def _sum(weights: Evidence, found: Evidence) -> float:
    return sum(weight * value for weight, value in zip(weights, found, strict=True))


def evidence(left: Unit, right: Unit, context: Context) -> Evidence:
    """What speaks for and against two passages being about the same."""
    rare, shared_rare = _overlap(left.rare, right.rare)
    plain, _ = _overlap(left.plain, right.plain)
    names, shared_names = _overlap(left.names, right.names)
    topics, _ = _overlap(left.topics, right.topics)
    numbers, _ = _overlap(left.numbers, right.numbers)
    when = _dates(left, right, context)
    shared = 1 - (1 - rare) * (1 - names) * (1 - topics)
    return Evidence(
        rare=rare,
        plain=plain,
        names=names,
        topics=topics,
        numbers=numbers,
        mass=1 - math.exp(-(shared_rare + shared_names) / 4),
        timely=shared * max(when.get("day", 0.0), when.get("near", 0.0)),
        other_topics=float(bool(left.topics.by_key and right.topics.by_key) and not topics),
        other_places=_differ(left.places, right.places),
        other_people=_differ(left.people, right.people),
        other_numbers=_conflict(left.counted, right.counted),
        other_ranks=_conflict(left.ranked, right.ranked),
        **when,
    )


def _overlap(left: Weighed, right: Weighed) -> tuple[float, float]:
    """A cosine that leans to the smaller side, and the weight of what is shared."""
    small, great = sorted((left.by_key, right.by_key), key=len)
    shared = sum(math.sqrt(small[key] * great[key]) for key in small if key in great)
    if not shared:
        return 0.0, 0.0
    lesser, greater = sorted((left.mass, right.mass))
    return min(1.0, shared / (lesser**0.6 * greater**0.4)), shared


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
    found = _relations(ours, theirs) if ours and theirs else {}
    if {"day", "month"} & set(found):
        return found
    mine, yours = ours if ours and not theirs else [], theirs if theirs and not ours else []
    articles = [context.left] if context.left else [], [context.right] if context.right else []
    pairs = [(one, two) for one in (*mine, *articles[0]) for two in (*yours, *articles[1])]
    gaps = [days for one, two in pairs if (days := days_between(one, two)) is not None]
    if not gaps:
        return found
    gap = min(gaps)
    near = min(1.0, max(0.0, (_NEAR - gap) / (_NEAR - _AT_ONCE)))
    return {**found, "near": near, "far": min(1.0, max(0, gap - _NEAR) / _FAR)}


def _telling(found: tuple[When, ...]) -> list[When]:
    """The dates that are the passage's own: none in names of documents."""
    return [when for when in found if not when.named][:_MOST_DATES]


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
