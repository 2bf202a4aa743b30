"""Which passages of two articles belong together, found over what is rare in both."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest

from diptych.analysis.alignment import dates
from diptych.analysis.alignment.comparing import Context, score
from diptych.analysis.alignment.rarity import Rarity
from diptych.analysis.alignment.units import Side, Unit, units
from diptych.model import AlignedPair

THRESHOLD = 0.5
_CANDIDATES = 8
_PARTNERS = 4
_NEARLY = 0.75
"""A passage's further partners score at least this share of its best one."""
_FEWEST = 4
"""Passages from which an article's own counts tell what is common in it."""
_LEAST = 0.15
_FEW = 2_500
"""Pairs that are all compared."""
_WORK = 1_000_000
"""Steps of the search for candidates, at most; the rarest features come first."""


def align(left: Side, right: Side, rarity: Rarity) -> tuple[AlignedPair, ...]:
    """The passages of two articles that are about the same event or point, in order of the left text.

    Many to many. Swapping the sides swaps the pairs and changes nothing else.
    """
    ours, theirs = units(left, rarity), units(right, rarity)
    common = _common(ours, theirs)
    ours, theirs = ([unit.toned(common) for unit in side] for side in (ours, theirs))
    context = Context(
        left=dates.parsed(left.date),
        right=dates.parsed(right.date),
        among=max(len(ours), len(theirs)),
    )
    scored = {
        (one, two): chance
        for one, two in _candidates(ours, theirs)
        if (chance := score(ours[one], theirs[two], context)) >= THRESHOLD
    }
    return tuple(
        AlignedPair(left=ours[one].span, right=theirs[two].span, score=round(scored[one, two], 3))
        for one, two in sorted(_chosen(scored))
    )


def _features(unit: Unit) -> Iterable[tuple[str, float]]:
    yield from unit.names.by_key.items()
    yield from unit.rare.by_key.items()
    yield from unit.plain.by_key.items()
    for number, weight in unit.numbers.by_key.items():
        if weight > 0.5:
            yield f"#{number}", weight
    for when in unit.dates:
        if when.rank > 1:
            yield f"#{when.year}-{when.month}-{when.day}", 1.0


def _common(ours: Sequence[Unit], theirs: Sequence[Unit]) -> dict[str, float]:
    """Less weight for what stands in many passages of either article; nothing for what is in one or two."""
    found: dict[str, float] = {}
    for side in (ours, theirs):
        if len(side) < _FEWEST:
            continue
        counts = Counter(
            key for unit in side for key in (*(k for k, _ in _features(unit)), *unit.topics.by_key)
        )
        for key, count in counts.items():
            if count > 2:
                rare = math.log((len(side) + 1) / count) / math.log((len(side) + 1) / 2)
                found[key] = min(found.get(key, 1.0), max(_LEAST, rare))
    return found


def _candidates(ours: Sequence[Unit], theirs: Sequence[Unit]) -> set[tuple[int, int]]:
    """All pairs of two short articles, else those that share the most of what is rare."""
    if len(ours) * len(theirs) <= _FEW:
        return {(one, two) for one in range(len(ours)) for two in range(len(theirs))}
    places: list[defaultdict[str, list[int]]] = [defaultdict(list), defaultdict(list)]
    weights: dict[str, float] = {}
    for table, side in zip(places, (ours, theirs), strict=True):
        for at, unit in enumerate(side):
            for key, weight in _features(unit):
                table[key].append(at)
                weights[key] = max(weights.get(key, 0.0), weight)
    first, second = places
    both = sorted((len(first[key]) * len(second[key]), key) for key in first if key in second)
    shared: Counter[tuple[int, int]] = Counter()
    work = 0
    for cost, key in both:
        work += cost
        if work > _WORK:
            break
        weight = weights[key]
        for one in first[key]:
            for two in second[key]:
                shared[one, two] += weight  # type: ignore[assignment]
    return _best(shared, 0) | _best(shared, 1)


def _best(shared: Counter[tuple[int, int]], side: int) -> set[tuple[int, int]]:
    rows: defaultdict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for pair, weight in shared.items():
        rows[pair[side]].append((weight, pair))
    return {pair for row in rows.values() for _, pair in nlargest(_CANDIDATES, row)}


def _chosen(scored: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs that are among the few best of either passage, and not far below the best of both."""
    best: list[dict[int, float]] = [{}, {}]
    rows: list[defaultdict[int, list[float]]] = [defaultdict(list), defaultdict(list)]
    for pair, chance in scored.items():
        for side in (0, 1):
            best[side][pair[side]] = max(best[side].get(pair[side], 0.0), chance)
            rows[side][pair[side]].append(chance)
    least = [{at: min(nlargest(_PARTNERS, row)) for at, row in side.items()} for side in rows]

    def stays(pair: tuple[int, int], chance: float, side: int) -> bool:
        at = pair[side]
        return chance >= _NEARLY * best[side][at] and chance >= least[side][at]

    return [pair for pair, chance in scored.items() if stays(pair, chance, 0) and stays(pair, chance, 1)]
