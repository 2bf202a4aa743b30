"""The overview ruler: a scroll bar that shows where on the page the marks of all layers stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QToolTip, QWidget

from diptych.ui.reader.heights import Heights, heights
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.overlay import Overlay
from diptych.ui.reader.page_view import PageView
from diptych.ui.theme import Theme

WIDTH = 18
_LANES = ((2.0, 4.0), (7.0, 4.0), (12.0, 5.0))
_LEAST_HEIGHT = 2.0
_LEAST_THUMB = 24.0
_LINE = 0.5
"""Half the width of the thumb's outline, which is drawn inside the ruler."""

_WAIT_MS = 30

_NEAR, _MANY = 4, 1_000


class Tick(NamedTuple):
    """A mark on the ruler: rows ``top`` to ``bottom`` inclusive, in a lane."""

    top: int
    bottom: int
    lane: int
    color: QColor


def ticks(overlay: Overlay, rows: Sequence[int]) -> list[Tick]:
    """What the ruler shows of the layers. ``rows`` are the code points at which each pixel row begins.

    Asks for each row instead of each mark, so that 100,000 hits cost no more than a thousand.
    """
    found: list[Tick] = []
    for layer in overlay.shown():
        marks = overlay.marks(layer)
        index = 0
        while index < len(marks):
            look = overlay.look(layer, index)
            top = max(0, bisect_right(rows, marks.starts[index]) - 1)
            bottom = max(top, bisect_left(rows, marks.ends[index]) - 1)
            if look.ruler is not None:
                found.append(Tick(top, bottom, look.lane, look.ruler))
            after = rows[top + 1] if top + 1 < len(rows) else marks.starts[-1] + 1
            index = max(index + 1, bisect_left(marks.starts, after))
    return found


class Ruler(QScrollBar):
    """A scroll bar of 18 pixels with the marks of the page. A press jumps there, a drag moves along."""

    def __init__(self, page: PageView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._page = page
        self._theme = theme
        self._heights: Heights | None = None
        self._ticks: list[Tick] = []
        self._grip: float | None = None
        self._drawn: QPixmap | None = None
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._waiting = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._waiting.timeout.connect(self._ask_page)
        self._follow()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours; those of the ticks follow with the page's."""
        self._theme = theme
        self.update()

    @property
    def ticks(self) -> list[Tick]:
        """The ticks shown."""
        return self._ticks

    def sizeHint(self) -> QSize:
        """18 pixels wide."""
        return QSize(WIDTH, 120)

    def thumb(self) -> QRectF:
        """The part of the ruler that stands for the view."""
        whole = self.maximum() - self.minimum() + self.pageStep()
        if self.maximum() <= self.minimum() or whole <= 0:
            return QRectF(_LINE, _LINE, WIDTH - 2 * _LINE, self.height() - 2 * _LINE)
        height = max(_LEAST_THUMB, self.height() * self.pageStep() / whole) - 2 * _LINE
        room = self.height() - height - 2 * _LINE
        top = room * (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        return QRectF(_LINE, top + _LINE, WIDTH - 2 * _LINE, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, thumb and ticks."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.panel)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.maximum() > self.minimum():
                painter.setPen(QPen(self._theme.deco if self._grip is not None else self._theme.border2, 1))
                painter.setBrush(self._theme.sunk)
                painter.drawRoundedRect(self.thumb(), 4, 4)
            if self._drawn is None:
                self._drawn = self._draw_ticks()
            painter.drawPixmap(0, 0, self._drawn)

    def event(self, event: QEvent) -> bool:
        """Say which marks stand at the height that the pointer rests on."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.said_at(event.pos().y()), self)
            return True
        return super().event(event)

    def said_at(self, y: float) -> str:
        """The kinds of marks within a few pixels of a height, with how many there are; "" for none."""
        if self._heights is None or not self._ticks:
            return ""
        rows = self._heights.rows(max(1, self.height()), self._page.offsets)
        above = rows[max(0, min(len(rows) - 1, int(y) - _NEAR))]
        below = rows[int(y) + _NEAR] if int(y) + _NEAR < len(rows) else rows[-1] + 1
        overlay, names = self._page.overlay, self._names()
        found = []
        for layer in overlay.shown():
            marks = overlay.marks(layer)
            count = sum(overlay.shows(layer, index) for index in islice(marks.touching(above, below), _MANY))
            if layer in names and count:
                found.append(self.tr("{marks}: {count}").format(marks=names[layer], count=count))
        return "\n".join(found)

    def _names(self) -> dict[Layer, str]:
        return {
            Layer.POSITIONS: self.tr("Positions"),
            Layer.HIGHLIGHTS: self.tr("Highlights"),
            Layer.SEARCH: self.tr("Hits of the search"),
            Layer.FIND: self.tr("Found in the page"),
        }

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the thumb, or bring the place that was pressed into the middle of the view."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        y = event.position().y()
        thumb = self.thumb()
        self._grip = y - thumb.top() if thumb.top() <= y <= thumb.bottom() else thumb.height() / 2
        self._move_to(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move along with the pointer."""
        if self._grip is not None:
            self._move_to(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the thumb."""
        del event
        self._grip = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the ticks at the new height."""
        super().resizeEvent(event)
        self._waiting.start()

    def _follow(self) -> None:
        """Scroll as the page does, and the other way round."""
        bar = self._page.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range_changed)
        bar.valueChanged.connect(self.setValue)
        self.valueChanged.connect(bar.setValue)
        self.valueChanged.connect(self.update)
        self._page.laid_out.connect(self._on_laid_out)
        self._page.marks_changed.connect(self._waiting.start)

    def _on_range_changed(self, least: int, most: int) -> None:
        bar = self._page.verticalScrollBar()
        value = bar.value()
        self.setPageStep(bar.pageStep())
        self.setSingleStep(bar.singleStep())
        self.setRange(least, most)
        self.setValue(value)

    def _on_laid_out(self) -> None:
        self._heights = None
        self._waiting.start()

    def _ask_page(self) -> None:
        """Ask the page anew where its marks stand; while it is being built or laid out, later."""
        overlay = self._page.overlay
        self._ticks = []
        if overlay.shown() and self._page.complete:
            if self._heights is None:
                self._heights = heights(self._page.document())
            self._ticks = ticks(overlay, self._heights.rows(max(1, self.height()), self._page.offsets))
        self._drawn = None
        self.update()

    def _move_to(self, y: float) -> None:
        room = self.height() - self.thumb().height() - 2 * _LINE
        part = (y - (self._grip or 0) - _LINE) / room if room > 0 else 0
        self.setValue(round(self.minimum() + part * (self.maximum() - self.minimum())))
        self.sliderMoved.emit(self.value())

    def _draw_ticks(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(WIDTH * ratio), max(1, round(self.height() * ratio)))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            for tick in self._ticks:
                left, width = _LANES[tick.lane]
                height = max(_LEAST_HEIGHT, tick.bottom - tick.top + 1)
                painter.fillRect(QRectF(left, tick.top, width, height), tick.color)
        return drawn
