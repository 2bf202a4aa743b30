"""Where marks stand in a block: one rectangle a line, worked out from Qt's layout of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from diptych.ui.reader.marks import Marks
from diptych.ui.reader.offsets import OffsetMap

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Shape(NamedTuple):
    """Where a mark shows in one block, as one rectangle a line relative to the block, and its baselines.

    ``first`` says whether the mark begins in this block.
    """

    mark: int
    rects: tuple[QRectF, ...]
    baselines: tuple[float, ...]
    first: bool = True


def shapes_of(block: QTextBlock, marks: Marks, offsets: OffsetMap) -> Iterator[Shape]:
    """The shapes of all marks of a layer that touch a block."""
    first, after = block.position(), block.position() + block.length()
    start, end = offsets.to_canonical(first), offsets.to_canonical(after - 1)
    indices = list(marks.touching(start, max(end, start + 1)))
    if not indices:
        return
    text = _units(block)
    mixed = _RIGHT_TO_LEFT.search(text) is not None
    layout = block.layout()
    for index in indices:
        begins, ends = offsets.span_to_qt(marks.span(index))
        begins, ends = max(begins, first) - first, min(ends, after - 1) - first
        if begins < ends:
            lines = _lines(layout, begins, ends)
            pieces = [piece for line in lines for piece in _on_line(line, text, begins, ends, mixed=mixed)]
            if pieces:
                yield Shape(
                    index,
                    tuple(rect for rect, _ in pieces),
                    tuple(base for _, base in pieces),
                    marks.starts[index] >= start,
                )


def _lines(layout: QTextLayout, begins: int, ends: int) -> Iterator[QTextLine]:
    """The lines of a block that hold a part of a range."""
    line = layout.lineForTextPosition(begins)
    while line.isValid() and line.textStart() < ends:
        yield line
        number = line.lineNumber() + 1
        if number == layout.lineCount():
            return
        line = layout.lineAt(number)


def _units(block: QTextBlock) -> str:
    """The text of a block with one character for each UTF-16 unit."""
    text = block.text()
    if len(text) == block.length() - 1:
        return text
    return "".join(unit if unit <= "\uffff" else unit + "\ufffd" for unit in text)


def _on_line(
    line: QTextLine, text: str, begins: int, ends: int, *, mixed: bool
) -> Iterable[tuple[QRectF, float]]:
    """The rectangles of a block's UTF-16 range on one line, with their baseline."""
    start = line.textStart()
    after = start + line.textLength()
    begins, ends = max(begins, start), min(ends, after)
    if ends == after:
        ends = begins + len(text[begins:ends].rstrip())
    if begins >= ends:
        return []
    sides = _sides_from_glyphs(line, begins, ends) if mixed else [(_x(line, begins), _x(line, ends))]
    top, height = line.y(), line.ascent() + line.descent()
    baseline = top + line.ascent()
    return [
        (QRectF(left - 1.5, top, right - left + 3, height), baseline) for left, right in sides if right > left
    ]


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)
    return float(found[0])


def _sides_from_glyphs(line: QTextLine, begins: int, ends: int) -> list[tuple[float, float]]:
    """Left and right sides of a range on a line of mixed direction, where it may fall into several pieces."""
    sides: list[tuple[float, float]] = []
    for run in line.glyphRuns(begins, ends - begins):
        places = run.positions()
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        edges = [
            (place.x(), place.x() + advance.x()) for place, advance in zip(places, advances, strict=True)
        ]
        sides.append((min(left for left, _ in edges), max(right for _, right in edges)))
    sides.sort()
    merged: list[tuple[float, float]] = []
    for left, right in sides:
        if merged and left <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged
