"""Which height of one page belongs beside which of the other, and how to get there: arithmetic on pixels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import NamedTuple

STEEPEST = 5.0
"""Pixels that one page moves at most while the other moves one; passages further apart are not followed."""

REACH = 110.0
"""Pixels above and below a passage that still count as its neighbourhood, about four lines."""

MOST_STEP = 60
"""Pixels that a page moves at most in one frame."""

_EASE = 0.18
_THIRD = 1 / 3


class Passage(NamedTuple):
    """Two passages that belong together, in pixels from the top of each page, with a score in 0..1."""

    left_top: float
    left_bottom: float
    right_top: float
    right_bottom: float
    score: float

    @property
    def anchors(self) -> tuple[Anchor, Anchor]:
        """Both tops and both bottoms, which are to stand level."""
        return (
            Anchor(self.left_top, self.right_top, self.score),
            Anchor(self.left_bottom, self.right_bottom, self.score),
        )


class Anchor(NamedTuple):
    """A height of one page and the one beside it, with how much it counts."""

    x: float
    y: float
    weight: float


def chain(anchors: Sequence[Anchor], steepest: float = STEEPEST) -> list[Anchor]:
    """The heaviest choice of anchors that a line through them never falls, nor is too steep or too flat.

    Between any two that are kept the slope is in ``1/steepest .. steepest``. That is the same as not
    falling in both ``steepest * x - y`` and ``steepest * y - x``, so the choice is a longest chain in two
    dimensions, found in n log n steps. Anchors in the same place are given once.
    """
    turned = sorted((steepest * a.x - a.y, steepest * a.y - a.x, a) for a in anchors)
    heights = sorted({v for _, v, _ in turned})
    best = _Best(len(heights))
    before: list[int] = []
    weights: list[float] = []
    for index, (_, v, anchor) in enumerate(turned):
        rank = bisect_left(heights, v)
        weight, last = best.up_to(rank)
        before.append(last)
        weights.append(weight + anchor.weight)
        best.put(rank, weights[-1], index)
    index = max(range(len(weights)), key=weights.__getitem__, default=-1)
    kept: list[Anchor] = []
    while index >= 0:
        anchor = turned[index][2]
        if not kept or anchor.x < kept[-1].x:
            kept.append(anchor)
        index = before[index]
    return kept[::-1]


class _Best:
    """The heaviest chain that ends at or below a rank, in a binary indexed tree."""

    def __init__(self, size: int) -> None:
        self._tree = [(0.0, -1)] * (size + 1)

    def up_to(self, rank: int) -> tuple[float, int]:
        place, found = rank + 1, (0.0, -1)
        while place > 0:
            found = max(found, self._tree[place])
            place -= place & -place
        return found

    def put(self, rank: int, weight: float, index: int) -> None:
        place = rank + 1
        while place < len(self._tree):
            self._tree[place] = max(self._tree[place], (weight, index))
            place += place & -place


@dataclass(frozen=True)
class Way:
    """The way from one page to the other: a line that rises through ``xs``, ``ys``, and where it holds.

    ``begins`` and ``ends`` bound the stretches of the first page that have something beside them.
    """

    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()
    begins: tuple[float, ...] = ()
    ends: tuple[float, ...] = ()

    def across(self, x: float) -> float:
        """The height on the other page; beyond the first and the last anchor both run in step."""
        if not self.xs:
            return x
        index = bisect_right(self.xs, x)
        if index == 0:
            return self.ys[0] + x - self.xs[0]
        if index == len(self.xs):
            return self.ys[-1] + x - self.xs[-1]
        x0, x1, y0, y1 = self.xs[index - 1], self.xs[index], self.ys[index - 1], self.ys[index]
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0)

    def goal(self, x: float) -> float | None:
        """The height on the other page, or None where nothing there belongs to this one: then it rests."""
        index = bisect_right(self.begins, x) - 1
        return self.across(x) if index >= 0 and x <= self.ends[index] else None


def ways(passages: Sequence[Passage]) -> tuple[Way, Way]:
    """The way from left to right along the best chain of these passages, and the same way back."""
    kept = chain([anchor for each in passages for anchor in each.anchors])
    on_way = {(anchor.x, anchor.y) for anchor in kept}
    followed = [each for each in passages if any((a.x, a.y) in on_way for a in each.anchors)]
    xs, ys = tuple(anchor.x for anchor in kept), tuple(anchor.y for anchor in kept)
    left = _merged(sorted((each.left_top - REACH, each.left_bottom + REACH) for each in followed))
    right = _merged(sorted((each.right_top - REACH, each.right_bottom + REACH) for each in followed))
    return Way(xs, ys, *left), Way(ys, xs, *right)


class Rows:
    """Stretches of one page, for finding those in view. ``bounds`` are top and bottom of each."""

    def __init__(self, bounds: Sequence[tuple[float, float]]) -> None:
        self._order = sorted(range(len(bounds)), key=bounds.__getitem__)
        self._tops = [bounds[index][0] for index in self._order]
        self._furthest = list(accumulate((bounds[index][1] for index in self._order), max))
        self._bounds = bounds

    def between(self, top: float, bottom: float) -> list[int]:
        """The indexes of the stretches that touch ``top .. bottom``, from top to bottom."""
        first, last = bisect_left(self._furthest, top), bisect_right(self._tops, bottom)
        return [index for index in self._order[first:last] if self._bounds[index][1] >= top]


def eye(value: float, most: float, height: float) -> float:
    """How far down a view the reader is taken to read, in pixels.

    A third down; at the top and at the end of a page it slides to the edge, so that the eye comes past
    every line. ``value`` of ``most`` is how far the page is scrolled, ``height`` that of the view.
    """
    third = height * _THIRD
    if most <= 0:
        return third
    from_top = min(1.0, value / min(third, most / 2))
    from_end = min(1.0, (most - value) / min(height - third, most / 2))
    return third * from_top + (height - third) * (1 - from_end)


def eased(now: int, goal: int, most: int = MOST_STEP) -> int:
    """The next place on the way from ``now`` to ``goal``: never past it, never more than ``most`` away."""
    away = abs(goal - now)
    step = min(away, most, max(1, ceil(away * _EASE)))
    return now + step if goal > now else now - step


def _merged(stretches: Sequence[tuple[float, float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Sorted stretches with those that touch made one: where they begin and where they end."""
    begins: list[float] = []
    ends: list[float] = []
    for begin, end in stretches:
        if ends and begin <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            begins.append(begin)
            ends.append(end)
    return tuple(begins), tuple(ends)
