"""An article on paper: the page with its marks, cut into sheets with a head and a foot."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextDocument,
)

from diptych.model import Article
from diptych.ui.models.wording import one_line, tr
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.overlay import Overlay
from diptych.ui.reader.page import PageBuilder
from diptych.ui.reader.view import visible_blocks
from diptych.ui.theme import Fonts, Theme

DPI = 96
"""Document pixels to the inch."""

ZOOM = 88
"""Per cent of the size on the screen: letters of 10.5 points."""

_HEAD, _FOOT = 40.0, 44.0
_SMALL = 10.0


class Paper(QObject):
    """The sheets of one article for devices of one size. Paints in the theme it is given, a light one."""

    def __init__(
        self, article: Article, fonts: Fonts, style: PageStyle, overlay: Overlay, size: QSizeF
    ) -> None:
        """``size`` is that of the printable part of a sheet in document pixels."""
        super().__init__()
        self._article, self._fonts, self._overlay, self._size = article, fonts, overlay, size
        self._document = QTextDocument(self)
        self._document.setUseDesignMetrics(True)
        self._builder = PageBuilder(self._document, article, style)
        self._offsets = self._builder.offsets
        root = self._document.rootFrame().frameFormat()
        left, right = style.margins(round(size.width()))
        beside = max(0.0, size.width() - left - right - style.column)
        root.setLeftMargin(left + beside / 2)
        root.setRightMargin(right + beside / 2)
        root.setTopMargin(_HEAD)
        root.setBottomMargin(_FOOT)
        self._document.rootFrame().setFrameFormat(root)
        self._document.setPageSize(size)

    def steps(self) -> Iterator[float]:
        """Build and lay out the sheets, giving way often with the part that is done, up to 1."""
        length = max(1, len(self._article.text))
        for _ in self._builder.steps():
            yield min(0.5, self._offsets.end / length / 2)
        layout, block = self._document.documentLayout(), self._document.begin()
        while block.isValid():
            layout.blockBoundingRect(block)
            yield 0.5 + min(0.5, block.position() / length / 2)
            block = block.next()

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return self._document.pageCount()

    def paint(self, painter: QPainter, number: int, theme: Theme) -> None:
        """Paint a sheet, from 1, with the painter in document pixels."""
        height = self._size.height()
        top = (number - 1) * height
        inner = QRectF(0, top + _HEAD - 4, self._size.width(), height - _HEAD - _FOOT + 8)
        painter.save()
        painter.translate(0, -top)
        painter.setClipRect(inner)
        blocks = visible_blocks(self._document, inner.top(), inner.bottom())
        self._overlay.paint_under(painter, blocks, self._offsets)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, theme.text)
        context.palette = palette
        context.clip = inner
        self._document.documentLayout().draw(painter, context)
        self._overlay.paint_over(painter, blocks, self._offsets)
        painter.restore()
        self._paint_edges(painter, number, theme)

    def _paint_edges(self, painter: QPainter, number: int, theme: Theme) -> None:
        """The source above the text, the title and the number of the sheet below it."""
        font = QFont(self._fonts.interface)
        font.setPixelSize(round(_SMALL))
        painter.setFont(font)
        article, root = self._article, self._document.rootFrame().frameFormat()
        left, width = root.leftMargin(), self._size.width() - root.leftMargin() - root.rightMargin()
        authors = ", ".join(author.name for author in article.authors)
        head = " · ".join(filter(None, (one_line(article.outlet), one_line(authors))))
        page = tr("{number} of {count}").format(number=number, count=self.count)
        for y, words, beside in (
            (8.0, head, one_line(article.date.value or article.date.as_printed)),
            (self._size.height() - 22, one_line(article.title), page),
        ):
            _line(painter, QRectF(left, y, width, 14), words, beside, theme.muted)
        painter.setPen(theme.border2)
        painter.drawLine(round(left), 26, round(left + width), 26)


def sheets(device: QPagedPaintDevice, resolution: int) -> QSizeF:
    """The printable part of a device's sheets in document pixels."""
    pixels = device.pageLayout().paintRectPixels(resolution)
    return QSizeF(pixels.width() * DPI / resolution, pixels.height() * DPI / resolution)


def paint_all(paper: Paper, device: QPagedPaintDevice, resolution: int, theme: Theme) -> Iterator[int]:
    """Paint sheet by sheet onto a device, giving way after each with its number.

    ``resolution`` is the device's, in dots to the inch; a device asked for certain pages gets those.
    """
    first, last = _asked(device, paper.count)
    with QPainter(device) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(resolution / DPI, resolution / DPI)
        for number in range(first, last + 1):
            if number > first:
                device.newPage()
            paper.paint(painter, number, theme)
            yield number


def _asked(device: QPagedPaintDevice, count: int) -> tuple[int, int]:
    ranges = device.pageRanges()
    if ranges.isEmpty():
        return 1, count
    return max(1, ranges.firstPage()), min(count, ranges.lastPage())


def _line(painter: QPainter, rect: QRectF, words: str, beside: str, color: QColor) -> None:
    metrics = QFontMetricsF(painter.font())
    room = rect.width() - metrics.horizontalAdvance(beside) - 12
    painter.setPen(color)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft), shown)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight), beside)
