"""Put all that was found in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from diptych.search import Found, Match
from diptych.workspace.finding.columns import Columns, Ids
from diptych.workspace.finding.requests import Sort

HALF_LIFE = 2.0
"""Years after which an article's advantage of being new is half of what it was."""

FRESHNESS = 0.6
"""The share of a score that an old article loses where the newer ones weigh more."""

Scores = npt.NDArray[np.float32]


def ordered(found: Found, columns: Columns, sort: Sort, *, recent: bool, end: int) -> Sequence[Match]:
    """The first ``end`` matches in the order asked for."""
    if found.ids is None or found.scores is None:
        return ()
    if sort is Sort.RELEVANCE and not found.scores.any():
        # Conditions alone do not rank.
        sort = Sort.NEWEST
    if sort is Sort.RELEVANCE and not recent:
        return found.matches[:end]
    if sort is Sort.RELEVANCE:
        scores = found.scores * _freshness(found.ids, columns)
        order = np.lexsort((found.ids, -scores))[:end]
    elif sort is Sort.OUTLET:
        order = np.lexsort((found.ids, -found.scores, _ranks(found.ids, *columns.outlets(), fold=True)))[:end]
    else:
        dates = _ranks(found.ids, *columns.dates())
        # Articles without a date stand last either way.
        key = np.where(dates == 0, np.iinfo(np.int64).max, -dates if sort is Sort.NEWEST else dates)
        order = np.lexsort((found.ids, -found.scores, key))[:end]
    return [
        Match(int(id_), round(float(score), 4))
        for id_, score in zip(found.ids[order], found.scores[order], strict=True)
    ]


def _ranks(ids: Ids, known: Ids, values: Sequence[str], *, fold: bool = False) -> npt.NDArray[np.int64]:
    """For each id the place of its value among all values in order, 0 for none."""
    folded = [value.casefold() for value in values] if fold else values
    places = {value: n for n, value in enumerate(sorted({*folded, ""}))}
    ranks = np.fromiter((places[value] for value in folded), np.int64, len(folded))
    return _looked_up(ids, known, ranks, 0)


def _freshness(ids: Ids, columns: Columns) -> Scores:
    known, dates = columns.dates()
    years = np.array([_year(date) for date in dates], np.float64)
    newest = years.max(initial=0.0)
    ages = np.where(years > 0, newest - years, 100.0)
    fresh = (1 - FRESHNESS) + FRESHNESS * 0.5 ** (ages / HALF_LIFE)
    return _looked_up(ids, known, fresh, 1 - FRESHNESS).astype(np.float32)


def _year(date: str) -> float:
    if len(date) < 4:
        return 0.0
    month = int(date[5:7]) if len(date) >= 7 else 6
    return int(date[:4]) + (month - 1) / 12


def _looked_up(ids: Ids, known: Ids, values: npt.NDArray[Any], missing: float) -> npt.NDArray[Any]:
    at = np.searchsorted(known, ids)
    at[at == len(known)] = 0
    if not len(known):
        return np.full(len(ids), missing)
    return np.where(known[at] == ids, values[at], missing)
