"""Which issue is under the reader's eye: the one spoken of in the paragraph that is being read."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from diptych.ui.marking import Marking
from diptych.ui.reader.levels import NUMBERED
from diptych.ui.reader.linking import eye
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide

REST_MS = 150
"""The eye is taken to rest when nothing was scrolled for so long."""

HOLD_MS = 900
"""For so long after a jump to a passage its own issue stays."""


class Eye(QObject):
    """Follows the scrolling of the active pane."""

    moved = Signal(str, str)
    """The issue under the eye, "" where the paragraph speaks of none; and where the eye is, in words."""

    def __init__(self, panes: SideBySide, marking: Marking, parent: QObject) -> None:
        super().__init__(parent)
        self._panes, self._marking = panes, marking
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.look)
        self._held = QTimer(self, singleShot=True, interval=HOLD_MS)
        for pane in (panes.left, panes.right):
            pane.page.verticalScrollBar().valueChanged.connect(lambda _, pane=pane: self._on_scrolled(pane))

    def hold(self) -> None:
        """Let the issue be: what is scrolled now is the way to a passage."""
        self._rest.stop()
        self._held.start()

    def release(self) -> None:
        """Follow the scrolling again."""
        self._held.stop()

    @property
    def resting(self) -> bool:
        """Whether something was scrolled, and will soon be looked at."""
        return self._rest.isActive()

    def look(self) -> None:
        """Tell what is under the eye in the active pane."""
        pane = self._panes.active_pane
        article = pane.article
        if article is None or not article.blocks:
            return
        at = self._position(pane)
        index = max(0, bisect_right([block.start for block in article.blocks], at) - 1)
        block = article.blocks[index]
        number = sum(each.kind in NUMBERED for each in article.blocks[: index + 1])
        side = self.tr("left pane") if pane.side == "left" else self.tr("right pane")
        here = [
            each
            for each in self._marking.statements(pane)
            if each.span.start < block.end and block.start < each.span.end
        ]
        nearest = min(here, key=lambda each: max(each.span.start - at, at - each.span.end, 0), default=None)
        issue = nearest.evidence[0].issue if nearest is not None else ""
        self.moved.emit(issue, self.tr("¶ {n} · {side}").format(n=max(1, number), side=side))

    def _on_scrolled(self, pane: ReaderPane) -> None:
        if pane is self._panes.active_pane and not self._held.isActive():
            self._rest.start()

    def _position(self, pane: ReaderPane) -> int:
        page = pane.page
        bar, height = page.verticalScrollBar(), page.viewport().height()
        y = eye(bar.value(), bar.maximum(), height)
        left, width = page.column()
        return page.position_at(QPointF(left + width / 2, y))
