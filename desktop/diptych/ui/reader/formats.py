"""The formats of a page: fonts, margins, line heights. No colours: those come from palette and overlay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from diptych.model import Block, BlockKind, Run, Style

READING_SIZE = 16
LINE_HEIGHT = 124
"""Per cent of the font's own line height."""

MEASURE = 65
"""Characters in a line of the text column on average (Bringhurst: 45 to 75, 66 the ideal)."""

MARGIN_LEFT = 44
MARGIN_RIGHT = 28
"""Pixels beside the column at 100%: bars and signs stand on the left, notes on the right."""

NUMBERS = 22
"""Pixels more on the left where paragraphs are numbered."""

NARROW = 400
"""A page of less pixels than this has narrower margins."""

_DEPTH = QTextFormat.Property.UserProperty.value
_DECOR = _DEPTH + 1
_ROW = _DEPTH + 2
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_HEADINGS = {1: 21, 2: 19, 3: 17}
_INDENT = {BlockKind.ITEM: 26, BlockKind.NOTE: 22}
_QUOTE_INDENT = 20
_DEEPEST = 8
_SCHEMES = ("http://", "https://", "mailto:")


class Decor(IntEnum):
    """What the overlay draws beside or under a display block besides the marks."""

    NONE = 0
    QUOTE = 1
    NOTES = 2
    CELL = 3


_PROSE = "The wind was fair and the harbour lay quiet, so that nobody in it heard of the matter before noon. "
"""Letters about as frequent as in English prose, to tell how wide a character is on average."""


_RAGGED = 3
"""Characters by which the right edge is short of full on average, since words are not cut."""


@dataclass(frozen=True)
class PageStyle:
    """How a page is set: the family of the text, the zoom in per cent, and the shape of the column.

    ``measure`` is in characters, ``leading`` in per cent of the font's own line height; ``numbered`` leaves
    room for the numbers of paragraphs.
    """

    family: str
    zoom: int = 100
    measure: int = MEASURE
    leading: int = LINE_HEIGHT
    numbered: bool = False

    def px(self, size: float) -> int:
        """A size in pixels at this zoom; nothing that is seen is less than one."""
        return max(1, round(size * self.zoom / 100)) if size else 0

    @cached_property
    def strong(self) -> QFont.Weight:
        """The weight of headings: half bold where the family has that cut, else bold."""
        cuts = {QFontDatabase.weight(self.family, cut) for cut in QFontDatabase.styles(self.family)}
        return QFont.Weight.DemiBold if QFont.Weight.DemiBold in cuts else QFont.Weight.Bold

    @cached_property
    def column(self) -> int:
        """The width of the text column in pixels."""
        metrics = QFontMetricsF(self.font())
        return round((self.measure + _RAGGED) * metrics.horizontalAdvance(_PROSE) / len(_PROSE))

    @property
    def width(self) -> int:
        """The width of the whole page in pixels, margins included."""
        left, right = self.margins(self.px(NARROW))
        return self.column + left + right

    def margins(self, width: int) -> tuple[int, int]:
        """Pixels left and right of the column on a page of that width; a narrow page has less to spare."""
        left, right = (32, 14) if width < self.px(NARROW) else (MARGIN_LEFT, MARGIN_RIGHT)
        return self.px(left + (NUMBERS if self.numbered else 0)), self.px(right)

    def font(self, size: float = READING_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The reading font at a size that is given for 100%."""
        font = QFont(self.family)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font

    def letters(
        self, size: float = READING_SIZE, weight: QFont.Weight = QFont.Weight.Normal
    ) -> QTextCharFormat:
        """The reading font as a format."""
        made = QTextCharFormat()
        made.setFont(self.font(size, weight))
        return made

    def paragraph(self, *, below: float = 0, height: int = 0) -> QTextBlockFormat:
        """A plain block with so many pixels below it (at 100%); ``height`` of its lines in per cent."""
        made = QTextBlockFormat()
        made.setLineHeight(height or self.leading, _PROPORTIONAL)
        made.setBottomMargin(self.px(below))
        return made

    def gap(self) -> QTextBlockFormat:
        """The empty block that stands behind a table, where Qt minds no margin of the next one."""
        made = QTextBlockFormat()
        made.setLineHeight(self.px(18), _FIXED)
        return made

    def cell(self, row: int) -> QTextBlockFormat:
        """A block in a table; ``row`` is a number that the cells of one row share."""
        made = self.paragraph(height=115)
        made.setProperty(_DECOR, int(Decor.CELL))
        made.setProperty(_ROW, row)
        return made

    def table(self) -> QTextTableFormat:
        """A table over the whole column; its rules are drawn by the overlay."""
        made = QTextTableFormat()
        made.setBorder(0)
        made.setCellSpacing(0)
        made.setCellPadding(self.px(5))
        made.setTopMargin(self.px(4))
        made.setBottomMargin(self.px(2))
        made.setHeaderRowCount(1)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return made

    def letters_of(self, block: Block) -> QTextCharFormat:
        """How the text of a block is written."""
        if block.kind is BlockKind.HEADING:
            return self.letters(_HEADINGS.get(block.level, READING_SIZE), self.strong)
        return self.letters(13 if block.kind is BlockKind.NOTE else READING_SIZE)

    def format_of(
        self, block: Block, *, first: bool, last: bool, begins: bool, ends: bool
    ) -> QTextBlockFormat:
        """How a block stands.

        ``first`` and ``last`` tell of its display blocks, ``begins`` and ``ends`` of its run of blocks of
        the same kind.
        """
        made = self.paragraph(below=_space_below(block.kind, ends=ends) if last else 0)
        level = min(max(block.level, 1), _DEEPEST)
        match block.kind:
            case BlockKind.HEADING:
                made.setHeadingLevel(min(level, 6))
                made.setTopMargin(self.px(16) if first else 0)
                made.setLineHeight(112, _PROPORTIONAL)
            case BlockKind.QUOTE:
                made.setProperty(_DECOR, int(Decor.QUOTE))
                made.setProperty(_DEPTH, level)
                made.setLeftMargin(self.px(_QUOTE_INDENT) * level)
            case BlockKind.ITEM | BlockKind.NOTE:
                self._hang(made, self.px(_INDENT[block.kind]), level, marked=first and bool(block.marker))
        if block.kind is BlockKind.NOTE and first and begins:
            made.setProperty(_DECOR, int(Decor.NOTES))
            made.setTopMargin(self.px(40))
        return made

    def _hang(self, made: QTextBlockFormat, indent: int, level: int, *, marked: bool) -> None:
        """Indent a block, with its marker hanging before it."""
        made.setLeftMargin(indent * level)
        if marked:
            made.setTextIndent(-indent)
            made.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])


def decor(block_format: QTextBlockFormat) -> Decor:
    """What the overlay draws for a block of this format."""
    return Decor(block_format.intProperty(_DECOR))


def depth(block_format: QTextBlockFormat) -> int:
    """How deep a quote stands, from 1."""
    return max(1, block_format.intProperty(_DEPTH))


def row(block_format: QTextBlockFormat) -> int:
    """The number that the cells of one row share; 0 outside tables."""
    return block_format.intProperty(_ROW)


def is_address(target: str) -> bool:
    """Whether a link's target is of a kind that the reader shows as a link."""
    return target.lower().startswith(_SCHEMES)


def styled(letters: QTextCharFormat, runs: Sequence[Run]) -> QTextCharFormat:
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
                fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
                made.setFontFamilies([fixed])
                made.setProperty(QTextFormat.Property.FontPixelSize.value, _code_size(letters))
            case Style.LINK if is_address(run.target):
                made.setAnchor(True)
                made.setAnchorHref(run.target)
            case Style.NOTE_REF:
                made.setAnchor(True)
                made.setAnchorHref(f"note:{run.target}")
                made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return made


def _code_size(letters: QTextCharFormat) -> int:
    """Fixed-pitch letters look larger than the reading font's; seven eighths match."""
    return round(letters.font().pixelSize() * 0.875)


def _space_below(kind: BlockKind, *, ends: bool) -> int:
    if kind is BlockKind.HEADING:
        return 6
    return 5 if kind in (BlockKind.ITEM, BlockKind.NOTE) and not ends else 12
