"""The search field, and what was found; while nothing is asked the place belongs to another widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from diptych.model import ChangeKind, Changes, Hit, SavedSearch, SearchResult
from diptych.ui.announcing import announce
from diptych.ui.models import stances, wording
from diptych.ui.models.articles import Index
from diptych.ui.models.asked import YEAR, Asked, as_request, from_request
from diptych.ui.models.hits import COPIES, HIT, UNFOLDED
from diptych.ui.panels.latest import Latest
from diptych.ui.panels.search.field import QueryField
from diptych.ui.panels.search.past import Kept, PastMenu, SavedStrip, read
from diptych.ui.panels.search.results import ARTICLES, LIKE, Results
from diptych.ui.signs import Badge
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import Fonts, Theme

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.finding import Facet, OwnWords

WAIT_MS = 20
"""How long the field must be still before a search starts."""

FACETS_MS = 120
"""How long after an answer the hits are counted by facets, unless another search comes first."""

ANNOUNCE_MS = 500
"""How long an answer must stand before a screen reader says it."""

SETTLED_MS = 900
"""How long the field must be still before what is typed is taken for a whole query, with its mistakes."""

SHOWN = 50
"""Hits listed at first; more are read when one gets to the end of them."""

_CHANGES_HITS = (ChangeKind.ARTICLES, ChangeKind.METADATA, ChangeKind.TEXTS, ChangeKind.FAMILIES)
_CHANGES_FACETS = (
    *(ChangeKind.TAGS, ChangeKind.READ_STATE, ChangeKind.POSITIONS, ChangeKind.ENTITIES),
    *(ChangeKind.HIGHLIGHTS, ChangeKind.BRIEFS),
)


class _Answer(NamedTuple):
    asked: Asked
    limit: int
    result: SearchResult
    badges: Mapping[str, Badge]


class _Beside(NamedTuple):
    asked: Asked
    facets: Sequence[Facet]
    own: Sequence[OwnWords]


class SearchPanel(QWidget):
    """Searches while one types. Only the latest question is ever asked and its answer shown."""

    hit_opened = Signal(object, str)
    """The ``Hit``, and the side: "left", "right", "tab", or "" for where there is room."""

    words_opened = Signal(object, str)
    """The ``OwnWords``, and the side."""

    searched = Signal(str)
    """A query that was answered; "" when nothing is asked any more."""

    hits_chosen = Signal(list)

    def __init__(
        self,
        workspace: Workspace,
        pool: TaskPool,
        idle: QWidget,
        theme: Theme,
        fonts: Fonts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool = workspace, pool
        self._hits, self._aside, self._keeping = Latest(pool, self), Latest(pool, self), Latest(pool, self)
        self._limit, self._news, self._like = SHOWN, "", ""
        self._typing = False
        self._remembered = self._shown = Asked()
        self.asked = Asked()
        self.kept = Kept()
        self.result: SearchResult | None = None
        self._wait = self._timer(WAIT_MS, self._start)
        self._facets_due = self._timer(FACETS_MS, self._count)
        self._saying = self._timer(ANNOUNCE_MS, self._announce)
        self._settled = self._timer(SETTLED_MS, self._read_whole)
        self.field = QueryField(theme)
        self.field.setPlaceholderText(self.tr("Search the library"))
        self.found = Results(theme, fonts)
        self.model, self.view = self.found.model, self.found.view
        self.past = PastMenu(self)
        self.saved = SavedStrip()
        self._pages = QStackedWidget()
        self._assemble(idle)
        self._connect()

    @property
    def query(self) -> str:
        """What stands in the field, without spaces around it."""
        return self.field.text().strip()

    @property
    def active(self) -> bool:
        """Whether something is asked, so that hits are shown in place of the idle widget."""
        return self.asked.some

    @property
    def empty_words(self) -> tuple[str, str]:
        """What is said in place of the results; empty while there are some."""
        return self.found.empty_words

    @property
    def count_words(self) -> str:
        """How many articles are said to be found."""
        return self.found.head.count_words

    def chosen(self) -> list[int]:
        """The ids of the selected hits from top to bottom."""
        return list(dict.fromkeys(self._hit(row).id for row in self.view.rows()))

    def search(self, query: str) -> None:
        """Put a query into the field and answer it at once, narrowed as the one before it."""
        self.field.setText(query)
        self._wait.stop()
        self._typing = False
        self._start()

    def ask(self, asked: Asked) -> None:
        """Ask this, with its choices and its order."""
        self.asked = asked
        if self.field.text() != asked.query:
            self.field.blockSignals(True)
            self.field.setText(asked.query)
            self.field.blockSignals(False)
            self.field.textChanged.emit(asked.query)
        self.asked = asked
        self._wait.stop()
        self._typing = False
        self._start()

    def more_like(self, article: int, title: str) -> None:
        """List the articles that resemble this one."""
        self._like = title
        self.found.scopes[ARTICLES].setChecked(True)
        self.ask(Asked(like=article))

    def clear(self) -> None:
        """Ask nothing any more."""
        self.field.clear()
        if self.asked.some:
            self._stop()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def set_library_size(self, articles: int) -> None:
        """Say how many articles there are to search."""
        self.field.setPlaceholderText(
            self.tr("Search {articles}").format(articles=wording.articles(articles))
        )

    def set_open(self, left: int | None, right: int | None) -> None:
        """Mark the articles that the panes show."""
        self.model.set_open(left, right)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.field.set_theme(theme)
        self.found.set_theme(theme)

    def on_changed(self, changes: Changes) -> None:
        """Answer anew when a write may have changed what is found."""
        if changes.touches(*_CHANGES_HITS):
            self.repeat()
            self.read_kept()
        elif changes.touches(ChangeKind.SEARCHES):
            self.read_kept()
        if self.active and changes.touches(*_CHANGES_FACETS):
            self._facets_due.start()

    def repeat(self) -> None:
        """Answer anew, as when the index has caught up."""
        if self.active:
            self._start()

    def read_kept(self) -> None:
        """Read the saved and the earlier searches, off the window's thread."""
        self._keeping.read(lambda: read(self._workspace, news=True), self._show_kept)

    def remember(self) -> None:
        """Put what is asked into the history: it led somewhere."""
        asked, result = self.asked, self.result
        if not self._workspace.writable or result is None or not asked.query or asked == self._remembered:
            return
        self._remembered = asked
        self._pool.run(
            lambda: self._workspace.finding.remember(as_request(asked), result.count),
            on_done=lambda _: self._read_past(),
        )

    def open_saved(self, kept: SavedSearch) -> None:
        """Ask a saved search again; what it finds counts as seen from now on."""
        new = self.kept.new.get(kept.id, 0)
        words = self.tr("1 is new since the last look."), self.tr("{n} are new since the last look.")
        self.ask(from_request(self._workspace.finding.request_of(kept)))
        self._news = wording.counted(new, *words) if new else ""
        if self._workspace.writable:
            self._pool.run(lambda: self._workspace.finding.look(kept.id), on_done=lambda _: self.read_kept())

    # Building

    def _timer(self, wait: int, do: object) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=wait)
        timer.timeout.connect(do)
        return timer

    def _assemble(self, idle: QWidget) -> None:
        still = QWidget()
        column = QVBoxLayout(still)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.saved)
        column.addWidget(idle, 1)
        self._pages.addWidget(still)
        self._pages.addWidget(self.found)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        field, found = self.field, self.found
        field.textEdited.connect(self._on_typed)
        field.textChanged.connect(self._on_text_changed)
        field.entered.connect(self._on_entered)
        field.list_asked.connect(self._enter_list)
        field.history_asked.connect(self.show_past)
        self.past.chosen.connect(self._on_past_chosen)
        self.saved.chosen.connect(self.open_saved)
        self.saved.menu_asked.connect(self._on_saved_menu_asked)
        found.view.end_reached.connect(self._on_more)
        found.also.left_out.connect(self._leave_out)
        found.also.taken_in.connect(lambda: self._change(expand=True, unexpanded=()))
        found.chips.removed.connect(self._take_away)
        found.notes.meant.connect(self.search)
        found.head.sorted_by.connect(lambda order: self._change(sort=order))
        found.head.recency_switched.connect(lambda on: self._change(recent=on))
        found.years.chosen.connect(self._choose_years)
        found.facets.switched.connect(
            lambda each: self._put(self.asked.switched(*each[:2], excluded=each[2]))
        )
        for button in found.scopes.values():
            button.clicked.connect(lambda: self._saying.start())
        for view in (found.view, found.words_view):
            view.row_opened.connect(lambda row, right: self._open(row, "right" if right else ""))
            view.tab_asked.connect(lambda row: self._open(row, "tab"))
            view.left_at_top.connect(self.focus)
            view.customContextMenuRequested.connect(self._on_menu_asked)
            view.delegate.side_chosen.connect(lambda index, side: self._open(index.row(), side))
        found.view.chosen.connect(lambda: self.hits_chosen.emit(self.chosen()))

    # Asking

    def _change(self, **facts: object) -> None:
        self._put(replace(self.asked, **facts))  # type: ignore[arg-type]

    def _put(self, asked: Asked) -> None:
        self.asked, self._limit = asked, SHOWN
        self._start()

    def _leave_out(self, entity: str) -> None:
        if entity:
            self._change(unexpanded=(*self.asked.unexpanded, entity))
        else:
            self._change(expand=False)

    def _take_away(self, facet: str, value: str) -> None:
        if facet == LIKE:
            self.clear()
        else:
            self._put(self.asked.without(facet, value))

    def _choose_years(self, years: tuple[int, int] | None) -> None:
        self._put(self.asked.in_years(*years) if years else self.asked.without(YEAR, ""))

    def _on_typed(self) -> None:
        self._typing = True

    def _on_text_changed(self) -> None:
        self._limit, self._news = SHOWN, ""
        if self.query:
            self.asked = replace(self.asked, query=self.query, like=0)
            self._wait.start()
        elif not self.asked.like:
            self._stop()

    def _on_entered(self) -> None:
        self.search(self.field.text())
        self.remember()

    def _on_more(self) -> None:
        result = self.result
        if result is not None and not self.asked.like and result.count > len(result.hits) >= self._limit:
            self._limit *= 4
            self._start()

    def _stop(self) -> None:
        for timer in (self._wait, self._facets_due, self._saying, self._settled):
            timer.stop()
        self.asked, self.result = Asked(), None
        self.field.set_problems(())
        self.model.set_hits(())
        self.found.scopes[ARTICLES].setChecked(True)
        self._pages.setCurrentIndex(0)
        self.searched.emit("")

    def _start(self) -> None:
        asked, limit, typing = self.asked, self._limit, self._typing
        if asked.some:
            self._hits.read(lambda: _answer(self._workspace, asked, limit, typing=typing), self._show)

    # Showing

    def _show(self, answer: _Answer) -> None:
        if answer.asked != self.asked or answer.limit != self._limit:
            return
        result = self.result = answer.result
        again, self._shown = answer.asked == self._shown, answer.asked
        place = self.view.place() if again else None
        sentences = [self._news] if self._news else []
        sentences += result.notes
        if not result.complete:
            sentences.append(self.tr("The index is being built; more may be found soon."))
        self.field.set_problems(result.problems)
        self.found.show_result(result, answer.asked, answer.badges, like=self._like, sentences=sentences)
        self._pages.setCurrentIndex(1)
        self.view.go_back(place)
        self.view.look_for_end()
        self._facets_due.start()
        self._saying.start()
        if self._typing:
            self._settled.start()
        self.searched.emit(answer.asked.query)

    def _count(self) -> None:
        asked, typing = self.asked, self._typing
        if asked.some:
            self._aside.read(lambda: _beside(self._workspace, asked, typing=typing), self._show_beside)

    def _show_beside(self, beside: _Beside) -> None:
        if beside.asked == self.asked and self.result is not None:
            self.found.show_facets(beside.facets, beside.own, beside.asked)

    def _read_whole(self) -> None:
        """Say what makes no sense in what was typed; the hits stay those of a beginning."""
        asked = self.asked

        def show(result: SearchResult) -> None:
            if asked == self.asked and self.result is not None and result.problems:
                self.field.set_problems(result.problems)
                self.found.notes.say(_different(self.result.notes, result.notes), self.result.suggestion)
                self.found.show_scope()

        if asked.query and self._typing:
            request = as_request(asked, limit=1)
            self._aside.read(lambda: self._workspace.finding.search(request), show)

    def _announce(self) -> None:
        if self.active:
            heading, sentence = self.found.empty_words
            parts = [self.count_words, heading, sentence, self.found.notes.words]
            announce(self, ". ".join(part.rstrip(".") for part in parts if part))

    def _show_kept(self, kept: Kept) -> None:
        self.kept = kept
        self.saved.show_saved(kept)

    def _read_past(self) -> None:
        def show(kept: Kept) -> None:
            self.kept = self.kept._replace(past=kept.past)

        self._keeping.read(lambda: read(self._workspace, news=False), show)

    # Going about

    def show_past(self) -> None:
        """Let the saved and the earlier searches drop from the field."""
        menu = self.past.menu(self.kept, self, asked=bool(self.asked.query), may=self._workspace.writable)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setMinimumWidth(self.field.width())
        menu.popup(self.field.mapToGlobal(QPoint(0, self.field.height() + 2)))

    def _on_past_chosen(self, kept: object) -> None:
        if isinstance(kept, SavedSearch):
            self.open_saved(kept)
        else:
            self.ask(from_request(self._workspace.finding.request_of(kept)))  # type: ignore[arg-type]

    def _on_saved_menu_asked(self, kept: SavedSearch, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.past.manage(menu, [kept], asked=False)
        menu.popup(point)

    def _enter_list(self) -> None:
        view = self.found.current_view()
        if self.active and view.model().rowCount():
            view.setFocus(Qt.FocusReason.TabFocusReason)
            if not view.currentIndex().isValid():
                view.go_to(view.model().index(0, 0))
        else:
            self.field.focusNextChild()

    def _open(self, row: int, side: str) -> None:
        self.remember()
        if self.found.scope == ARTICLES:
            self.hit_opened.emit(self._hit(row), side)
        else:
            self.words_opened.emit(self.found.own(row), side)

    def _hit(self, row: int) -> Hit:
        hit: Hit = self.model.index(row).data(HIT)
        return hit

    def _on_menu_asked(self, point: QPoint) -> None:
        view = self.found.current_view()
        index = view.indexAt(point)
        if index.isValid():
            menu = self._menu(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(view.viewport().mapToGlobal(point))

    def _menu(self, index: Index) -> QMenu:
        menu = QMenu(self)
        for text, side in (
            (self.tr("Open on the &left"), "left"),
            (self.tr("Open on the &right"), "right"),
            (self.tr("Open in a &new tab"), "tab"),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, side=side: self._open(index.row(), side))
        if self.found.scope == ARTICLES:
            menu.addSeparator()
            hit: Hit = index.data(HIT)
            like = menu.addAction(self.tr("&More like this"))
            like.triggered.connect(lambda: self.more_like(hit.id, hit.title))
            if index.data(COPIES):
                words = self.tr("&Fold the reposts") if index.data(UNFOLDED) else self.tr("Show the &reposts")
                menu.addAction(words).triggered.connect(lambda: self.view.toggle(index.row()))
            menu.addSeparator()
            write = menu.addAction(self.tr("&Write the hits to a file…"))
            write.setEnabled(not self.asked.like)
            write.triggered.connect(self.past.writing_asked)
        return menu


def _different(*sentences: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(each for some in sentences for each in some))


def _answer(workspace: Workspace, asked: Asked, limit: int, *, typing: bool) -> _Answer:
    finding = workspace.finding
    if asked.like:
        result = finding.similar(asked.like, limit)
    else:
        result = finding.search(as_request(asked, limit=limit, typing=typing))
    badges = {}
    if any(form.party for expansion in result.expansions for form in expansion.forms):
        badges = {column.id: column.badge for column in stances.columns(workspace.dispute.dossier)}
    return _Answer(asked, limit, result, badges)


def _beside(workspace: Workspace, asked: Asked, *, typing: bool) -> _Beside:
    if asked.like:
        return _Beside(asked, (), ())
    request = as_request(asked, typing=typing)
    return _Beside(asked, workspace.finding.facets(request), workspace.finding.own_words(request))
