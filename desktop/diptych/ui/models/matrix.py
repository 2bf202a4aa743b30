"""The comparison as a table: a row for each issue, and under the opened cell a row for its drawer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diptych.ui.models import stances
from diptych.ui.models.stances import Column, Order, Table
from diptych.ui.models.wording import tr
from diptych.workspace import Cell, Row

CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """Issues by parties. ``drawer`` is the row of the table that the open drawer takes, -1 for none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.drawer = -1
        self._rows: list[Row] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """Who speaks, from left to right."""
        return self.table.columns if self.table else ()

    def show(self, table: Table, order: Order) -> None:
        """Show a comparison with its issues in that order; the drawer is closed."""
        self.beginResetModel()
        self.drawer = -1
        self.table = table
        self._rows = stances.ordered(table, order)
        self.endResetModel()

    def open_drawer(self, row: int) -> int:
        """Make room under a row of the table; the room's row."""
        row = self._without_drawer(row)
        self.close_drawer()
        self.beginInsertRows(_NOWHERE, row + 1, row + 1)
        self.drawer = row + 1
        self.endInsertRows()
        return self.drawer

    def close_drawer(self) -> None:
        """Take the room away."""
        if self.drawer >= 0:
            self.beginRemoveRows(_NOWHERE, self.drawer, self.drawer)
            self.drawer = -1
            self.endRemoveRows()

    def row_of(self, issue: str) -> int:
        """Where an issue stands in the table, -1 if it does not."""
        for number, row in enumerate(self._rows):
            if row.issue == issue:
                return number + (0 <= self.drawer <= number)
        return -1

    def at(self, row: int) -> Row | None:
        """The issue in a row of the table; None for the drawer's."""
        return None if row == self.drawer else self._rows[self._without_drawer(row)]

    def gap(self, row: Row) -> float | None:
        """How far the two parties lie apart."""
        return self.table.gaps[row.issue] if self.table else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The issues, and the drawer if it is open."""
        return 0 if parent.isValid() else len(self._rows) + (self.drawer >= 0)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The issue, then who speaks on it."""
        return 0 if parent.isValid() or not self.columns else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; the ``Cell`` and the ``Row`` themselves under their roles."""
        row = self.at(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        cell = row.cell(self.columns[index.column() - 1].id) if index.column() else None
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, cell)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            who = self.columns[index.column() - 1].name if index.column() else ""
            words = ": ".join(part for part in (who, self._words(row, cell)) if part)
            return words.replace("<", "\u2039")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns and of the issues."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section - 1].name if section else tr("Issue")
        row = self.at(section)
        return row.name if row else ""

    def amount(self, column: Column) -> str:
        """ "163 quotes, 61 articles": what there is of a column on all issues."""
        return self.table.amounts[column.id] if self.table else ""

    def _words(self, row: Row, cell: Cell | None) -> str:
        if cell is not None and self.table is not None:
            return stances.cell_words(cell, self.table.comparison)
        gap = self.gap(row)
        apart = tr("only one side is heard") if gap is None else tr("{gap:.1f} of 1 apart").format(gap=gap)
        return f"{row.name}, {apart}"

    def _without_drawer(self, row: int) -> int:
        return row - (0 <= self.drawer < row)
