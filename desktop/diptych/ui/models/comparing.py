"""What the comparison panel shows, read in one go away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from diptych.model import AnalysisState, EvidenceLink, Voice
from diptych.ui.models import stances
from diptych.ui.models.matrix import Table
from diptych.ui.models.standing import states

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.comparing import ComparisonQuery, EvidencePage

PAGE = 50


class Asked(NamedTuple):
    """What is compared. ``articles`` gives those of the scope, None for all; it is called once."""

    articles: Callable[[], tuple[int, ...] | None]
    start: str = ""
    end: str = ""
    voices: tuple[Voice, ...] = ()
    confidence: float = 0.0
    quoted: bool = False
    reviewed: bool = False
    sort: str = "disagreement"


class Shown(NamedTuple):
    """A comparison with the page of the cell whose drawer is open, and how long it took in seconds."""

    query: ComparisonQuery
    table: Table
    states: tuple[AnalysisState, ...]
    cell: tuple[str, str] | None
    page: EvidencePage | None
    links: tuple[EvidenceLink, ...]
    seconds: float


def read(
    workspace: Workspace,
    asked: Asked,
    cell: tuple[str, str] | None = None,
    start: int = 0,
    *,
    fold: bool = True,
) -> Shown:
    """Compare as asked; ``cell`` is the issue and column whose evidence is read from ``start`` on.

    ``fold`` leaves out what reposts say again.
    """
    from diptych.workspace.comparing import ComparisonQuery, Sort

    began = perf_counter()
    query = ComparisonQuery(
        articles=asked.articles(),
        start=asked.start,
        end=asked.end,
        voices=asked.voices,
        confidence=asked.confidence,
        quoted=asked.quoted,
        reviewed=True if asked.reviewed else None,
        aside=True,
        sort=Sort(asked.sort),
    )
    comparing = workspace.comparing
    matrix = comparing.matrix(query)
    page = comparing.evidence(query, *cell, start=start, limit=PAGE, fold=fold) if cell else None
    return Shown(
        query=query,
        table=Table(stances.columns(workspace.dispute.dossier), matrix),
        states=states(workspace, query.articles, matrix),
        cell=cell,
        page=page,
        links=tuple(comparing.judging.links()) if cell else (),
        seconds=perf_counter() - began,
    )
