"""The analyst's acts: each runs on the pool, and every view hears of what it changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diptych.errors import DiptychError
from diptych.model import Changes, Correction, Span
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.model import Override
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.comparing import Comparing
    from diptych.workspace.finding import SearchRequest
    from diptych.workspace.name_acts import NameCorrection


class Acts(QObject):
    """What can be done to the library from the window. ``changed`` is the one way that views learn of it."""

    changed = Signal(Changes)

    refused = Signal()
    """An act on the comparison could not be done: what is shown as done is not."""

    def __init__(self, workspace: Workspace, pool: TaskPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pool = pool

    @property
    def allowed(self) -> bool:
        """Whether the library may be changed at all."""
        return self._workspace.writable

    def tag(self, ids: Collection[int], name: str) -> None:
        """Give the articles a tag."""
        self._do(self._workspace.tag, ids, name)

    def untag(self, ids: Collection[int], name: str) -> None:
        """Take a tag from the articles."""
        self._do(self._workspace.untag, ids, name)

    def collect(self, ids: Collection[int], collection: str) -> None:
        """Put the articles into a collection."""
        self._do(self._workspace.collect, ids, collection)

    def uncollect(self, ids: Collection[int], collection: str) -> None:
        """Take the articles out of a collection."""
        self._do(self._workspace.uncollect, ids, collection)

    def mark_read(self, ids: Collection[int], read: bool) -> None:
        """Mark the articles as read or unread."""
        self._do(self._workspace.mark_read, ids, read)

    def correct(self, id_: int, correction: Correction) -> None:
        """Correct an article's facts."""
        self._do(self._workspace.correct, id_, correction)

    def bin(self, ids: Collection[int]) -> None:
        """Put the articles in the bin."""
        self._do(self._workspace.bin, ids)

    def restore(self, ids: Collection[int]) -> None:
        """Take the articles out of the bin."""
        self._do(self._workspace.restore, ids)

    def confirm(self, evidence: Evidence) -> None:
        """Say that this is what is meant."""
        self.judge(lambda comparing: comparing.judging.confirm(evidence))

    def reject(self, evidence: Evidence) -> None:
        """Say that this is not a position on this issue."""
        self.judge(lambda comparing: comparing.judging.reject(evidence))

    def take_back(self, verdict: Override) -> None:
        """Take a verdict back."""
        self.judge(lambda comparing: comparing.judging.take_back(verdict))

    def judge(self, act: Callable[[Comparing], Changes]) -> None:
        """Do an act on the comparison."""
        self._pool.run(lambda: act(self._workspace.comparing), on_done=self.announce, on_error=self._refuse)

    def highlight(self, text_id: int, span: Span, colour: int, on_made: Callable[[int], None]) -> None:
        """Mark a span of a text; ``on_made`` hears the mark's id once all views have heard of it."""
        self._make(lambda: self._workspace.notebook.highlight(text_id, span, colour), on_made)

    def change_highlight(self, id_: int, *, colour: int | None = None, note: str | None = None) -> None:
        """Give a mark another colour or note."""
        self._do(lambda: self._workspace.notebook.change_highlight(id_, colour=colour, note=note))

    def remove_highlight(self, id_: int) -> None:
        """Take a mark away."""
        self._do(lambda: self._workspace.notebook.remove_highlight(id_))

    def remove_brief(self, id_: int) -> None:
        """Take a brief away."""
        self._do(lambda: self._workspace.notebook.remove_brief(id_))

    def correct_name(self, correction: NameCorrection, on_done: Callable[[Changes], None]) -> None:
        """Do what is said of a name; ``on_done`` hears of it once all views have."""

        def done(changes: Changes) -> None:
            self.announce(changes)
            on_done(changes)

        self._pool.run(lambda: self._workspace.dispute.corrections.correct(correction), on_done=done)

    def save_search(self, name: str, request: SearchRequest) -> None:
        """Keep a search under a name."""
        self._do(lambda: self._workspace.finding.save(name, request)[1])

    def change_search(
        self, id_: int, *, name: str | None = None, request: SearchRequest | None = None
    ) -> None:
        """Give a saved search another name, or let it be another search."""
        self._do(lambda: self._workspace.finding.change(id_, name=name, request=request))

    def remove_search(self, id_: int) -> None:
        """Take a saved search away."""
        self._do(lambda: self._workspace.finding.remove(id_))

    def undo(self) -> None:
        """Take back the last act."""
        self._do(self._workspace.undo)

    def redo(self) -> None:
        """Do the last undone act again."""
        self._do(self._workspace.redo)

    def announce(self, changes: Changes | None) -> None:
        """Tell all views of changes that another piece of work has made."""
        if changes is not None:
            self.changed.emit(changes)

    def _do(self, act: Callable[..., Changes | None], *args: object) -> None:
        self._pool.run(act, *args, on_done=self.announce)

    def _refuse(self, error: Exception) -> None:
        self.refused.emit()
        if not isinstance(error, DiptychError):
            raise error
        self._pool.troubled.emit(error)

    def _make(self, act: Callable[[], tuple[int, Changes]], on_made: Callable[[int], None]) -> None:
        def made(answer: tuple[int, Changes]) -> None:
            self.announce(answer[1])
            on_made(answer[0])

        self._pool.run(act, on_done=made)
