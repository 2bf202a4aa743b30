"""Remembers where the reader is in each article: for this window at once, for the next one a little later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from diptych.model import Article
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.workspace import Workspace

WAIT_MS = 1500
"""How long the pages must be left alone before the places are written."""


class Places(QObject):
    """The reader's places of a library."""

    def __init__(
        self, workspace: Workspace, pool: TaskPool, panes: tuple[ReaderPane, ...], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._panes = workspace, pool, panes
        self._known: dict[int, tuple[int, int]] = {}
        self._unwritten: set[int] = set()
        self._waiting = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._waiting.timeout.connect(self._write)
        for pane in panes:
            pane.position_changed.connect(lambda _: self._waiting.start())

    def of(self, article: Article) -> int:
        """The code point at which an article was left; may be called from any thread."""
        known = self._known.get(article.id)
        if known is not None and known[0] == article.text_id:
            return known[1]
        return self._workspace.reading.place(article) if article.text_id > 0 else 0

    def note(self, pane: ReaderPane) -> int | None:
        """Remember where a pane is; the code point, or None while its page is not laid out."""
        if pane.article is None or not pane.page.complete:
            return None
        at = pane.page.top_position()
        place = (pane.article.text_id, at)
        if pane.article.text_id > 0 and self._known.get(pane.article.id) != place:
            self._known[pane.article.id] = place
            self._unwritten.add(pane.article.id)
            self._waiting.start()
        return at

    def write_now(self) -> None:
        """Write the places in this thread, as the window closes."""
        self._waiting.stop()
        if due := self._due():
            self._workspace.reading.keep(due)

    def _write(self) -> None:
        if due := self._due():
            self._pool.run(self._workspace.reading.keep, due)

    def _due(self) -> dict[int, tuple[int, int]]:
        for pane in self._panes:
            self.note(pane)
        self._waiting.stop()
        due = {id_: self._known[id_] for id_ in self._unwritten}
        self._unwritten.clear()
        return due
