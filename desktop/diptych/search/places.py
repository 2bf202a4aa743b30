"""Places of words as numbers, document and position in one: what stands at the same place, or together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from diptych.search.arrays import Numbers


def common(left: Numbers, right: Numbers) -> Numbers:
    """What stands in both of two ascending arrays without repeats."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(many):
        return many
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    found: Numbers = few[many[at] == few]
    return found


def together(words: Sequence[Numbers], within: int) -> Numbers:
    """The places where each of the words was met again with at most ``within`` other words among them.

    Going through all places in order, the last place of each word is known; where the first of those is
    near enough, the words stand together.
    """
    if not all(map(len, words)):
        return np.empty(0, np.int64)
    places = np.concatenate(words)
    which = np.repeat(np.arange(len(words)), [len(each) for each in words])
    order = np.argsort(places, kind="stable")
    places, which = places[order], which[order]
    first = places.copy()
    for n in range(len(words)):
        last = np.maximum.accumulate(np.where(which == n, places, -(1 << 62)))
        np.minimum(first, last, out=first)
    found: Numbers = places[places - first <= within + len(words) - 1]
    return found


def best_passages(
    documents: Numbers, parts: Sequence[Numbers], weights: Sequence[float], words: int
) -> npt.NDArray[np.float64]:
    """For each of the ascending documents the weight of the parts that stand in its best passage.

    Passages of so many words overlap by half.
    """
    best = np.zeros(len(documents))
    for shift in (0, words // 2):
        keys, values = [], []
        for places, weight in zip(parts, weights, strict=True):
            at = np.searchsorted(documents, places >> 32)
            at[at == len(documents)] = 0
            inside = documents[at] == places >> 32
            position = (places[inside] & 0xFFFFFFFF) + shift
            found = np.unique((at[inside].astype(np.int64) << 32) | (position // words))
            keys.append(found)
            values.append(np.full(len(found), weight))
        passages, where = np.unique(np.concatenate(keys), return_inverse=True)
        held = np.bincount(where, np.concatenate(values), len(passages))
        np.maximum.at(best, passages >> 32, held)
    return best
