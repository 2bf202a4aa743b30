"""Runs the symmetry check in the background and shows how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from diptych.progress import Progress
from diptych.ui.models import stances
from diptych.ui.tasks import Task, TaskPool

if TYPE_CHECKING:
    from diptych.ui.dialogs.symmetry import SymmetryDialog
    from diptych.workspace import Workspace
    from diptych.workspace.symmetry import SymmetryReport


class Mirroring(QObject):
    """One check at a time; it can be cancelled where all work is, and what is done is shown."""

    open_asked = Signal(int, object)
    """An article is to be opened at a span."""

    told = Signal(str)

    def __init__(self, window: QWidget, workspace: Workspace, pool: TaskPool) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool = window, workspace, pool
        self._task: Task | None = None
        self.dialog: SymmetryDialog | None = None

    def check(self) -> None:
        """Begin the check, if none is under way."""
        if self._task is not None:
            self.told.emit(self.tr("The symmetry check is under way already."))
            return
        progress = Progress()
        task = self._pool.run(
            lambda: self._check(progress),
            label=self.tr("Checking symmetry"),
            progress=progress,
            on_done=self._show,
        )
        if task in self._pool.tasks:
            self._task = task
            task.finished.connect(self._on_finished)

    def _check(self, progress: Progress) -> tuple[SymmetryReport, dict[str, str]]:
        report = self._workspace.symmetry.check(progress)
        dossier = self._workspace.dispute.dossier
        names = {column.id: column.name for column in stances.columns(dossier)}
        names |= {issue.id: issue.name for issue in dossier.issues}
        return report, names

    def _on_finished(self) -> None:
        self._task = None

    def _show(self, answer: tuple[SymmetryReport, dict[str, str]]) -> None:
        from diptych.ui.dialogs.symmetry import SymmetryDialog

        dialog = SymmetryDialog(self._window, *answer)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.article_opened.connect(self.open_asked)
        dialog.destroyed.connect(self._forget)
        self.dialog = dialog
        dialog.show()

    def _forget(self) -> None:
        self.dialog = None
