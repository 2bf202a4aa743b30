"""Count the hits by what can be chosen among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from diptych.dossier import Dossier
from diptych.workspace.finding.columns import Column, Columns, Ids
from diptych.workspace.finding.requests import Facet, FacetName, FacetValue

MOST_VALUES = 50
"""Values of one facet that are given; years and months are all given."""

_IN_ORDER = frozenset({FacetName.YEAR, FacetName.MONTH})


def count(columns: Columns, name: FacetName, hits: Ids, dossier: Callable[[], Dossier]) -> Facet:
    """One facet over the hits, which are article ids."""
    column = columns.column(name)
    flags = np.zeros(int(hits.max(initial=0)) + 1, np.bool_)
    flags[hits] = True
    counts = column.counts(flags)
    places = np.flatnonzero(counts)
    values = sorted(_values(name, column, counts, places, dossier), key=_order(name))
    kept = values if name in _IN_ORDER else values[:MOST_VALUES]
    return Facet(name=name, values=tuple(kept), total=len(values))


def _values(
    name: FacetName,
    column: Column,
    counts: np.ndarray[tuple[int], np.dtype[np.int64]],
    places: np.ndarray[tuple[int], np.dtype[np.int64]],
    dossier: Callable[[], Dossier],
) -> Iterator[FacetValue]:
    labels = _labels(name, dossier)
    for n in places.tolist():
        value = column.values[n]
        yield FacetValue(value=value, label=labels(value) or column.labels[n], count=int(counts[n]))


def _labels(name: FacetName, dossier: Callable[[], Dossier]) -> Callable[[str], str]:
    if name is FacetName.ISSUE:
        return {issue.id: issue.name for issue in dossier().issues}.get  # type: ignore[return-value]
    if name is FacetName.POSITION:
        parties = {party.id: party.name for party in dossier().parties}
        return lambda value: _position(value, parties)
    return lambda _: ""


def _position(value: str, parties: dict[str, str]) -> str:
    party, _, direction = value.partition(":")
    return f"{parties.get(party, party)}: {direction}"


def _order(name: FacetName) -> Callable[[FacetValue], tuple[int, str]]:
    if name in _IN_ORDER:
        return lambda value: (0, value.value)
    return lambda value: (-value.count, value.label.casefold())
