"""What the keyboard does anywhere: going round the regions of the window, asking for menus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget


class Region(NamedTuple):
    """A part of the window, and the widget in it that takes the focus."""

    whole: QWidget
    inner: QWidget


def ask_for_menu() -> None:
    """Ask for the context menu of what has the focus, as the menu key does, which not every keyboard has."""
    focus = QApplication.focusWidget()
    if focus is None:
        return
    caret = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    point = (caret.toRect() if isinstance(caret, QRectF) else caret or focus.rect()).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, point, focus.mapToGlobal(point))
    QApplication.sendEvent(focus, asked)


def go_to_next(regions: Sequence[Region], way: int) -> None:
    """Give the focus to the visible region after (``way`` 1) or before (-1) the one that has it."""
    seen = [region for region in regions if region.whole.isVisible()]
    if not seen:
        return
    focus = QApplication.focusWidget()
    within = [focus is not None and region.whole.isAncestorOf(focus) for region in seen]
    start = within.index(True) if any(within) else (-1 if way > 0 else 0)
    seen[(start + way) % len(seen)].inner.setFocus(Qt.FocusReason.TabFocusReason)
