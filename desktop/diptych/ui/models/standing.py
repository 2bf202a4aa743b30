"""What the positions column shows, read in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from diptych.model import AnalysisState, Override
from diptych.ui.models import stances
from diptych.ui.models.stances import Column

if TYPE_CHECKING:
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.comparing import ComparisonQuery, EvidencePage, Matrix, MatrixRow

PIECES = 60
"""Pieces of a column that are read at first."""


class Standing(NamedTuple):
    """The parties compared over some articles, the evidence on one issue, and how far analysis is.

    ``pages`` are by column; ``rejected`` are the analyst's rejections in these articles; ``latest`` are
    the newest pieces of the two parties, None where one says nothing.
    """

    columns: tuple[Column, ...]
    matrix: Matrix
    states: tuple[AnalysisState, ...]
    rejected: tuple[Override, ...]
    issue: str
    pages: Mapping[str, EvidencePage]
    latest: tuple[Evidence, Evidence] | None

    def row(self, issue: str) -> MatrixRow | None:
        """What is said on an issue."""
        return next((row for row in self.matrix.rows if row.issue == issue), None)


def read(
    workspace: Workspace,
    scope: tuple[int, ...] | None,
    open_: tuple[int, ...],
    picked: str = "",
    *,
    even_silent: bool = False,
) -> Standing:
    """How things stand in the articles of the scope (None: in all), where those in ``open_`` are open.

    The issue is the picked one while there is evidence on it, or ``even_silent``; else the one on which
    most is said.
    """
    from diptych.workspace.comparing import ComparisonQuery

    comparing, dispute = workspace.comparing, workspace.dispute
    query = ComparisonQuery(articles=scope)
    matrix = comparing.matrix(query)
    issue = picked
    if not any(row.issue == picked and (row.pieces or even_silent) for row in matrix.rows):
        here = comparing.matrix(ComparisonQuery(articles=open_)) if scope is None else matrix
        issue = stances.most_said(here.rows)
    columns = stances.columns(dispute.dossier)
    left, right = comparing.latest_pair(query, issue) if issue else (None, None)
    rejected = dispute.rejected()
    return Standing(
        columns=columns,
        matrix=matrix,
        states=states(workspace, scope, matrix),
        rejected=tuple(verdict for verdict in rejected if scope is None or verdict.article in scope),
        issue=issue,
        pages=_pages(workspace, query, issue, columns),
        latest=(left, right) if left is not None and right is not None else None,
    )


def states(workspace: Workspace, scope: Sequence[int] | None, matrix: Matrix) -> tuple[AnalysisState, ...]:
    """How far the analysis of the articles is that are not analysed; none where all are."""
    if matrix.articles == matrix.analysed:
        return ()
    found = workspace.dispute.states()
    wanted = found if scope is None else scope
    every = (found.get(id_, AnalysisState.PENDING) for id_ in wanted)
    return tuple(state for state in every if state is not AnalysisState.DONE)


def _pages(
    workspace: Workspace, query: ComparisonQuery, issue: str, columns: Sequence[Column]
) -> dict[str, EvidencePage]:
    if not issue:
        return {}
    return {
        column.id: workspace.comparing.evidence(query, issue, column.id, limit=PIECES) for column in columns
    }
