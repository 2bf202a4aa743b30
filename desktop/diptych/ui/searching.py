"""What is done with searches beyond asking them: keeping, writing to files, walking through all hits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.model import Hit, SavedSearch, Span
from diptych.ui.acts import Acts
from diptych.ui.models.asked import as_request
from diptych.ui.models.wording import articles, one_line
from diptych.ui.panels.search.panel import SearchPanel
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.reading import Reading
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.finding import OwnWords


class Searching(QObject):
    """Acts on the search panel's behalf."""

    told = Signal(str)
    briefs_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        pool: TaskPool,
        acts: Acts,
        panel: SearchPanel,
        reading: Reading,
        panes: SideBySide,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool, self._acts = window, workspace, pool, acts
        self._panel, self._reading, self._panes = panel, reading, panes
        past = panel.past
        past.saving_asked.connect(self.save)
        past.writing_asked.connect(self.write)
        past.renaming_asked.connect(self._rename)
        past.updating_asked.connect(self._update)
        past.removing_asked.connect(lambda kept: acts.remove_search(kept.id))
        past.forgetting_asked.connect(self._forget)
        panel.hit_opened.connect(lambda hit, side: reading.open(hit.id, side, hit))
        panel.words_opened.connect(self._open_words)
        panel.searched.connect(lambda _: reading.mark_asked(panel.asked))

    def save(self) -> None:
        """Keep the search that is asked, under a name."""
        asked = self._panel.asked
        if not asked.query or not self._acts.allowed:
            self.told.emit(self.tr("Search for something first; then the search can be saved."))
            return
        from diptych.ui.dialogs.search_name import SearchNameDialog

        words = self.tr("With its filters and its order. It will say what is new since your last look.")
        if name := SearchNameDialog.ask(self._window, self.tr("Save this search"), asked.query, words):
            self._acts.save_search(name, as_request(asked))

    def write(self) -> None:
        """Write the hits to a file."""
        asked = self._panel.asked
        if not asked.query:
            self.told.emit(self.tr("Search for something first; then its hits can be written to a file."))
            return
        formats = self.tr("Table (*.csv);;Markdown (*.md)")
        start = str(Path.home() / self.tr("hits.csv"))
        name, kind = QFileDialog.getSaveFileName(self._window, self.tr("Write the hits"), start, formats)
        if not name:
            return
        file = Path(name)
        if file.suffix.lower() not in (".csv", ".md"):
            file = file.with_name(file.name + (".md" if ".md" in kind else ".csv"))
        self._pool.run(
            lambda: self._workspace.finding.export(as_request(asked), file),
            label=self.tr("Writing {file}").format(file=file.name),
            on_done=lambda n: self.told.emit(
                self.tr("{articles} are in {file}.").format(articles=articles(n), file=file)
            ),
        )

    def more_like(self, article: int) -> None:
        """List the articles that resemble this one."""

        self._pool.run(
            self._workspace.article, article, on_done=lambda read: self._panel.more_like(article, read.title)
        )

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) hit, after an article's last one in the next article."""
        pane = self._panes.active_pane
        number, count = pane.hits
        walking = pane.article is not None and not pane.finding
        if walking and count and number == (count if way > 0 else 1):
            assert pane.article is not None
            if (hit := self._beside(pane.article.id, way)) is not None:
                self._reading.open_hit(pane.side, hit, hit.spans[0] if way > 0 else hit.spans[-1])
                return
        if way > 0:
            pane.next_hit()
        else:
            pane.previous_hit()

    def _beside(self, article: int, way: int) -> Hit | None:
        """The next article found that has hits in its text, round the ends; None where there is no other."""
        found = [hit for hit in self._panel.model.hits if hit.spans]
        at = next((n for n, hit in enumerate(found) if hit.id == article), None)
        return found[(at + way) % len(found)] if at is not None and len(found) > 1 else None

    def _rename(self, kept: SavedSearch) -> None:
        from diptych.ui.dialogs.search_name import SearchNameDialog

        if name := SearchNameDialog.ask(self._window, self.tr("Rename the search"), kept.name):
            self._acts.change_search(kept.id, name=name)

    def _update(self, kept: SavedSearch) -> None:
        self._acts.change_search(kept.id, request=as_request(self._panel.asked))
        self.told.emit(self.tr("“{name}” is now this search.").format(name=one_line(kept.name)))

    def _forget(self) -> None:
        self._pool.run(self._workspace.finding.forget, on_done=lambda _: self._panel.read_kept())

    def _open_words(self, words: OwnWords, side: str) -> None:
        """Show a highlight in its article, or the briefs."""
        if words.kind == "brief":
            self.briefs_asked.emit()
            return

        def show(found: list[Span | None]) -> None:
            if found:
                self._reading.open_words(words.article, side, found[0])

        self._pool.run(lambda: _place(self._workspace, words), on_done=show)


def _place(workspace: Workspace, words: OwnWords) -> list[Span | None]:
    """Where the highlight stands now; None where it has lost its place."""
    return [
        None if mark.broken else Span(mark.start, mark.end)
        for mark in workspace.notebook.highlights()
        if mark.id == words.id
    ]
