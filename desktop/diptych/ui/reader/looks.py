"""How each layer looks in a theme: never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from diptych.ui.reader.marks import Layer
from diptych.ui.theme import Theme


@dataclass(frozen=True)
class Look:
    """What is drawn for a mark: a fill and an outline around the words, a line under them, a bar beside.

    ``ruler`` is the colour in the overview and ``lane`` where it stands there: 0 outer, 1 middle, 2 inner.
    """

    fill: QColor | None = None
    outline: QColor | None = None
    outline_width: float = 1.0
    underline: QColor | None = None
    dotted: bool = False
    bar: QColor | None = None
    ruler: QColor | None = None
    lane: int = 2


def look(theme: Theme, layer: Layer, data: object = None) -> Look:
    """The look of a mark. A current hit carries the layer it belongs to as data."""
    match layer:
        case Layer.LINKS:
            return Look(underline=theme.muted, dotted=True)
        case Layer.SEARCH:
            return Look(fill=theme.find_bg, outline=theme.find, ruler=theme.find, lane=2)
        case Layer.FIND:
            return Look(fill=theme.accbg, outline=theme.accent, ruler=theme.accent, lane=1)
        case Layer.CURRENT:
            color = theme.find if data is Layer.SEARCH else theme.accent
            return Look(fill=theme.sel, outline=color, outline_width=2.5, ruler=color, lane=2)
        case Layer.FLASH:
            return Look(fill=theme.sel, outline=theme.accent, outline_width=3.0)
