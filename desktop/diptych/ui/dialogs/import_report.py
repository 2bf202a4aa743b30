"""How every file of an import ended, to be read and kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QTableView,
    QWidget,
)

from diptych.model import ImportResult, ImportStatus
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models.articles import NOWHERE, Index
from diptych.ui.models.wording import counted, one_line, tr
from diptych.ui.theme import Theme
from diptych.workspace import ImportReport, report_as_csv


def status_words(status: ImportStatus) -> str:
    """The end of a file in one word."""
    return {
        ImportStatus.ADDED: tr("Added"),
        ImportStatus.FLAGGED: tr("Added, check it"),
        ImportStatus.DUPLICATE: tr("Duplicate"),
        ImportStatus.FAILED: tr("Failed"),
    }[status]


def summary(report: ImportReport) -> str:
    """The import in one sentence: "5 added (1 to check), 1 duplicate, 2 failed."."""
    flagged = report.count(ImportStatus.FLAGGED)
    added = report.count(ImportStatus.ADDED) + flagged
    parts = [counted(added, tr("1 article added"), tr("{n} articles added"))]
    if flagged:
        parts[0] += tr(" ({n} to check)").format(n=flagged)
    if duplicates := report.count(ImportStatus.DUPLICATE):
        parts.append(counted(duplicates, tr("1 duplicate"), tr("{n} duplicates")))
    if failed := report.count(ImportStatus.FAILED):
        parts.append(counted(failed, tr("1 failed"), tr("{n} failed")))
    ended = tr(" The import was cancelled; what was added is kept.") if report.cancelled else ""
    return f"{', '.join(parts)}.{ended}"


def as_text(report: ImportReport) -> str:
    """The report as lines: status, file, reason."""
    lines = [summary(report), ""]
    for result in report.results:
        lines.append(f"{status_words(result.status)}: {one_line(result.path)}")
        if result.reason:
            lines.append(f"    {one_line(result.reason)}")
    return "\n".join(lines) + "\n"


class ResultTable(QAbstractTableModel):
    """File, status and reason of each result."""

    def __init__(self, results: Sequence[ImportResult], theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results = list(results)
        self._colors = {
            ImportStatus.ADDED: theme.ok,
            ImportStatus.FLAGGED: theme.warn,
            ImportStatus.DUPLICATE: theme.muted,
            ImportStatus.FAILED: theme.bad,
        }
        self._heads = (tr("File"), tr("Ended as"), tr("Reason"))

    def result(self, row: int) -> ImportResult:
        """The result of a row."""
        return self._results[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many files were offered."""
        return 0 if parent.isValid() else len(self._results)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """File, status, reason."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; the whole path and reason are its tool tip."""
        if not index.isValid() or index.row() >= len(self._results):
            return None
        result = self._results[index.row()]
        cells = (Path(result.path).name, status_words(result.status), result.reason)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(cells[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            whole = (result.path, cells[1], result.reason)
            return one_line(whole[index.column()]).replace("<", "\u2039")
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return QColor(self._colors[result.status])
        return None


class ImportReportDialog(Dialog):
    """The table of results; a row opens its article."""

    article_opened = Signal(int)

    def __init__(self, parent: QWidget | None, report: ImportReport, theme: Theme) -> None:
        super().__init__(parent, self.tr("Import report"), Button.Close, 720)
        self._report = report
        self.resize(860, 480)
        self.model = ResultTable(report.results, theme, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Files of the import"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 280)
        self.table.setColumnWidth(1, 130)
        self.body.addWidget(label(summary(report)))
        self.body.addWidget(self.table, 1)
        self.problem = label("", "problem")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.save_button = self.buttons.addButton(
            self.tr("Save report…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.save_button.clicked.connect(self._on_save)
        self.table.activated.connect(self._on_activated)

    @classmethod
    def show_for(cls, parent: QWidget | None, report: ImportReport, theme: Theme) -> ImportReportDialog:
        """Open the report beside the window, which stays usable."""
        dialog = cls(parent, report, theme)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def save(self, file: Path) -> None:
        """Write the report: as a table where the name ends in .csv, else as text. Raises ``OSError``."""
        text = report_as_csv(self._report) if file.suffix.lower() == ".csv" else as_text(self._report)
        file.write_text(text, encoding="utf-8")

    def _on_save(self) -> None:
        kinds = self.tr("Table (*.csv);;Text (*.txt)")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save report"), "import-report.csv", kinds)
        if not name:
            return
        try:
            self.save(Path(name))
        except OSError as error:
            words = self.tr("{file} could not be written: {reason}.")
            self.problem.setText(words.format(file=Path(name).name, reason=error.strerror or error))
            self.problem.show()

    def _on_activated(self, index: QModelIndex) -> None:
        id_ = self.model.result(index.row()).id
        if id_ is not None:
            self.article_opened.emit(id_)
