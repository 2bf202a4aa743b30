"""Opens articles in the panes, marks what was searched for, and keeps them in step with the library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal

from diptych.model import Article, ArticleSummary, ChangeKind, Changes, Hit, Span
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.workspace import Workspace

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")


class Reading(QObject):
    """What the two panes show."""

    changed = Signal()
    """Another article stands on a side, or none, or the other side is active."""

    def __init__(
        self, workspace: Workspace, pool: TaskPool, panes: SideBySide, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._panes = workspace, pool, panes
        self._query = ""
        panes.opened.connect(lambda: self.changed.emit())
        panes.closed.connect(lambda: self.changed.emit())
        panes.active_changed.connect(lambda: self.changed.emit())

    def shown(self, side: Side) -> int | None:
        """The id of the article on that side."""
        article = self._panes.pane(side).article
        return None if article is None else article.id

    @property
    def active(self) -> ArticleSummary | None:
        """The article that the keyboard works on."""
        article = self._panes.active_pane.article
        return None if article is None else _summary(article)

    def open(self, id_: int, side: str = "", hit: Hit | None = None) -> None:
        """Open an article on a side, else where there is room, else in the active pane; at a hit's start."""
        where = self._side(side)
        self._pool.run(self._workspace.article, id_, on_done=lambda article: self._show(article, where, hit))

    def open_at(self, id_: int, span: Span | None) -> None:
        """Open an article at a span that flashes, where it stands or else beside the active one."""
        beside: Side = "right" if self._panes.active == "left" else "left"
        side = next((each for each in SIDES if self.shown(each) == id_), None)
        if side is None:
            side = self._panes.active if self.shown(self._panes.active) is None else beside
        self._pool.run(
            self._workspace.article, id_, on_done=lambda article: self._show_at(article, side, span)
        )

    def open_two(self, ids: Sequence[int]) -> None:
        """Open the first of these on the left and the second on the right; the left one is active."""
        for id_, side in reversed(list(zip(ids, SIDES, strict=False))):
            self.open(id_, side)

    def reopen(self, left: int | None, right: int | None) -> None:
        """Open what was open when the window was last closed; what is gone is passed over."""
        for id_, side in ((right, SIDES[1]), (left, SIDES[0])):
            if id_ is not None:
                show = partial(self._show, side=side, hit=None)
                self._pool.run(self._workspace.article, id_, on_done=show, on_error=lambda _: None)

    def close(self) -> None:
        """Close the active pane; the other one is active then, if it holds an article."""
        active = self._panes.active
        self._panes.close_side(active)
        other: Side = "right" if active == "left" else "left"
        if self.shown(other) is not None:
            self._panes.activate(other)

    def swap(self) -> None:
        """Let the two articles change places."""
        self._panes.swap()
        self.changed.emit()

    def mark(self, query: str) -> None:
        """Mark the words of a query in both articles; "" takes the marks away."""
        self._query = query
        for side in SIDES:
            self._mark(side)

    def on_changed(self, changes: Changes) -> None:
        """Show what a write has changed in the open articles; one that went to the bin is closed."""
        if not changes.touches(ChangeKind.ARTICLES, ChangeKind.METADATA, ChangeKind.TEXTS):
            return
        for side in SIDES:
            id_ = self.shown(side)
            if id_ in changes.articles:
                self._pool.run(
                    self._workspace.article,
                    id_,
                    on_done=partial(self._renew, side),
                    on_error=partial(self._lose, side),
                )

    def _side(self, asked: str) -> Side:
        if asked in SIDES:
            return "left" if asked == "left" else "right"
        return next((side for side in SIDES if self.shown(side) is None), self._panes.active)

    def _show(self, article: Article, side: Side, hit: Hit | None) -> None:
        if self.shown(side) != article.id:
            self._panes.open(article, side)
        else:
            self._panes.activate(side)
        pane = self._panes.pane(side)
        pane.page.setFocus(Qt.FocusReason.OtherFocusReason)
        if hit is not None and hit.spans:
            pane.set_marks(Layer.SEARCH, hit.spans)
            pane.go_to(hit.spans[0])
        else:
            self._mark(side)

    def _show_at(self, article: Article, side: Side, span: Span | None) -> None:
        self._show(article, side, None)
        if span is not None:
            self._panes.pane(side).go_to(span)

    def _lose(self, side: Side, _: Exception) -> None:
        self._panes.close_side(side)

    def _renew(self, side: Side, article: Article) -> None:
        pane = self._panes.pane(side)
        if article.binned:
            self._panes.close_side(side)
        elif pane.article is not None and pane.article != article:
            pane.show_article(article, at=pane.page.top_position())
            self._mark(side)
            self.changed.emit()

    def _mark(self, side: Side) -> None:
        pane = self._panes.pane(side)
        if pane.article is None:
            return
        if not self._query:
            pane.set_marks(Layer.SEARCH, ())
            return
        query, article = self._query, pane.article

        def show(spans: Sequence[Span]) -> None:
            if pane.article is article and query == self._query:
                pane.set_marks(Layer.SEARCH, spans)

        self._pool.run(self._workspace.find_spans, query, article.text, on_done=show)


def _summary(article: Article) -> ArticleSummary:
    return ArticleSummary(
        id=article.id,
        title=article.title,
        authors=tuple(author.name for author in article.authors),
        outlet=article.outlet,
        date=article.date.value,
        source=article.source,
        language=article.language,
        words=article.words,
        read=article.read,
        binned=article.binned,
        bundled=article.bundled,
        tags=article.tags,
    )
