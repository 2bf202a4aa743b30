"""The list of hits; the current one is higher, and copies fold and unfold."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from diptych.ui.models.found_rows import FoundDelegate
from diptych.ui.models.hits import COPIES, COPY, UNFOLDED, HitList
from diptych.ui.panels.rows_view import RowsView
from diptych.ui.theme import Fonts, Theme


class FoundView(RowsView):
    """Rows of hits. Right unfolds copies, Left folds them; the key of "more like this" works on the row."""

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
        self.selectionModel().currentChanged.connect(self._on_current_changed)

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
