"""One pane of the reader: header, page, overview ruler and find bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from diptych.model import Article, Span
from diptych.ui.reader import find
from diptych.ui.reader.find_bar import FindBar
from diptych.ui.reader.header import PaneHeader, Side
from diptych.ui.reader.heights import Heights, heights
from diptych.ui.reader.marks import Layer, Mark
from diptych.ui.reader.page import PageStyle
from diptych.ui.reader.page_view import PageView
from diptych.ui.reader.ruler import Ruler, ticks
from diptych.ui.theme import Fonts, Theme, interface_font

_FLASH_MS = 900
_OVERVIEW_MS = 30
_LEAST_WIDTH = 240


class ReaderPane(QWidget):
    """Shows one article with its marks. All spans are canonical."""

    article_shown = Signal(int)
    article_closed = Signal()
    selection_changed = Signal(Span)
    address_activated = Signal(str)
    hit_changed = Signal(int, int)
    position_changed = Signal(int)
    focused = Signal()

    def __init__(self, side: Side, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._theme = theme
        self._fonts = fonts
        self._article: Article | None = None
        self._hit: tuple[Layer, int] | None = None
        self._heights: Heights | None = None
        self.header = PaneHeader(side, theme, fonts, self)
        self.page = PageView(theme, PageStyle(fonts.reading), self)
        self.ruler = Ruler(theme, self)
        self.find_bar = FindBar(theme, fonts, self)
        self._empty = QLabel(self)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._overview = QTimer(self, singleShot=True, interval=_OVERVIEW_MS)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._arrange()
        self._connect()
        self._add_actions()
        self._name()
        self.set_theme(theme)
        self._show_state()

    @property
    def article(self) -> Article | None:
        """The article shown."""
        return self._article

    @property
    def side(self) -> Side:
        """Which of the two panes this is."""
        return self._side

    def show_article(self, article: Article, *, at: int = 0) -> None:
        """Show an article from the code point ``at`` on, without marks; the page is built in slices."""
        self._reset(article)
        self.page.show_article(article, at=at)
        self.article_shown.emit(article.id)

    def clear(self) -> None:
        """Show that no article is open."""
        if self._article is None:
            return
        self._reset(None)
        self.page.show_article(None)
        self.article_closed.emit()

    def set_marks(self, layer: Layer, spans: Sequence[Span | Mark]) -> None:
        """Replace the marks of a layer."""
        self.page.overlay.set_marks(layer, spans)
        if self._hit is not None and self._hit[0] is layer:
            self._set_hit(None)
        self._repaint()

    def marks(self, layer: Layer) -> list[Span]:
        """The spans of a layer's marks, in order."""
        held = self.page.overlay.marks(layer)
        return [held.span(index) for index in range(len(held))]

    def toggle_layer(self, layer: Layer, on: bool) -> None:
        """Show or hide a layer."""
        self.page.overlay.toggle(layer, on)
        self._repaint()

    def go_to(self, span: Span, *, flash: bool = True) -> None:
        """Bring a span into view, and make it flash."""
        self.page.go_to(span)
        if flash:
            self.page.overlay.set_marks(Layer.FLASH, [span])
            self._flash.start()
            self.page.viewport().update()

    def next_hit(self) -> None:
        """Go to the next hit of find in page when that is open, else of the search."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the previous hit."""
        self._step(-1)

    def open_find(self) -> None:
        """Open the find bar with the selected words in it, and put the caret there."""
        if self._article is None:
            return
        span = self.page.selected_span()
        selected = self._article.text[span.start : span.end]
        if selected and "\n" not in selected and len(selected) < 100:
            self.find_bar.field.setText(selected)
        self.find_bar.show()
        self.find_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_bar.field.selectAll()
        self._find()

    def close_find(self) -> None:
        """Close the find bar and take its marks away; the page has the focus again."""
        self.find_bar.hide()
        self.set_marks(Layer.FIND, [])
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def percent(self) -> int:
        """How far the page is scrolled, 0 to 100."""
        bar = self.page.verticalScrollBar()
        return round(100 * bar.value() / bar.maximum()) if bar.maximum() else 0

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours; nothing is laid out again."""
        self._theme = theme
        for part in (self.header, self.page, self.ruler, self.find_bar):
            part.set_theme(theme)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.bg)
        self.setPalette(palette)
        palette.setColor(QPalette.ColorRole.WindowText, theme.muted)
        self._empty.setPalette(palette)
        self._repaint()

    def set_zoom(self, percent: int) -> None:
        """Show the text at a size in per cent, at the same place."""
        self.page.set_style(PageStyle(self._fonts.reading, percent))

    def set_active(self, active: bool) -> None:
        """Mark the pane as the one that the keyboard works on."""
        self.header.set_active(active)

    def set_side(self, side: Side) -> None:
        """Move the ruler to the outer edge of this side."""
        self._side = side
        self.header.set_side(side)
        self._row.removeWidget(self.ruler)
        self._row.insertWidget(0 if side == "left" else 1, self.ruler)
        self._name()
        self._show_state()

    def sizeHint(self) -> QSize:
        """Room for the whole column."""
        return QSize(560, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the overview at its new height."""
        super().resizeEvent(event)
        self._overview.start()

    def _arrange(self) -> None:
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.page, 1)
        self._row.insertWidget(0 if self._side == "left" else 1, self.ruler)
        reading = QWidget(self)
        inner = QVBoxLayout(reading)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.header)
        inner.addLayout(self._row, 1)
        inner.addWidget(self.find_bar)
        self.find_bar.hide()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(32)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setFont(interface_font(self._fonts, 13))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(reading)
        self._stack.addWidget(self._empty)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.page)

    def _connect(self) -> None:
        self._flash.timeout.connect(self._end_flash)
        self._overview.timeout.connect(self._draw_overview)
        bar = self.page.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range_changed)
        bar.valueChanged.connect(self._on_scrolled)
        self.ruler.valueChanged.connect(bar.setValue)
        self.page.laid_out.connect(self._on_laid_out)
        self.page.column_moved.connect(self._on_column_moved)
        self.page.selectionChanged.connect(self._on_selection_changed)
        self.page.reference_activated.connect(self.go_to)
        self.page.address_activated.connect(self.address_activated)
        self.page.focus_taken.connect(self.focused)
        self.header.close_clicked.connect(self.clear)
        self.find_bar.query_changed.connect(self._find)
        self.find_bar.next_clicked.connect(self.next_hit)
        self.find_bar.previous_clicked.connect(self.previous_hit)
        self.find_bar.closed.connect(self.close_find)

    def _add_actions(self) -> None:
        keys = QKeySequence.StandardKey
        for name, sequence, act in (
            (self.tr("Find in Article"), QKeySequence(keys.Find), self.open_find),
            (self.tr("Next Hit"), QKeySequence(Qt.Key.Key_F3), self.next_hit),
            (self.tr("Previous Hit"), QKeySequence(Qt.Modifier.SHIFT | Qt.Key.Key_F3), self.previous_hit),
        ):
            action = QAction(name, self, shortcut=sequence)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(act)
            self.addAction(action)

    def _name(self) -> None:
        left = self._side == "left"
        self.setAccessibleName(self.tr("Left pane") if left else self.tr("Right pane"))
        self.page.setAccessibleName(self.tr("Left article") if left else self.tr("Right article"))
        self.ruler.setAccessibleName(
            self.tr("Overview of the left article") if left else self.tr("Overview of the right article")
        )
        self._empty.setText(
            self.tr("No article on the left.\nChoose one in the library and press Enter.")
            if left
            else self.tr("No article on the right.\nChoose one in the library and press Shift+Enter.")
        )

    def _reset(self, article: Article | None) -> None:
        self._article = article
        self._heights = None
        self._hit = None
        for layer in Layer:
            self.page.overlay.set_marks(layer, [])
        self.ruler.set_ticks([])
        self.find_bar.hide()
        self.header.set_article(article)
        self._show_state()

    def _show_state(self) -> None:
        self._stack.setCurrentIndex(0 if self._article is not None else 1)

    def _repaint(self) -> None:
        self.page.viewport().update()
        self._overview.start()

    def _find(self) -> None:
        """Mark all that the find bar asks for, and go to the first from where the reader is."""
        if self._article is None:
            return
        bar = self.find_bar
        found = find.spans(
            self._article.text, bar.query, case=bar.case.isChecked(), whole_words=bar.words.isChecked()
        )
        at = self._current_start()
        self.set_marks(Layer.FIND, found)
        if found:
            self._go_to_hit(Layer.FIND, self.page.overlay.marks(Layer.FIND).next_after(at))
        else:
            self._set_hit(None)
        bar.set_count(self._hit[1] + 1 if self._hit else 0, len(found))

    def _current_start(self) -> int:
        if self._hit is not None:
            layer, index = self._hit
            return self.page.overlay.marks(layer).starts[index]
        return self.page.top_position()

    def _step(self, way: int) -> None:
        finding = self.find_bar.isVisible() and bool(self.find_bar.query)
        layer = Layer.FIND if finding else Layer.SEARCH
        marks = self.page.overlay.marks(layer)
        if not len(marks):
            return
        if self._hit is not None and self._hit[0] is layer:
            index = (self._hit[1] + way) % len(marks)
        else:
            index = marks.next_after(self.page.top_position())
            index = index if way > 0 else (index - 1) % len(marks)
        self._go_to_hit(layer, index)

    def _go_to_hit(self, layer: Layer, index: int) -> None:
        self._set_hit((layer, index))
        self.page.go_to(self.page.overlay.marks(layer).span(index))

    def _set_hit(self, hit: tuple[Layer, int] | None) -> None:
        self._hit = hit
        current: list[Mark] = []
        if hit is not None:
            layer, index = hit
            marks = self.page.overlay.marks(layer)
            current = [Mark(*marks.span(index), Layer.CURRENT, layer)]
            if layer is Layer.FIND:
                self.find_bar.set_count(index + 1, len(marks))
            self.hit_changed.emit(index + 1, len(marks))
        self.page.overlay.set_marks(Layer.CURRENT, current)
        self._repaint()

    def _end_flash(self) -> None:
        self.page.overlay.set_marks(Layer.FLASH, [])
        self.page.viewport().update()

    def _draw_overview(self) -> None:
        if self._article is None or self.page.building:
            return
        overlay = self.page.overlay
        if not overlay.shown():
            self.ruler.set_ticks([])
            return
        if self._heights is None:
            self._heights = heights(self.page.document())
        self.ruler.set_ticks(
            ticks(overlay, self._heights.rows(max(1, self.ruler.height()), self.page.offsets))
        )

    def _on_laid_out(self) -> None:
        self._heights = None
        self._overview.start()

    def _on_range_changed(self, least: int, most: int) -> None:
        bar = self.page.verticalScrollBar()
        self.ruler.setPageStep(bar.pageStep())
        self.ruler.setSingleStep(bar.singleStep())
        self.ruler.setRange(least, most)
        self.ruler.setValue(bar.value())

    def _on_scrolled(self, value: int) -> None:
        self.ruler.setValue(value)
        self.position_changed.emit(self.percent())

    def _on_column_moved(self) -> None:
        left, width = self.page.column()
        self.header.set_column(self.page.x() + left, width)

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit(self.page.selected_span())
