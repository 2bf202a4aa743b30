"""The one overlay of a page: all layers of marks, painted under and over the text.

Nothing of it touches the document, so that a layer is switched on or off by painting once more. Fills
and outlines go under the text, lines and bars over it. Shapes are worked out for the blocks in view only,
and kept until the page is laid out anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextDocument, QTextLayout, QTextLine

from diptych.model import Span
from diptych.ui.reader import formats
from diptych.ui.reader.looks import Look, look
from diptych.ui.reader.marks import Layer, Mark, Marks
from diptych.ui.reader.offsets import OffsetMap
from diptych.ui.theme import Theme

_RADIUS = 3.0
_PAD = 1.0
_BAR_GAP = 14
_QUOTE_BAR = 2.0


class Visible(NamedTuple):
    """A block in view and its rectangle in document pixels; its shapes are relative to the corner of that."""

    block: QTextBlock
    rect: QRectF


class Overlay:
    """The layers of one page and the painting of them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._marks = {layer: Marks() for layer in Layer}
        self._hidden: set[Layer] = set()
        self._shapes: dict[Layer, dict[int, list[Shape]]] = {layer: {} for layer in Layer}
        self._looks: dict[tuple[Layer, object], Look] = {}

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of another theme from the next painting on."""
        self._theme = theme
        self._looks.clear()

    def set_marks(self, layer: Layer, spans: Sequence[Span | Mark] | Marks) -> None:
        """Replace the marks of a layer."""
        self._marks[layer] = spans if isinstance(spans, Marks) else Marks(spans)
        self._shapes[layer].clear()

    def marks(self, layer: Layer) -> Marks:
        """The marks of a layer, shown or not."""
        return self._marks[layer]

    def toggle(self, layer: Layer, on: bool) -> None:
        """Show or hide a layer."""
        self._hidden.discard(layer) if on else self._hidden.add(layer)

    def shown(self) -> list[Layer]:
        """The layers that are switched on and hold marks, lowest first."""
        return [layer for layer in Layer if layer not in self._hidden and len(self._marks[layer])]

    def look(self, layer: Layer, index: int) -> Look:
        """The look of one mark."""
        data = self._marks[layer].data[index]
        found = self._looks.get((layer, data))
        if found is None:
            found = self._looks[layer, data] = look(self._theme, layer, data)
        return found

    def forget_shapes(self) -> None:
        """Drop what was worked out; to be called when the page is laid out anew."""
        for shapes in self._shapes.values():
            shapes.clear()

    def paint_under(self, painter: QPainter, blocks: Sequence[Visible], offsets: OffsetMap) -> None:
        """Paint fills and outlines of the blocks in view. The painter is in document pixels.

        An outline goes under the text too: it runs so close to the next word that it would cover a comma.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for found, shape, visible in self._in_view(blocks, offsets):
            if found.fill is None and found.outline is None:
                continue
            painter.setBrush(found.fill or Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(found.outline, found.outline_width) if found.outline else Qt.PenStyle.NoPen)
            for rect in shape.rects:
                painter.drawRoundedRect(_snapped(rect, visible.rect), _RADIUS, _RADIUS)

    def paint_over(self, painter: QPainter, blocks: Sequence[Visible], offsets: OffsetMap) -> None:
        """Paint lines, bars and the page's own rules. The painter is in document pixels."""
        self._paint_decor(painter, blocks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for found, shape, visible in self._in_view(blocks, offsets):
            if found.underline is not None:
                self._paint_underline(painter, found, shape, visible.rect.topLeft())
            if found.bar is not None:
                self._paint_bar(painter, found, shape, visible)

    def _paint_underline(self, painter: QPainter, found: Look, shape: Shape, origin: QPointF) -> None:
        style = Qt.PenStyle.DotLine if found.dotted else Qt.PenStyle.SolidLine
        painter.setPen(QPen(found.underline or self._theme.text, 1.0 if found.dotted else 1.5, style))
        for rect, baseline in zip(shape.rects, shape.baselines, strict=True):
            y = round(origin.y() + baseline + 4) + 0.5
            painter.drawLine(
                QPointF(origin.x() + rect.left() + 1, y), QPointF(origin.x() + rect.right() - 1, y)
            )

    def _paint_bar(self, painter: QPainter, found: Look, shape: Shape, visible: Visible) -> None:
        top, bottom = shape.rects[0].top(), shape.rects[-1].bottom()
        bar = QRectF(visible.rect.left() - _BAR_GAP, visible.rect.top() + top, 3, bottom - top)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(found.bar or self._theme.text)
        painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_decor(self, painter: QPainter, blocks: Sequence[Visible]) -> None:
        """Bars beside quotes, the rule above the notes, and the rules of tables."""
        rows: dict[int, QRectF] = {}
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.border2)
        for block, rect in blocks:
            made = block.blockFormat()
            match formats.decor(made):
                case formats.Decor.QUOTE:
                    step = made.leftMargin() / formats.depth(made)
                    for level in range(formats.depth(made)):
                        painter.drawRect(
                            QRectF(rect.left() + level * step + 2, rect.top(), _QUOTE_BAR, rect.height())
                        )
                case formats.Decor.NOTES:
                    painter.drawRect(QRectF(rect.left(), round(rect.top()) - 14, 96, 1))
                case formats.Decor.CELL:
                    number = formats.row(made)
                    rows[number] = rows[number].united(rect) if number in rows else rect
        for rect in rows.values():
            painter.drawRect(QRectF(rect.left() - 5, round(rect.bottom()) + 4, rect.width() + 10, 1))

    def _in_view(
        self, blocks: Sequence[Visible], offsets: OffsetMap
    ) -> Iterator[tuple[Look, Shape, Visible]]:
        for layer in self.shown():
            kept = self._shapes[layer]
            for visible in blocks:
                number = visible.block.blockNumber()
                shapes = kept.get(number)
                if shapes is None:
                    shapes = kept[number] = list(shapes_of(visible.block, self._marks[layer], offsets))
                for shape in shapes:
                    yield self.look(layer, shape.mark), shape, visible


def visible_blocks(document: QTextDocument, top: float, bottom: float) -> list[Visible]:
    """The blocks between two heights of the document, in order."""
    layout = document.documentLayout()
    position = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
    block = _first_of_row(document.findBlock(max(0, position)))
    found: list[Visible] = []
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > bottom and formats.decor(block.blockFormat()) is not formats.Decor.CELL:
            break
        if rect.top() > bottom + 4_000:
            break
        if rect.bottom() >= top and rect.top() <= bottom:
            found.append(Visible(block, rect))
        block = block.next()
    return found


def _snapped(rect: QRectF, block: QRectF) -> QRectF:
    """The rectangle of a shape in whole pixels and a half, so that a line of one pixel is sharp."""
    left, top = round(block.left() + rect.left()) + 0.5, round(block.top() + rect.top()) + 0.5
    return QRectF(left, top, round(rect.width()), round(rect.height()) - 1)


def _first_of_row(block: QTextBlock) -> QTextBlock:
    number = formats.row(block.blockFormat())
    while number and formats.row(block.previous().blockFormat()) == number:
        block = block.previous()
    return block
