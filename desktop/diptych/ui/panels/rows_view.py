"""A list of rows as the library and the search show it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from diptych.ui.models.articles import Index
from diptych.ui.models.rows import RowDelegate


class RowsView(QListView):
    """Rows of equal height. A double click or Enter opens, Shift+Enter on the right."""

    row_opened = Signal(int, bool)
    """Row, and whether it is meant for the right pane."""

    chosen = Signal()
    """The selection is another."""

    def __init__(self, model: QAbstractListModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(lambda index: self.row_opened.emit(index.row(), False))
        self.selectionModel().selectionChanged.connect(lambda: self.chosen.emit())
        model.modelReset.connect(self.chosen)

    def dress(self, delegate: RowDelegate) -> None:
        """Paint the rows with this delegate."""
        self.setItemDelegate(delegate)
        self.verticalScrollBar().setSingleStep(delegate.height() // 2)

    def rows(self) -> list[int]:
        """The selected rows from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def go_to(self, index: Index) -> None:
        """Make a row the current and only selected one, and bring it into view."""
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Enter, on the right with Shift."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            right = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.row_opened.emit(self.currentIndex().row(), right)
            return
        super().keyPressEvent(event)
