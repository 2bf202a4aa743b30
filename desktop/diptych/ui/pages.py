"""Which page stands in which pane: in what tab, and with what to go back to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from diptych.model import Article, ArticleSummary, Span
from diptych.settings import Session
from diptych.ui.places import Places
from diptych.ui.reader.header import Side
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.reader.trail import Place, Tabs, Trail
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.workspace import Workspace

SIDES: tuple[Side, Side] = ("left", "right")

Then = Callable[[ReaderPane], None]


class Sheet:
    """What a pane holds, and the number of the last page asked for: an older answer is not shown."""

    def __init__(self) -> None:
        self.tabs, self.trail = Tabs(), Trail()
        self.asked = 0

    def visit(self, place: Place, *, tab: bool = False) -> None:
        """Go on to a place: in the tab that has the page, else in the current or in a new one."""
        index = self.tabs.index_of(place)
        if tab and index < 0:
            self.tabs = self.tabs.add(place)
        else:
            self.tabs = self.tabs.choose(index).show(place)
        if self.trail.here != place:
            self.trail = self.trail.visit(place)

    def retrace(self, place: Place, *, way: int) -> None:
        """Go to a place that was visited before."""
        self.tabs = self.tabs.choose(self.tabs.index_of(place)).show(place)
        self.trail = self.trail.step(way)


class Pages(QObject):
    """Asks for pages, shows them in the panes, and keeps tabs, places and the way back."""

    changed = Signal()
    """Another page stands in a pane, or other tabs, or there is more to go back to."""

    stood = Signal(object)
    """A page that was asked for stands in this ``ReaderPane``, before it is gone to a passage of it."""

    def __init__(self, workspace: Workspace, pool: TaskPool, panes: SideBySide, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._panes = workspace, pool, panes
        self._titles: dict[int, str] = {}
        self._sheets = {pane: Sheet() for pane in (panes.left, panes.right)}
        self.places = Places(workspace, pool, tuple(self._sheets), self)
        for pane in self._sheets:
            tabs = panes.tabs(pane.side)
            tabs.tab_chosen.connect(partial(self.choose, pane))
            tabs.tab_closed.connect(partial(self.close, pane))
            tabs.tab_moved_over.connect(partial(self.move, pane))
            # The cross closes the current tab, and only with the last one the pane.
            pane.header.close_clicked.disconnect(pane.clear)
            pane.header.close_clicked.connect(lambda pane=pane: self.close_current(pane))
            pane.page.reference_activated.disconnect(pane.go_to)
            pane.page.reference_activated.connect(partial(self.follow, pane))

    def tabs(self, side: Side) -> Tabs:
        """The tabs of a side; one of them is shown."""
        return self._sheets[self._panes.pane(side)].tabs

    def here(self, side: Side) -> Place | None:
        """The page that a side shows, or is about to."""
        return self.tabs(side).here

    def other(self, pane: ReaderPane) -> ReaderPane:
        """The pane beside this one."""
        return self._panes.pane("right" if pane.side == "left" else "left")

    def ask(
        self,
        pane: ReaderPane,
        place: Place,
        then: Then | None = None,
        *,
        tab: bool = False,
        activate: bool = True,
    ) -> None:
        """Show a page in a pane, where it was left or at the place's code point if that is not 0.

        ``then`` hears that it stands there. ``tab``: in a new tab. ``activate``: make the pane active.
        """
        self._ask(pane, place, partial(Sheet.visit, tab=tab), then, activate=activate)

    def read(self, place: Place) -> Article:
        """The article of a place, or the file that it came from; raises ``NotFound``."""
        if place.original:
            return self._workspace.reading.original(place.article)
        return self._workspace.article(place.article)

    # Tabs

    def choose(self, pane: ReaderPane, index: int) -> None:
        """Show another tab of a pane."""
        self._leave(pane)
        place = self._sheets[pane].tabs.choose(index).here
        if place is not None:
            self._ask(pane, place, Sheet.visit, exactly=True)

    def step_tab(self, pane: ReaderPane, way: int) -> None:
        """Show the next (1) or previous (-1) tab of a pane."""
        tabs = self._sheets[pane].tabs
        if len(tabs.places) > 1:
            self.choose(pane, tabs.step(way).current)

    def close_current(self, pane: ReaderPane) -> None:
        """Close the tab that a pane shows."""
        self.close(pane, self._sheets[pane].tabs.current)

    def close(self, pane: ReaderPane, index: int) -> None:
        """Close a tab; after the last one the pane is empty, and the other one active if it is not."""
        sheet = self._sheets[pane]
        self._leave(pane)
        self._keep_only(pane, sheet.tabs.close(index))

    def move(self, pane: ReaderPane, index: int) -> None:
        """Let a tab stand in the other pane instead."""
        self._leave(pane)
        places = self._sheets[pane].tabs.places
        if 0 <= index < len(places):
            self.close(pane, index)
            self._ask(self.other(pane), places[index], partial(Sheet.visit, tab=True), exactly=True)

    def move_current(self, pane: ReaderPane) -> None:
        """Let what a pane shows stand in the other one instead."""
        self.move(pane, self._sheets[pane].tabs.current)

    # Back and forward

    def can_step(self, pane: ReaderPane, way: int) -> bool:
        """Whether there is a place to go back (-1) or forward (1) to."""
        return self._target(pane, way) is not None

    def follow(self, pane: ReaderPane, span: Span) -> None:
        """Go along a link within a page, as to a note; going back leads to where it was read."""
        self._leave(pane)
        here = self.here(pane.side)
        if here is not None:
            self._sheets[pane].visit(here._replace(at=span.start))
        pane.go_to(span)
        self.changed.emit()

    def step(self, pane: ReaderPane, way: int) -> None:
        """Go back (-1) or forward (1) to a place that the pane has shown; back brings what was closed."""
        self._leave(pane)
        target = self._target(pane, way)
        if target is not None:
            reopened = pane.article is None and way < 0
            self._ask(pane, target, partial(Sheet.retrace, way=0 if reopened else way), exactly=True)

    def _target(self, pane: ReaderPane, way: int) -> Place | None:
        trail = self._sheets[pane].trail
        if way > 0:
            return trail.ahead
        return trail.here if pane.article is None else trail.back

    # From one day to the next, and what is gone

    def session(self) -> Session:
        """What is open, to be opened again when the program starts."""
        for pane in self._sheets:
            self._leave(pane)
        left, right = self.tabs("left"), self.tabs("right")
        return Session(
            left=tuple((place.article, place.at, place.original) for place in left.places),
            right=tuple((place.article, place.at, place.original) for place in right.places),
            left_tab=left.current,
            right_tab=right.current,
            active=self._panes.active,
        )

    def reopen(self, session: Session) -> None:
        """Open what was open when the window was last closed; what is gone is passed over."""
        ids = {place[0] for place in (*session.left, *session.right)}
        if ids:
            self._pool.run(lambda: self._workspace.articles(ids=ids), on_done=partial(self._reopen, session))

    def renew(self, ids: Collection[int]) -> None:
        """Learn what became of these articles: their titles may be others; those in the bin are closed."""
        held = {place.article for sheet in self._sheets.values() for place in sheet.tabs.places}
        if touched := held.intersection(ids):
            self._pool.run(
                lambda: self._workspace.articles(ids=touched), on_done=partial(self._rename, touched)
            )

    def lose(self, id_: int) -> None:
        """Close an article wherever it is open, and forget its places."""
        for pane, sheet in self._sheets.items():
            sheet.trail = sheet.trail.without(id_)
            if any(place.article == id_ for place in sheet.tabs.places):
                self._keep_only(pane, sheet.tabs.without(id_))

    def _reopen(self, session: Session, found: Sequence[ArticleSummary]) -> None:
        self._titles.update((article.id, article.title) for article in found)
        for side, places, current in (
            (SIDES[0], session.left, session.left_tab),
            (SIDES[1], session.right, session.right_tab),
        ):
            tabs = Tabs(tuple(Place(*place) for place in places), -1).choose(min(current, len(places) - 1))
            for id_ in {place[0] for place in places} - {article.id for article in found}:
                tabs = tabs.without(id_)
            pane = self._panes.pane(side)
            self._sheets[pane].tabs = tabs
            if tabs.here is not None:
                self._ask(pane, tabs.here, Sheet.visit, exactly=True, activate=side == session.active)

    def _rename(self, asked: set[int], found: Sequence[ArticleSummary]) -> None:
        self._titles.update((article.id, article.title) for article in found)
        for id_ in asked - {article.id for article in found}:
            self.lose(id_)
        for pane in self._sheets:
            self._show_tabs(pane)

    # Asking for a page, and showing it

    def _ask(
        self,
        pane: ReaderPane,
        place: Place,
        enter: Callable[[Sheet, Place], None],
        then: Then | None = None,
        *,
        exactly: bool = False,
        activate: bool = True,
    ) -> None:
        """Read a page on the pool; ``enter`` takes it into the tabs and the way back.

        ``exactly``: at the place's code point, even if that is 0, and not where it was left.
        """
        sheet = self._sheets[pane]
        sheet.asked += 1
        number = sheet.asked

        def work() -> tuple[Article, int]:
            article = self.read(place)
            return article, place.at if exactly or place.at else self.places.of(article)

        def show(answer: tuple[Article, int]) -> None:
            if sheet.asked == number:
                article, at = answer
                self._show(pane, article, place._replace(at=at), enter, then, moving=exactly)
                if activate:
                    self._panes.activate(pane.side)
                    pane.page.setFocus(Qt.FocusReason.OtherFocusReason)
                self.changed.emit()

        self._pool.run(work, on_done=show)

    def _show(
        self,
        pane: ReaderPane,
        article: Article,
        place: Place,
        enter: Callable[[Sheet, Place], None],
        then: Then | None,
        *,
        moving: bool,
    ) -> None:
        if not place.original:
            self._titles[article.id] = article.title
        at = self._leave(pane)
        same = pane.article is not None and pane.article.text_id == article.text_id
        if same and not moving and then is None:
            place = place._replace(at=at or 0)
        enter(self._sheets[pane], place)
        if not same:
            self._panes.open(article, pane.side, at=place.at, activate=False)
        elif moving:
            pane.page.go_to(Span(place.at, place.at))
        self._show_tabs(pane)
        self.stood.emit(pane)
        if then is not None:
            then(pane)

    def _leave(self, pane: ReaderPane) -> int | None:
        """Note where the reader is, before the pane shows something else."""
        at, sheet = self.places.note(pane), self._sheets[pane]
        if at is not None:
            sheet.tabs, sheet.trail = sheet.tabs.moved(at), sheet.trail.moved(at)
        return at

    def _keep_only(self, pane: ReaderPane, tabs: Tabs) -> None:
        """Show what is left of the tabs of a pane."""
        sheet = self._sheets[pane]
        before, sheet.tabs = sheet.tabs.here, tabs
        if tabs.here is None:
            sheet.asked += 1
            self._panes.close_side(pane.side)
            if self._panes.active_pane is pane and self.other(pane).article is not None:
                self._panes.activate(self.other(pane).side)
        elif tabs.here != before:
            active = self._panes.active_pane is pane
            self._ask(pane, tabs.here, Sheet.visit, exactly=True, activate=active)
        self._show_tabs(pane)
        self.changed.emit()

    def _show_tabs(self, pane: ReaderPane) -> None:
        tabs = self._sheets[pane].tabs
        self._panes.set_tabs(pane.side, [self._title(place) for place in tabs.places], tabs.current)

    def _title(self, place: Place) -> str:
        title = self._titles.get(place.article, "")
        return self.tr("Original of {title}").format(title=title) if place.original else title
