"""Which rows of the columns a query takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diptych.model import AnalysisState
from diptych.workspace.comparing.columns import GONE, STATES, VOICES, Array, Columns
from diptych.workspace.comparing.query import UNDATED, ComparisonQuery, bounds

_DONE = STATES.index(AnalysisState.DONE)


@dataclass(frozen=True)
class Selection:
    """What a query takes: articles by slot, rows with the number of their cell, among those rows.

    ``cell`` counts row by row of the matrix; ``at`` are the places of the rows in the columns, broken
    ones too.
    """

    articles: Array
    analysed: int
    at: Array
    cell: Array
    cells: int


def select(
    columns: Columns,
    query: ComparisonQuery,
    issues: Sequence[str],
    parties: Sequence[str],
    usage: Array | None,
) -> Selection:
    """The rows of some issues and parties that the query takes; raises ``DiptychError`` for a bad date.

    ``usage`` says by slot whether an article uses the wanted party's names; None: not asked.
    """
    taken = articles(columns, query, usage)
    rows = columns.rows
    issue = columns.names.issues.table(issues)[rows.issue]
    party = columns.names.parties.table(parties)[rows.party]
    mask = (issue >= 0) & (party >= 0)
    if not taken.all():
        mask &= taken[rows.slot]
    for condition in _conditions(columns, query):
        mask &= condition
    at = np.flatnonzero(mask)
    if len(at) < len(mask):
        issue, party = issue[at], party[at]
    return Selection(
        articles=taken,
        analysed=int((columns.articles.state[taken] == _DONE).sum()),
        at=at,
        cell=issue * len(parties) + party,
        cells=len(issues) * len(parties),
    )


def articles(columns: Columns, query: ComparisonQuery, usage: Array | None = None) -> Array:
    """By slot whether the query takes the article."""
    known = columns.articles
    taken: Array = known.state != GONE
    if query.articles is not None:
        slots = [known.slots[id_] for id_ in query.articles if id_ in known.slots]
        chosen = np.zeros(len(known), np.bool_)
        chosen[slots] = True
        taken &= chosen
    if (range_ := bounds(query)) is not None:
        start, end = range_
        taken &= (known.first != UNDATED) & (known.first <= end) & (known.last >= start)
    if query.outlets:
        taken &= columns.names.outlets.table(query.outlets)[known.outlet] >= 0
    if usage is not None:
        taken &= usage
    return taken


def _conditions(columns: Columns, query: ComparisonQuery) -> list[Array]:
    rows = columns.rows
    found: list[Array] = []
    if query.voices:
        found.append(np.isin(rows.voice, [VOICES.index(voice) for voice in query.voices]))
    if query.quoted:
        found.append(rows.quoted)
    if query.confidence > 0:
        found.append(rows.confidence >= query.confidence)
    if query.reviewed is not None:
        found.append((rows.verdict > 0) == query.reviewed)
    return found
