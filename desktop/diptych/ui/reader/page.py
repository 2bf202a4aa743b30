"""The page of an article: a QTextDocument built block by block, with the map of its offsets."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextOption,
    QTextTableCell,
)

from diptych.model import Article, Block, BlockKind, Span
from diptych.ui.models.wording import one_line, tr
from diptych.ui.reader import display
from diptych.ui.reader.formats import PageStyle, styled
from diptych.ui.reader.inline import Inline
from diptych.ui.reader.links import Links
from diptych.ui.reader.offsets import OffsetMap

TABLE_CELLS = 300
TABLE_COLUMNS = 12
TABLE_LENGTH = 6_000
"""The most of a table that is laid out as one, since Qt does it in one go; the rest is lines of text."""

TITLE_LENGTH = 300
"""Characters of a title or subtitle that are shown; a longer one is no title."""

TITLE_SIZE = 25
SUBTITLE_SIZE = 17


class PageBuilder:
    """Builds the page of one article into an empty document."""

    def __init__(self, document: QTextDocument, article: Article, style: PageStyle, width: int = 0) -> None:
        """``width`` is that of the page in pixels: given its margins first, the page is laid out once."""
        self.offsets = OffsetMap(article.text)
        self.links = Links(article.text)
        self._document = document
        self._article = article
        self._style = style
        self._cursor = QTextCursor(document)
        self._unused = True
        self._rows = 0
        self._formats: dict[tuple[object, ...], QTextBlockFormat] = {}
        self._letters: dict[tuple[BlockKind, int], QTextCharFormat] = {}
        self._prepare(width)

    def steps(self) -> Iterator[None]:
        """Build the page, giving way after each display block or table."""
        self._title()
        yield
        blocks = self._article.blocks
        kinds = [None, *(block.kind for block in blocks), None]
        for block, before, after in zip(blocks, kinds, kinds[2:], strict=False):
            if block.kind is BlockKind.TABLE and block.rows:
                yield from self._table(block)
            else:
                begins, ends = before is not block.kind, after is not block.kind
                yield from self._flow(block, begins=begins, ends=ends)

    def set_margins(self, width: int) -> None:
        """Give the page the margins for its width; lays out anew only where they change."""
        left, right = self._style.margins(width)
        root = self._document.rootFrame().frameFormat()
        if (root.leftMargin(), root.rightMargin()) != (left, right):
            root.setLeftMargin(left)
            root.setRightMargin(right)
            self._document.rootFrame().setFrameFormat(root)

    def _prepare(self, width: int) -> None:
        self._document.setUndoRedoEnabled(False)
        self._document.setDefaultFont(self._style.font())
        option = self._document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        root = QTextFrameFormat()
        root.setTopMargin(self._style.px(18))
        root.setBottomMargin(self._style.px(64))
        left, right = self._style.margins(width)
        root.setLeftMargin(left)
        root.setRightMargin(right)
        self._document.rootFrame().setFrameFormat(root)

    def _title(self) -> None:
        title = _headline(self._article.title) or tr("Untitled")
        subtitle = _headline(self._article.subtitle)
        below = 6 if subtitle else 14
        letters = self._style.letters(TITLE_SIZE, self._style.strong)
        self._begin(self._style.paragraph(below=below, height=105), letters)
        self._cursor.insertText(title)
        if subtitle:
            letters = self._style.letters(SUBTITLE_SIZE)
            letters.setFontItalic(True)
            self._begin(self._style.paragraph(below=14), letters)
            self._cursor.insertText(subtitle)

    def _flow(self, block: Block, *, begins: bool, ends: bool) -> Iterator[None]:
        letters = self._letters_of(block)
        runs = Inline(block.runs, self.links.add_run)
        pieces = display.parts(self._article.text, Span(block.start, block.end))
        for piece in pieces:
            first, last = piece is pieces[0], piece is pieces[-1]
            self._begin(self._format_of(block, first=first, last=last, begins=begins, ends=ends), letters)
            if first and block.marker:
                self._marker(block, letters)
            self._text(piece, runs, letters)
            yield
        if block.kind is BlockKind.NOTE and block.marker:
            self.links.add_note(block.marker, Span(block.start, block.end))

    def _letters_of(self, block: Block) -> QTextCharFormat:
        key = block.kind, block.level
        if key not in self._letters:
            self._letters[key] = self._style.letters_of(block)
        return self._letters[key]

    def _format_of(
        self, block: Block, *, first: bool, last: bool, begins: bool, ends: bool
    ) -> QTextBlockFormat:
        key = block.kind, block.level, bool(block.marker), first, last, begins, ends
        if key not in self._formats:
            self._formats[key] = self._style.format_of(
                block, first=first, last=last, begins=begins, ends=ends
            )
        return self._formats[key]

    def _begin(self, block_format: QTextBlockFormat, letters: QTextCharFormat) -> None:
        """Begin a display block: the one at the cursor where it is still unused, else a new one."""
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
        self._cursor.insertText(display.shown(one_line(block.marker)), marker)
        self._cursor.insertText("\t", letters)

    def _text(self, piece: Span, runs: Inline, letters: QTextCharFormat) -> None:
        """Insert a part of the text with its runs, and note where it stands."""
        text = self._article.text
        self.offsets.add(piece.start, piece.end, self._cursor.position())
        for start, end, active in runs.pieces(piece):
            made = styled(letters, active) if active else letters
            self._cursor.insertText(display.shown(text[start:end]), made)

    def _table(self, block: Block) -> Iterator[None]:
        """A table, as far as Qt lays one out quickly; what is left of it as lines of text."""
        runs = Inline(block.runs, self.links.add_run)
        rows = _grid_rows(block)
        columns = max((len(cells) for cells in rows), default=0)
        if rows:
            self._grid(rows, columns, runs)
            yield
        letters = self._letters_of(block)
        left = [cells for cells in block.rows[len(rows) :] if cells]
        for cells in left:
            for piece in display.parts(self._article.text, Span(cells[0].start, cells[-1].end)):
                self._begin(self._style.paragraph(below=12 if cells is left[-1] else 0), letters)
                self._text(piece, runs, letters)
                yield

    def _grid(self, rows: tuple[tuple[Span, ...], ...], columns: int, runs: Inline) -> None:
        table = self._cursor.insertTable(len(rows), columns, self._style.table())
        for number, cells in enumerate(rows):
            self._rows += 1
            letters = self._style.letters(14, QFont.Weight.Normal if number else self._style.strong)
            for column, cell in enumerate(cells):
                self._cell(table.cellAt(number, column), cell, runs, letters)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.setBlockFormat(self._style.gap())
        self._unused = False

    def _cell(self, place: QTextTableCell, cell: Span, runs: Inline, letters: QTextCharFormat) -> None:
        self._cursor = place.firstCursorPosition()
        self._unused = True
        for piece in display.parts(self._article.text, cell):
            self._begin(self._style.cell(self._rows), letters)
            self._text(piece, runs, letters)


def _headline(text: str) -> str:
    line = display.shown(one_line(text[: TITLE_LENGTH + 1]))
    return line if len(text) <= TITLE_LENGTH else f"{line.rstrip()}\u2026"


def _grid_rows(block: Block) -> tuple[tuple[Span, ...], ...]:
    """The rows from the top that make a table of a size that is laid out at once."""
    columns = max(len(cells) for cells in block.rows)
    if not 0 < columns <= TABLE_COLUMNS:
        return ()
    length, number = 0, 0
    for number, cells in enumerate(block.rows[: TABLE_CELLS // columns]):
        length += sum(cell.end - cell.start for cell in cells)
        if length > TABLE_LENGTH:
            return block.rows[:number]
    return block.rows[: number + 1]
