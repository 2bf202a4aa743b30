"""What belongs together in the two panes: read on the pool, drawn in the gutter, followed while scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from diptych.model import AlignedPair, Article, ChangeKind, Changes, Span
from diptych.ui.announcing import announce
from diptych.ui.reader import own_words
from diptych.ui.reader.following import Following, page_top
from diptych.ui.reader.header import Side
from diptych.ui.reader.levels import Levels
from diptych.ui.reader.linking import Passage, eye, ways
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.workspace import Workspace

_MOST_KEPT = 32
_CHANGES = (ChangeKind.ENTITIES, ChangeKind.TEXTS, ChangeKind.METADATA, ChangeKind.POSITIONS)


class Aligning(QObject):
    """The aligned passages of the two open articles."""

    changed = Signal()
    """Another pair is active, or the eye is at another paragraph."""

    def __init__(
        self, workspace: Workspace, pool: TaskPool, panes: SideBySide, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._panes = workspace, pool, panes
        self._kept: dict[tuple[int, int], tuple[AlignedPair, ...] | None] = {}
        self._pairs: tuple[AlignedPair, ...] | None = None
        self._levels: dict[ReaderPane, Levels] = {}
        self._chosen = -1
        both = (panes.left, panes.right)
        self.following = Following(both, self)
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._look)
        self._laying = QTimer(self, singleShot=True, interval=0)
        self._laying.timeout.connect(self._lay)
        for pane in both:
            bar = pane.page.verticalScrollBar()
            pane.article_shown.connect(lambda _, pane=pane: self._forget(pane))
            pane.article_closed.connect(lambda pane=pane: self._forget(pane))
            pane.page.laid_out.connect(lambda pane=pane: self._on_laid_out(pane))
            bar.valueChanged.connect(lambda _: self._looking.start())
            bar.actionTriggered.connect(lambda _: self._let_go())
            pane.ruler.sliderMoved.connect(lambda _: self._let_go())
        panes.active_changed.connect(lambda _: self._on_active_changed())
        panes.gutter.link_clicked.connect(self.choose)

    @property
    def pairs(self) -> tuple[AlignedPair, ...]:
        """The aligned passages of the two articles, in the order of the left one."""
        return self._pairs or ()

    @property
    def active(self) -> AlignedPair | None:
        """The pair that was chosen, else the best one under the eye in the active pane."""
        index = self._panes.gutter.active
        return self.pairs[index] if 0 <= index < len(self.pairs) else None

    @property
    def said(self) -> str:
        """That nothing under the eye belongs to anything in the other article, where that is so."""
        if self._pairs is None or self._panes.gutter.active >= 0 or not self._levels_of_both():
            return ""
        if not self._pairs:
            return self.tr("Nothing in either article matches the other")
        if not self.following.rests(self._panes.active_pane):
            return ""
        if self._panes.active == "left":
            return self.tr("Nothing here matches the right article")
        return self.tr("Nothing here matches the left article")

    def progress(self, side: Side) -> str:
        """How far the eye is on a side, by paragraph as far as that is known; empty without an article."""
        pane, levels = self._panes.pane(side), self._levels.get(self._panes.pane(side))
        if pane.article is None:
            return ""
        name = self.tr("Left") if side == "left" else self.tr("Right")
        if levels is None or not levels.paragraphs:
            return self.tr("{side} {percent} %").format(side=name, percent=pane.percent())
        return self.tr("{side} ¶ {n} of {count} · {percent} %").format(
            side=name,
            n=max(1, levels.numbers[levels.index_at(_eye(pane))]),
            count=levels.paragraphs,
            percent=pane.percent(),
        )

    def refresh(self) -> None:
        """Read the aligned passages of the articles that are open now."""
        left, right = self._panes.left.article, self._panes.right.article
        if left is None or right is None:
            self._show(None)
            return
        key = (left.text_id, right.text_id)
        if key in self._kept:
            self._show(self._kept[key])
            return
        self._show(None)
        self._pool.run(
            lambda: _pairs(self._workspace, left, right), on_done=lambda pairs: self._keep(key, pairs)
        )

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) pair, counted down the active pane."""
        if not self.pairs:
            return
        left = self._panes.active == "left"
        order = sorted(
            range(len(self.pairs)),
            key=lambda index: (*(self.pairs[index].left if left else self.pairs[index].right), index),
        )
        active = self._panes.gutter.active
        if active >= 0:
            place = order.index(active) + way
        else:
            pane = self._panes.active_pane
            levels = self._levels.get(pane)
            at = levels.starts[levels.index_at(_eye(pane))] if levels and levels.starts else 0
            spans = [self.pairs[index].left if left else self.pairs[index].right for index in order]
            after = sum(span.start <= at for span in spans)
            place = after if way > 0 else after - 1
        self.choose(order[place % len(order)])

    def choose(self, index: int) -> None:
        """Set the two passages of a pair level, at the eye of the active pane, and say which they are."""
        passages = self._panes.gutter.passages
        if not 0 <= index < len(passages):
            return
        self.following.stop()
        self._chosen = index
        each, lead = passages[index], self._panes.active_pane
        other, tops = self._panes.right, (each.left_top, each.right_top)
        if lead.side == "right":
            other, tops = self._panes.left, tops[::-1]
        bar = lead.page.verticalScrollBar()
        bar.setValue(round(tops[0] - lead.page.viewport().height() / 3))
        # Where the one comes to stand at an edge of its page, the other stands level with that.
        stands = tops[0] - bar.value() + page_top(lead) - page_top(other)
        other.page.verticalScrollBar().setValue(round(tops[1] - stands))
        self._look()
        announce(self._panes, self.words(index))

    def words(self, index: int) -> str:
        """A pair in words."""
        both = self._levels_of_both()
        if both is None or not 0 <= index < len(self.pairs):
            return ""
        (left, right), pair = both, self.pairs[index]
        return self.tr("Linked: paragraph {m} left with paragraph {n} right, score {score:.2f}").format(
            m=left.number_of(pair.left.start), n=right.number_of(pair.right.start), score=pair.score
        )

    def on_changed(self, changes: Changes) -> None:
        """Read anew what a write may have changed."""
        if changes.touches(*_CHANGES):
            self._kept.clear()
            self.refresh()

    def _keep(self, key: tuple[int, int], pairs: tuple[AlignedPair, ...] | None) -> None:
        self._kept[key] = pairs
        while len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        left, right = self._panes.left.article, self._panes.right.article
        if left is not None and right is not None and (left.text_id, right.text_id) == key:
            self._show(pairs)

    def _show(self, pairs: tuple[AlignedPair, ...] | None) -> None:
        if pairs != self._pairs:
            self._pairs = pairs
            self._chosen = -1
            self._lay()

    def _on_active_changed(self) -> None:
        """Another pane is active, perhaps because the two have changed places."""
        self.refresh()
        self._laying.start()

    def _forget(self, pane: ReaderPane) -> None:
        self._levels.pop(pane, None)
        self.refresh()
        self._laying.start()

    def _on_laid_out(self, pane: ReaderPane) -> None:
        self._levels.pop(pane, None)
        self._laying.start()

    def _lay(self) -> None:
        """Work out where everything stands, as far as the pages are laid out."""
        for pane in (self._panes.left, self._panes.right):
            if pane not in self._levels and pane.article is not None and pane.page.complete:
                page = pane.page
                self._levels[pane] = Levels.of(pane.article, page.document(), page.offsets)
        both = self._levels_of_both()
        passages = _passages(self.pairs, *both) if both else ()
        if passages != self._panes.gutter.passages:
            self._panes.gutter.set_passages(passages)
            self.following.set_ways(*ways(passages))
        self._look()

    def _levels_of_both(self) -> tuple[Levels, Levels] | None:
        left, right = self._levels.get(self._panes.left), self._levels.get(self._panes.right)
        return None if left is None or right is None else (left, right)

    def _let_go(self) -> None:
        """What was chosen stays so until the reader scrolls."""
        self._chosen = -1

    def _look(self) -> None:
        """Make the pair under the eye the active one."""
        gutter = self._panes.gutter
        gutter.set_active(self._chosen if self._chosen >= 0 else self._under_eye())
        gutter.set_rest(said := self.said)
        if (words := self.words(gutter.active) or said) != gutter.accessibleDescription():
            gutter.setAccessibleDescription(words)
        self.changed.emit()

    def _under_eye(self) -> int:
        pane = self._panes.active_pane
        levels = self._levels.get(pane)
        if levels is None or not levels.tops:
            return -1
        y = _eye(pane)
        index = levels.index_at(y)
        at, left = levels.starts[index], pane.side == "left"
        under = [
            number for number, pair in enumerate(self.pairs) if _holds(pair.left if left else pair.right, at)
        ]
        return max(under, key=lambda number: self.pairs[number].score, default=-1)


def _holds(span: Span, at: int) -> bool:
    return span.start <= at < span.end


def _eye(pane: ReaderPane) -> float:
    """The height of the page that is under the eye."""
    bar = pane.page.verticalScrollBar()
    return bar.value() + eye(bar.value(), bar.maximum(), pane.page.viewport().height())


def _pairs(workspace: Workspace, left: Article, right: Article) -> tuple[AlignedPair, ...] | None:
    """The aligned passages of two articles; of the same one twice each block with itself.

    The file that an article came from is aligned with that article; with any other it is not (None).
    """
    if left.text_id == right.text_id:
        spans = (Span(block.start, block.end) for block in left.blocks)
        return tuple(AlignedPair(left=span, right=span, score=1.0) for span in spans)
    if left.text_id == -right.text_id:
        if right.text_id < 0:
            return own_words.pairs(left, right)
        turned = own_words.pairs(right, left)
        return tuple(AlignedPair(left=each.right, right=each.left, score=each.score) for each in turned)
    if left.text_id < 0 or right.text_id < 0:
        return None
    return workspace.alignment.of(left.id, right.id).pairs


def _passages(pairs: Sequence[AlignedPair], left: Levels, right: Levels) -> tuple[Passage, ...]:
    return tuple(Passage(*left.bounds(pair.left), *right.bounds(pair.right), pair.score) for pair in pairs)
