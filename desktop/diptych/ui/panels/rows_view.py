"""A list of rows as the library and the search show it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from diptych.ui.models.articles import Index
from diptych.ui.models.rows import RowDelegate


class RowsView(QListView):
    """Rows of equal height. A double click or Enter opens, Shift+Enter on the right.

    The middle button and Ctrl+Enter open in a new tab.
    """

    row_opened = Signal(int, bool)
    """Row, and whether it is meant for the right pane."""

    tab_asked = Signal(int)
    """The row is to be opened in a new tab."""

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

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter from the menus, which know of articles but not of what was found in them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _for_tab(event):
            event.accept()
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button opens in a new tab."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and index.isValid():
            self.tab_asked.emit(index.row())
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Enter, on the right with Shift, in a new tab with Ctrl."""
        if _for_tab(event) and self.currentIndex().isValid():
            self.tab_asked.emit(self.currentIndex().row())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            right = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.row_opened.emit(self.currentIndex().row(), right)
            return
        super().keyPressEvent(event)


def _for_tab(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == (
        Qt.KeyboardModifier.ControlModifier
    )
