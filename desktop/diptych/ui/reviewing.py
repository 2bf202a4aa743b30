"""Review: goes through the unreviewed positions, the most useful first, each shown in its article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from diptych.model import ChangeKind, Changes, Direction
from diptych.ui.acts import Acts
from diptych.ui.judging import Judging
from diptych.ui.models import stances
from diptych.ui.panels.latest import Latest
from diptych.ui.panels.review_bar import ReviewBar
from diptych.ui.reader.header import Side
from diptych.ui.reading import Reading
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.comparing import ComparisonQuery, EvidencePage

AT_ONCE = 100


class _Left(NamedTuple):
    """What is left to review, and how much there is in all."""

    page: EvidencePage
    total: int


class Reviewing(QObject):
    """Holds the positions to be reviewed and does what is answered."""

    shown = Signal(str)
    """A piece on this issue is to be answered."""

    begun = Signal()
    ended = Signal()
    told = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        pool: TaskPool,
        acts: Acts,
        judging: Judging,
        reading: Reading,
        bar: ReviewBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._acts = workspace, pool, acts
        self._judging, self._reading, self._bar = judging, reading, bar
        self._latest = Latest(pool, self)
        self._query: ComparisonQuery | None = None
        self._queue: list[Evidence] = []
        self._at = 0
        self._side: Side = "left"
        self._judged: list[int] = []
        self._undone: list[int] = []
        bar.confirmed.connect(self._confirm)
        bar.rejected.connect(self._reject)
        bar.edit_asked.connect(self._edit)
        bar.direction_given.connect(self._set_direction)
        bar.stepped.connect(self._step)
        bar.left.connect(self.leave)

    @property
    def active(self) -> bool:
        """Whether a review goes on."""
        return self._query is not None

    @property
    def current(self) -> Evidence | None:
        """The piece that is to be answered."""
        return self._queue[self._at] if self.active and self._at < len(self._queue) else None

    def start(self, query: ComparisonQuery, side: Side = "left") -> None:
        """Begin with what is most useful to look at; the articles are shown on that side."""
        if not self._acts.allowed:
            return
        query = msgspec.structs.replace(query, reviewed=None)
        self._query, self._side = query, side
        self._queue, self._at, self._judged, self._undone = [], 0, [], []

        def show(left: _Left) -> None:
            if not left.page.total:
                self._query = None
                self.told.emit(self.tr("Everything here has been reviewed."))
                return
            self._take(left)
            self.begun.emit()
            self._bar.show()
            self._show()

        self._pool.run(lambda: self._read(query, AT_ONCE), on_done=show)

    def leave(self) -> None:
        """End the review."""
        if self.active:
            self._query = None
            self._bar.hide()
            self.ended.emit()

    def on_changed(self, changes: Changes) -> None:
        """Count anew."""
        query = self._query
        if query is not None and changes.touches(ChangeKind.POSITIONS):
            self._latest.read(lambda: self._read(query, 1), self._count)

    def on_undone(self) -> None:
        """Show the piece again whose answer is taken back."""
        if self.active and self._judged:
            self._undone.append(self._judged[-1])
            self._at = self._judged.pop()
            self._show()

    def on_redone(self) -> None:
        """Go on from the piece whose answer is given again."""
        if self.active and self._undone:
            self._judged.append(self._undone.pop())
            self._at = self._judged[-1]
            self._step(1)

    # Answers

    def _confirm(self) -> None:
        self._answer(self._acts.confirm)

    def _reject(self) -> None:
        self._answer(self._acts.reject)

    def _set_direction(self, direction: Direction) -> None:
        from diptych.workspace.comparing import Judgement

        said = Judgement(direction=direction)

        def judge(piece: Evidence) -> None:
            self._acts.judge(
                lambda comparing: (
                    comparing.judging.confirm(piece)
                    if piece.direction is direction
                    else comparing.judging.change(piece, said)
                )
            )

        self._answer(judge)

    def _edit(self) -> None:
        if self.current is not None:
            self._judging.edit(self.current, then=lambda: self._answer(lambda _: None))
            self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, act: Callable[[Evidence], None]) -> None:
        piece = self.current
        if piece is None:
            return
        self._judged.append(self._at)
        self._undone.clear()
        act(piece)
        self._step(1)

    # Going on

    def _step(self, way: int) -> None:
        at = self._at + way
        if at < 0:
            return
        if at < len(self._queue):
            self._at = at
            self._show()
        elif self._query is not None:
            query, known = self._query, len(self._queue)
            self._pool.run(lambda: self._read(query, known + AT_ONCE), on_done=self._go_on)

    def _go_on(self, left: _Left) -> None:
        known = len(self._queue)
        self._take(left)
        if len(self._queue) > known:
            self._at = known
            self._show()
        else:
            self.told.emit(self.tr("That was the last one. What was skipped is still to be reviewed."))
            self.leave()

    def _take(self, left: _Left) -> None:
        known = {stances.key(each) for each in self._queue}
        self._queue += [each for each in left.page.evidence if stances.key(each) not in known]
        self._count(left)

    def _count(self, left: _Left) -> None:
        self._bar.say_progress(left.total - left.page.total, left.total)

    def _show(self) -> None:
        piece = self.current
        if piece is None:
            return
        dispute = self._workspace.dispute
        columns = {column.id: column for column in stances.columns(dispute.dossier)}
        self._bar.show_piece(piece, columns[piece.party], dispute.issue(piece.issue).name)
        self.shown.emit(piece.issue)
        self._reading.open_in(self._side, piece.article, None if piece.broken else piece.span, activate=False)
        self._bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, query: ComparisonQuery, limit: int) -> _Left:
        comparing = self._workspace.comparing
        return _Left(comparing.review(query, limit=limit), comparing.matrix(query).pieces)
