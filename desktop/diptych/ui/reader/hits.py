"""Going from hit to hit on a page, and which hit is the current one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from diptych.ui.reader.marks import Layer, Mark
from diptych.ui.reader.page_view import PageView


class Hits(QObject):
    """Walks the marks of a layer. The current hit is itself a mark, on the layer CURRENT."""

    changed = Signal(int, int)
    """The number of the current hit, from 1, and of how many; 0 of 0 when there is none."""

    def __init__(self, page: PageView) -> None:
        super().__init__(page)
        self._page = page
        self._layer = Layer.SEARCH
        self._index = -1

    def step(self, layer: Layer, way: int) -> None:
        """Go to the next (1) or previous (-1) hit of a layer, round the ends."""
        count = len(self._page.overlay.marks(layer))
        if not count:
            return
        if layer is self._layer and self._index >= 0:
            self._make_current(layer, (self._index + way) % count)
        else:
            first = self._page.overlay.marks(layer).next_after(self._page.top_position())
            self._make_current(layer, first if way > 0 else (first - 1) % count)

    def start_at(self, layer: Layer, position: int) -> None:
        """Go to the first hit of a layer from a position on."""
        first = self._page.overlay.marks(layer).next_after(position)
        if first >= 0:
            self._make_current(layer, first)
        else:
            self.forget()

    def position(self) -> int:
        """Where the current hit begins, or else what is read."""
        if self._index >= 0:
            return self._page.overlay.marks(self._layer).starts[self._index]
        return self._page.top_position()

    def number(self, layer: Layer) -> int:
        """The number of the current hit, from 1, where it is one of that layer; else 0."""
        return self._index + 1 if layer is self._layer else 0

    def forget(self, layer: Layer | None = None) -> None:
        """Have no current hit any more, or none of the layer given."""
        if layer is not None and layer is not self._layer:
            return
        self._index = -1
        self._page.set_marks(Layer.CURRENT, [])
        self.changed.emit(0, 0)

    def _make_current(self, layer: Layer, index: int) -> None:
        self._layer, self._index = layer, index
        marks = self._page.overlay.marks(layer)
        self._page.set_marks(Layer.CURRENT, [Mark(*marks.span(index), Layer.CURRENT, layer)])
        self._page.go_to(marks.span(index))
        self.changed.emit(index + 1, len(marks))
