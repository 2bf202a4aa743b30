"""The view of one page: builds it in slices, centres its column, paints the overlay, copies plain text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QTextEdit, QToolTip, QWidget

from diptych.model import Article, Span
from diptych.ui.reader import display, formats
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.links import Links
from diptych.ui.reader.marks import Layer, Mark, Marks
from diptych.ui.reader.offsets import OffsetMap
from diptych.ui.reader.overlay import Overlay
from diptych.ui.reader.page import PageBuilder
from diptych.ui.reader.seek import NEAR, Seeker
from diptych.ui.reader.slices import Slices
from diptych.ui.reader.view import Visible, visible_blocks
from diptych.ui.theme import Theme
from diptych.workspace.citing import paragraph_numbers

NUMBER_SIZE = 10.5
"""Pixels of a paragraph's number at 100%."""

SHORT = 40_000
"""A page of so many characters is laid out in about 10 ms."""


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PageView(QTextBrowser):
    """Shows one article. Positions and spans are canonical; the caller never sees Qt's."""

    laid_out = Signal()
    column_moved = Signal()
    reference_activated = Signal(Span)
    address_activated = Signal(str)
    marks_changed = Signal()
    zoom_requested = Signal(int)
    caret_changed = Signal(bool)
    menu_asked = Signal(QMenu)
    """The context menu is about to be shown; who hears this may add to it."""

    def __init__(self, theme: Theme, style: PageStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.setMaximumWidth(style.width)
        self._article: Article | None = None
        self._offsets = OffsetMap("")
        self._links = Links("")
        self._builder: PageBuilder | None = None
        self._own_document: QTextDocument | None = None
        self._blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._blank.fill(Qt.GlobalColor.transparent)
        self._menu_point = QPoint()
        self.overlay = Overlay(theme)
        self._seeker = Seeker(self, self)
        self._slices = Slices(self)
        self._slices.finished.connect(self._on_built)
        self._configure()
        self.set_theme(theme)

    @property
    def offsets(self) -> OffsetMap:
        """The map of the page as far as it is built."""
        return self._offsets

    @property
    def building(self) -> bool:
        """Whether a part of the page is still to be built."""
        return self._slices.running

    @property
    def complete(self) -> bool:
        """Whether the page is built and laid out to its end."""
        return not self.building and self.document().lastBlock().layout().lineCount() > 0

    def show_article(self, article: Article | None, *, at: int = 0) -> None:
        """Show an article from the code point ``at`` on; None empties the page."""
        self._slices.stop()
        self._article = article
        self._seeker.stop()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        self.overlay.forget_shapes()
        self._offsets, self._links, self._builder = OffsetMap(""), Links(""), None
        if article is not None:
            self._builder = PageBuilder(document, article, self._style, self.viewport().width())
            self._offsets, self._links = self._builder.offsets, self._builder.links
            self._slices.start(self._builder, document)
        self.setDocument(document)
        document.documentLayout().documentSizeChanged.connect(self._on_size_changed)
        if self._own_document is not None:
            self._own_document.deleteLater()
        self._own_document = document
        self._number()
        self._set_margins()
        self._lay_out_if_short()
        self._on_built()
        if at:
            self._seeker.seek_unseen(at)

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
        # Under an application's style sheet a viewport does not inherit a palette that is set later.
        self.viewport().setPalette(palette)
        self._paint_marks()

    def set_style(self, style: PageStyle) -> None:
        """Show the article in another type or size, at the same place of the text."""
        self._style = style
        self.setMaximumWidth(style.width)
        if self._article is not None:
            sought, kept = self._seeker.passage, self._seeker.hold(self.top_position())
            self.show_article(self._article)
            self._seek_again(sought, kept)

    @property
    def style_(self) -> PageStyle:
        """How the page is set."""
        return self._style

    def colour_names(self, *, by_party: bool) -> None:
        """Let the colour of a name stand for its party or for its kind."""
        self.overlay.colour_names(by_party=by_party)
        self._paint_marks()

    @property
    def caret_shown(self) -> bool:
        """Whether the arrows move a caret, with which the keyboard selects."""
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def show_caret(self, on: bool) -> None:
        """Have a caret in the text, at the top of the view unless it stands in it, or none."""
        if on == self.caret_shown:
            return
        self.setTextInteractionFlags(
            self.textInteractionFlags() ^ Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if on and not self.viewport().rect().intersects(self.cursorRect()):
            self.setTextCursor(self.cursorForPosition(QPoint(0, 0)))
        self.caret_changed.emit(on)

    def set_marks(self, layer: Layer, spans: Sequence[Span | Mark] | Marks) -> None:
        """Replace the marks of a layer."""
        self.overlay.set_marks(layer, spans)
        self._paint_marks()

    def toggle_layer(self, layer: Layer, on: bool) -> None:
        """Show or hide a layer."""
        self.overlay.toggle(layer, on)
        self._paint_marks()

    def toggle_data(self, layer: Layer, data: object, on: bool) -> None:
        """Show or hide the marks of a layer that have these data."""
        self.overlay.toggle_data(layer, data, on)
        self._paint_marks()

    def go_to(self, span: Span) -> None:
        """Bring a span into view; where it is not built yet, as soon as it is."""
        self._seeker.seek(span)

    def top_position(self) -> int:
        """The code point at the top left of the view."""
        if self.verticalScrollBar().value() == 0:
            return 0
        return self.position_at(QPointF(0, 0))

    def position_at(self, point: QPointF) -> int:
        """The code point nearest to a point of the viewport."""
        if not self.complete:
            # Qt's first answer about a place that is not laid out yet is wrong.
            self.cursorForPosition(point.toPoint())
        return self._offsets.to_canonical(self.cursorForPosition(point.toPoint()).position())

    def visible(self) -> list[Visible]:
        """The blocks in view."""
        top = self.verticalScrollBar().value()
        return visible_blocks(self.document(), top, top + self.viewport().height())

    def column(self) -> tuple[int, int]:
        """Left side and width of the text column, in pixels of this widget."""
        left, right = self._style.margins(self.viewport().width())
        return left, self.viewport().width() - left - right

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
        """Keep the place in the text when the column changes its width."""
        if self._article is None or event.size().width() == event.oldSize().width():
            super().resizeEvent(event)
        else:
            sought, kept = self._seeker.passage, self._seeker.hold(self.top_position())
            if kept > NEAR:
                self.verticalScrollBar().setValue(0)
            super().resizeEvent(event)
            self._set_margins()
            self.overlay.forget_shapes()
            self._seek_again(sought, kept)
        self.column_moved.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell where the column is now."""
        super().moveEvent(event)
        self.column_moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another zoom, which is the window's to set."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow with Shift brings the caret and selects from it; else as Qt has it."""
        if event.key() in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.show_caret(True)
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a link's address or a note's text where the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), display.tooltip(self.explained(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def explained(self, point: QPoint) -> str:
        """What the link at a point of the viewport leads to, in words; empty where there is none."""
        return self._links.explained(self.anchorAt(point))

    @property
    def menu_point(self) -> QPoint:
        """The point of the viewport that the context menu was last asked for at."""
        return self._menu_point

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying, and the address where the pointer is on a link.

        Asked for by key, the menu is that of the words at the caret, if that is in view.
        """
        where = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            caret = self.cursorRect().center() + QPoint(1, 0)
            where = caret if self.viewport().rect().contains(caret) else self.viewport().rect().center()
        self._menu_point = where
        menu = QMenu(self)
        copy = QAction(self.tr("Copy"), menu, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(copy)
        address = self.anchorAt(where)
        if formats.is_address(address):
            link = QAction(self.tr("Copy Address"), menu)
            link.triggered.connect(lambda: QGuiApplication.clipboard().setText(address))
            menu.addAction(link)
        every = QAction(
            self.tr("Select All"), menu, shortcut=QKeySequence(QKeySequence.StandardKey.SelectAll)
        )
        every.triggered.connect(self.selectAll)
        menu.addAction(every)
        self.menu_asked.emit(menu)
        menu.exec(self.viewport().mapToGlobal(where))
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

    def _seek_again(self, sought: Span | None, kept: int) -> None:
        """Go on to the passage that was sought, else back to the place that is kept."""
        if sought is not None:
            self._seeker.seek(sought)
        else:
            self._seeker.seek_unseen(kept)

    def _paint_marks(self) -> None:
        self.viewport().update()
        self.marks_changed.emit()

    def _set_margins(self) -> None:
        """Narrow the margins beside the text when the page itself is narrow."""
        if self._builder is not None:
            self._builder.set_margins(self.viewport().width())
        self.column_moved.emit()

    def _number(self) -> None:
        """Number the paragraphs, if they are to be."""
        font = self.font()
        font.setPixelSize(self._style.px(NUMBER_SIZE))
        blocks = self._article.blocks if self._article is not None and self._style.numbered else ()
        self.overlay.set_numbers(paragraph_numbers(blocks), font)

    def _lay_out_if_short(self) -> None:
        """Lay out a page at once that takes less time than the pauses Qt would make in between."""
        if not self.building and self.document().characterCount() < SHORT:
            self.document().documentLayout().blockBoundingRect(self.document().lastBlock())

    def _on_built(self) -> None:
        """Mark the links as far as they are known; told again when the whole page is built."""
        self.set_marks(Layer.LINKS, self._links.addresses)
        self._on_size_changed()

    def _on_size_changed(self) -> None:
        self.overlay.forget_shapes()
        if self.complete:
            self.laid_out.emit()

    def _paint(self, event: QPaintEvent, blocks: list[Visible], *, over: bool) -> None:
        if not blocks:
            return
        with QPainter(self.viewport()) as painter:
            painter.setClipRegion(event.region())
            painter.translate(0, -self.verticalScrollBar().value())
            paint = self.overlay.paint_over if over else self.overlay.paint_under
            paint(painter, blocks, self._offsets)

    def _on_anchor_clicked(self, url: QUrl) -> None:
        target = url.toString()
        if (span := self._links.destination(target)) is not None:
            self.reference_activated.emit(span)
        elif formats.is_address(target):
            self.address_activated.emit(target)
