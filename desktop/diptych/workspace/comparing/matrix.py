"""The comparison of a whole library in numbers: what each cell says, without the words that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from diptych.model import Direction, Strength, Value
from diptych.workspace.comparing.columns import DIRECTIONS, STRENGTHS, Array, Columns
from diptych.workspace.comparing.query import UNDATED, ComparisonQuery
from diptych.workspace.comparing.selection import Selection
from diptych.workspace.comparison import CellState

_D = len(DIRECTIONS)
_NEUTRAL = DIRECTIONS.index(Direction.NEUTRAL)
_DEMANDS = DIRECTIONS.index(Direction.DEMANDS)


class MatrixCell(Value, frozen=True, omit_defaults=False):
    """What one party says on one issue, in numbers.

    ``direction`` is the one with the most confidence behind it, None unless something is stated;
    ``share`` its part of all that leans (0..1), ``strength`` how strongly most of it is stated.
    ``counts`` are pieces of evidence by direction, ``articles`` those that hold them, ``independent``
    the same with near-duplicates counted once. ``confidence`` is that of the best piece, whose words
    are ``quote``; ``latest`` is the newest date. ``reviewed`` pieces have the analyst's word;
    ``broken`` ones are counted nowhere else. ``summary`` is the analyst's.
    """

    issue: str
    party: str
    state: CellState
    direction: Direction | None = None
    share: float = 0.0
    strength: Strength | None = None
    counts: dict[str, int] = msgspec.field(default_factory=dict)
    pieces: int = 0
    articles: int = 0
    independent: int = 0
    reviewed: int = 0
    broken: int = 0
    confidence: float = 0.0
    latest: str | None = None
    quote: str = ""
    best: int = 0
    summary: str = ""


class MatrixRow(Value, frozen=True, omit_defaults=False):
    """One issue with a cell for each column.

    ``gap`` is how far the two parties lie apart, 0 to 1, None when one of them says nothing; ``aside``
    says that the analyst set the issue aside as not relevant.
    """

    issue: str
    name: str
    cells: tuple[MatrixCell, ...]
    gap: float | None = None
    aside: bool = False

    @property
    def pieces(self) -> int:
        """How many sound pieces of evidence there are on the issue."""
        return sum(cell.pieces for cell in self.cells)

    @property
    def latest(self) -> str:
        """The newest date of any cell, "" for none."""
        return max((cell.latest for cell in self.cells if cell.latest), default="")

    def cell(self, party: str) -> MatrixCell:
        """The cell of a column; raises ``KeyError``."""
        for cell in self.cells:
            if cell.party == party:
                return cell
        raise KeyError(party)


class Matrix(Value, frozen=True, omit_defaults=False):
    """The parties compared, issue by issue, as a query asked.

    ``articles`` are those that the query takes, ``analysed`` those of them that are analysed.
    ``statements`` counts each statement once, however many issues it is about; ``column_articles`` says
    of each column how many articles hold evidence of it.
    """

    query: ComparisonQuery
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    articles: int
    analysed: int
    pieces: int
    statements: int
    number: int = 0
    column_articles: tuple[int, ...] = ()

    def row(self, issue: str) -> MatrixRow:
        """The row of an issue; raises ``KeyError``."""
        for row in self.rows:
            if row.issue == issue:
                return row
        raise KeyError(issue)


@dataclass(frozen=True)
class Figures:
    """The numbers of all cells; two-dimensional ones are by cell and direction."""

    counts: Array
    weights: Array
    strengths: Array
    articles: Array
    independent: Array
    reviewed: Array
    broken: Array
    leading: Array
    best: Array
    newest: Array
    statements: int


def figures(columns: Columns, chosen: Selection, families: Array | None) -> Figures:
    """Reckon all cells at once. ``families`` is by slot the number of the article's family, from 0.

    A statement that several articles of a family carry weighs as one: by 1 / the number of them.
    """
    rows, cells = columns.rows, chosen.cells
    at, cell, lost = _sound(columns, chosen)
    slot, direction = of(rows.slot, at), of(rows.direction, at)
    confidence, verdict = of(rows.confidence, at), of(rows.verdict, at)
    seen = np.zeros((cells, max(len(columns.articles), 1)), np.bool_)
    seen[cell, slot] = True
    weight, independent = _once(seen, cell, slot, confidence, families)
    key = cell * _D + direction
    counts = np.bincount(key, minlength=cells * _D).reshape(cells, _D)
    weights = np.bincount(key, weight, cells * _D).reshape(cells, _D)
    leading = _leading(counts, weights)
    leads = direction == leading[cell]
    led = cell[leads] * len(STRENGTHS) + rows.strength[at[leads]]
    return Figures(
        counts=counts,
        weights=weights,
        strengths=np.bincount(led, minlength=cells * len(STRENGTHS)).reshape(cells, len(STRENGTHS)),
        articles=seen.sum(axis=1),
        independent=independent,
        reviewed=np.bincount(cell[verdict > 0], minlength=cells),
        broken=np.bincount(lost, minlength=cells),
        leading=leading,
        best=_best(columns, at[leads], cell[leads], cells),
        newest=_newest(columns, slot, cell, cells),
        statements=_statements(columns, at),
    )


def of(column: Array, at: Array) -> Array:
    """A column at places in order; where these are all, the column itself."""
    return column if len(at) == len(column) else column[at]


def _sound(columns: Columns, chosen: Selection) -> tuple[Array, Array, Array]:
    """The places and cells of the rows that stand, and the cells of those that are broken."""
    broken = of(columns.rows.broken, chosen.at)
    if not broken.any():
        return chosen.at, chosen.cell, chosen.cell[:0]
    return chosen.at[~broken], chosen.cell[~broken], chosen.cell[broken]


def articles_of_columns(columns: Columns, chosen: Selection, number: int) -> tuple[int, ...]:
    """By column, of which there are ``number``, how many articles hold sound evidence."""
    sound = chosen.at[~columns.rows.broken[chosen.at]]
    seen = np.zeros((number, max(len(columns.articles), 1)), np.bool_)
    seen[chosen.cell[~columns.rows.broken[chosen.at]] % number, columns.rows.slot[sound]] = True
    return tuple(int(each) for each in seen.sum(axis=1))


def _once(
    seen: Array, cell: Array, slot: Array, confidence: Array, families: Array | None
) -> tuple[Array, Array]:
    """The weights of the rows, and by cell the number of families, when near-duplicates count once."""
    if families is None:
        return confidence, seen.sum(axis=1)
    cells, number = len(seen), int(families.max(initial=0)) + 1
    in_cell, articles = np.nonzero(seen)
    copies = np.bincount(in_cell * number + families[articles], minlength=cells * number)
    weight = confidence / copies[cell * number + families[slot]]
    return weight, (copies.reshape(cells, number) > 0).sum(axis=1)


def _leading(counts: Array, weights: Array) -> Array:
    """By cell the direction with the most weight among those that lean; neutral if none, -1 if nothing."""
    leaning = np.where(counts > 0, weights, -1.0)
    leaning[:, _NEUTRAL] = -1.0
    leading: Array = leaning.argmax(axis=1)
    leading[leaning.max(axis=1, initial=-1.0) < 0] = _NEUTRAL
    leading[counts.sum(axis=1) == 0] = -1
    return leading


def _best(columns: Columns, at: Array, cell: Array, cells: int) -> Array:
    """By cell the place of the row whose words show it best, -1 for none; of rows that lean as their cells.

    One with the analyst's word, then the surest, then the oldest.
    """
    rows = columns.rows
    score = 2.0 * (rows.verdict[at] > 0) + rows.confidence[at]
    top = np.full(cells, -1.0)
    np.maximum.at(top, cell, score)
    where = np.flatnonzero(score == top[cell])
    first = oldest_first(columns, at[where])
    order = np.lexsort((rows.start[at[where]], rows.slot[at[where]], first, cell[where]))
    ranked = where[order]
    found, begin = np.unique(cell[ranked], return_index=True)
    best = np.full(cells, -1, np.int64)
    best[found] = at[ranked[begin]]
    return best


def oldest_first(columns: Columns, at: Array) -> Array:
    """What rows are put into the order of their dates by; those without one come last."""
    first: Array = columns.articles.first[columns.rows.slot[at]].astype(np.int64)
    first[first == UNDATED] = np.iinfo(np.int64).max
    return first


def _newest(columns: Columns, slot: Array, cell: Array, cells: int) -> Array:
    """By cell the slot of an article with the newest date, -1 where none is dated."""
    first = columns.articles.first[slot]
    top = np.zeros(cells, first.dtype)  # of one type, or numpy takes twenty times as long
    np.maximum.at(top, cell, first)
    newest = np.full(cells, -1, np.int64)
    where = (first == top[cell]) & (first != UNDATED)
    newest[cell[where]] = slot[where]
    return newest


def _statements(columns: Columns, at: Array) -> int:
    """How many statements the rows are of; those of one statement stand together."""
    rows = columns.rows
    if not len(at):
        return 0
    differs = np.zeros(len(at) - 1, np.bool_)
    for column in (rows.slot, rows.start, rows.end, rows.holder):
        chosen = of(column, at)
        differs |= chosen[1:] != chosen[:-1]
    return int(differs.sum()) + 1


def gap(first: Array, second: Array) -> float | None:
    """How far two cells lie apart by their weights by direction, 0 to 1; None when one is empty.

    It is 1 less the share in which the directions overlap. Two demands are no overlap: each asks
    something of the other side.
    """
    if not first.sum() or not second.sum():
        return None
    overlap = np.minimum(first / first.sum(), second / second.sum())
    return max(0.0, 1.0 - float(overlap.sum() - overlap[_DEMANDS]))


def cell_of(
    columns: Columns, found: Figures, number: int, key: tuple[str, str], silent: CellState, quote: str
) -> MatrixCell:
    """One cell; ``silent`` is its state where nothing was found."""
    issue, party = key
    counts = found.counts[number]
    pieces = int(counts.sum())
    if not pieces:
        return MatrixCell(issue=issue, party=party, state=silent, broken=int(found.broken[number]))
    leading, best = int(found.leading[number]), int(found.best[number])
    leaning = found.weights[number].sum() - found.weights[number][_NEUTRAL]
    return MatrixCell(
        issue=issue,
        party=party,
        state=CellState.NEUTRAL if leading == _NEUTRAL else CellState.STATED,
        direction=DIRECTIONS[leading],
        share=_share(float(found.weights[number][leading]), float(leaning), leading),
        strength=STRENGTHS[int(found.strengths[number].argmax())],
        counts={str(DIRECTIONS[d]): int(n) for d, n in enumerate(counts) if n},
        pieces=pieces,
        articles=int(found.articles[number]),
        independent=int(found.independent[number]),
        reviewed=int(found.reviewed[number]),
        broken=int(found.broken[number]),
        confidence=float(columns.rows.confidence[best]),
        latest=_date(columns, int(found.newest[number])),
        quote=quote,
        best=int(columns.rows.source[best]),
    )


def gaps(
    found: Figures, issues: Sequence[str], parties: Sequence[str], pair: tuple[str, str]
) -> list[float | None]:
    """By issue how far the two parties lie apart."""
    first, second = (parties.index(party) for party in pair)
    each = len(parties)
    return [
        gap(found.weights[row * each + first], found.weights[row * each + second])
        for row in range(len(issues))
    ]


def _share(weight: float, leaning: float, leading: int) -> float:
    if leading == _NEUTRAL:
        return 1.0
    return weight / leaning if leaning else 1.0


def _date(columns: Columns, slot: int) -> str | None:
    return columns.articles.dates[slot] if slot >= 0 else None
