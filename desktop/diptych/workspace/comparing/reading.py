"""From the columns to what is shown: a matrix, and the evidence of one of its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from msgspec.structs import replace

from diptych.dossier import Dossier
from diptych.library import Library
from diptych.model import ArticleSummary, Value
from diptych.workspace.comparing import matrix
from diptych.workspace.comparing.columns import Array, Columns
from diptych.workspace.comparing.matrix import Matrix, MatrixRow
from diptych.workspace.comparing.query import WHOLE, ComparisonQuery, Order, Sort
from diptych.workspace.comparing.selection import Selection, select
from diptych.workspace.comparing.store import Families, Store
from diptych.workspace.comparison import CellState, Evidence, as_it_stands, columns
from diptych.workspace.dispute import Dispute

Asides = Callable[[], frozenset[str]]


class EvidencePage(Value, frozen=True, omit_defaults=False):
    """Some of the evidence of a cell, from a place on; ``total`` is how much there is in all."""

    total: int
    start: int
    evidence: tuple[Evidence, ...]


class Reading:
    """What a library's comparison shows, as queries ask. All may be called from any thread.

    A read takes what other reads and writes left up to date; the first reads the whole library.
    """

    def __init__(
        self, library: Library, dispute: Callable[[], Dispute], families: Families, asides: Asides
    ) -> None:
        self._library = library
        self._dispute = dispute
        self._asides = asides
        self._store = Store(library, dispute, families)

    def dossier(self) -> Dossier:
        """The dossier with the analyst's edits."""
        return self._dispute().dossier

    def issues(self, query: ComparisonQuery) -> list[str]:
        """The issues that a query takes, in the dossier's order."""
        aside = frozenset() if query.aside else self._asides()
        return [
            issue.id
            for issue in self.dossier().issues
            if (not query.issues or issue.id in query.issues) and issue.id not in aside
        ]

    def matrix(self, query: ComparisonQuery = WHOLE) -> Matrix:
        """The parties compared; raises ``DiptychError`` for a bad date."""
        dossier, held, aside = self.dossier(), self._store.columns(), self._asides()
        parties = columns(dossier)
        ids = self.issues(query)
        issues = [dossier.issue(id_) for id_ in ids]
        chosen = self._select(held, query, ids, parties)
        found = matrix.figures(held, chosen, self._store.families(held))
        quotes = self._library.quotes([int(held.rows.source[at]) for at in found.best if at >= 0])
        silent = CellState.NOTHING if chosen.analysed else CellState.NOT_ANALYSED
        first, second = (party.id for party in dossier.parties)

        def cell(number: int, issue: str, party: str) -> matrix.MatrixCell:
            best = int(found.best[number])
            quote = quotes.get(int(held.rows.source[best]), "") if best >= 0 else ""
            return matrix.cell_of(held, found, number, (issue, party), silent, quote)

        rows = [
            MatrixRow(
                issue=issue.id,
                name=issue.name,
                cells=tuple(
                    cell(place * len(parties) + column, issue.id, party)
                    for column, party in enumerate(parties)
                ),
                gap=apart,
                aside=issue.id in aside,
            )
            for place, (issue, apart) in enumerate(
                zip(issues, matrix.gaps(found, ids, parties, (first, second)), strict=True)
            )
        ]
        return Matrix(
            query=query,
            columns=parties,
            rows=tuple(sort(rows, query.sort)),
            articles=int(chosen.articles.sum()),
            analysed=chosen.analysed,
            pieces=sum(row.pieces for row in rows),
            statements=found.statements,
            number=held.number,
            column_articles=matrix.articles_of_columns(held, chosen, len(parties)),
        )

    def evidence(
        self,
        query: ComparisonQuery,
        issue: str,
        party: str,
        *,
        order: Order = Order.BEST,
        start: int = 0,
        limit: int = 50,
        fold: bool = False,
    ) -> EvidencePage:
        """The evidence of one cell, ``limit`` pieces from ``start`` on; broken pieces stand last.

        ``fold`` leaves out what near-duplicates of an article say again and nobody has judged.
        """
        held = self._store.columns()
        at = self.places(held, query, [issue], [party])
        ranked = at[ranking(held, at, order)]
        if fold:
            ranked = self._folded(held, ranked)
        page = ranked[start : start + limit]
        return EvidencePage(total=len(ranked), start=start, evidence=tuple(self.read(held, page)))

    def _folded(self, held: Columns, ranked: Array) -> Array:
        """Of each family of near-duplicates only the rows of the article that comes first."""
        families = self._store.families(held)
        if families is None or not len(ranked):
            return ranked
        slot = held.rows.slot[ranked]
        _, first, family = np.unique(families[slot], return_index=True, return_inverse=True)
        kept: Array = ranked[(slot == slot[first][family]) | (held.rows.verdict[ranked] > 0)]
        return kept

    def latest_pair(self, query: ComparisonQuery, issue: str) -> tuple[Evidence | None, Evidence | None]:
        """The newest sound evidence of each of the two parties on an issue, to be set side by side."""
        first, second = (
            next(
                (e for e in self.evidence(query, issue, party.id, order=Order.NEWEST, limit=1).evidence), None
            )
            for party in self.dossier().parties
        )
        return first, second

    def places(
        self, held: Columns, query: ComparisonQuery, issues: Sequence[str], parties: Sequence[str]
    ) -> Array:
        """The places of the rows that a query takes of some issues and parties."""
        return self._select(held, query, issues, parties).at

    def read(self, held: Columns, at: Array) -> list[Evidence]:
        """The rows at these places with their words; those that are gone by now are left out."""
        rows, words = held.rows, held.names.issues.words
        found = self._library.statements(set(rows.source[at].tolist()))
        wanted = [
            replace(stored, stances=tuple(each for each in stored.stances if each.issue == words[issue])[:1])
            for source, issue in zip(rows.source[at].tolist(), rows.found_issue[at].tolist(), strict=True)
            if (stored := found.get((source, words[issue]))) is not None
        ]
        shown = self._dispute().corrections.positions(wanted)
        summaries = self._summaries(held, {stored.article for stored in wanted})
        pieces = (
            as_it_stands(one, now, summaries[one.article])
            for one, now in zip(wanted, shown, strict=True)
            if one.article in summaries
        )
        return [piece for piece in pieces if piece is not None]

    def _summaries(self, held: Columns, ids: set[int]) -> dict[int, ArticleSummary]:
        """The articles, each with the date of its source."""
        slots, dates = held.articles.slots, held.articles.dates
        return {
            each.id: replace(each, date=dates[slots[each.id]] or None)
            for each in self._library.articles(ids=ids)
        }

    @property
    def store(self) -> Store:
        """The columns that all is reckoned from."""
        return self._store

    def _select(
        self, held: Columns, query: ComparisonQuery, issues: Sequence[str], parties: Sequence[str]
    ) -> Selection:
        usage = self._store.usage(held, query.usage) if query.usage else None
        return select(held, query, issues, parties, usage)


def ranking(held: Columns, at: Array, order: Order) -> Array:
    """The order of rows: broken ones last, then as asked."""
    rows = held.rows
    oldest = matrix.oldest_first(held, at)
    best = (rows.slot[at], oldest, -rows.confidence[at], rows.verdict[at] == 0)
    if order is Order.NEWEST:
        return np.lexsort((rows.start[at], *best, -held.articles.first[rows.slot[at]], rows.broken[at]))
    if order is Order.OLDEST:
        return np.lexsort((rows.start[at], *best, oldest, rows.broken[at]))
    return np.lexsort((rows.start[at], *best, rows.broken[at]))


def sort(rows: Sequence[MatrixRow], by: Sort) -> list[MatrixRow]:
    """Rows in an order, those set aside last; of equals the dossier's order stands."""
    ordered = list(rows)
    if by is Sort.NAME:
        ordered.sort(key=lambda row: row.name.casefold())
    elif by is Sort.EVIDENCE:
        ordered.sort(key=lambda row: -row.pieces)
    elif by is Sort.DISAGREEMENT:
        ordered.sort(key=lambda row: (-1.0 if row.gap is None else row.gap, row.pieces), reverse=True)
    elif by is Sort.DATE:
        ordered.sort(key=lambda row: row.latest, reverse=True)
    return sorted(ordered, key=lambda row: row.aside)
