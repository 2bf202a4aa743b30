"""What the pointer does over the marks of a page: rests on names, explains positions, clicks signs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from diptych.ui.reader.display import tooltip
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.page_view import PageView

_REACH = 4.0
"""How many pixels beside a sign still hit it."""


class Pointer(QObject):
    """Watches the pointer over a page. Marks are told by their index in their layer."""

    mention_entered = Signal(int)
    mention_left = Signal()
    sign_clicked = Signal(int, object)
    """The position's index, and the ``Direction`` of the sign."""

    highlight_clicked = Signal(int)

    def __init__(self, page: PageView) -> None:
        super().__init__(page)
        self.explain: Callable[[Layer, int], str] = lambda _layer, _index: ""
        self._page = page
        self._mention = -1
        self._pressed: QPoint | None = None
        self._over_sign = False
        page.viewport().setMouseTracking(True)
        page.viewport().installEventFilter(self)

    def rects_of(self, layer: Layer, index: int) -> list[QRect]:
        """Where a mark shows in the viewport, line by line; empty when it is out of view."""
        found = self._page.overlay.rects(layer, index, self._page.visible(), self._page.offsets)
        seen = [rect.translated(0, -self._scrolled()).toAlignedRect() for rect in found]
        height = self._page.viewport().height()
        return [rect for rect in seen if rect.bottom() > 0 and rect.top() < height]

    def sign_at(self, point: QPoint) -> tuple[int, object] | None:
        """The position whose sign is at a point of the viewport, with its direction."""
        where = self._in_document(point)
        for sign in self._page.overlay.signs(self._page.visible(), self._page.offsets):
            if _around(sign.rect).contains(where):
                return sign.mark, sign.direction
        return None

    def marked_at(self, point: QPoint, layer: Layer) -> int:
        """The topmost mark of a layer at a point of the viewport, -1 for none."""
        overlay, blocks, offsets = self._page.overlay, self._page.visible(), self._page.offsets
        where = self._in_document(point)
        if layer is Layer.HIGHLIGHTS:
            for index, rect in overlay.notes(blocks, offsets):
                if _around(rect).contains(where):
                    return index
        found = overlay.at(where, (layer,), blocks, offsets)
        return found[-1][1] if found else -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer; only a tool tip that is shown here is kept from the page."""
        match event.type():
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                self._on_move(event)
            case QEvent.Type.Leave | QEvent.Type.Wheel:
                self._rest_on(-1)
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                left = event.button() is Qt.MouseButton.LeftButton
                self._pressed = event.position().toPoint() if left else None
                self._rest_on(-1)
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                self._on_release(event)
            case QEvent.Type.ToolTip if isinstance(event, QHelpEvent):
                return self._explain(event)
        return super().eventFilter(watched, event)

    def _on_move(self, event: QMouseEvent) -> None:
        if event.buttons() != Qt.MouseButton.NoButton:
            self._rest_on(-1)
            return
        point = event.position().toPoint()
        self._rest_on(self.marked_at(point, Layer.ENTITIES))
        over = self.sign_at(point) is not None
        if over != self._over_sign:
            self._over_sign = over
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            self._page.viewport().setCursor(shape)

    def _rest_on(self, mention: int) -> None:
        if mention == self._mention:
            return
        self._mention = mention
        if mention >= 0:
            self.mention_entered.emit(mention)
        else:
            self.mention_left.emit()

    def _on_release(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        point = event.position().toPoint()
        moved = pressed is None or (point - pressed).manhattanLength() >= QApplication.startDragDistance()
        if moved or self._page.textCursor().hasSelection():
            return
        if (sign := self.sign_at(point)) is not None:
            self.sign_clicked.emit(*sign)
        elif (index := self.marked_at(point, Layer.HIGHLIGHTS)) >= 0:
            self.highlight_clicked.emit(index)

    def _explain(self, event: QHelpEvent) -> bool:
        """Show what the mark under the pointer says; a link explains itself first."""
        if self._page.explained(event.pos()):
            return False
        words = self._words_at(event.pos())
        if words:
            QToolTip.showText(event.globalPos(), tooltip(words), self._page)
        return bool(words)

    def _words_at(self, point: QPoint) -> str:
        sign = self.sign_at(point)
        if sign is not None:
            return self.explain(Layer.POSITIONS, sign[0])
        if self._mention >= 0:
            return ""
        for layer in (Layer.HIGHLIGHTS, Layer.POSITIONS):
            index = self.marked_at(point, layer)
            if index >= 0 and (words := self.explain(layer, index)):
                return words
        return ""

    def _scrolled(self) -> int:
        return self._page.verticalScrollBar().value()

    def _in_document(self, point: QPoint) -> QPointF:
        return QPointF(point.x(), point.y() + self._scrolled())


def _around(rect: QRectF) -> QRectF:
    return rect.adjusted(-_REACH, -1, _REACH, 1)
