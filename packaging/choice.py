"""Conditional logistic regression: one of several options, or none, by weights that all options share.

Fitted by the quasi-Newton method of Liu and Nocedal (limited memory, Mathematical Programming 45, 1989)
with a quadratic penalty; the same examples give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from diptych.analysis.learned import Features, Weights

Options = Sequence[tuple[Features, bool]]
"""The features of each option of one choice, and whether it is a right one."""

_RAREST = 3
_STEPS, _MEMORY = 80, 8


def fit(choices: Sequence[Options], penalty: float) -> Weights:
    """The weights under which the right options are likeliest; several right ones share a choice."""
    counts = Counter(name for options in choices for features, _ in options for name in features)
    names = ["", *sorted(name for name, count in counts.items() if count >= _RAREST)]
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((sum(map(len, choices)), len(names)), dtype=np.float32)
    matrix[:, 0] = 1.0
    right, group, row = np.zeros(len(matrix)), np.zeros(len(matrix), dtype=int), 0
    for number, options in enumerate(choices):
        shared = max(1, sum(is_right for _, is_right in options))
        for features, is_right in options:
            for name, value in features.items():
                if name in column:
                    matrix[row, column[name]] = value
            right[row], group[row] = is_right / shared, number
            row += 1

    def loss(weights: Any) -> tuple[float, Any]:
        scores = (matrix @ weights.astype(np.float32)).astype(float)
        top = np.zeros(len(choices))
        np.maximum.at(top, group, scores)
        powers, total = np.exp(scores - top[group]), np.exp(-top)
        np.add.at(total, group, powers)
        slope = matrix.T @ (powers / total[group] - right).astype(np.float32)
        value = np.log(total).sum() + top.sum() - right @ scores
        return value + 0.5 * penalty * weights @ weights, slope + penalty * weights

    found = _least(loss, np.zeros(len(names)))
    return Weights(
        weights={n: round(float(w), 4) for n, w in zip(names, found, strict=True) if abs(w) >= 0.003}
    )


def _least(loss: Callable[[Any], tuple[float, Any]], at: Any) -> Any:
    """Where a smooth function is least, from a start."""
    value, slope = loss(at)
    past: list[tuple[Any, Any]] = []
    for _ in range(_STEPS):
        way = _downhill(slope, past)
        length, fall = 1.0, float(slope @ way)
        while (tried := loss(at + length * way))[0] > value + 1e-4 * length * fall and length > 1e-6:
            length /= 2
        moved, turned = length * way, tried[1] - slope
        if moved @ turned > 1e-9:
            past = [*past, (moved, turned)][-_MEMORY:]
        gained = value - tried[0]
        at, (value, slope) = at + moved, tried
        if gained < 1e-5 * max(1.0, abs(value)):
            break
    return at


def _downhill(slope: Any, past: Sequence[tuple[Any, Any]]) -> Any:
    """The direction to go, from the slope and how it turned on the last steps."""
    if not past:
        return -slope / max(1.0, 10 * float(np.abs(slope).max()))
    way, shares = slope.copy(), []
    for moved, turned in reversed(past):
        share = (moved @ way) / (turned @ moved)
        shares.append(share)
        way = way - share * turned
    moved, turned = past[-1]
    way = way * (moved @ turned) / (turned @ turned)
    for (moved, turned), share in zip(past, reversed(shares), strict=True):
        way = way + (share - (turned @ way) / (turned @ moved)) * moved
    return -way
