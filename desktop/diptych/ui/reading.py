"""Opens articles in the panes, marks what was searched for, and keeps them in step with the library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from diptych.model import Article, ArticleSummary, ChangeKind, Changes, Hit, Span
from diptych.ui.models.asked import Asked, as_request
from diptych.ui.models.hits import best
from diptych.ui.pages import SIDES, Pages
from diptych.ui.reader.header import Side
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.reader.trail import Place
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.workspace import Workspace


class Reading(QObject):
    """What the two panes show."""

    changed = Signal()
    """Another page stands on a side, or none, or the other side is active, or there is more to go back to."""

    def __init__(
        self, workspace: Workspace, pool: TaskPool, panes: SideBySide, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._panes = workspace, pool, panes
        self._asked = Asked()
        self.pages = Pages(workspace, pool, panes, self)
        self.pages.stood.connect(self._mark)
        for signal in (self.pages.changed, panes.closed, panes.active_changed):
            signal.connect(lambda: self.changed.emit())

    def shown(self, side: Side) -> int | None:
        """The id of the article on that side, be it its text or the file that it came from."""
        article = self._panes.pane(side).article
        return None if article is None else article.id

    @property
    def active(self) -> ArticleSummary | None:
        """The article that the keyboard works on."""
        article = self._panes.active_pane.article
        return None if article is None or article.text_id < 0 else _summary(article)

    def open(self, id_: int, where: str = "", hit: Hit | None = None) -> None:
        """Open an article at a hit's start, or where it was left.

        ``where`` is "left", "right", "tab" for a new tab of the active pane, or "" for where there is room,
        else the active pane.
        """
        self._open(self._panes.pane(self._side(where)), id_, hit, tab=where == "tab")

    def open_at(self, id_: int, span: Span | None) -> None:
        """Open an article at a span that flashes, where it stands or else beside the active one."""
        side = next((each for each in SIDES if Place(id_).shows_same(self.pages.here(each))), None)
        active = self._panes.active_pane
        pane = active if active.article is None else self.pages.other(active)
        self._open_at(pane if side is None else self._panes.pane(side), id_, span)

    def open_in(self, side: Side, id_: int, span: Span | None, *, activate: bool = True) -> None:
        """Open an article on that side at a span that flashes; ``activate``: the keyboard goes there."""
        self._open_at(self._panes.pane(side), id_, span, activate=activate)

    def open_hit(self, side: Side, hit: Hit, span: Span) -> None:
        """Open an article on that side at one of its hits."""
        pane = self._panes.pane(side)
        self.pages.ask(pane, Place(hit.id, span.start), partial(_go_to_hit, hit=hit, span=span))

    def open_words(self, id_: int, where: str, span: Span | None) -> None:
        """Open an article at a span that flashes; ``where`` as for ``open``."""
        self._open_at(self._panes.pane(self._side(where)), id_, span)

    def open_pair(self, left: int, left_span: Span, right: int, right_span: Span) -> None:
        """Set a passage of one article beside one of another (or of the same), both flashing; one act."""
        self._open_at(self._panes.left, left, left_span)
        self._open_at(self._panes.right, right, right_span, activate=False)

    def open_two(self, ids: Sequence[int]) -> None:
        """Open the first of these on the left and the second on the right; the left one is active."""
        for id_, side in zip(ids, SIDES, strict=False):
            self.pages.ask(self._panes.pane(side), Place(id_), activate=side == "left")

    def open_original(self) -> None:
        """Show the file that the active article was imported from in the other pane, or its text again."""
        active = self._panes.active_pane
        if active.article is not None:
            place = Place(active.article.id, original=active.article.text_id > 0)
            self.pages.ask(self.pages.other(active), place)

    def close(self) -> None:
        """Close the current tab of the active pane."""
        self.pages.close_current(self._panes.active_pane)

    def swap(self) -> None:
        """Let the two panes change places, with all their tabs."""
        self._panes.swap()
        self.changed.emit()

    def mark(self, query: str) -> None:
        """Mark the words of a query in both articles; "" takes the marks away."""
        self.mark_asked(Asked(query=query))

    def mark_asked(self, asked: Asked) -> None:
        """Mark in both articles what a search looks for; one for no words takes the marks away."""
        self._asked = asked
        for side in SIDES:
            self._mark(self._panes.pane(side))

    def on_changed(self, changes: Changes) -> None:
        """Show what a write has changed in the open articles; one that went to the bin is closed."""
        if not changes.touches(ChangeKind.ARTICLES, ChangeKind.METADATA, ChangeKind.TEXTS):
            return
        self.pages.renew(changes.articles)
        for side in SIDES:
            pane, here = self._panes.pane(side), self.pages.here(side)
            if here is not None and here.article in changes.articles:
                self._pool.run(
                    self.pages.read,
                    here,
                    on_done=partial(self._renew, pane),
                    on_error=partial(self._lose, here.article),
                )

    def _side(self, asked: str) -> Side:
        if asked in SIDES:
            return "left" if asked == "left" else "right"
        if asked == "tab":
            return self._panes.active
        return next((side for side in SIDES if self.shown(side) is None), self._panes.active)

    def _open(self, pane: ReaderPane, id_: int, hit: Hit | None, *, tab: bool) -> None:
        span = best(hit) if hit is not None else None
        if hit is not None and span is not None:
            self.pages.ask(pane, Place(id_, span.start), partial(_go_to_hit, hit=hit, span=span), tab=tab)
        else:
            self.pages.ask(pane, Place(id_), tab=tab)

    def _open_at(self, pane: ReaderPane, id_: int, span: Span | None, *, activate: bool = True) -> None:
        if span is None:
            self.pages.ask(pane, Place(id_), activate=activate)
        else:
            self.pages.ask(pane, Place(id_, span.start), lambda pane: pane.go_to(span), activate=activate)

    def _renew(self, pane: ReaderPane, article: Article) -> None:
        if article.binned or pane.article is None or pane.article.id != article.id:
            return
        if pane.article != article:
            pane.show_article(article, at=pane.page.top_position())
            self._mark(pane)
            self.changed.emit()

    def _lose(self, id_: int, _: Exception) -> None:
        self.pages.lose(id_)

    def _mark(self, pane: ReaderPane) -> None:
        if pane.article is None:
            return
        if not self._asked.query:
            pane.set_marks(Layer.SEARCH, ())
            return
        asked, article = self._asked, pane.article

        def show(spans: Sequence[Span]) -> None:
            same = pane.article is article and asked == self._asked
            if same and pane.marks(Layer.SEARCH) != list(spans):
                pane.set_marks(Layer.SEARCH, spans)

        self._pool.run(lambda: self._workspace.finding.spans(as_request(asked), article.text), on_done=show)


def _go_to_hit(pane: ReaderPane, hit: Hit, span: Span) -> None:
    pane.set_marks(Layer.SEARCH, hit.spans)
    pane.go_to(span)
    pane.go_to_hit(span)


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
