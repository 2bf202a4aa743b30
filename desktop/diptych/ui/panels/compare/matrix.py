"""The table of the comparison with its heading and its drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from diptych.ui import signs
from diptych.ui.models.matrix import CELL, ROW, Index, MatrixModel, Table
from diptych.ui.models.stances import Column
from diptych.ui.panels.compare.cells import ROW_HEIGHT, CellDelegate
from diptych.ui.panels.compare.drawer import Drawer
from diptych.ui.panels.drawing import Look, broken

if TYPE_CHECKING:
    from diptych.workspace.comparing import MatrixRow

HEADING_HEIGHT = 36
_SHARES = (206, 258, 188, 258, 168, 202)
"""How the width is shared by the issue, a party, what is shared, the other party, third ones, analysts."""


class Heading(QHeaderView):
    """Names the columns with their badges, and says how much there is of each."""

    def __init__(self, model: MatrixModel, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(HEADING_HEIGHT)
        self.setAccessibleName(self.tr("Columns"))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(600, HEADING_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one name."""
        look, theme = self.look, self.look.theme
        painter.save()
        painter.fillRect(rect, theme.panel)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.border2)
        where = QRectF(rect)
        bold = look.words(13, bold=True)
        if section == 0:
            name = broken(str(self._model.headerData(0, Qt.Orientation.Horizontal)), bold, rect.width(), 1)
            name.paint(painter, theme.text, where.topLeft() + QPointF(16, 9))
            self._paint_order(painter, where, 16 + name.width() + 10)
        else:
            self._paint_column(painter, where, self._model.columns[section - 1])
        painter.restore()

    def _paint_order(self, painter: QPainter, rect: QRectF, left: float) -> None:
        words = broken(self._model.order_words, self.look.words(), 400, 1)
        if left + words.width() < rect.width() - 4:
            words.paint(painter, self.look.theme.muted, rect.topLeft() + QPointF(left, 10))

    def _paint_column(self, painter: QPainter, rect: QRectF, column: Column) -> None:
        look, theme = self.look, self.look.theme
        left, top = rect.left() + 6, rect.top() + 9
        painter.setFont(look.words(12, bold=True))
        signs.paint_badge(painter, column.badge, theme, QRectF(left, top + 1, 16, 16))
        name = broken(column.name, look.words(13, bold=True), rect.width() - 32, 1)
        name.paint(painter, theme.text, QPointF(left + 24, top))
        used = 24 + name.width() + 10
        for words in (self._model.amount(column), self._model.short_amount(column)):
            totals = broken(words, look.words(), 400, 1)
            if used + totals.width() < rect.width() - 8:
                totals.paint(painter, theme.muted, QPointF(left + used, top + 1))
                break


class MatrixView(QTableView):
    """Issues by parties. A click, Enter or Space opens the drawer of a cell, Escape closes it."""

    drawer_opened = Signal(Drawer)
    issue_chosen = Signal(str)
    """Another issue is the current one."""

    aside_asked = Signal(str, bool)
    """An issue is to be set aside as not relevant, or to be taken back."""

    def __init__(self, look: Look, *, may_act: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_act = may_act
        self._chosen = ""
        self.matrix = MatrixModel(self)
        self.drawer: Drawer | None = None
        self._heading = Heading(self.matrix, look, self)
        self._cells = CellDelegate(self.matrix, look, self)
        self.setModel(self.matrix)
        self.setHorizontalHeader(self._heading)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(self.tr("Comparison"))
        self.setObjectName("matrix")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 2)
        self.clicked.connect(self.toggle)

    @property
    def look(self) -> Look:
        """How it is painted."""
        return self._cells.look

    def set_look(self, look: Look) -> None:
        """Paint so from now on; the drawer is made anew."""
        self._cells.look = self._heading.look = look
        self._heading.viewport().update()
        self.viewport().update()
        if self.drawer is not None:
            self.open(self.drawer.row.issue, self.drawer.column.id)

    def show_table(self, table: Table) -> None:
        """Show a comparison; drawer, current cell, focus and place stay where they were."""
        open_, current, at = self._cells.opened, self._current(), self.verticalScrollBar().value()
        drawer, focused = self.drawer, self._drawer_has_focus()
        if drawer is not None and self._same_rows(table):
            self._renew(table, drawer)
            return
        self._forget_drawer()
        self.matrix.show(table)
        self._span_fold()
        self._share_width()
        if open_ is not None:
            self.open(*open_)
        if current is not None and (row := self.matrix.row_of(current[0])) >= 0:
            self.setCurrentIndex(self.matrix.index(row, current[1]))
        self.verticalScrollBar().setValue(at)
        if focused and self.drawer is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_eye(self, issue: str) -> None:
        """Mark the issue under the reader's eye."""
        self.matrix.set_eye(issue)

    def fold(self, *, unfolded: bool) -> None:
        """Show or hide what is set aside."""
        self.close_drawer()
        self.clearSpans()
        self.matrix.fold(unfolded=unfolded)
        self._span_fold()
        self.setCurrentIndex(self.matrix.index(self.matrix.fold_row, 0))

    def toggle(self, index: Index) -> None:
        """Open the drawer of a cell, or close it."""
        row = index.data(ROW)
        if row is None:
            if index.row() == self.matrix.fold_row:
                self.fold(unfolded=not self.matrix.unfolded)
            return
        column = self.matrix.columns[max(0, index.column() - 1)].id
        if self._cells.opened == (row.issue, column):
            self.close_drawer()
        else:
            self.open(row.issue, column)

    def open(self, issue: str, column: str) -> None:
        """Open the drawer of a cell that holds evidence; any other drawer is closed."""
        self.close_drawer()
        at = self.matrix.row_of(issue)
        place = next((n for n, each in enumerate(self.matrix.columns, 1) if each.id == column), 0)
        cell = self.matrix.index(at, place).data(CELL) if at >= 0 and place else None
        if cell is None or not cell.pieces + cell.broken:
            return
        row = self.matrix.index(at, place).data(ROW)
        self._cells.opened = (issue, column)
        under = self.matrix.open_drawer(at)
        self.clearSpans()
        self._span_fold()
        self.setSpan(under, 0, 1, self.matrix.columnCount())
        columns = self.matrix.columns
        other = {columns[0].id: columns[2], columns[2].id: columns[0]}.get(column)
        self.drawer = Drawer(row, columns[place - 1], cell, self.look, other, may_act=self._may_act)
        self.drawer.closed.connect(self.close_drawer)
        self.setIndexWidget(self.matrix.index(under, 0), self.drawer)
        self._size_drawer()
        self._place_gap()
        self.setCurrentIndex(self.matrix.index(at, place))
        self.drawer_opened.emit(self.drawer)
        self.viewport().update()

    def show_drawer(self) -> None:
        """Give the drawer the room that its rows take, and bring it into view."""
        if self.drawer is not None:
            self._size_drawer()
            under = self.matrix.drawer
            self.scrollTo(self.matrix.index(under, 0))
            self.scrollTo(self.matrix.index(under - 1, self.currentIndex().column()))

    def close_drawer(self) -> None:
        """Close the drawer; the cell has the focus if a row in it had it."""
        if self.drawer is None:
            return
        had_focus = self._drawer_has_focus()
        self._forget_drawer()
        self.matrix.close_drawer()
        self._span_fold()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open and close the drawer, Down from its cell enters it, Escape closes it."""
        key, index = Qt.Key(event.key()), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self.toggle(index)
        elif key == Qt.Key.Key_Escape and self.drawer is not None:
            self.close_drawer()
        elif key == Qt.Key.Key_Down and self.drawer is not None and index.row() + 1 == self.matrix.drawer:
            self.enter_drawer()
        elif key == Qt.Key.Key_Delete and (row := index.data(ROW)) is not None and self._may_act:
            self.aside_asked.emit(row.issue, not row.aside)
        else:
            super().keyPressEvent(event)

    def enter_drawer(self) -> None:
        """Give the focus to the first piece."""
        if self.drawer is not None and self.drawer.rows:
            self.drawer.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with an issue."""
        index = self.indexAt(event.pos())
        if (row := index.data(ROW)) is not None:
            menu = self.menu_of(row, index.column())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    def menu_of(self, row: MatrixRow, column: int) -> QMenu:
        """What can be done with an issue and a cell."""
        menu = QMenu(self)
        if column:
            of = self.matrix.columns[column - 1].id
            menu.addAction(self.tr("Open the evidence"), lambda: self.open(row.issue, of))
        if self._may_act:
            words = self.tr("Take back as relevant") if row.aside else self.tr("Set aside as not relevant")
            menu.addAction(words, lambda: self.aside_asked.emit(row.issue, not row.aside))
        return menu

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which issue is the current one."""
        super().currentChanged(current, previous)
        row = current.data(ROW) if current.isValid() else None
        if row is not None and row.issue != self._chosen:
            self._chosen = row.issue
            self.issue_chosen.emit(row.issue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        if not self.matrix.columnCount():
            return
        width, whole = self.viewport().width(), sum(_SHARES)
        widths = [width * share // whole for share in _SHARES]
        widths[0] += width - sum(widths)
        for column, each in enumerate(widths):
            self.setColumnWidth(column, each)
        self._place_gap()

    def _place_gap(self) -> None:
        if self.drawer is None:
            return
        place = [each.id for each in self.matrix.columns].index(self.drawer.column.id) + 1
        left = self.columnViewportPosition(place) + 5
        self.drawer.set_gap(left, left + self.columnWidth(place) - 10)

    def _current(self) -> tuple[str, int] | None:
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return None if row is None else (row.issue, self.currentIndex().column())

    def _same_rows(self, table: Table) -> bool:
        """Whether the same issues stand in the same order, so that the drawer can stay as it is."""
        shown = self.matrix.table
        rows = [(row.issue, row.aside) for row in shown.matrix.rows] if shown else []
        drawer = self.drawer
        if drawer is None or rows != [(row.issue, row.aside) for row in table.matrix.rows]:
            return False
        cell = table.matrix.row(drawer.row.issue).cell(drawer.column.id)
        return bool(cell.pieces + cell.broken)

    def _renew(self, table: Table, drawer: Drawer) -> None:
        self.matrix.renew(table)
        row = table.matrix.row(drawer.row.issue)
        drawer.renew(row, row.cell(drawer.column.id))
        self._heading.viewport().update()
        self.viewport().update()
        self.drawer_opened.emit(drawer)

    def _span_fold(self) -> None:
        if (fold := self.matrix.fold_row) >= 0:
            self.setSpan(fold, 0, 1, self.matrix.columnCount())

    def _size_drawer(self) -> None:
        if self.drawer is not None:
            self.setRowHeight(self.matrix.drawer, self.drawer.sizeHint().height())

    def _drawer_has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return self.drawer is not None and focus is not None and self.drawer.isAncestorOf(focus)

    def _forget_drawer(self) -> None:
        if self.matrix.drawer >= 0:
            # The heights of rows outlive what stands in them.
            self.setRowHeight(self.matrix.drawer, ROW_HEIGHT)
        self.clearSpans()
        self._cells.opened = None
        self.drawer = None
