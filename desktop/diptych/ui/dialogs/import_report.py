"""How every file of an import ended, to be read and kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QTableView,
    QWidget,
)

from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models.import_results import ResultTable, as_text, summary
from diptych.ui.theme import Theme
from diptych.workspace import ImportReport, report_as_csv


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
