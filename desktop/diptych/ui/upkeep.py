"""Long work on the library: importing, indexing, backing up, checking. All of it can be cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from diptych.model import ChangeKind, Changes
from diptych.progress import Progress
from diptych.ui.models.wording import counted
from diptych.ui.tasks import Task, TaskPool

if TYPE_CHECKING:
    from diptych.workspace import ImportReport, Status, Workspace

INDEX_WAIT_MS = 800
"""How long the library must be still before the index is brought up to date."""

BUILDING_MS = 250
"""How long an index must have been written before that is said of it."""

WARM_UP_MS = 1500
"""How long after the start the search is made ready."""

FILLING_MS = 700
"""How often the list is read anew while an import goes on."""

ANALYSIS_WAIT_MS = 1500
"""How long the library must be still before the analysis begins by itself."""

ANALYSED_MS = 600
"""How often the views are told of articles that were analysed while the analysis goes on."""

_SOME_ANALYSED = Changes(number=0, kinds=frozenset({ChangeKind.ENTITIES, ChangeKind.POSITIONS}))


class Upkeep(QObject):
    """Runs the work on the pool and tells how it ended."""

    imported = Signal(object)
    """The ``ImportReport``."""

    filling = Signal()
    """An import goes on; the list may have grown."""

    status_read = Signal(object)
    """The ``Status`` of the library."""

    indexed = Signal()

    analysed = Signal(Changes)
    """More articles are analysed; while it goes on the changes name no articles."""

    told = Signal(str, bool)
    """A sentence, and whether it is bad news."""

    def __init__(self, workspace: Workspace, pool: TaskPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._pool = workspace, pool
        self._indexing: Task | None = None
        self._imports = 0
        self._analysis: Task | None = None
        self._analysis_stopped = False
        self._analysed_before = 0
        self._still = QTimer(self, singleShot=True, interval=INDEX_WAIT_MS)
        self._still.timeout.connect(self.update_index)
        self._building = QTimer(self, singleShot=True, interval=BUILDING_MS)
        self._building.timeout.connect(self.read_status)
        self._filling = QTimer(self, interval=FILLING_MS)
        self._filling.timeout.connect(self.filling)
        self._before_analysis = QTimer(self, singleShot=True, interval=ANALYSIS_WAIT_MS)
        self._before_analysis.timeout.connect(lambda: self._analyse())
        self._analysing = QTimer(self, interval=ANALYSED_MS)
        self._analysing.timeout.connect(self._tell_of_analysed)

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders."""
        progress = Progress()
        self._import(
            self._pool.run(
                self._workspace.import_paths,
                list(paths),
                progress,
                label=self.tr("Importing"),
                progress=progress,
                on_done=self._on_imported,
            )
        )

    def seed(self) -> None:
        """Put the bundled articles into an empty library, once; their report is not shown."""
        progress = Progress()
        self._import(
            self._pool.run(
                self._workspace.seed,
                progress,
                label=self.tr("Adding the bundled articles"),
                progress=progress,
                on_done=self._on_seeded,
            )
        )

    def update_index(self) -> None:
        """Bring the index up to date if it lacks anything."""
        if not self._workspace.writable or self._indexing is not None or self._imports:
            return
        self._pool.run(self._workspace.needs_index, on_done=self._on_index_looked_at)

    def reindex(self) -> None:
        """Build the index anew."""
        self._write_index(anew=True)

    def analyse(self) -> None:
        """Analyse what is not yet analysed, also after it was cancelled."""
        self._analysis_stopped = False
        self._analyse()

    def backup(self, file: Path) -> None:
        """Write the whole library into one file."""
        self._pool.run(
            self._workspace.backup,
            file,
            label=self.tr("Backing up"),
            on_done=lambda _: self.told.emit(self.tr("Backed up to {file}.").format(file=file), False),
        )

    def check(self) -> None:
        """Look for damage."""
        self._pool.run(self._workspace.check, label=self.tr("Checking the library"), on_done=self._on_checked)

    def read_status(self) -> None:
        """Read the state of the library and its index."""
        self._pool.run(self._workspace.status, on_done=self._on_status)

    def warm_up(self) -> None:
        """Let the first search find its modules and the index loaded; the first one took 0.7 s without."""
        self._pool.run(self._workspace.search, "a", on_error=lambda _: None)

    def on_changed(self, changes: Changes) -> None:
        """Catch up with a write, once the library is still."""
        if changes.touches(ChangeKind.ARTICLES, ChangeKind.METADATA, ChangeKind.TEXTS):
            self._still.start()
        if changes.touches(ChangeKind.ENTITIES) and changes.label:
            # The analyst's word on names may let others be found.
            self._before_analysis.start()

    def rest(self) -> None:
        """Begin nothing more by itself."""
        self._still.stop()
        self._building.stop()
        self._filling.stop()
        self._before_analysis.stop()
        self._analysing.stop()

    def _import(self, task: Task) -> None:
        if task not in self._pool.tasks:
            return
        self._imports += 1
        self._filling.start()
        task.finished.connect(self._on_import_finished)

    def _on_import_finished(self) -> None:
        self._imports -= 1
        if not self._imports:
            self._filling.stop()
        self.filling.emit()
        self._still.start()

    def _on_imported(self, report: ImportReport) -> None:
        self.imported.emit(report)

    def _on_seeded(self, report: ImportReport) -> None:
        if report.failed:
            self.imported.emit(report)
        self.filling.emit()
        self.indexed.emit()

    def _on_index_looked_at(self, needed: bool) -> None:
        if needed and self._indexing is None:
            self._write_index(anew=False)
        else:
            self.read_status()
            self._before_analysis.start()

    def _write_index(self, *, anew: bool) -> None:
        progress = Progress()
        task = self._pool.run(
            self._workspace.reindex if anew else self._workspace.update_index,
            progress,
            label=self.tr("Indexing"),
            progress=progress,
            on_done=lambda _: self.indexed.emit(),
        )
        if task in self._pool.tasks:
            self._indexing = task
            self._building.start()
            task.finished.connect(self._on_index_written)
        else:
            self.read_status()

    def _on_index_written(self) -> None:
        self._indexing = None
        self._building.stop()
        self.read_status()
        self._before_analysis.start()

    def _analyse(self) -> None:
        """Begin the analysis, if it is not under way and was not cancelled since the window was opened."""
        held_up = self._analysis is not None or self._imports or self._analysis_stopped
        if self._workspace.writable and not held_up:
            self._pool.run(lambda: self._workspace.dispute.look_through(), on_done=self._on_pending_counted)

    def _on_pending_counted(self, pending: int) -> None:
        if not pending or self._analysis is not None or self._analysis_stopped:
            return
        progress = Progress()
        task = self._pool.run(
            lambda: self._workspace.dispute.analyse(progress),
            label=self.tr("Analysing"),
            progress=progress,
            on_done=self.analysed.emit,
        )
        if task in self._pool.tasks:
            self._analysis = task
            self._analysed_before = 0
            self._analysing.start()
            task.failed.connect(self._on_analysis_failed)
            task.finished.connect(self._on_analysis_ended)

    def _tell_of_analysed(self) -> None:
        done = self._analysis.progress.now().done if self._analysis is not None else 0
        if done != self._analysed_before:
            self._analysed_before = done
            self.analysed.emit(
                Changes(number=0, kinds=frozenset({ChangeKind.ENTITIES, ChangeKind.POSITIONS}))
            )

    def _on_analysis_failed(self) -> None:
        self._analysis_stopped = True

    def _on_analysis_ended(self) -> None:
        task, self._analysis = self._analysis, None
        self._analysing.stop()
        if task is not None and task.progress.cancelled:
            self._analysis_stopped = True
            self.analysed.emit(_SOME_ANALYSED)
        else:
            # Articles may have come in meanwhile.
            self._before_analysis.start()

    def _on_checked(self, problems: list[str]) -> None:
        if not problems:
            self.told.emit(self.tr("The library is sound."), False)
            return
        more = len(problems) - 1
        words = counted(
            more, self.tr("One more problem was found."), self.tr("{n} more problems were found.")
        )
        self.told.emit(problems[0] + (f" {words}" if more else ""), True)

    def _on_status(self, status: Status) -> None:
        self.status_read.emit(status)
