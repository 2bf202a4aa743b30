"""In which order unreviewed evidence is best gone through."""

from __future__ import annotations

import numpy as np

from diptych.workspace.comparing.columns import Array, Columns
from diptych.workspace.comparing.matrix import Figures
from diptych.workspace.comparing.selection import Selection


def usefulness(held: Columns, chosen: Selection, found: Figures, families: Array | None) -> Array:
    """How much each chosen row is worth a look, 0 to 3; broken rows are worth none.

    One point for the words that stand for a cell, up to one for how unsure the machine is, up to one for
    how few pieces the cell has. What a near-duplicate says again is worth half.
    """
    rows, at = held.rows, chosen.at
    pieces = np.maximum(found.counts.sum(axis=1), 1)[chosen.cell]
    worth: Array = (found.best[chosen.cell] == at).astype(np.float64)
    worth += 1.0 - np.abs(2.0 * rows.confidence[at] - 1.0)
    worth += 1.0 / np.sqrt(pieces)
    if families is not None:
        worth[_again(chosen.cell, families[rows.slot[at]], rows.slot[at])] *= 0.5
    worth[rows.broken[at]] = 0.0
    return worth


def _again(cell: Array, family: Array, slot: Array) -> Array:
    """Which rows are in a cell together with one of the same family in an earlier article."""
    order = np.lexsort((slot, family, cell))
    same = (np.diff(cell[order]) == 0) & (np.diff(family[order]) == 0)
    again = np.zeros(len(cell), np.bool_)
    starts = np.flatnonzero(np.concatenate(([True], ~same))) if len(cell) else np.zeros(0, np.int64)
    first = np.repeat(slot[order][starts], np.diff(np.append(starts, len(cell))))
    again[order] = slot[order] != first
    return again
