"""The view of one page: builds it in slices, centres its column, paints the overlay, copies plain text."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QTextEdit, QWidget

from diptych.model import Article, Span
from diptych.ui.reader import page
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.offsets import OffsetMap
from diptych.ui.reader.overlay import Overlay, Visible, visible_blocks
from diptych.ui.reader.page import PageBuilder, PageStyle
from diptych.ui.theme import Theme

_SLICE = 0.008
"""Seconds of building before the window gets its turn."""

_FIRST_SLICE = 0.030
_CONTEXT_ABOVE = 0.28
"""Where a passage that is gone to comes to stand, as a part of the view's height from the top."""


class PageView(QTextBrowser):
    """Shows one article. Positions and spans are canonical; the caller never sees Qt's."""

    built = Signal()
    laid_out = Signal()
    column_moved = Signal()
    reference_activated = Signal(Span)
    address_activated = Signal(str)
    focus_taken = Signal()

    def __init__(self, theme: Theme, style: PageStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._article: Article | None = None
        self._offsets = OffsetMap("")
        self._builder: PageBuilder | None = None
        self._steps: Iterator[None] = iter(())
        self._target: Span | None = None
        self._own_document: QTextDocument | None = None
        self._blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._blank.fill(Qt.GlobalColor.transparent)
        self.overlay = Overlay(theme)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._on_slice)
        self._configure()
        self.set_theme(theme)

    @property
    def offsets(self) -> OffsetMap:
        """The map of the page as far as it is built."""
        return self._offsets

    @property
    def building(self) -> bool:
        """Whether a part of the page is still to be built."""
        return self._slices.isActive()

    def show_article(self, article: Article | None, *, at: int = 0) -> None:
        """Show an article from the code point ``at`` on; None empties the page."""
        self._slices.stop()
        self._article = article
        self._target = None
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self._offsets = OffsetMap("")
        self._builder = None
        self.overlay.forget_shapes()
        if article is not None:
            self._builder = PageBuilder(document, article, self._style)
            self._offsets = self._builder.offsets
            self._steps = self._builder.steps()
            self._build(_FIRST_SLICE)
        self.setDocument(document)
        document.documentLayout().documentSizeChanged.connect(self._on_size_changed)
        if self._own_document is not None:
            self._own_document.deleteLater()
        self._own_document = document
        self._fit_column()
        self.overlay.set_marks(Layer.LINKS, self._builder.links if self._builder else [])
        if at:
            self._target = Span(at, at)
            self._scroll_to_target()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours; nothing is laid out again."""
        self.overlay.set_theme(theme)
        palette = self.palette()
        for role, color in (
            (QPalette.ColorRole.Base, theme.bg),
            (QPalette.ColorRole.Window, theme.bg),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Highlight, theme.sel),
            (QPalette.ColorRole.HighlightedText, theme.text),
        ):
            palette.setColor(role, QColor(color))
        self.setPalette(palette)
        self.viewport().update()

    def set_style(self, style: PageStyle) -> None:
        """Show the article in another type or size, at the same place of the text."""
        self._style = style
        if self._article is not None:
            self.show_article(self._article, at=self.top_position())

    def go_to(self, span: Span) -> None:
        """Bring a span into view; where it is not built yet, as soon as it is."""
        self._target = span
        self._scroll_to_target()

    def top_position(self) -> int:
        """The code point at the top left of the view."""
        if self.verticalScrollBar().value() == 0:
            return 0
        return self.position_at(QPointF(0, 0))

    def position_at(self, point: QPointF) -> int:
        """The code point nearest to a point of the viewport."""
        return self._offsets.to_canonical(self.cursorForPosition(point.toPoint()).position())

    def visible(self) -> list[Visible]:
        """The blocks in view."""
        top = self.verticalScrollBar().value()
        return visible_blocks(self.document(), top, top + self.viewport().height())

    def column(self) -> tuple[int, int]:
        """Left side and width of the text column, in pixels of this widget."""
        left = self.viewport().x() + self._style.px(page.MARGIN_LEFT)
        margins = self._style.px(page.MARGIN_LEFT) + self._style.px(page.MARGIN_RIGHT)
        return left, self.viewport().width() - margins

    def selected_span(self) -> Span:
        """The selected span; empty at the caret when nothing is selected."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return Span(self._offsets.to_canonical(start), self._offsets.to_canonical(end))

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """A transparent pixel for whatever is asked for: nothing that an article names is loaded."""
        return self._blank

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selection as plain text, taken from the canonical text where it has any."""
        data = QMimeData()
        span = self.selected_span()
        if self._article is not None and span.end > span.start:
            data.setText(self._article.text[span.start : span.end])
        else:
            data.setText(self.textCursor().selection().toPlainText())
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the fills, then the text, then lines and outlines."""
        blocks = self.visible() if self._article is not None else []
        self._paint(event, blocks, over=False)
        super().paintEvent(event)
        self._paint(event, blocks, over=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle; a page that is wide enough is not laid out again."""
        super().resizeEvent(event)
        self._fit_column()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that this page has the keyboard now."""
        super().focusInEvent(event)
        self.focus_taken.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying, and the address where the pointer is on a link."""
        menu = QMenu(self)
        copy = QAction(self.tr("Copy"), menu, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(copy)
        address = self.anchorAt(event.pos())
        if page.is_address(address):
            link = QAction(self.tr("Copy Address"), menu)
            link.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
            menu.addAction(link)
        every = QAction(
            self.tr("Select All"), menu, shortcut=QKeySequence(QKeySequence.StandardKey.SelectAll)
        )
        every.triggered.connect(self.selectAll)
        menu.addAction(every)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _configure(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def _fit_column(self) -> None:
        spare = max(0, self.contentsRect().width() - self._style.width)
        margins = self.viewportMargins()
        if margins.left() != spare // 2 or margins.right() != spare - spare // 2:
            self.setViewportMargins(spare // 2, 0, spare - spare // 2, 0)
        self.column_moved.emit()

    def _build(self, seconds: float) -> bool:
        """Build for a while; True when the page is complete."""
        until = perf_counter() + seconds
        done = object()
        while perf_counter() < until:
            if next(self._steps, done) is done:
                self._slices.stop()
                return True
        if not self._slices.isActive():
            self._slices.start()
        return False

    def _on_slice(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        done = self._build(_SLICE)
        cursor.endEditBlock()
        self._scroll_to_target()
        if done:
            self.overlay.set_marks(Layer.LINKS, self._builder.links if self._builder else [])
            self.overlay.forget_shapes()
            self.viewport().update()
            self.built.emit()
            self.laid_out.emit()

    def _on_size_changed(self) -> None:
        self.overlay.forget_shapes()
        if not self.building:
            self.laid_out.emit()

    def _scroll_to_target(self) -> None:
        target = self._target
        if target is None or (self.building and self._offsets.end < target.end):
            return
        self._target = None
        place = self.document().findBlock(self._offsets.to_qt(target.start))
        rect = self.document().documentLayout().blockBoundingRect(place)
        line = place.layout().lineForTextPosition(self._offsets.to_qt(target.start) - place.position())
        top = rect.top() + (line.y() if line.isValid() else 0)
        above = 0 if target.end == target.start else self.viewport().height() * _CONTEXT_ABOVE
        bar = self.verticalScrollBar()
        if (
            target.end > target.start
            and bar.value() + 40 <= top <= bar.value() + self.viewport().height() - 80
        ):
            return
        bar.setValue(round(top - above))

    def _paint(self, event: QPaintEvent, blocks: list[Visible], *, over: bool) -> None:
        if not blocks:
            return
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.translate(0, -self.verticalScrollBar().value())
        paint = self.overlay.paint_over if over else self.overlay.paint_under
        paint(painter, blocks, self._offsets)
        painter.end()

    def _on_anchor_clicked(self, url: QUrl) -> None:
        scheme, _, rest = url.toString().partition(":")
        found = {"note": self._builder.notes, "reference": self._builder.references} if self._builder else {}
        if scheme in found and rest in found[scheme]:
            self.reference_activated.emit(found[scheme][rest])
        elif page.is_address(url.toString()):
            self.address_activated.emit(url.toString())
