"""Ties the comparison, the positions column and the panes together, and takes the comparison along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.model import EvidenceEnd, Span
from diptych.ui.judging import Judging
from diptych.ui.models import stances
from diptych.ui.panels.compare.panel import ComparePanel
from diptych.ui.panels.stance import StancePanel
from diptych.ui.reading import Reading
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.comparing import ComparisonQuery

TABLE, PAGE = "table", "page"


class Comparing(QObject):
    """What happens between the comparison and the rest of the window."""

    reading_asked = Signal()
    """The articles are to be seen."""

    told = Signal(str)

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        pool: TaskPool,
        panels: tuple[ComparePanel, StancePanel],
        judging: Judging,
        reading: Reading,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool = window, workspace, pool
        self._reading = reading
        self._compare, self._stance = panels
        for panel in panels:
            panel.asked.connect(judging.do)
        judging.open_asked.connect(self.show)
        self._compare.summary_asked.connect(judging.summarise)
        self._compare.adding_asked.connect(judging.add)
        self._compare.aside_asked.connect(judging.set_aside)
        self._compare.broken_asked.connect(lambda: judging.repair())
        self._compare.issue_chosen.connect(self._stance.show_issue)
        self._compare.pair_asked.connect(self._set_beside)
        self._compare.taken.connect(self.take)

    def listen(self, chosen: Callable[[], Sequence[int]], query: Callable[[], str]) -> None:
        """Know the articles selected in the list, and the words of the search."""
        self._compare.chosen = chosen
        self._compare.found = lambda: self._find(query())

    def show(self, evidence: Evidence | EvidenceEnd, where: str = "") -> None:
        """Show where a piece of evidence stands, on that side; what is broken has no place any more."""
        self.reading_asked.emit()
        self._stance.show_issue(evidence.issue)
        span = None if evidence.broken else Span(evidence.start, evidence.end)
        if where:
            self._reading.open_in("left" if where == "left" else "right", evidence.article, span)
        else:
            self._reading.open_at(evidence.article, span)

    def show_pair(self, left: Evidence, right: Evidence) -> None:
        """Show two pieces of evidence side by side."""
        self.reading_asked.emit()
        self._stance.show_issue(left.issue)
        self._reading.open_pair(left.article, left.span, right.article, right.span)

    # Side by side

    def _set_beside(self, issue: str, piece: Evidence | None) -> None:
        """Set the latest of the two parties side by side; ``piece`` in place of its own party's latest."""
        query = self.query()

        def show(pair: tuple[Evidence | None, Evidence | None]) -> None:
            columns = stances.columns(self._workspace.dispute.dossier)
            left, right = pair
            if piece is not None and not piece.broken:
                left = piece if piece.party == columns[0].id else left
                right = piece if piece.party == columns[2].id else right
            if left is None or right is None:
                self.told.emit(self.tr("Only one of the two sides speaks on this issue here."))
            else:
                self.show_pair(left, right)

        self._pool.run(lambda: self._workspace.comparing.latest_pair(query, issue), on_done=show)

    # Taking it along

    def take(self, what: str) -> None:
        """Copy the comparison as it is shown, or write it to a file."""
        query = self.query(aside=False)
        if what in (TABLE, PAGE):
            label = self.tr("Copying the comparison")
            self._pool.run(
                lambda: self._texts(query, what),
                label=label,
                on_done=lambda texts: self._put_on_clipboard(*texts),
            )
            return
        name = str(Path.home() / self.tr("comparison")) + what
        words = self.tr("Save the comparison")
        chosen, _ = QFileDialog.getSaveFileName(self._window, words, name, f"*{what}")
        if chosen:
            file = Path(chosen) if Path(chosen).suffix.lower() == what else Path(chosen + what)
            self._pool.run(
                lambda: self._workspace.comparing.export.write(query, file),
                label=self.tr("Writing {file}").format(file=file.name),
                on_done=lambda _: self.told.emit(
                    self.tr("The comparison was saved as {file}.").format(file=file.name)
                ),
            )

    def _texts(self, query: ComparisonQuery, what: str) -> tuple[str, str]:
        """The plain text, and the page ("" for none)."""
        export = self._workspace.comparing.export
        return (export.table(query), "") if what == TABLE else (export.text(query), export.page(query))

    def _put_on_clipboard(self, text: str, page: str) -> None:
        data = QMimeData()
        data.setText(text)
        if page:
            data.setHtml(page)
        QGuiApplication.clipboard().setMimeData(data)
        self.told.emit(self.tr("The comparison was copied."))

    def query(self, *, aside: bool = True) -> ComparisonQuery:
        """What is compared at the moment."""
        import msgspec

        from diptych.workspace.comparing import ComparisonQuery

        shown = self._compare.shown
        query = shown.query if shown is not None else ComparisonQuery()
        return msgspec.structs.replace(query, aside=aside)

    def _find(self, query: str) -> Callable[[], Sequence[int]]:
        from diptych.workspace.finding import SearchRequest

        return lambda: self._workspace.finding.ids(SearchRequest(query=query)) if query else ()
