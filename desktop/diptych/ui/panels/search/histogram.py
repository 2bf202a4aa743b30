"""How many hits there are in each year, and a range of years to choose with the mouse or the keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from diptych.ui.models import wording
from diptych.ui.theme import Fonts, Theme, interface_font

_BARS, _LABELS, _PAD, _GAP = 36, 17, 4, 2
_MOST_BINS = 40
_STEPS = (1, 2, 5, 10, 20, 50, 100, 500)


class Bin(NamedTuple):
    """The hits of some years in a row."""

    first: int
    last: int
    hits: int


def bins(years: Mapping[int, int]) -> list[Bin]:
    """Years with their counts as at most 40 bins of equally many years, the empty ones among them too."""
    if not years:
        return []
    first, last = min(years), max(years)
    step = next((each for each in _STEPS if last // each - first // each < _MOST_BINS), _STEPS[-1])
    return [
        Bin(start, start + step - 1, sum(years.get(year, 0) for year in range(start, start + step)))
        for start in range(first // step * step, last + 1, step)
    ]


class Histogram(QWidget):
    """Bars to drag over. A click takes the choice back, or chooses one bar where nothing was chosen."""

    chosen = Signal(object)
    """The first and the last year that hits must lie in, or None for all."""

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font, self._bold = interface_font(fonts, 11), interface_font(fonts, 11, weight=_BOLD)
        self._bins: list[Bin] = []
        self._years: tuple[int, int] | None = None
        self._from: int | None = None
        self._to = 0
        self._caret = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Years"))
        self.setMouseTracking(True)

    @property
    def bins(self) -> list[Bin]:
        """What is shown."""
        return self._bins

    def show_years(self, years: Mapping[int, int], chosen: tuple[int, int] | None) -> None:
        """Show how many hits each year has, and which years are chosen."""
        wider = dict(years)
        for year in chosen or ():
            wider.setdefault(year, 0)
        self._bins, self._years = bins(wider), chosen
        self._caret = min(self._caret, len(self._bins) - 1)
        self._describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Bars with their years below."""
        return QSize(200, _BARS + _LABELS + _PAD)

    def place(self, at: int) -> QRect:
        """Where a bar stands, over the whole height of the bars."""
        width = self.width() / max(1, len(self._bins))
        left = round(at * width)
        return QRect(left, _PAD, max(1, round((at + 1) * width) - left), _BARS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        if event.button() == Qt.MouseButton.LeftButton and self._bins:
            self._from = self._to = self._at(event.position().toPoint())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag on."""
        if self._from is not None:
            self._to = self._at(event.position().toPoint())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was dragged over; a mere click takes a choice back."""
        if self._from is None:
            return
        start, end = sorted((self._from, self._to))
        self._from, self._caret = None, self._to
        if start == end and self._years is not None:
            self.chosen.emit(None)
        else:
            self._choose(start, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose a year, with Shift more of them; Escape and Delete take the choice back."""
        key, more = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._years is not None:
            self._caret = -1
            self.chosen.emit(None)
        elif key in steps and self._bins:
            self._step(steps[Qt.Key(key)], more)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell of the bar under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._bins:
            found = self._bins[self._at(event.pos())]
            QToolTip.showText(event.globalPos(), f"{_span(found)}: {wording.articles(found.hits)}", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the range, the bars and the years."""
        if not self._bins:
            return
        theme, (start, end) = self._theme, self._range()
        most = max(each.hits for each in self._bins) or 1
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if start <= end:
                frame = self.place(start).united(self.place(end)).adjusted(0, -_PAD, 0, _LABELS)
                painter.setPen(QPen(theme.accent, 1))
                painter.setBrush(theme.accbg)
                painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            elif self.hasFocus():
                painter.setPen(QPen(theme.accent, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            for at, each in enumerate(self._bins):
                place = self.place(at)
                inset = _GAP if place.width() > 8 else 0.5
                high = max(1.5 if each.hits else 0.0, each.hits / most * (_BARS - 2))
                painter.setBrush(theme.accent if start <= at <= end else theme.border2)
                bar = QRectF(place.left() + inset, place.bottom() + 1 - high, place.width() - 2 * inset, high)
                painter.drawRect(bar)
            self._paint_years(painter, start, end)

    def _paint_years(self, painter: QPainter, start: int, end: int) -> None:
        word = QFontMetrics(self._bold).horizontalAdvance("'00 ")
        every = max(1, -(-word // max(1, self.place(0).width())))
        full = len(self._bins) * QFontMetrics(self._bold).horizontalAdvance("0000  ") <= self.width()
        for at, each in enumerate(self._bins):
            inside = start <= at <= end
            if at % every and not (inside and at in (start, end) and every == 1):
                continue
            painter.setFont(self._bold if inside else self._font)
            painter.setPen(self._theme.text if inside else self._theme.muted)
            place = self.place(at)
            room = QRect(place.center().x() - 24, place.bottom() + 2, 48, _LABELS - 2)
            words = str(each.first) if full else f"\u2019{each.first % 100:02}"
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), words)

    def _range(self) -> tuple[int, int]:
        """The bars that are chosen or dragged over; an empty range where there are none."""
        if self._from is not None:
            return min(self._from, self._to), max(self._from, self._to)
        if self._years is None:
            return 1, 0
        first, last = self._years
        inside = [at for at, each in enumerate(self._bins) if each.last >= first and each.first <= last]
        return (inside[0], inside[-1]) if inside else (1, 0)

    def _step(self, way: int, more: bool) -> None:
        start, end = self._range()
        last = len(self._bins) - 1
        if start > end:
            start = end = 0 if way > 0 else last
        elif more:
            edge = max(0, min(last, (end if self._caret != start or start == end else start) + way))
            if start == end:
                start, end = sorted((start, edge))
            elif self._caret == start:
                start, end = sorted((edge, end))
            else:
                start, end = sorted((start, edge))
            self._caret = edge
            self._choose(start, end)
            return
        else:
            start = end = max(0, min(last, (self._caret if 0 <= self._caret <= last else start) + way))
        self._caret = start
        self._choose(start, end)

    def _choose(self, start: int, end: int) -> None:
        self._years = self._bins[start].first, self._bins[end].last
        self._describe()
        self.update()
        self.chosen.emit(self._years)

    def _at(self, point: QPoint) -> int:
        at = int(point.x() / max(1, self.width()) * len(self._bins))
        return max(0, min(len(self._bins) - 1, at))

    def _describe(self) -> None:
        counts = ", ".join(f"{_span(each)}: {wording.number(each.hits)}" for each in self._bins if each.hits)
        chosen = ""
        if self._years is not None:
            first, last = self._years
            chosen = self.tr("Only {first} to {last}. ").format(first=first, last=last)
        self.setAccessibleDescription(chosen + counts)


def _span(each: Bin) -> str:
    return str(each.first) if each.first == each.last else f"{each.first}–{each.last}"


_BOLD = QFont.Weight.DemiBold
