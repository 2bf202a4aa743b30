"""Linked scrolling: the other pane moves along with the one that is scrolled by hand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from diptych.ui.reader.linking import Way, eased, eye
from diptych.ui.reader.pane import ReaderPane

FRAME_MS = 16


class Following(QObject):
    """Follows the hand: whichever pane is scrolled leads, and the other one is led to what belongs beside.

    The pane that is led stops at once when it is touched or scrolled itself, or moved by anything else:
    what is opened in one pane never moves the other.
    """

    def __init__(self, panes: tuple[ReaderPane, ReaderPane], parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._ways = (Way(), Way())
        self._on = False
        self._led: ReaderPane | None = None
        self._goal = self._left_at = 0
        self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.step)
        for pane in panes:
            bar = pane.page.verticalScrollBar()
            # Sent only for what the user does, and before the value changes.
            bar.actionTriggered.connect(lambda _, pane=pane, bar=bar: self.lead(pane, bar.sliderPosition()))
            pane.ruler.sliderMoved.connect(partial(self.lead, pane))
            pane.page.viewport().installEventFilter(self)
            # The page scrolls to its caret only after it has told that this has moved.
            pane.page.cursorPositionChanged.connect(
                lambda pane=pane: QTimer.singleShot(0, self, lambda: self._lead_by_caret(pane))
            )

    @property
    def moving(self) -> bool:
        """Whether a pane is being led."""
        return self._timer.isActive()

    def switch(self, on: bool) -> None:
        """Follow, or leave each pane to itself."""
        self._on = on
        if not on:
            self.stop()

    def set_ways(self, there: Way, back: Way) -> None:
        """The ways from the left page to the right one and back."""
        self._ways = (there, back)
        self.stop()

    def stop(self) -> None:
        """Let the pane that is led stand where it is."""
        self._timer.stop()
        self._led = None

    def lead(self, pane: ReaderPane, value: int) -> None:
        """Lead the other pane to where it belongs when this one is scrolled to ``value``."""
        if self._led is pane:
            self.stop()
        if not self._on:
            return
        other = self._panes[0] if pane is self._panes[1] else self._panes[1]
        led = other.page.verticalScrollBar()
        down, wanted = self._wanted(pane, value)
        if wanted is None:
            self.stop()
            return
        level = round(wanted - down + page_top(other) - page_top(pane))
        self._goal = min(max(level, led.minimum()), led.maximum())
        if self._led is None:
            self._left_at = led.value()
        self._led = other
        if self._goal != led.value() and not self._timer.isActive():
            self._timer.start()

    def _lead_by_caret(self, pane: ReaderPane) -> None:
        """Follow a caret that the keyboard moves."""
        if pane.page.caret_shown and pane.page.hasFocus():
            self.lead(pane, pane.page.verticalScrollBar().value())

    def rests(self, pane: ReaderPane) -> bool:
        """Whether nothing around the eye in a pane belongs to anything that the other could be led to."""
        return self._wanted(pane, pane.page.verticalScrollBar().value())[1] is None

    def _wanted(self, pane: ReaderPane, value: int) -> tuple[float, float | None]:
        """How far down the view the eye is, and the height of the other page that belongs beside it."""
        most, height = pane.page.verticalScrollBar().maximum(), pane.page.viewport().height()
        down = eye(value, most, height)
        return down, self._ways[0 if pane.side == "left" else 1].goal(value + down)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let go of a pane that is touched."""
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if pressed and self._led is not None and watched is self._led.page.viewport():
            self.stop()
        return super().eventFilter(watched, event)

    def step(self) -> None:
        """Move the pane that is led by one frame."""
        if self._led is None:
            return
        bar = self._led.page.verticalScrollBar()
        if bar.value() != self._left_at or bar.value() == self._goal:
            self.stop()
            return
        bar.setValue(eased(bar.value(), self._goal))
        self._left_at = bar.value()


def page_top(pane: ReaderPane) -> int:
    """How far down the window the page of a pane begins: tabs over one pane only push it down."""
    return pane.page.mapTo(pane.window(), pane.page.rect().topLeft()).y()
