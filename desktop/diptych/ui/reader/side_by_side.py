"""Two panes with a gutter between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from diptych.model import Article
from diptych.ui.reader import gutter
from diptych.ui.reader.gutter import Gutter
from diptych.ui.reader.header import Side
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.tab_bar import PaneTabs
from diptych.ui.theme import Fonts, Theme


class _Splitter(QSplitter):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._theme = theme
        super().__init__(Qt.Orientation.Horizontal, parent)

    def createHandle(self) -> QSplitterHandle:
        return Gutter(self, self._theme)


class Column(QWidget):
    """A pane with its tabs above it."""

    def __init__(self, side: Side, theme: Theme, fonts: Fonts, parent: QWidget) -> None:
        super().__init__(parent)
        self.tabs = PaneTabs(theme, fonts, self)
        self.pane = ReaderPane(side, theme, fonts, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.pane, 1)
        self.name()

    def name(self) -> None:
        """Name the tabs after the pane's side."""
        left, right = self.tr("Tabs of the left pane"), self.tr("Tabs of the right pane")
        self.tabs.setAccessibleName(left if self.pane.side == "left" else right)

    def page_top(self) -> int:
        """How far down the page begins, 0 where no article is open."""
        if self.pane.article is None:
            return 0
        tabs = self.tabs.height() if self.tabs.isVisibleTo(self) else 0
        return tabs + self.pane.header.height()


class SideBySide(QWidget):
    """The reader: a left and a right pane, one of them active."""

    opened = Signal(str, int)
    closed = Signal(str)
    active_changed = Signal(str)
    zoom_requested = Signal(int)
    """One step larger (1) or smaller (-1): the wheel was turned with Ctrl held down."""

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = [Column("left", theme, fonts, self), Column("right", theme, fonts, self)]
        self._active: Side = "left"
        self._splitter = _Splitter(theme, self)
        self._splitter.setHandleWidth(gutter.WIDTH)
        self._splitter.setChildrenCollapsible(False)
        # Once for all that a scroll, a new layout or a moved header changes.
        self._shifting = QTimer(self, singleShot=True, interval=0)
        self._shifting.timeout.connect(self._shift)
        for column in self._columns:
            self._splitter.addWidget(column)
            self._connect(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self.gutter.installEventFilter(self)
        self.setAccessibleName(self.tr("Reader"))
        self._mark_active()
        self.equalise()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @property
    def left(self) -> ReaderPane:
        """The pane on the left."""
        return self._columns[0].pane

    @property
    def right(self) -> ReaderPane:
        """The pane on the right."""
        return self._columns[1].pane

    @property
    def active(self) -> Side:
        """The side that the keyboard works on."""
        return self._active

    @property
    def active_pane(self) -> ReaderPane:
        """The pane that the keyboard works on."""
        return self.pane(self._active)

    @property
    def is_empty(self) -> bool:
        """Whether both panes are empty."""
        return self.left.article is None and self.right.article is None

    def pane(self, side: Side) -> ReaderPane:
        """The pane of a side."""
        return self.left if side == "left" else self.right

    def tabs(self, side: Side) -> PaneTabs:
        """The tabs of a side."""
        return self._columns[0 if side == "left" else 1].tabs

    def set_tabs(self, side: Side, titles: Sequence[str], current: int) -> None:
        """Show the tabs of a side, where there are several."""
        self.tabs(side).set_titles(titles, current)
        self._shifting.start()

    @property
    def gutter(self) -> Gutter:
        """What stands between the panes."""
        handle = self._splitter.handle(1)
        if not isinstance(handle, Gutter):
            raise TypeError("the splitter lost its gutter")
        return handle

    def open(self, article: Article, side: Side, *, at: int = 0, activate: bool = True) -> None:
        """Show an article on a side, from the code point ``at`` on, and make that side active if wanted."""
        self.pane(side).show_article(article, at=at)
        if activate:
            self.activate(side)
        self.opened.emit(side, article.id)

    def close_side(self, side: Side) -> None:
        """Empty a side."""
        self.pane(side).clear()

    def activate(self, side: Side) -> None:
        """Make a side the active one; the focus goes along where it was in the other."""
        if side == self._active:
            return
        had_focus = self._holds_focus(self.active_pane)
        self._active = side
        self._mark_active()
        if had_focus:
            self.active_pane.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.active_changed.emit(side)

    def swap(self) -> None:
        """Let the two articles change places; each keeps its marks and where it was scrolled to."""
        self._columns.reverse()
        self.left.set_side("left")
        self.right.set_side("right")
        for column in self._columns:
            column.name()
        sizes = self._splitter.sizes()
        self._splitter.insertWidget(0, self._columns[0])
        self._splitter.setSizes(sizes)
        self._active = "right" if self._active == "left" else "left"
        self._mark_active()
        self.active_changed.emit(self._active)

    def equalise(self) -> None:
        """Give both panes the same width."""
        self._splitter.setSizes([1_000, 1_000])

    def save_state(self) -> QByteArray:
        """How the width is shared."""
        return self._splitter.saveState()

    def restore_state(self, state: QByteArray) -> bool:
        """Share the width as it was saved; False when the state is not one."""
        return self._splitter.restoreState(state)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours."""
        for column in self._columns:
            column.pane.set_theme(theme)
            column.tabs.set_theme(theme)
        self.gutter.set_theme(theme)

    def set_zoom(self, percent: int) -> None:
        """Show both texts at a size in per cent."""
        self.left.set_zoom(percent)
        self.right.set_zoom(percent)

    def sizeHint(self) -> QSize:
        """Room for two panes."""
        return QSize(1_160, 720)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what the gutter joins level with the pages."""
        super().resizeEvent(event)
        self._shifting.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel over the gutter scrolls the active pane."""
        if isinstance(event, QWheelEvent) and event.type() == QEvent.Type.Wheel:
            self.active_pane.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _connect(self, column: Column) -> None:
        pane = column.pane
        pane.zoom_requested.connect(self.zoom_requested)
        pane.article_closed.connect(lambda: self.closed.emit(pane.side))
        pane.page.verticalScrollBar().valueChanged.connect(self._shift)
        for signal in (pane.article_closed, pane.article_shown, pane.page.column_moved, pane.page.laid_out):
            signal.connect(self._shifting.start)

    def _shift(self) -> None:
        """Tell the gutter where the pages are."""
        self.gutter.set_headers(*(column.page_top() for column in self._columns))
        left, right = (
            column.page_top() - column.pane.page.verticalScrollBar().value() for column in self._columns
        )
        self.gutter.set_shifts(left, right)

    def _mark_active(self) -> None:
        self.left.set_active(self._active == "left")
        self.right.set_active(self._active == "right")

    def _holds_focus(self, pane: ReaderPane) -> bool:
        now = QApplication.focusWidget()
        return now is not None and (now is pane or pane.isAncestorOf(now))

    def _on_focus_changed(self) -> None:
        for pane in (self.left, self.right):
            if self._holds_focus(pane):
                self.activate(pane.side)
