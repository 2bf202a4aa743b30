"""How each layer looks in a theme: never by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from diptych.ui import signs
from diptych.ui.reader.marks import Held, Layer, Named, Pen
from diptych.ui.strokes import LINES, Line
from diptych.ui.theme import Theme

OVERLINES = (None, Line.DOTTED, Line.DASHED, Line.DASH_DOT)
"""The line along the top of each colour of highlight."""


@dataclass(frozen=True)
class Look:
    """What is drawn for a mark: a fill and an outline around the words, a line under or over them, a bar.

    ``held`` says for a position who holds it and which ways it leans. ``noted`` asks for the sign of a
    note in the right margin. ``ruler`` is the colour in the overview and ``lane`` where it stands there:
    0 left, 1 middle, 2 right.
    """

    fill: QColor | None = None
    outline: QColor | None = None
    outline_width: float = 1.0
    underline: QColor | None = None
    line: Line = Line.SOLID
    overline: QColor | None = None
    bar: QColor | None = None
    held: Held | None = None
    noted: bool = False
    ruler: QColor | None = None
    lane: int = 2


def look(theme: Theme, layer: Layer, data: object = None, *, by_party: bool = False) -> Look:
    """The look of a mark with its data; raises ``AttributeError`` or ``KeyError`` for data unknown.

    ``by_party`` gives names the colour of their party instead of their kind; the line tells the kind still.
    """
    if by_party and isinstance(data, Named):
        return Look(underline=signs.tint(theme, data.role).ink, line=_line(data))
    return _LOOKS[layer](theme, data)


def _position(theme: Theme, data: object) -> Look:
    held = data if isinstance(data, Held) else Held("analyst")
    tint = signs.tint(theme, held.role)
    return Look(fill=tint.ground, bar=tint.ink, held=held, ruler=tint.ink, lane=0)


def _highlight(theme: Theme, data: object) -> Look:
    pen = data if isinstance(data, Pen) else Pen(0)
    colour = theme.highlights[pen.colour % len(theme.highlights)]
    line = OVERLINES[pen.colour % len(OVERLINES)]
    return Look(
        fill=colour,
        overline=theme.deco if line else None,
        line=line or Line.SOLID,
        noted=pen.noted,
        ruler=colour,
        lane=1,
    )


def _link(theme: Theme, _: object) -> Look:
    return Look(underline=theme.muted, line=Line.DOTTED)


def _entity(theme: Theme, data: object) -> Look:
    named = data if isinstance(data, Named) else Named(str(data))
    return Look(underline=theme.entity[named.kind], line=_line(named))


def _line(named: Named) -> Line:
    return LINES.get(named.kind, Line.SOLID)


def _search(theme: Theme, _: object) -> Look:
    return Look(fill=theme.find_bg, outline=theme.find, ruler=theme.find, lane=2)


def _find(theme: Theme, _: object) -> Look:
    return Look(fill=theme.accbg, underline=theme.accent, ruler=theme.accent, lane=1)


def _current(theme: Theme, data: object) -> Look:
    """The current hit: as the layer that is its data, with a stronger outline."""
    if data is Layer.FIND:
        return Look(fill=theme.accbg, outline=theme.accent, outline_width=2.5, ruler=theme.accent, lane=1)
    return Look(fill=theme.find_bg, outline=theme.find, outline_width=2.5, ruler=theme.find, lane=2)


def _flash(theme: Theme, _: object) -> Look:
    return Look(fill=theme.sel, outline=theme.accent, outline_width=3.0)


_LOOKS: Mapping[Layer, Callable[[Theme, object], Look]] = {
    Layer.POSITIONS: _position,
    Layer.HIGHLIGHTS: _highlight,
    Layer.LINKS: _link,
    Layer.ENTITIES: _entity,
    Layer.SEARCH: _search,
    Layer.FIND: _find,
    Layer.CURRENT: _current,
    Layer.FLASH: _flash,
}
