"""Which party's names an outlet uses for what is in dispute, over time."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from diptych.model import Value
from diptych.workspace.comparing.columns import Array, Columns
from diptych.workspace.comparing.query import UNDATED


class Period(StrEnum):
    """How finely time is cut."""

    YEAR = "year"
    QUARTER = "quarter"


class UsageTime(Value, frozen=True, omit_defaults=False):
    """The names used in one period: "2017", "2017-Q2", or "" for articles without such a date.

    ``counts`` are uses by party; ``articles`` use any such name.
    """

    period: str
    counts: dict[str, int]
    articles: int


class OutletUsage(Value, frozen=True, omit_defaults=False):
    """The names that an outlet uses ("" where none is stated), in all and period by period."""

    outlet: str
    counts: dict[str, int]
    articles: int
    times: tuple[UsageTime, ...]


def usage(
    held: Columns, taken: Array, names: Mapping[int, Mapping[str, int]], period: Period
) -> tuple[OutletUsage, ...]:
    """The outlets that use names in dispute, in the articles taken (by slot), those with most uses first."""
    found: dict[str, dict[str, list[Mapping[str, int]]]] = {}
    for slot in np.flatnonzero(taken).tolist():
        counts = names.get(int(held.articles.ids[slot]))
        if counts:
            outlet = held.names.outlets.words[held.articles.outlet[slot]]
            time = _period(held, slot, period)
            found.setdefault(outlet, {}).setdefault(time, []).append(counts)
    outlets = [_outlet(outlet, times) for outlet, times in found.items()]
    return tuple(sorted(outlets, key=lambda each: (-sum(each.counts.values()), each.outlet.casefold())))


def _outlet(outlet: str, times: Mapping[str, list[Mapping[str, int]]]) -> OutletUsage:
    every = [counts for of_time in times.values() for counts in of_time]
    return OutletUsage(
        outlet=outlet,
        counts=_sum(every),
        articles=len(every),
        times=tuple(
            UsageTime(period=time, counts=_sum(counts), articles=len(counts))
            for time, counts in sorted(times.items())
        ),
    )


def _sum(counts: list[Mapping[str, int]]) -> dict[str, int]:
    parties = sorted({party for each in counts for party in each})
    return {party: sum(each.get(party, 0) for each in counts) for party in parties}


def _period(held: Columns, slot: int, period: Period) -> str:
    stated = held.articles.dates[slot]
    if held.articles.first[slot] == UNDATED:
        return ""
    if period is Period.YEAR:
        return stated[:4]
    return f"{stated[:4]}-Q{(int(stated[5:7]) + 2) // 3}" if len(stated) >= 7 else ""
