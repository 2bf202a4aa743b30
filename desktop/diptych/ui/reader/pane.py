"""One pane of the reader: header, page, overview ruler and find bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from diptych.model import Article, Span
from diptych.ui.reader import find
from diptych.ui.reader.find_bar import FindBar
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.header import PaneHeader, Side
from diptych.ui.reader.hits import Hits
from diptych.ui.reader.marks import Layer, Mark, Marks
from diptych.ui.reader.page_view import PageView
from diptych.ui.reader.pointer import Pointer
from diptych.ui.reader.ruler import Ruler
from diptych.ui.theme import Fonts, Theme, interface_font

_FLASH_MS = 900
_LEAST_WIDTH = 240
_LONGEST_QUERY = 100


class ReaderPane(QWidget):
    """Shows one article with its marks. All spans are canonical.

    ``hit_changed`` carries the number of the current hit, from 1, and the number of hits; ``0, 0`` when
    there is no current hit. ``position_changed`` carries per cent of the page.
    """

    article_shown = Signal(int)
    article_closed = Signal()
    selection_changed = Signal(Span)
    address_activated = Signal(str)
    hit_changed = Signal(int, int)
    position_changed = Signal(int)
    zoom_requested = Signal(int)

    def __init__(self, side: Side, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._fonts = fonts
        self._article: Article | None = None
        self.header = PaneHeader(side, theme, fonts, self)
        self.page = PageView(theme, PageStyle(fonts.reading), self)
        self.ruler = Ruler(self.page, theme, self)
        self.find_bar = FindBar(theme, fonts, self)
        self.pointer = Pointer(self.page)
        self._hits = Hits(self.page)
        self._empty = QLabel(self)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._arrange()
        self._connect()
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

    def set_marks(self, layer: Layer, spans: Sequence[Span | Mark] | Marks) -> None:
        """Replace the marks of a layer."""
        self._hits.forget(layer)
        self.page.set_marks(layer, spans)

    def marks(self, layer: Layer) -> list[Span]:
        """The spans of a layer's marks, in order."""
        held = self.page.overlay.marks(layer)
        return [held.span(index) for index in range(len(held))]

    @property
    def hits(self) -> tuple[int, int]:
        """The number of the current hit of the search, from 1 (0: none), and how many hits there are."""
        return self._hits.number(Layer.SEARCH), len(self.page.overlay.marks(Layer.SEARCH))

    def toggle_layer(self, layer: Layer, on: bool) -> None:
        """Show or hide a layer."""
        self.page.toggle_layer(layer, on)

    def toggle_data(self, layer: Layer, data: object, on: bool) -> None:
        """Show or hide the marks of a layer that have these data."""
        self.page.toggle_data(layer, data, on)

    def go_to(self, span: Span, *, flash: bool = True) -> None:
        """Bring a span into view, and make it flash."""
        self.page.go_to(span)
        if flash:
            self.page.set_marks(Layer.FLASH, [span])
            self._flash.start()

    @property
    def finding(self) -> bool:
        """Whether the find bar is what is walked through."""
        return self._walked() is Layer.FIND

    def go_to_hit(self, span: Span) -> None:
        """Make the hit of the search at this place the current one, and bring it into view."""
        self._hits.start_at(Layer.SEARCH, span.start)

    def next_hit(self) -> None:
        """Go to the next hit of find in page when that is open, else of the search."""
        self._hits.step(self._walked(), 1)

    def previous_hit(self) -> None:
        """Go to the previous hit."""
        self._hits.step(self._walked(), -1)

    def open_find(self) -> None:
        """Open the find bar with the selected words in it, and put the caret there."""
        if self._article is None:
            return
        span = self.page.selected_span()
        selected = self._article.text[span.start : span.end]
        if selected and "\n" not in selected and len(selected) < _LONGEST_QUERY:
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
        self.header.set_theme(theme)
        self.page.set_theme(theme)
        self.ruler.set_theme(theme)
        self.find_bar.set_theme(theme)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.bg)
        self.setPalette(palette)
        palette.setColor(QPalette.ColorRole.WindowText, theme.muted)
        self._empty.setPalette(palette)

    def set_zoom(self, percent: int) -> None:
        """Show the text at a size in per cent, at the same place."""
        self.set_style(replace(self.page.style_, zoom=percent))

    def set_style(self, style: PageStyle) -> None:
        """Set the page in this style, at the same place of the text; nothing happens where it is so set."""
        if style != self.page.style_:
            self.page.set_style(style)

    def set_active(self, active: bool) -> None:
        """Mark the pane as the one that the keyboard works on."""
        self.header.set_active(active)

    def set_side(self, side: Side) -> None:
        """Move the ruler to the outer edge of this side."""
        self._side = side
        self.header.set_side(side)
        self._row.removeWidget(self.ruler)
        self._row.insertWidget(0 if side == "left" else -1, self.ruler)
        self._name()

    def sizeHint(self) -> QSize:
        """Room for the whole column."""
        return QSize(560, 640)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F, F3 and Shift+F3, where the window has not taken them."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.open_find()
        elif event.key() == Qt.Key.Key_F3 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous_hit()
        elif event.key() == Qt.Key.Key_F3:
            self.next_hit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page from beside it too."""
        QCoreApplication.sendEvent(self.page.verticalScrollBar(), event)

    def _arrange(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._row.addWidget(self.page, 1_000)
        self._row.addStretch(1)
        self._row.insertWidget(0 if self._side == "left" else -1, self.ruler)
        reading = QWidget(self)
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._row, 1)
        column.addWidget(self.find_bar)
        self.find_bar.hide()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(32)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setFont(interface_font(self._fonts, 13))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(reading)
        self._stack.addWidget(self._empty)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.page)
        self.setTabOrder(self.page, self.header.close_button)
        self.setTabOrder(self.header.close_button, self.find_bar.field)

    def _connect(self) -> None:
        self._flash.timeout.connect(self._on_flash_over)
        self._hits.changed.connect(self._on_hit_changed)
        self.page.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.page.column_moved.connect(self._on_column_moved)
        self.page.selectionChanged.connect(self._on_selection_changed)
        self.page.reference_activated.connect(self.go_to)
        self.page.address_activated.connect(self.address_activated)
        self.page.zoom_requested.connect(self.zoom_requested)
        self.header.close_clicked.connect(self.clear)
        self.find_bar.query_changed.connect(self._find)
        self.find_bar.next_clicked.connect(self.next_hit)
        self.find_bar.previous_clicked.connect(self.previous_hit)
        self.find_bar.closed.connect(self.close_find)

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
        self._hits.forget()
        for layer in Layer:
            self.page.set_marks(layer, [])
        self.find_bar.hide()
        self.header.set_article(article)
        self._show_state()

    def _show_state(self) -> None:
        self._stack.setCurrentIndex(0 if self._article is not None else 1)

    def _walked(self) -> Layer:
        finding = self.find_bar.isVisible() and bool(self.find_bar.query)
        return Layer.FIND if finding else Layer.SEARCH

    def _find(self) -> None:
        """Mark all that the find bar asks for, and go to the first from where the reader is."""
        if self._article is None:
            return
        at = self._hits.position()
        bar = self.find_bar
        found = find.starts(
            self._article.text, bar.query, case=bar.case.isChecked(), whole_words=bar.words.isChecked()
        )
        self.set_marks(Layer.FIND, Marks.of_length(found, len(bar.query)))
        self._hits.start_at(Layer.FIND, at)

    def _on_hit_changed(self, number: int, count: int) -> None:
        if self._walked() is Layer.FIND or not self.find_bar.query:
            self.find_bar.set_count(number, count)
        self.hit_changed.emit(number, count)

    def _on_flash_over(self) -> None:
        self.page.set_marks(Layer.FLASH, [])

    def _on_scrolled(self) -> None:
        self.position_changed.emit(self.percent())

    def _on_column_moved(self) -> None:
        left, width = self.page.column()
        self.header.set_column(self.page.x() + left, width)

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit(self.page.selected_span())
