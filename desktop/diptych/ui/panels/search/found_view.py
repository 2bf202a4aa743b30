"""The list of hits; the current one is higher, and copies fold and unfold."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from diptych.model import Hit
from diptych.ui.models.found_rows import FoundDelegate
from diptych.ui.models.hits import COPIES, COPY, HIT, UNFOLDED, HitList
from diptych.ui.panels.rows_view import RowsView
from diptych.ui.theme import Fonts, Theme


class Place(NamedTuple):
    """The article that is current, and the pixels that are scrolled out of view above."""

    current: int | None
    scrolled: int


class FoundView(RowsView):
    """Rows of hits. Right unfolds copies, Left folds them; the key of "more like this" works on the row."""

    end_reached = Signal()
    """The last row is in view, or nearly."""

    left_at_top = Signal()
    """Up was pressed on the first row."""

    def __init__(self, model: HitList, name: str, theme: Theme, fonts: Fonts, parent: QWidget) -> None:
        super().__init__(model, name, parent)
        self._hits = model
        self.delegate = FoundDelegate(theme, fonts, self)
        self.dress(self.delegate)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.delegate.folding_asked.connect(lambda index: self.toggle(index.row()))
        model.modelAboutToBeReset.connect(self._forget_current)
        self.verticalScrollBar().valueChanged.connect(self.look_for_end)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def place(self) -> Place:
        """Which row is current and how far the list is scrolled, to come back to."""
        hit: Hit | None = self.currentIndex().data(HIT)
        return Place(hit.id if hit is not None else None, self.verticalScrollBar().value())

    def go_back(self, place: Place | None) -> None:
        """Go back to a place if the list was filled anew meanwhile; None: to its beginning."""
        row = self._hits.row_of(place.current) if place is not None and place.current is not None else -1
        if row >= 0 and not self.currentIndex().isValid():
            self.setCurrentIndex(self._hits.index(row))
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place.scrolled if place is not None else 0)

    def look_for_end(self) -> None:
        """Tell when what is listed leaves room below it, or its end is in view."""
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum() - self.delegate.height():
            self.end_reached.emit()

    def toggle(self, row: int) -> None:
        """Fold the copies of a row, or unfold them."""
        self._hits.fold(row, bool(self._hits.index(row).data(UNFOLDED)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for another width."""
        self.delegate.width = self.viewport().width()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold with the arrows."""
        index = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Right if index.data(COPIES) and not index.data(UNFOLDED):
                self.toggle(index.row())
            case Qt.Key.Key_Left if index.data(COPIES) and index.data(UNFOLDED):
                self.toggle(index.row())
            case Qt.Key.Key_Left if index.data(COPY):
                above = index
                while above.data(COPY):
                    above = self._hits.index(above.row() - 1)
                self.go_to(above)
            case Qt.Key.Key_Up if index.row() == 0:
                self.left_at_top.emit()
            case _:
                super().keyPressEvent(event)

    def _on_current_changed(self, current: QModelIndex) -> None:
        """Give the current row more room."""
        self.delegate.current = QPersistentModelIndex(current)
        self.scheduleDelayedItemsLayout()

    def _forget_current(self) -> None:
        self.delegate.current = QPersistentModelIndex()
