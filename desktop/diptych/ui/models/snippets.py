"""A passage with its marks, laid out in a given number of lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from diptych.model import Snippet, Span

ELLIPSIS = "…"
_BEFORE = 28
_ROOMS = (84, 66, 50, 36)
"""Characters from the cut to the end of the passage, to be tried until the first mark is seen."""


def shortened(snippet: Snippet, room: int = _ROOMS[0]) -> tuple[str, list[Span]]:
    """The passage on one line, cut at its front when its first mark would stand too far down to be seen.

    At least ``room`` characters are kept, as far as there are so many. Every character keeps its place,
    save for those cut off.
    """
    text = "".join(" " if c.isspace() else c for c in snippet.text)
    first = min((mark.start for mark in snippet.marks), default=0)
    begin = min(first - _BEFORE, len(text) - room)
    if first <= _BEFORE or begin <= 0:
        return text, list(snippet.marks)
    cut = text.find(" ", begin, first) + 1 or begin
    moved = 1 - cut
    return ELLIPSIS + text[cut:], [Span(mark.start + moved, mark.end + moved) for mark in snippet.marks]


def laid_out(snippet: Snippet, font: QFont, width: float, lines: int, mark: QColor) -> QTextLayout:
    """The passage in at most ``lines`` lines of ``width`` pixels, ready to draw; an ellipsis ends one cut."""
    text, marks = snippet.text, list(snippet.marks)
    for room in _ROOMS:
        text, marks = shortened(snippet, room)
        layout = _lines(text, marks, font, width, lines, mark)
        drawn, whole = _drawn(layout), _units(text)
        if drawn >= whole:
            return layout
        if not marks or drawn >= _units(text[: marks[0].end]) + 2:
            break
    while drawn < _units(text) and text:
        text = text[: _points(text, drawn) - 2].rstrip() + ELLIPSIS
        layout = _lines(text, marks, font, width, lines, mark)
        drawn = _drawn(layout)
    return layout


def _drawn(layout: QTextLayout) -> int:
    """How many UTF-16 units stand in the lines."""
    return sum(layout.lineAt(n).textLength() for n in range(layout.lineCount()))


def _lines(text: str, marks: list[Span], font: QFont, width: float, lines: int, mark: QColor) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_range(text, span, mark) for span in marks if span.start < len(text)])
    layout.beginLayout()
    y = 0.0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height() + 1
    layout.endLayout()
    return layout


def _range(text: str, span: Span, color: QColor) -> QTextLayout.FormatRange:
    made, style = QTextLayout.FormatRange(), QTextCharFormat()
    style.setBackground(color)
    made.start = _units(text[: span.start])
    made.length = _units(text[span.start : span.end])
    made.format = style
    return made


def _units(text: str) -> int:
    """How many UTF-16 units the text has: what Qt counts in."""
    return len(text) + sum(c > "\uffff" for c in text)


def _points(text: str, units: int) -> int:
    """How many code points the first ``units`` UTF-16 units hold."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
