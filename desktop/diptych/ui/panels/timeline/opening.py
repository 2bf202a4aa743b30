"""From the timeline to the texts: a statement, two of them side by side, what stands behind a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from diptych.ui.models import stances, timeline
from diptych.ui.models.timescale import Stop
from diptych.ui.models.unsaid import Silence
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.ui.models.timeline import Shown
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.comparing import ComparisonQuery, Point

_LISTED = 16


class Opening(QObject):
    """Reads what was chosen and asks for it to be shown; several are offered in a menu."""

    open_asked = Signal(object)
    pair_asked = Signal(object, object)
    compare_asked = Signal(str)
    issue_asked = Signal(str)
    told = Signal(str)

    def __init__(self, workspace: Workspace, pool: TaskPool, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._over = workspace, pool, parent
        self.menu: QMenu | None = None

    def piece(self, point: Point) -> Evidence | None:
        """The whole evidence behind a statement, None when it is gone by now."""
        return self._workspace.comparing.piece(point.source, point.issue)

    def point(self, point: Point) -> None:
        """Show a statement in its article."""

        def show(evidence: Evidence | None) -> None:
            if evidence is None:
                self.told.emit(self.tr("This statement is gone by now."))
            else:
                self.open_asked.emit(evidence)

        self._pool.run(self.piece, point, on_done=show)

    def pair(self, first: Point, second: Point) -> None:
        """Set two statements side by side."""

        def show(pair: tuple[Evidence | None, Evidence | None]) -> None:
            left, right = pair
            if left is None or right is None:
                self.told.emit(self.tr("One of the two statements is gone by now."))
            else:
                self.pair_asked.emit(left, right)

        self._pool.run(lambda: (self.piece(first), self.piece(second)), on_done=show)

    def stop(self, stop: Stop, at: QPoint, zoom: Callable[[], None]) -> None:
        """Show the statement of a stop, or offer them all; ``zoom`` looks closer."""
        if len(stop.points) == 1:
            self.point(stop.best)
            return
        menu = self._begin_menu(len(stop.points))
        for point in stop.points[:_LISTED]:
            words = timeline.listed(point.date[:10], point.quote)
            menu.addAction(words, partial(self.point, point))
        menu.addSeparator()
        menu.addAction(self.tr("Zoom in"), zoom)
        menu.popup(at)

    def cell(self, found: Silence, shown: Shown, at: QPoint) -> None:
        """Offer what stands behind a cell of the silence map; a silent one shows its issue."""
        if not found.said.articles:
            self.issue_asked.emit(found.issue)
            return
        self._pool.run(
            lambda: _evidence_of(self._workspace, shown.query, found),
            on_done=lambda pieces: self._offer(pieces, shown, found.issue, at),
        )

    def _offer(self, pieces: Sequence[Evidence], shown: Shown, issue: str, at: QPoint) -> None:
        menu = self._begin_menu(len(pieces))
        names = shown.column_names
        for piece in pieces[:_LISTED]:
            words = timeline.listed(piece.date, piece.quote, f"{names.get(piece.party, piece.party)}, ")
            menu.addAction(words, partial(self.open_asked.emit, piece))
        menu.addSeparator()
        menu.addAction(self.tr("Show the issue on the timeline"), lambda: self.issue_asked.emit(issue))
        menu.addAction(self.tr("Show the issue in Compare"), lambda: self.compare_asked.emit(issue))
        menu.popup(at)

    def _begin_menu(self, pieces: int) -> QMenu:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self._over)
        self.menu.setAccessibleName(stances.quotes(pieces))
        return self.menu


def _evidence_of(workspace: Workspace, query: ComparisonQuery, found: Silence) -> list[Evidence]:
    """The best sound pieces behind a cell of the silence map, the surest first."""
    source, comparing = found.source, workspace.comparing
    narrowed = msgspec.structs.replace(query, outlets=source.outlets or ())
    columns = [column.id for column in stances.columns(workspace.dispute.dossier)]
    if source.speaks and source.party is not None:
        columns = [source.party.id]
    pieces = [
        piece
        for column in columns
        for piece in comparing.evidence(narrowed, found.issue, column, limit=_LISTED).evidence
        if not piece.broken
    ]
    return sorted(pieces, key=lambda piece: -piece.confidence)
