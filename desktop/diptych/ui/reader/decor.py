"""What a page shows besides text and marks: bars beside quotes, rules, and the numbers of paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from diptych.ui.reader import formats
from diptych.ui.reader.offsets import OffsetMap
from diptych.ui.reader.view import Visible
from diptych.ui.theme import Theme

_QUOTE_BAR = 2.0
_NUMBER_GAP = 38.0
"""From the text to the right end of a number: bars and signs stand between."""

_NARROW_GAP = 30.0


def paint(painter: QPainter, blocks: Sequence[Visible], theme: Theme) -> None:
    """Draw bars beside quotes, the rule above the notes, and the rules of tables."""
    rows: dict[int, QRectF] = {}
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.border2)
    for block, rect in blocks:
        made = block.blockFormat()
        match formats.decor(made):
            case formats.Decor.QUOTE:
                step = made.leftMargin() / formats.depth(made)
                for level in range(formats.depth(made)):
                    left = rect.left() + level * step + 2
                    painter.drawRect(QRectF(left, rect.top(), _QUOTE_BAR, rect.height()))
            case formats.Decor.NOTES:
                painter.drawRect(QRectF(rect.left(), round(rect.top()) - 16, 96, 1))
            case formats.Decor.CELL:
                number = formats.row(made)
                rows[number] = rows[number].united(rect) if number in rows else rect
    for rect in rows.values():
        painter.drawRect(QRectF(rect.left() - 5, round(rect.bottom()) + 4, rect.width() + 10, 1))


def paint_numbers(
    painter: QPainter,
    blocks: Sequence[Visible],
    offsets: OffsetMap,
    numbers: Mapping[int, int],
    font: QFont,
    color: QColor,
) -> None:
    """Write the numbers of the paragraphs in view into the left margin, on the line that they begin with."""
    painter.setFont(font)
    painter.setPen(color)
    metrics = QFontMetricsF(font)
    for block, rect in blocks:
        line = block.layout().lineAt(0)
        start, shown = offsets.begins_in(block.position(), block.position() + block.length())
        if not shown or start not in numbers or not line.isValid():
            continue
        words = str(numbers[start])
        room = block.document().rootFrame().frameFormat().leftMargin()
        right = rect.left() - (_NUMBER_GAP if room > _NUMBER_GAP + 20 else _NARROW_GAP)
        left = max(2.0, right - metrics.horizontalAdvance(words))
        painter.drawText(round(left), round(rect.top() + line.y() + line.ascent()), words)
