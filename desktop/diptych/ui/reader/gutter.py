"""The space between the panes: what belongs together is joined across it; dragging it shares the width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QToolTip

from diptych.ui.reader.linking import Passage, Rows
from diptych.ui.theme import Theme

WIDTH = 44
_BRACKET = 3.0
_INSET = 1.0
_PILL = QSize(32, 18)
_NEAR = 8.0
WEAK, _FAINT = 0.6, 0.45
"""Pairs below this score are drawn with so much of the colour's strength."""

_FAR = 120.0
"""A passage that ends so far out of view gets its bracket only: a line to it would say nothing."""


class Gutter(QSplitterHandle):
    """Brackets along the passages that belong together, joined by thin lines; the active pair by a ribbon.

    Passages are in pixels of the two pages; ``set_shifts`` says where the top of each page is now.
    """

    link_clicked = Signal(int)
    link_pointed = Signal(int)
    """The passage under the pointer, or -1."""

    def __init__(self, splitter: QSplitter, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._theme = theme
        self._passages: tuple[Passage, ...] = ()
        self._left, self._right = Rows(()), Rows(())
        self._shifts = (0.0, 0.0)
        self._headers = (0, 0)
        self._active = self._pointed = -1
        self._rest = ""
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Passages that belong together"))

    def set_theme(self, theme: Theme) -> None:
        """Use another theme's colours."""
        self._theme = theme
        self.update()

    def set_headers(self, left: int, right: int) -> None:
        """How far down the pages begin on either side; 0 where no article is open."""
        if (left, right) != self._headers:
            self._headers = (left, right)
            self.update()

    def set_passages(self, passages: Sequence[Passage]) -> None:
        """What belongs together from now on."""
        self._passages = tuple(passages)
        self._left = Rows([(each.left_top, each.left_bottom) for each in passages])
        self._right = Rows([(each.right_top, each.right_bottom) for each in passages])
        self._active = self._pointed = -1
        self.update()

    def set_shifts(self, left: float, right: float) -> None:
        """Where the tops of the two pages are, in pixels of this widget."""
        if (left, right) != self._shifts:
            self._shifts = (left, right)
            self.update()

    def set_active(self, index: int) -> None:
        """Draw this pair as a ribbon; -1 for none, as is one whose place is not known yet."""
        index = index if index < len(self._passages) else -1
        if index != self._active:
            self._active = index
            self.update()

    def set_rest(self, words: str) -> None:
        """Say, by a quiet sign and its tool tip, that nothing under the eye matches; "" takes that back."""
        if words != self._rest:
            self._rest = words
            self.update()

    @property
    def rest(self) -> str:
        """What is said of there being no match under the eye."""
        return self._rest

    @property
    def active(self) -> int:
        """The pair that is drawn as a ribbon, -1 where none is."""
        return self._active

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What belongs together."""
        return self._passages

    def in_view(self) -> list[int]:
        """The indexes of the passages of which either end is in view."""
        top, bottom = max(self._headers), self.height()
        left, right = self._shifts
        found = {*self._left.between(top - left, bottom - left)}
        found.update(self._right.between(top - right, bottom - right))
        return sorted(found)

    def shifted(self, index: int) -> Passage:
        """A passage in pixels of this widget."""
        each, (left, right) = self._passages[index], self._shifts
        return Passage(
            each.left_top + left,
            each.left_bottom + left,
            each.right_top + right,
            each.right_bottom + right,
            each.score,
        )

    def link_at(self, point: QPointF) -> int:
        """The pair at a point, -1 where there is none; the active one before others."""
        hit = [index for index in self.in_view() if self._touches(self.shifted(index), point, index)]
        if self._active in hit:
            return self._active
        return max(hit, key=lambda index: self._passages[index].score, default=-1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give both panes the same width."""
        event.accept()
        self.splitter().setSizes([1_000, 1_000])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the pair that was pressed; elsewhere take hold of the gutter."""
        if event.button() is Qt.MouseButton.LeftButton and self._pointed >= 0:
            event.accept()
            self.link_clicked.emit(self._pointed)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which pair the pointer is at."""
        if event.buttons() == Qt.MouseButton.NoButton:
            self._point_at(self.link_at(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self._point_at(-1)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what a click would do."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            drag = self.tr("Drag to share the width, double-click for halves")
            level = self.tr("Click to set the two passages level")
            unpointed = f"{self._rest}\n{drag}" if self._rest else drag
            QToolTip.showText(event.globalPos(), unpointed if self._pointed < 0 else level, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the pairs in view and the headers' lines."""
        del event
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.bg)
            top = max(self._headers)
            painter.setClipRect(0, top, self.width(), self.height() - top)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            strong = [index for index in (self._active, self._pointed) if index >= 0]
            for index in self.in_view():
                if index not in strong:
                    self._paint_line(painter, self.shifted(index))
            for index in dict.fromkeys(strong):
                self._paint_ribbon(painter, self.shifted(index))
            for index in dict.fromkeys(strong):
                self._paint_score(painter, self.shifted(index))
            if self._rest and not strong:
                self._paint_rest(painter)
            painter.setClipping(False)
            self._paint_headers(painter)

    def _paint_headers(self, painter: QPainter) -> None:
        middle = self.width() // 2
        for x, height in zip((0, middle), self._headers, strict=True):
            if height:
                painter.fillRect(x, height - 1, self.width() - middle, 1, self._theme.border)
        painter.fillRect(middle, 0, 1, max(self._headers), self._theme.border)

    def _paint_line(self, painter: QPainter, each: Passage) -> None:
        color = QColor(self._theme.shared_mid)
        color.setAlphaF(_FAINT if each.score < WEAK else 1.0)
        self._paint_brackets(painter, each, color)
        middle = (each.left_top + each.left_bottom) / 2, (each.right_top + each.right_bottom) / 2
        if all(-_FAR <= y <= self.height() + _FAR for y in middle):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color, 1.2))
            painter.drawPath(self._curve(*middle))

    def _paint_ribbon(self, painter: QPainter, each: Passage) -> None:
        fill = QColor(self._theme.shared_mid)
        fill.setAlphaF(0.62)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPath(self._ribbon(each))
        self._paint_brackets(painter, each, self._theme.shared)

    def _paint_brackets(self, painter: QPainter, each: Passage, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        right = self.width() - _INSET - _BRACKET
        for x, top, bottom in (
            (_INSET, each.left_top, each.left_bottom),
            (right, each.right_top, each.right_bottom),
        ):
            top, bottom = max(-20.0, top), min(self.height() + 20.0, bottom)
            painter.drawRoundedRect(QRectF(x, top, _BRACKET, max(_BRACKET, bottom - top)), 1.5, 1.5)

    def _paint_score(self, painter: QPainter, each: Passage) -> None:
        rect = self.pill(each)
        painter.setPen(QPen(self._theme.shared, 1))
        painter.setBrush(self._theme.card)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(self._theme.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, score(each.score))

    def _paint_rest(self, painter: QPainter) -> None:
        """Two short strokes that do not meet, a third down, where the eye is taken to be."""
        top = max(self._headers)
        y = round(top + (self.height() - top) / 3) + 0.5
        middle = self.width() / 2
        painter.setPen(QPen(self._theme.deco, 1.5))
        for x in (middle - 10, middle + 4):
            painter.drawLine(QPointF(x, y), QPointF(x + 6, y))

    def pill(self, each: Passage) -> QRectF:
        """Where the score of a pair stands: in the middle of its ribbon as far as that is in view."""
        middle = (each.left_top + each.left_bottom + each.right_top + each.right_bottom) / 4
        least, most = max(self._headers) + 4.0, self.height() - _PILL.height() - 4.0
        top = min(max(middle - _PILL.height() / 2, least), max(least, most))
        left = (self.width() - _PILL.width()) / 2
        return QRectF(left, round(top) + 0.5, _PILL.width(), _PILL.height() - 1)

    def _curve(self, left: float, right: float) -> QPainterPath:
        path = QPainterPath(QPointF(_INSET + _BRACKET, left))
        self._curve_to(path, left, self.width() - _INSET - _BRACKET, right)
        return path

    def _ribbon(self, each: Passage) -> QPainterPath:
        begin, end = _INSET + _BRACKET, self.width() - _INSET - _BRACKET
        path = QPainterPath(QPointF(begin, each.left_top))
        self._curve_to(path, each.left_top, end, each.right_top)
        path.lineTo(end, each.right_bottom)
        self._curve_to(path, each.right_bottom, begin, each.left_bottom)
        path.closeSubpath()
        return path

    def _curve_to(self, path: QPainterPath, y0: float, x1: float, y1: float) -> None:
        middle = self.width() / 2
        path.cubicTo(QPointF(middle, y0), QPointF(middle, y1), QPointF(x1, y1))

    def _touches(self, each: Passage, point: QPointF, index: int) -> bool:
        x, y = point.x(), point.y()
        if y < max(self._headers):
            return False
        if index == self._active and (self._ribbon(each).contains(point) or self.pill(each).contains(point)):
            return True
        if x <= _NEAR and each.left_top <= y <= each.left_bottom:
            return True
        if x >= self.width() - _NEAR and each.right_top <= y <= each.right_bottom:
            return True
        stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, _NEAR))
        middle = (each.left_top + each.left_bottom) / 2, (each.right_top + each.right_bottom) / 2
        return stroker.createStroke(self._curve(*middle)).contains(point)

    def _point_at(self, index: int) -> None:
        if index == self._pointed:
            return
        self._pointed = index
        self.setCursor(Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.SplitHCursor)
        self.link_pointed.emit(index)
        self.update()


def score(value: float) -> str:
    """A score in two digits, without the nought before the point."""
    return f"{min(1.0, max(0.0, value)):.2f}".removeprefix("0")
