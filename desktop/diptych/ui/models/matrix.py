"""The comparison as a table: a row for each issue, one for the open drawer, one for what is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diptych.ui.models import stances
from diptych.ui.models.stances import Column
from diptych.ui.models.wording import counted, tr

if TYPE_CHECKING:
    from diptych.workspace.comparing import Matrix, MatrixCell, MatrixRow

CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Table(NamedTuple):
    """A comparison as it is shown: the columns as they look, and the matrix with its rows in order."""

    columns: tuple[Column, ...]
    matrix: Matrix


class MatrixModel(QAbstractTableModel):
    """Issues by columns.

    ``drawer`` is the row of the table that the open drawer takes, -1 for none. Issues that are set aside
    stand under a row of their own, and are shown while it is unfolded.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.drawer = -1
        self.unfolded = False
        self.eye = ""
        """The issue under the reader's eye."""
        self._rows: list[MatrixRow | None] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """Who speaks, from left to right."""
        return self.table.columns if self.table else ()

    @property
    def analysed(self) -> int:
        """How many articles the comparison rests on."""
        return self.table.matrix.analysed if self.table else 0

    def show(self, table: Table) -> None:
        """Show a comparison; the drawer is closed."""
        self.beginResetModel()
        self.drawer, self.table = -1, table
        self._fill()
        self.endResetModel()

    def renew(self, table: Table) -> None:
        """Show other figures for the same issues in the same order; the drawer stays open."""
        self.table = table
        self._fill()
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def fold(self, *, unfolded: bool) -> None:
        """Show or hide the issues that are set aside; the drawer is closed."""
        self.beginResetModel()
        self.drawer, self.unfolded = -1, unfolded
        self._fill()
        self.endResetModel()

    def set_eye(self, issue: str) -> None:
        """Mark the issue under the reader's eye."""
        self.eye = issue
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

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
            if row is not None and row.issue == issue:
                return number + (0 <= self.drawer <= number)
        return -1

    def at(self, row: int) -> MatrixRow | None:
        """The issue in a row of the table; None for the drawer's and the fold's."""
        return None if row == self.drawer else self._rows[self._without_drawer(row)]

    @property
    def fold_row(self) -> int:
        """The row of the table under which what is set aside stands, -1 if nothing is."""
        number = self._rows.index(None) if None in self._rows else -1
        return number + (0 <= self.drawer <= number) if number >= 0 else -1

    @property
    def fold_words(self) -> str:
        """What the row of what is set aside says."""
        n = sum(row.aside for row in self.table.matrix.rows) if self.table else 0
        words = counted(
            n, tr("1 issue set aside as not relevant"), tr("{n} issues set aside as not relevant")
        )
        return f"{words}  ·  {tr('hide') if self.unfolded else tr('show')}"

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The issues, the fold if there is one, and the drawer if it is open."""
        return 0 if parent.isValid() else len(self._rows) + (self.drawer >= 0)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The issue, then who speaks on it."""
        return 0 if parent.isValid() or not self.columns else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; the ``MatrixCell`` and the ``MatrixRow`` themselves under their roles."""
        row = self.at(index.row())
        if row is None:
            spoken = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self.fold_words if spoken and index.row() == self.fold_row else None
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

    @property
    def order_words(self) -> str:
        """ "most disagreement first": how the issues are ordered."""
        order = str(self.table.matrix.query.sort) if self.table else ""
        return {
            "disagreement": tr("most disagreement first"),
            "evidence": tr("most evidence first"),
            "date": tr("latest first"),
            "name": tr("by name"),
            "dossier": tr("as in the dossier"),
        }.get(order, "")

    def amount(self, column: Column) -> str:
        """ "163 quotes, 61 articles": what there is of a column on all issues."""
        if self.table is None:
            return ""
        matrix = self.table.matrix
        articles = dict(zip(matrix.columns, matrix.column_articles, strict=True))
        return stances.amount(self._pieces(column), articles[column.id])

    def short_amount(self, column: Column) -> str:
        """ "163 quotes": the same where there is less room."""
        return stances.quotes(self._pieces(column))

    def _pieces(self, column: Column) -> int:
        return sum(row.cell(column.id).pieces for row in self.table.matrix.rows) if self.table else 0

    def _fill(self) -> None:
        rows = self.table.matrix.rows if self.table else ()
        aside = [row for row in rows if row.aside]
        self._rows = [row for row in rows if not row.aside]
        if aside:
            self._rows += [None, *(aside if self.unfolded else ())]

    def _words(self, row: MatrixRow, cell: MatrixCell | None) -> str:
        if cell is not None:
            return stances.cell_words(cell, self.analysed)
        apart = (
            tr("only one side is heard")
            if row.gap is None
            else tr("{gap:.1f} of 1 apart").format(gap=row.gap)
        )
        eye = tr("under the eye") if row.issue == self.eye else ""
        aside = tr("set aside as not relevant") if row.aside else ""
        return ", ".join(part for part in (row.name, apart, eye, aside) if part)

    def _without_drawer(self, row: int) -> int:
        return row - (0 <= self.drawer < row)
