"""What the positions column shows, read in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.model import AnalysisState, Override
from diptych.ui.models import stances
from diptych.ui.models.stances import Column

if TYPE_CHECKING:
    from diptych.workspace import Comparison, Row, Workspace


class Standing(NamedTuple):
    """The parties compared over some articles, and how far the analysis of these is.

    ``rejected`` are the analyst's rejections in these articles; ``issue`` is the one on which the open
    articles hold most evidence.
    """

    columns: tuple[Column, ...]
    comparison: Comparison
    states: tuple[AnalysisState, ...]
    rejected: tuple[Override, ...]
    issue: str

    def row(self, issue: str) -> Row | None:
        """What is said on an issue."""
        return next((row for row in self.comparison.rows if row.issue == issue), None)


def read(workspace: Workspace, scope: tuple[int, ...] | None, open_: tuple[int, ...]) -> Standing:
    """How things stand in the articles of the scope (None: in all), where those in ``open_`` are open."""
    dispute = workspace.dispute
    comparison = dispute.comparison(articles=scope)
    states = dispute.states()
    wanted = states if scope is None else scope
    return Standing(
        columns=stances.columns(dispute.dossier),
        comparison=comparison,
        states=tuple(states.get(id_, AnalysisState.PENDING) for id_ in wanted),
        rejected=tuple(verdict for verdict in dispute.rejected() if verdict.article in wanted),
        issue=stances.most_said(comparison, open_),
    )
