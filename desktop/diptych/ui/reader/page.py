"""The page of an article: a QTextDocument built block by block, with the map of its offsets.

Formats are structural only: fonts, margins, line height. Colours come from the palette and the overlay,
so that a change of theme lays nothing out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableCell,
    QTextTableFormat,
)

from diptych.model import Article, Block, BlockKind, Run, Span, Style
from diptych.ui.reader import display
from diptych.ui.reader.offsets import OffsetMap

READING_SIZE = 16
LINE_HEIGHT = 124
"""Per cent of the font's own line height."""

MEASURE = 30
"""Width of the text column in times the size of the font: about 65 characters of Source Serif."""

MARGIN_LEFT = 44
MARGIN_RIGHT = 28
"""Pixels beside the column at 100%: bars and signs stand on the left, notes on the right."""

TABLE_ROWS = 100
TABLE_COLUMNS = 12
"""The part of a table that is laid out as one; Qt lays a table out in one go. The rest is lines of text."""

_ORDER = QTextFormat.Property.UserProperty.value
_DECOR = _ORDER + 1
_ROW = _ORDER + 2
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_HEADINGS = {1: 21, 2: 19, 3: 17}
_INDENT = 26
_SCHEMES = ("http://", "https://", "mailto:")


class Decor(IntEnum):
    """What the overlay draws beside or under a display block besides the marks."""

    NONE = 0
    QUOTE = 1
    NOTES = 2
    CELL = 3


@dataclass(frozen=True)
class PageStyle:
    """The family of the text and the zoom in per cent."""

    family: str
    zoom: int = 100

    def px(self, size: float) -> int:
        """A size in pixels at this zoom."""
        return max(1, round(size * self.zoom / 100))

    @property
    def width(self) -> int:
        """The width of the whole page in pixels, margins included."""
        return self.px(READING_SIZE * MEASURE + MARGIN_LEFT + MARGIN_RIGHT)

    def font(self, size: float = READING_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The reading font at a size that is given for 100%."""
        font = QFont(self.family)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font


def is_address(target: str) -> bool:
    """Whether a link's target is of a kind that the reader shows as a link."""
    return target.lower().startswith(_SCHEMES)


def decor(block_format: QTextBlockFormat) -> Decor:
    """What the overlay draws for a block of this format."""
    return Decor(block_format.intProperty(_DECOR))


def depth(block_format: QTextBlockFormat) -> int:
    """How deep a quote stands, from 1."""
    return max(1, block_format.intProperty(_ORDER))


def row(block_format: QTextBlockFormat) -> int:
    """A number that the cells of one row share."""
    return block_format.intProperty(_ROW)


class PageBuilder:
    """Builds the page of one article into an empty document."""

    def __init__(self, document: QTextDocument, article: Article, style: PageStyle) -> None:
        self.offsets = OffsetMap(article.text)
        self.notes: dict[str, Span] = {}
        self.references: dict[str, Span] = {}
        self.links: list[Span] = []
        self._document = document
        self._article = article
        self._style = style
        self._cursor = QTextCursor(document)
        self._unused = True
        self._rows = 0
        self._prepare()

    def steps(self) -> Iterator[None]:
        """Build the page, giving way after each display block."""
        self._title()
        yield
        blocks = self._article.blocks
        before = (None, *blocks[:-1])
        after = (*blocks[1:], None)
        for previous, block, following in zip(before, blocks, after, strict=True):
            if block.kind is BlockKind.TABLE and block.rows:
                yield from self._table(block)
            else:
                ends = following is None or following.kind is not block.kind
                begins = previous is None or previous.kind is not block.kind
                yield from self._flow(block, begins=begins, ends=ends)

    def _prepare(self) -> None:
        self._document.setUndoRedoEnabled(False)
        self._document.setDefaultFont(self._style.font())
        option = self._document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        root = QTextFrameFormat()
        root.setLeftMargin(self._style.px(MARGIN_LEFT))
        root.setRightMargin(self._style.px(MARGIN_RIGHT))
        root.setTopMargin(self._style.px(18))
        root.setBottomMargin(self._style.px(64))
        self._document.rootFrame().setFrameFormat(root)

    def _title(self) -> None:
        title = display.one_line(self._article.title) or QCoreApplication.translate("Reader", "Untitled")
        letters = QTextCharFormat()
        letters.setFont(self._style.font(25, QFont.Weight.DemiBold))
        subtitle = display.one_line(self._article.subtitle)
        self._begin(self._block_format(bottom=6 if subtitle else 14, height=105), letters)
        self._cursor.insertText(title)
        if subtitle:
            letters.setFont(self._style.font(17))
            letters.setFontItalic(True)
            self._begin(self._block_format(bottom=14), letters)
            self._cursor.insertText(subtitle)

    def _flow(self, block: Block, *, begins: bool, ends: bool) -> Iterator[None]:
        letters = self._letters(block)
        pieces = display.parts(self._article.text, Span(block.start, block.end))
        for piece in pieces:
            first, last = piece is pieces[0], piece is pieces[-1]
            made = self._format_of(block, first=first, begins=begins)
            made.setBottomMargin(self._style.px(_space(block.kind, ends=ends)) if last else 0)
            self._begin(made, letters)
            if first and block.marker:
                self._marker(block, letters)
            self._text(piece, block.runs, letters)
            yield
        if block.kind is BlockKind.NOTE and block.marker:
            self.notes.setdefault(block.marker, Span(block.start, block.end))

    def _letters(self, block: Block) -> QTextCharFormat:
        letters = QTextCharFormat()
        if block.kind is BlockKind.HEADING:
            letters.setFont(self._style.font(_HEADINGS.get(block.level, 16), QFont.Weight.DemiBold))
        elif block.kind is BlockKind.NOTE:
            letters.setFont(self._style.font(13))
        else:
            letters.setFont(self._style.font())
        return letters

    def _block_format(
        self, *, top: float = 0, bottom: float = 0, height: int = LINE_HEIGHT
    ) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setLineHeight(height, _PROPORTIONAL)
        made.setTopMargin(self._style.px(top) if top else 0)
        made.setBottomMargin(self._style.px(bottom) if bottom else 0)
        return made

    def _format_of(self, block: Block, *, first: bool, begins: bool) -> QTextBlockFormat:
        kind = block.kind
        made = self._block_format()
        if kind is BlockKind.HEADING:
            made.setHeadingLevel(max(1, min(block.level, 6)))
            made.setTopMargin(self._style.px(16) if first else 0)
            made.setLineHeight(112, _PROPORTIONAL)
        elif kind is BlockKind.QUOTE:
            made.setProperty(_DECOR, int(Decor.QUOTE))
            made.setProperty(_ORDER, min(max(block.level, 1), 6))
            made.setLeftMargin(self._style.px(20 * min(max(block.level, 1), 6)))
        elif kind in (BlockKind.ITEM, BlockKind.NOTE):
            indent = self._style.px(_INDENT if kind is BlockKind.ITEM else 22)
            made.setLeftMargin(indent * min(max(block.level, 1), 8))
            if first and block.marker:
                made.setTextIndent(-indent)
                made.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
        if kind is BlockKind.NOTE and first and begins:
            made.setProperty(_DECOR, int(Decor.NOTES))
            made.setTopMargin(self._style.px(28))
        return made

    def _begin(self, block_format: QTextBlockFormat, letters: QTextCharFormat) -> None:
        if self._unused:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(letters)
            self._cursor.setCharFormat(letters)
        else:
            self._cursor.insertBlock(block_format, letters)
        self._unused = False

    def _marker(self, block: Block, letters: QTextCharFormat) -> None:
        marker = QTextCharFormat(letters)
        if block.kind is BlockKind.NOTE:
            marker.setAnchor(True)
            marker.setAnchorHref(f"reference:{block.marker}")
        self._cursor.insertText(display.one_line(block.marker), marker)
        self._cursor.insertText("\t", letters)

    def _text(self, piece: Span, runs: tuple[Run, ...], letters: QTextCharFormat) -> None:
        """Insert a part of the text with its runs, and note where it stands."""
        text = self._article.text
        self.offsets.add(piece.start, piece.end, self._cursor.position())
        touching = [run for run in runs if run.start < piece.end and run.end > piece.start]
        for run in touching:
            self._remember(run)
        edges = {piece.start, piece.end}
        for run in touching:
            edges.update((max(run.start, piece.start), min(run.end, piece.end)))
        for start, end in pairwise(sorted(edges)):
            active = [run for run in touching if run.start <= start and run.end >= end]
            self._cursor.insertText(display.shown(text[start:end]), _styled(letters, active))

    def _remember(self, run: Run) -> None:
        if run.style is Style.LINK:
            self.links.append(Span(run.start, run.end))
        elif run.style is Style.NOTE_REF:
            self.references.setdefault(run.target, Span(run.start, run.end))

    def _table(self, block: Block) -> Iterator[None]:
        rows = block.rows[:TABLE_ROWS]
        columns = max((len(cells) for cells in rows), default=0)
        if not 0 < columns <= TABLE_COLUMNS:
            rows = ()
        if rows:
            self._grid(rows, columns, block.runs)
            yield
        letters = self._letters(block)
        left = block.rows[len(rows) :]
        for cells in left:
            line = Span(cells[0].start, cells[-1].end) if cells else Span(block.end, block.end)
            for piece in display.parts(self._article.text, line):
                self._begin(self._block_format(bottom=12 if cells is left[-1] else 0), letters)
                self._text(piece, block.runs, letters)
                yield

    def _grid(self, rows: tuple[tuple[Span, ...], ...], columns: int, runs: tuple[Run, ...]) -> None:
        table = self._cursor.insertTable(len(rows), columns, self._table_format())
        for number, cells in enumerate(rows):
            self._rows += 1
            letters = QTextCharFormat()
            letters.setFont(
                self._style.font(14, QFont.Weight.DemiBold if number == 0 else QFont.Weight.Normal)
            )
            for column, cell in enumerate(cells):
                self._cell(table.cellAt(number, column), cell, runs, letters)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        gap = QTextBlockFormat()
        gap.setLineHeight(self._style.px(12), _FIXED)
        self._cursor.setBlockFormat(gap)
        self._unused = True

    def _cell(
        self, place: QTextTableCell, cell: Span, runs: tuple[Run, ...], letters: QTextCharFormat
    ) -> None:
        self._cursor = place.firstCursorPosition()
        self._unused = True
        made = self._block_format(height=115)
        made.setProperty(_DECOR, int(Decor.CELL))
        made.setProperty(_ROW, self._rows)
        for piece in display.parts(self._article.text, cell):
            self._begin(made, letters)
            self._text(piece, runs, letters)

    def _table_format(self) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorder(0)
        made.setCellSpacing(0)
        made.setCellPadding(self._style.px(5))
        made.setTopMargin(self._style.px(4))
        made.setBottomMargin(self._style.px(4))
        made.setHeaderRowCount(1)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return made


def _space(kind: BlockKind, *, ends: bool) -> int:
    """Pixels below a block, of which the last of a list has more."""
    if kind is BlockKind.HEADING:
        return 6
    return 5 if kind in (BlockKind.ITEM, BlockKind.NOTE) and not ends else 12


def _styled(letters: QTextCharFormat, runs: list[Run]) -> QTextCharFormat:
    """The letters with the styles of the runs that cover them."""
    made = QTextCharFormat(letters)
    for run in runs:
        match run.style:
            case Style.EMPHASIS:
                made.setFontItalic(True)
            case Style.STRONG:
                made.setFontWeight(QFont.Weight.Bold)
            case Style.STRUCK:
                made.setFontStrikeOut(True)
            case Style.CODE:
                made.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
            case Style.LINK if is_address(run.target):
                made.setAnchor(True)
                made.setAnchorHref(run.target)
            case Style.NOTE_REF:
                made.setAnchor(True)
                made.setAnchorHref(f"note:{run.target}")
                made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return made
