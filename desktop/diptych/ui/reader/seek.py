"""Bringing a place of the text into view, which on a long page is not laid out yet."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTextBrowser

from diptych.model import Span
from diptych.ui.reader.offsets import OffsetMap

NEAR = 60_000
"""So many characters from the top are laid out at once (about 25 ms); what is further is waited for."""

_LOOK_MS = 10
_CONTEXT_ABOVE = 0.28
"""Where a passage comes to stand, as a part of the view's height from the top."""

_MARGIN_TOP, _MARGIN_BOTTOM = 40, 80


class Sought(Protocol):
    """What is known of the page while it grows."""

    @property
    def offsets(self) -> OffsetMap:
        """The map as far as the page is built."""

    @property
    def building(self) -> bool:
        """Whether a part is still to be built."""

    @property
    def complete(self) -> bool:
        """Whether all is built and laid out."""


class Seeker(QObject):
    """Scrolls a view to a span as soon as that is built and laid out, without ever forcing a long layout."""

    def __init__(self, view: QTextBrowser, page: Sought) -> None:
        super().__init__(view)
        self._view = view
        self._page = page
        self._target: Span | None = None
        self._held = 0
        self._left_at = -1
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)

    @property
    def passage(self) -> Span | None:
        """The passage that is sought and not reached yet."""
        return self._target if self._target and self._target.start < self._target.end else None

    def seek(self, span: Span) -> None:
        """Bring a span into view, with some text above it; nothing moves where it is in view already."""
        self._target = span
        self._look()

    def seek_unseen(self, position: int) -> None:
        """Bring a position to the top; until it is there the view shows the picture it has."""
        self._target = Span(position, position)
        if position > NEAR:
            self._view.viewport().setUpdatesEnabled(False)
            self._view.verticalScrollBar().setValue(0)
        self._look()

    def hold(self, position: int) -> int:
        """The position to be kept when the width changes, given the one at the top now.

        It is the same through a series of changes, until the reader scrolls: so nothing creeps.
        """
        if self._target is None and self._view.verticalScrollBar().value() != self._left_at:
            self._held = position
        return self._held

    def stop(self) -> None:
        """Seek nothing any more, and keep nothing."""
        self._left_at = -1
        self._finish()

    def _finish(self) -> None:
        self._target = None
        self._looking.stop()
        self._view.viewport().setUpdatesEnabled(True)

    def _look(self) -> None:
        """Scroll to the target if it is there, else look again soon."""
        if self._target is None:
            return
        bar = self._view.verticalScrollBar()
        top = self._height_of(self._target.start)
        height = self._view.viewport().height()
        if top is None or min(top, self._page_height() - height) > bar.maximum() + 1:
            self._looking.start()
            return
        in_view = bar.value() + _MARGIN_TOP <= top <= bar.value() + height - _MARGIN_BOTTOM
        if self._target.start == self._target.end:
            bar.setValue(round(top))
            self._left_at = bar.value()
        elif not in_view:
            bar.setValue(round(top - height * _CONTEXT_ABOVE))
        self._finish()

    def _height_of(self, position: int) -> float | None:
        """How far down the line of a code point stands (the title's for 0), or None while unknown."""
        if position == 0:
            return 0
        if self._page.building and self._page.offsets.end <= position:
            return None
        qt = self._page.offsets.to_qt(position)
        block = self._view.document().findBlock(qt)
        if qt > NEAR and not block.layout().lineCount():
            return None
        rect = self._view.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(qt - block.position())
        return rect.top() + (line.y() if line.isValid() else 0)

    def _page_height(self) -> float:
        """How high the page is, as far as known: without end while it grows."""
        if not self._page.complete:
            return float("inf")
        return self._view.document().documentLayout().documentSize().height()
