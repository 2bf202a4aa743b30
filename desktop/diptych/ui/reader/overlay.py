"""The one overlay of a page: all layers of marks, painted under and over the text.

Nothing of it touches the document, so that a layer is switched on or off by painting once more. Fills
and outlines go under the text, lines and bars over it. Shapes are worked out for the blocks in view only,
and kept until the page is laid out anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from diptych.model import Span
from diptych.ui import icons
from diptych.ui.reader import decor, lines, margin
from diptych.ui.reader.looks import Look, look
from diptych.ui.reader.margin import Bar, Sign
from diptych.ui.reader.marks import Held, Layer, Mark, Marks, group
from diptych.ui.reader.offsets import OffsetMap
from diptych.ui.reader.shapes import Shape, shapes_of
from diptych.ui.reader.view import Visible
from diptych.ui.signs import paint_sign
from diptych.ui.theme import Theme

_RADIUS = 3.0
_NOTE = 14.0
_REACH = 8.0
"""Pixels that a line or an outline reaches at most above or below its words."""


class Band(NamedTuple):
    """The heights of the document between which something is to be painted, in its pixels."""

    top: float
    bottom: float

    @classmethod
    def of(cls, painter: QPainter) -> Band:
        """What a painter's clip lets through."""
        clip = painter.clipBoundingRect()
        return cls(clip.top(), clip.bottom())

    def touches(self, rect: QRectF) -> bool:
        """Whether something at this place could be seen."""
        return rect.bottom() + _REACH >= self.top and rect.top() - _REACH <= self.bottom

    def within(self, visible: Visible) -> tuple[float, float]:
        """The same band, with room for what reaches beyond its words, in pixels of a block."""
        corner = visible.rect.top()
        return self.top - corner - _REACH, self.bottom - corner + _REACH


class Overlay:
    """The layers of one page and the painting of them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._marks = {layer: Marks() for layer in Layer}
        self._hidden: set[Layer] = set()
        self._hidden_data: set[tuple[Layer, object]] = set()
        self._shapes: dict[Layer, dict[int, list[Shape]]] = {layer: {} for layer in Layer}
        self._looks: dict[tuple[Layer, object], Look] = {}
        self._by_party = False
        self._numbers: Mapping[int, int] = {}
        self._number_font = QFont()

    def copied(self, theme: Theme, *, without: Collection[Layer] = ()) -> Overlay:
        """The same marks in another theme for another layout, some layers left out."""
        made = Overlay(theme)
        made._marks = {layer: Marks() if layer in without else marks for layer, marks in self._marks.items()}
        made._hidden, made._hidden_data = set(self._hidden), set(self._hidden_data)
        made._by_party = self._by_party
        made._numbers, made._number_font = self._numbers, self._number_font
        return made

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of another theme from the next painting on."""
        self._theme = theme
        self._looks.clear()

    def colour_names(self, *, by_party: bool) -> None:
        """Let the colour of a name stand for its party or for its kind."""
        self._by_party = by_party
        self._looks.clear()

    def set_numbers(self, numbers: Mapping[int, int], font: QFont) -> None:
        """The numbers to show beside the blocks that begin at these code points."""
        self._numbers, self._number_font = numbers, font

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

    def toggle_data(self, layer: Layer, data: object, on: bool) -> None:
        """Show or hide the marks of a layer that have these data."""
        self._hidden_data.discard((layer, data)) if on else self._hidden_data.add((layer, data))

    def shown(self) -> list[Layer]:
        """The layers that are switched on and hold marks, lowest first."""
        return [layer for layer in Layer if layer not in self._hidden and len(self._marks[layer])]

    def shows(self, layer: Layer, index: int) -> bool:
        """Whether a mark is switched on."""
        data = group(self._marks[layer].data[index])
        return layer not in self._hidden and (layer, data) not in self._hidden_data

    def look(self, layer: Layer, index: int) -> Look:
        """The look of one mark."""
        data = self._marks[layer].data[index]
        found = self._looks.get((layer, data))
        if found is None:
            found = self._looks[layer, data] = look(self._theme, layer, data, by_party=self._by_party)
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
        for _, found, shape, visible in self._in_view(blocks, offsets, Band.of(painter)):
            if found.fill is None and found.outline is None:
                continue
            painter.setBrush(found.fill or Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(found.outline, found.outline_width) if found.outline else Qt.PenStyle.NoPen)
            for rect in shape.rects:
                painter.drawRoundedRect(_shared(_snapped(rect, visible.rect), found.held), _RADIUS, _RADIUS)

    def paint_over(self, painter: QPainter, blocks: Sequence[Visible], offsets: OffsetMap) -> None:
        """Paint lines, bars, signs and the page's own rules. The painter is in document pixels."""
        decor.paint(painter, blocks, self._theme)
        if self._numbers:
            decor.paint_numbers(painter, blocks, offsets, self._numbers, self._number_font, self._theme.muted)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = Band.of(painter)
        for _, found, shape, visible in self._in_view(blocks, offsets, band):
            if found.overline is not None:
                lines.paint_over(painter, found.overline, found.line, shape, visible.rect.topLeft())
            if found.underline is not None:
                lines.paint(painter, found.underline, found.line, shape, visible.rect.topLeft())
        if Layer.POSITIONS not in self._hidden:
            self._paint_margin(painter, blocks, offsets, band)
        for index, rect in self.notes(blocks, offsets):
            if not band.touches(rect):
                continue
            pen = self.look(Layer.HIGHLIGHTS, index).fill or self._theme.card
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen)
            painter.drawRoundedRect(rect.adjusted(1.5, 2, -1.5, -3.5), 2, 2)
            icons.paint(painter, "note", self._theme.muted, rect)

    def at(
        self, point: QPointF, layers: Collection[Layer], blocks: Sequence[Visible], offsets: OffsetMap
    ) -> list[tuple[Layer, int]]:
        """The marks of some layers that cover a point of the document, the lowest layer first."""
        return [
            (layer, shape.mark)
            for layer, _, shape, visible in self._in_view(blocks, offsets, Band(point.y(), point.y()))
            if layer in layers
            and any(rect.translated(visible.rect.topLeft()).contains(point) for rect in shape.rects)
        ]

    def rects(self, layer: Layer, index: int, blocks: Sequence[Visible], offsets: OffsetMap) -> list[QRectF]:
        """Where a mark shows in the blocks given, line by line in document pixels."""
        return [
            rect.translated(visible.rect.topLeft())
            for visible in blocks
            for shape in self._shapes_in(layer, visible, offsets)
            if shape.mark == index
            for rect in shape.rects
        ]

    def signs(self, blocks: Sequence[Visible], offsets: OffsetMap) -> list[Sign]:
        """The signs of positions beside the blocks, in document pixels."""
        if Layer.POSITIONS not in self.shown():
            return []
        return [
            sign._replace(rect=sign.rect.translated(visible.rect.topLeft()))
            for visible in blocks
            for sign in self._margin(visible, offsets)[1]
        ]

    def notes(self, blocks: Sequence[Visible], offsets: OffsetMap) -> list[tuple[int, QRectF]]:
        """The highlights that have a note, with the place of its sign in document pixels."""
        if Layer.HIGHLIGHTS not in self.shown():
            return []
        return [
            (shape.mark, _note_rect(shape.rects[0], visible))
            for visible in blocks
            for shape in self._shapes_in(Layer.HIGHLIGHTS, visible, offsets)
            if shape.first and self.look(Layer.HIGHLIGHTS, shape.mark).noted
        ]

    def _paint_margin(
        self, painter: QPainter, blocks: Sequence[Visible], offsets: OffsetMap, band: Band
    ) -> None:
        for visible in filter(lambda visible: band.touches(visible.rect), blocks):
            bars, signs = self._margin(visible, offsets)
            painter.setPen(Qt.PenStyle.NoPen)
            for bar in bars:
                painter.setBrush(self.look(Layer.POSITIONS, bar.mark).bar or self._theme.text)
                painter.drawRoundedRect(bar.rect.translated(visible.rect.topLeft()), 1.5, 1.5)
            for sign in signs:
                color = self.look(Layer.POSITIONS, sign.mark).bar or self._theme.text
                paint_sign(painter, sign.direction, color, sign.rect.translated(visible.rect.topLeft()))

    def _margin(self, visible: Visible, offsets: OffsetMap) -> tuple[list[Bar], list[Sign]]:
        """The bars and signs beside a block, relative to its corner."""
        shapes = self._shapes_in(Layer.POSITIONS, visible, offsets)
        if not shapes:
            return [], []
        held = [self.look(Layer.POSITIONS, shape.mark).held or Held("analyst") for shape in shapes]
        indent = visible.block.blockFormat().leftMargin()
        bars = margin.bars(shapes, held, indent, visible.rect.width() - indent)
        return bars, margin.signs(shapes, held, bars, visible.rect.height())

    def _in_view(
        self, blocks: Sequence[Visible], offsets: OffsetMap, band: Band
    ) -> Iterator[tuple[Layer, Look, Shape, Visible]]:
        """The marks that are switched on and touch a band of the document, the lowest layer first."""
        near = [(visible, *band.within(visible)) for visible in blocks if band.touches(visible.rect)]
        for layer in self.shown():
            for visible, top, bottom in near:
                for shape in self._shapes_in(layer, visible, offsets):
                    seen = shape.rects[-1].bottom() >= top and shape.rects[0].top() <= bottom
                    if seen and self.shows(layer, shape.mark):
                        yield layer, self.look(layer, shape.mark), shape, visible

    def _shapes_in(self, layer: Layer, visible: Visible, offsets: OffsetMap) -> list[Shape]:
        kept, number = self._shapes[layer], visible.block.blockNumber()
        shapes = kept.get(number)
        if shapes is None:
            shapes = kept[number] = list(shapes_of(visible.block, self._marks[layer], offsets))
        return shapes


def _snapped(rect: QRectF, block: QRectF) -> QRectF:
    """The rectangle of a shape in whole pixels and a half, so that a line of one pixel is sharp."""
    left, top = round(block.left() + rect.left()) + 0.5, round(block.top() + rect.top()) + 0.5
    return QRectF(left, top, round(rect.width()), round(rect.height()) - 1)


def _shared(rect: QRectF, held: Held | None) -> QRectF:
    """The part of a line's rectangle that is filled for one of several positions on the same words.

    The second takes the lower half of the first; further ones have their bars and signs only, since more
    stripes would look like words struck out.
    """
    if held is None or held.lane == 0:
        return rect
    if held.lane > 1:
        return QRectF()
    height = rect.height() / 2
    return QRectF(rect.left(), rect.bottom() - height, rect.width(), height)


def _note_rect(line: QRectF, visible: Visible) -> QRectF:
    """The place of a note's sign beside its line, in the middle of the right margin."""
    room = visible.block.document().rootFrame().frameFormat().rightMargin()
    size = min(_NOTE, room)
    top = visible.rect.top() + line.top() + (line.height() - size) / 2
    return QRectF(round(visible.rect.right() + (room - size) / 2), round(top), size, size)
