"""Two panes with a gutter between them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QSplitterHandle, QWidget

from diptych.model import Article
from diptych.ui.reader.header import Side
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.theme import Fonts, Theme

GUTTER = 44


class Gutter(QSplitterHandle):
    """The space between the panes, with the headers' line running through; dragged to share the width."""

    def __init__(self, splitter: QSplitter, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._theme = theme
        self._header = 0
        self.setToolTip(self.tr("Drag to share the width, double-click for halves"))

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours."""
        self._theme = theme
        self.update()

    def set_header(self, height: int) -> None:
        """How high the panes' headers are."""
        self._header = height
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give both panes the same width."""
        event.accept()
        self.splitter().setSizes([1_000, 1_000])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and in the headers' height a line between them."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.bg)
            if self._header:
                painter.fillRect(0, self._header - 1, self.width(), 1, self._theme.border)
                painter.fillRect(self.width() // 2, 0, 1, self._header, self._theme.border)


class _Splitter(QSplitter):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._theme = theme
        super().__init__(Qt.Orientation.Horizontal, parent)

    def createHandle(self) -> QSplitterHandle:
        return Gutter(self, self._theme)


class SideBySide(QWidget):
    """The reader: a left and a right pane, one of them active."""

    opened = Signal(str, int)
    closed = Signal(str)
    active_changed = Signal(str)
    zoom_requested = Signal(int)
    """One step larger (1) or smaller (-1): the wheel was turned with Ctrl held down."""

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = ReaderPane("left", theme, fonts, self)
        self.right = ReaderPane("right", theme, fonts, self)
        self._active: Side = "left"
        self._splitter = _Splitter(theme, self)
        self._splitter.setHandleWidth(GUTTER)
        self._splitter.setChildrenCollapsible(False)
        for pane in (self.left, self.right):
            self._splitter.addWidget(pane)
            self._connect(pane)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self._gutter().set_header(self.left.header.height())
        self.setAccessibleName(self.tr("Reader"))
        self._mark_active()
        self.equalise()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

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

    def open(self, article: Article, side: Side) -> None:
        """Show an article on a side and make that side active."""
        self.pane(side).show_article(article)
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
        self.left, self.right = self.right, self.left
        self.left.set_side("left")
        self.right.set_side("right")
        sizes = self._splitter.sizes()
        self._splitter.insertWidget(0, self.left)
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
        self.left.set_theme(theme)
        self.right.set_theme(theme)
        self._gutter().set_theme(theme)

    def set_zoom(self, percent: int) -> None:
        """Show both texts at a size in per cent."""
        self.left.set_zoom(percent)
        self.right.set_zoom(percent)

    def sizeHint(self) -> QSize:
        """Room for two panes."""
        return QSize(1_160, 720)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the headers' line."""
        super().resizeEvent(event)
        self._gutter().set_header(self.left.header.height() if not self.is_empty else 0)

    def _gutter(self) -> Gutter:
        handle = self._splitter.handle(1)
        if not isinstance(handle, Gutter):
            raise TypeError("the splitter lost its gutter")
        return handle

    def _connect(self, pane: ReaderPane) -> None:
        pane.zoom_requested.connect(self.zoom_requested)
        pane.article_closed.connect(lambda: self._on_closed(pane))
        pane.article_shown.connect(lambda _: self._gutter().set_header(pane.header.height()))

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

    def _on_closed(self, pane: ReaderPane) -> None:
        self.closed.emit(pane.side)
        self._gutter().set_header(0 if self.is_empty else pane.header.height())
