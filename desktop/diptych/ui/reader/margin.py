"""What stands in the margin beside a block: a bar along each position, and the signs of its directions.

Pure geometry in the block's own pixels; the overlay paints it and the pointer asks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

from diptych.model import Direction
from diptych.ui.reader.marks import Held
from diptych.ui.reader.shapes import Shape

BAR_GAP = 14
"""From the text to the left side of the first bar."""

SIGN = 12.0
_BAR, _LANE = 3.0, 5.0
_SIGN_GAP = 5.0
_STEP = 13.0
_LEAST = 3.0


class Bar(NamedTuple):
    """A bar beside a block, for one mark."""

    mark: int
    rect: QRectF
    begins: bool


class Sign(NamedTuple):
    """The sign of a direction beside a block, for one mark."""

    mark: int
    rect: QRectF
    direction: Direction


def bars(shapes: Sequence[Shape], held: Sequence[Held], left: float, width: float) -> list[Bar]:
    """A bar for each shape, in order. ``left`` and ``width`` are those of the block's text.

    Where one ends and another begins on the same line, the line's height is shared between them as its
    width is, so that two bars never lie on each other.
    """
    made: list[Bar] = []
    last_in_lane: dict[int, int] = {}
    for index, (shape, held_by) in enumerate(zip(shapes, held, strict=True)):
        first, last = shape.rects[0], shape.rects[-1]
        top, bottom = first.top(), last.bottom()
        before = last_in_lane.get(held_by.lane)
        if before is not None and made[before].rect.bottom() > top:
            part = min(1.0, max(0.0, (first.left() - left) / width)) if width > 0 else 0.5
            split = min(top + first.height() * part, bottom - _LEAST)
            earlier = made[before].rect
            earlier.setBottom(max(split - 1, earlier.top() + _LEAST))
            top = earlier.bottom() + 2
        x = -BAR_GAP - _LANE * held_by.lane
        made.append(Bar(shape.mark, QRectF(x, top, _BAR, max(_LEAST, bottom - top)), shape.first))
        last_in_lane[held_by.lane] = index
    return made


def signs(shapes: Sequence[Shape], held: Sequence[Held], found: Sequence[Bar], bottom: float) -> list[Sign]:
    """The signs beside a block, each at the top of its bar or as near below it as those above let it.

    ``bottom`` is the block's; many signs stand closer together rather than beside the next block.
    """
    wanted = [
        (bar, shape, direction)
        for shape, held_by, bar in zip(shapes, held, found, strict=True)
        if bar.begins
        for direction in held_by.directions
    ]
    if not wanted:
        return []
    lanes = max(held_by.lanes for held_by in held)
    x = -BAR_GAP - _LANE * (lanes - 1) - _SIGN_GAP - SIGN
    ys: list[float] = []
    for bar, shape, _ in wanted:
        line = shape.rects[0]
        y = bar.rect.top() + (0 if bar.rect.top() > line.top() else (line.height() - SIGN) / 2)
        ys.append(max(y, ys[-1] + _STEP) if ys else y)
    limit = max(bottom - SIGN, ys[0])
    step = min(_STEP, (limit - ys[0]) / (len(ys) - 1)) if len(ys) > 1 else 0.0
    for index in range(len(ys) - 1, 0, -1):
        ys[index] = min(ys[index], limit)
        limit = ys[index] - step
    return [
        Sign(bar.mark, QRectF(x, y, SIGN, SIGN), direction)
        for (bar, _, direction), y in zip(wanted, ys, strict=True)
    ]
