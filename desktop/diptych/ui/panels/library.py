"""The library: its articles, which of them are listed, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from diptych.model import ArticleSummary, ChangeKind, Changes
from diptych.ui.models import wording
from diptych.ui.models.articles import ARTICLE, ArticleList, Order, ordered
from diptych.ui.models.rows import ArticleDelegate
from diptych.ui.panels.article_actions import ArticleActions
from diptych.ui.panels.empty import EmptyState
from diptych.ui.panels.rows_view import RowsView
from diptych.ui.tasks import Task, TaskPool
from diptych.ui.theme import Fonts, Theme, give_role

if TYPE_CHECKING:
    from diptych.workspace import Workspace


class Filter(NamedTuple):
    """Which articles are listed: ``kind`` is "all", "unread", "tag", "collection" or "bin"."""

    kind: str
    name: str = ""


class Listing(NamedTuple):
    """What the panel shows, read in one go."""

    articles: list[ArticleSummary]
    everything: list[ArticleSummary]
    tags: list[tuple[str, int]]
    collections: list[tuple[str, int]]


ALL = Filter("all")
_DOWN = " \u25be"
_SHOWN = (
    ChangeKind.ARTICLES,
    ChangeKind.METADATA,
    ChangeKind.TAGS,
    ChangeKind.COLLECTIONS,
    ChangeKind.READ_STATE,
)


class LibraryPanel(QWidget):
    """Lists the library's articles and lets the analyst choose among them."""

    article_opened = Signal(int, str)
    """Id, and where it is to stand: "left", "right", "tab", or "" for where there is room."""

    articles_chosen = Signal(list)
    pair_opened = Signal(list)
    """The ids of the two articles that were selected when Enter was pressed."""

    listed = Signal(object)
    """The ``Listing`` that is shown now."""

    def __init__(
        self,
        workspace: Workspace,
        pool: TaskPool,
        actions: ArticleActions,
        theme: Theme,
        fonts: Fonts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._pool, self._actions = workspace, pool, actions
        self._filter, self._order = ALL, Order.NEWEST
        self._listing: Listing | None = None
        self._loading: Task | None = None
        self.model = ArticleList(self)
        self.view = RowsView(self.model, self.tr("Articles"), self)
        self._delegate = ArticleDelegate(theme, fonts, self.view)
        self.view.dress(self._delegate)
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._title = QLabel(self.tr("Library"))
        give_role(self._title, "strong")
        self.filter_button = self._menu_button(self.tr("Which articles are listed"))
        self.order_button = self._menu_button(self.tr("Order of the list"))
        self._assemble()
        self._connect()
        self._fill_order_menu()
        self._fill_filter_menu()
        self.set_theme(theme)

    @property
    def filter(self) -> Filter:
        """Which articles are listed."""
        return self._filter

    @property
    def order(self) -> Order:
        """The order they are listed in."""
        return self._order

    @property
    def empty_words(self) -> tuple[str, str]:
        """What is said in place of the list; empty while there is something to list."""
        return self._empty.words if self._stack.currentWidget() is self._empty else ("", "")

    def refresh(self) -> None:
        """Read the list anew, off the window's thread; an older reading under way is dropped."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = None
        wanted, order = self._filter, self._order
        task = self._pool.run(
            lambda: _read(self._workspace, wanted, order),
            on_done=lambda listing: self._show(listing, wanted, order),
        )
        if task in self._pool.tasks:
            self._loading = task

    def set_filter(self, chosen: Filter) -> None:
        """List these articles."""
        self._filter = chosen
        self.refresh()

    def set_order(self, order: Order) -> None:
        """List the articles in this order."""
        self._order = order
        self.refresh()

    def set_open(self, left: int | None, right: int | None) -> None:
        """Mark the articles that the panes show."""
        self.model.set_open(left, right)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._delegate.set_theme(theme)
        self.view.viewport().update()

    def on_changed(self, changes: Changes) -> None:
        """Show what a write has changed."""
        if changes.touches(*_SHOWN):
            self.refresh()

    def chosen(self) -> list[ArticleSummary]:
        """The selected articles from top to bottom."""
        return [self.model.index(row).data(ARTICLE) for row in self.view.rows()]

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 6, 4)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self.filter_button)
        head.addStretch(1)
        head.addWidget(self.order_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.view.row_opened.connect(self._on_row_opened)
        self.view.tab_asked.connect(
            lambda row: self.article_opened.emit(self.model.index(row).data(ARTICLE).id, "tab")
        )
        self.view.chosen.connect(lambda: self.articles_chosen.emit(self.chosen()))
        self.view.addAction(self._actions.bin)
        self.view.customContextMenuRequested.connect(self._on_menu_asked)
        self._delegate.side_chosen.connect(
            lambda index, side: self.article_opened.emit(index.data(ARTICLE).id, side)
        )

    def _menu_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(QMenu(button))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _show(self, listing: Listing, wanted: Filter, order: Order) -> None:
        if (wanted, order) != (self._filter, self._order):
            return
        self._loading = None
        gone = wanted.kind in ("tag", "collection") and wanted.name not in dict(
            listing.tags if wanted.kind == "tag" else listing.collections
        )
        if gone:
            self.set_filter(ALL)
            return
        self._listing = listing
        self._set_articles(listing.articles)
        self._fill_filter_menu()
        self._stack.setCurrentWidget(self.view if listing.articles else self._empty)
        self._empty.say(*self._nothing(wanted))
        self.listed.emit(listing)

    def _set_articles(self, articles: list[ArticleSummary]) -> None:
        kept = {article.id for article in self.chosen()}
        current = self.view.currentIndex().data(ARTICLE)
        place = self.view.verticalScrollBar().value()
        self.model.set_articles(articles)
        if self.view.rows() or not kept:
            return
        selection = self.view.selectionModel()
        if current is not None and (row := self.model.row_of(current.id)) >= 0:
            selection.setCurrentIndex(self.model.index(row), selection.SelectionFlag.NoUpdate)
        for row, id_ in enumerate(self.model.ids()):
            if id_ in kept:
                selection.select(self.model.index(row), selection.SelectionFlag.Select)
        self.view.verticalScrollBar().setValue(place)

    def _nothing(self, wanted: Filter) -> tuple[str, str]:
        match wanted.kind:
            case "unread":
                return self.tr("Nothing unread"), self.tr("Every article of this library has been read.")
            case "bin":
                return self.tr("The bin is empty"), self.tr("Articles that you move to the bin wait here.")
            case _:
                return (
                    self.tr("No articles yet"),
                    self.tr("Drop files or folders on the window, or choose them with Ctrl+O."),
                )

    def _fill_order_menu(self) -> None:
        words = {
            Order.NEWEST: self.tr("Newest first"),
            Order.OLDEST: self.tr("Oldest first"),
            Order.TITLE: self.tr("By title"),
            Order.OUTLET: self.tr("By outlet"),
            Order.ADDED: self.tr("Last added first"),
        }
        menu = self.order_button.menu()
        group = QActionGroup(menu)
        for order, text in words.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(order == self._order)
            group.addAction(action)
            action.triggered.connect(lambda _=False, order=order: self.set_order(order))
        group.triggered.connect(lambda action: self.order_button.setText(action.text() + _DOWN))
        self.order_button.setText(words[self._order] + _DOWN)

    def _fill_filter_menu(self) -> None:
        menu = self.filter_button.menu()
        menu.clear()
        group = QActionGroup(menu)

        def add(into: QMenu, text: str, chosen: Filter) -> None:
            action = into.addAction(text)
            action.setCheckable(True)
            action.setChecked(chosen == self._filter)
            group.addAction(action)
            action.triggered.connect(lambda: self.set_filter(chosen))

        add(menu, self.tr("All articles"), ALL)
        add(menu, self.tr("Unread"), Filter("unread"))
        listing = self._listing or Listing([], [], [], [])
        for kind, text, names in (
            ("tag", self.tr("Tag"), listing.tags),
            ("collection", self.tr("Collection"), listing.collections),
        ):
            submenu = menu.addMenu(text)
            submenu.setEnabled(bool(names))
            for name, count in names:
                label = wording.one_line(name).replace("&", "&&")
                add(submenu, f"{label} ({count})", Filter(kind, name))
        menu.addSeparator()
        add(menu, self.tr("Bin"), Filter("bin"))
        self.filter_button.setText(self._filter_words() + _DOWN)

    def _filter_words(self) -> str:
        if self._listing is None:
            return ""
        number = len(self._listing.articles)
        match self._filter.kind:
            case "unread":
                return self.tr("Unread ({n})").format(n=number)
            case "bin":
                return self.tr("Bin ({n})").format(n=number)
            case "tag" | "collection":
                return f"{_shortened(self._filter.name)} ({number})"
            case _:
                return wording.articles(number)

    def _on_row_opened(self, row: int, other: bool) -> None:
        chosen = [article.id for article in self.chosen()]
        if len(chosen) == 2 and not other:
            self.pair_opened.emit(chosen)
        else:
            self.article_opened.emit(self.model.index(row).data(ARTICLE).id, "right" if other else "")

    def _on_menu_asked(self, point: QPoint) -> None:
        if not self.view.rows():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions.fill(menu, self._filter.name if self._filter.kind == "collection" else "")
        menu.popup(self.view.viewport().mapToGlobal(point))


def _read(workspace: Workspace, wanted: Filter, order: Order) -> Listing:
    everything = workspace.articles()
    match wanted.kind:
        case "unread":
            listed = [article for article in everything if not article.read]
        case "tag":
            listed = workspace.articles(tag=wanted.name)
        case "collection":
            listed = workspace.articles(collection=wanted.name)
        case "bin":
            listed = workspace.articles(binned=True)
        case _:
            listed = everything
    return Listing(ordered(listed, order), everything, workspace.tags(), workspace.collections())


def _shortened(name: str) -> str:
    line = wording.one_line(name)
    return line if len(line) <= 18 else line[:17].rstrip() + "…"
