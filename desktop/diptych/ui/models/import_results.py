"""How the files of an import ended: as an item model, in one sentence, and as text to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QColor

from diptych.model import ImportResult, ImportStatus
from diptych.ui.models.articles import NOWHERE, Index
from diptych.ui.models.wording import counted, one_line, tr
from diptych.ui.theme import Theme

if TYPE_CHECKING:
    from diptych.workspace import ImportReport


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
