"""Ties the editor of issues and parties to the library: each change is one act, and shows everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.errors import DiptychError
from diptych.model import ChangeKind, Changes
from diptych.progress import Progress
from diptych.ui.acts import Acts
from diptych.ui.tasks import TaskPool

if TYPE_CHECKING:
    from diptych.dossier import Cue, Dossier, Party
    from diptych.ui.dialogs.issues import IssuesDialog
    from diptych.workspace import Evidence, Workspace
    from diptych.workspace.cue_preview import CuePreview
    from diptych.workspace.issue_desk import IssueDesk, IssueRow

_SHOWN = (ChangeKind.ENTITIES, ChangeKind.POSITIONS, ChangeKind.SETTINGS)
_REPLACED = frozenset({ChangeKind.ENTITIES, ChangeKind.POSITIONS, ChangeKind.SETTINGS})

_Read = tuple[list["IssueRow"], tuple["Party", ...]]


class IssueEditing(QObject):
    """Opens the editor, keeps it in step with the library, and does what is asked for in it."""

    told = Signal(str)
    """A sentence on what was done."""

    replaced = Signal(object)
    """The library has another dossier; the ``Dossier`` that it had, to go back to."""

    def __init__(self, window: QWidget, workspace: Workspace, pool: TaskPool, acts: Acts) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool, self._acts = window, workspace, pool, acts
        self._progress = Progress()
        self.dialog: IssuesDialog | None = None
        acts.changed.connect(self.on_changed)

    def open(self, issue: str = "") -> None:
        """Open the editor, at an issue if one is named."""

        def show(found: _Read) -> None:
            from diptych.ui.dialogs.issues import IssuesDialog

            dialog = IssuesDialog(self._window, *found)
            self._connect(dialog)
            self.dialog = dialog
            if issue:
                dialog.choose(issue)
            dialog.open()

        if self._acts.allowed and self.dialog is None:
            self._pool.run(self._read, on_done=show)

    def on_changed(self, changes: Changes) -> None:
        """Show what has changed in the open editor."""
        if self.dialog is not None and changes.touches(*_SHOWN):
            self._pool.run(self._read, on_done=self._show)

    def take(self, dossier: Dossier) -> None:
        """Make a dossier the library's."""
        self._replace(lambda: self._workspace.dossiers.take(dossier))

    # The editor

    def _connect(self, dialog: IssuesDialog) -> None:
        dialog.added.connect(lambda name: self._do(lambda desk: desk.add(name)))
        dialog.described.connect(
            lambda issue, name, about: self._do(lambda desk: desk.rename(issue, name, about))
        )
        dialog.cues_kept.connect(lambda issue, cues: self._do(lambda desk: desk.set_cues(issue, cues)))
        dialog.merged.connect(lambda issue, into: self._do(lambda desk: desk.merge(issue, into)))
        dialog.ordered.connect(lambda ids: self._do(lambda desk: desk.order(ids)))
        dialog.aside_asked.connect(
            lambda issue, aside: self._acts.judge(lambda found: found.judging.set_aside(issue, aside))
        )
        dialog.split_asked.connect(self._split)
        dialog.preview_asked.connect(self._preview)
        dialog.parties.changed.connect(lambda *facts: self._do(lambda desk: desk.describe_party(*facts)))
        dialog.parties.add_asked.connect(lambda name: self._do(lambda desk: desk.add_party(name, name[:1])))
        dialog.dossier.export_asked.connect(self._export)
        dialog.dossier.import_asked.connect(self._import)
        dialog.dossier.new_asked.connect(self._begin)
        dialog.finished.connect(self._close)
        # The menus' keys do not reach a dialog.
        for keys, do in (("Ctrl+Z", self._acts.undo), ("Ctrl+Shift+Z", self._acts.redo)):
            QShortcut(QKeySequence(keys), dialog).activated.connect(do)

    def _read(self) -> _Read:
        desk = self._workspace.issues
        return desk.rows(), desk.parties()

    def _show(self, found: _Read) -> None:
        if self.dialog is not None:
            self.dialog.show_rows(*found)

    def _close(self) -> None:
        self._progress.cancel()
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _do(self, act: Callable[[IssueDesk], Changes]) -> None:
        self._say("")
        self._pool.run(
            lambda: act(self._workspace.issues), on_done=self._acts.announce, on_error=self._refuse
        )

    def _say(self, words: str) -> None:
        if self.dialog is not None:
            self.dialog.say(words)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, DiptychError):
            raise error
        self._say(str(error))
        self._pool.run(self._read, on_done=self._show)

    def _preview(self, cues: Sequence[Cue]) -> None:
        """Look up what cue terms would match; an earlier look is given up."""
        self._progress.cancel()
        progress = self._progress = Progress()

        def show(found: CuePreview) -> None:
            if self.dialog is not None and progress is self._progress:
                self.dialog.show_preview(found, cues)

        self._pool.run(
            lambda: self._workspace.issues.preview_all(cues, progress), progress=progress, on_done=show
        )

    def _split(self, issue: str) -> None:
        from diptych.ui.dialogs.issue_split import SplitDialog

        def ask(evidence: list[Evidence]) -> None:
            row = self.dialog.row if self.dialog is not None else None
            if row is None:
                return
            answer = SplitDialog.ask(self.dialog, row.issue, evidence)
            if answer is not None:
                name, terms, goes, stays = answer
                self._do(lambda desk: desk.split_with(issue, name, terms, goes=goes, stays=stays))

        self._pool.run(lambda: list(self._workspace.issues.shared(issue, ()).stays), on_done=ask)

    # The dossier

    def _export(self) -> None:
        from diptych.dossier.pack import ENDING

        name, _ = QFileDialog.getSaveFileName(
            self.dialog, self.tr("Export the dossier"), f"dossier{ENDING}", self.tr("Dossier (*.dossier)")
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, file: Path) -> None:
        """Write the dossier with all changes into a file."""
        self._pool.run(
            self._workspace.dossiers.export,
            file,
            label=self.tr("Exporting the dossier"),
            on_done=lambda _: self.told.emit(self.tr("The dossier is in {file}.").format(file=file)),
            on_error=self._refuse,
        )

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.dialog, self.tr("Import a dossier"), "", self.tr("Dossier (*.dossier)")
        )
        if name:
            self.import_from(Path(name))

    def import_from(self, file: Path) -> None:
        """Make the dossier in a file the library's."""
        self._replace(lambda: self._workspace.dossiers.adopt(file))

    def _begin(self, name: str, first: str, second: str) -> None:
        from diptych.dossier.template import from_template

        self._replace(lambda: self._workspace.dossiers.take(from_template(name, first, second)))

    def _replace(self, act: Callable[[], object]) -> None:
        def work() -> Dossier:
            before = self._workspace.dispute.corrections.standing.base
            act()
            return before

        def done(before: Dossier) -> None:
            self._acts.announce(Changes(number=0, kinds=_REPLACED))
            self.replaced.emit(before)

        self._pool.run(work, label=self.tr("Changing the dossier"), on_done=done, on_error=self._refuse)
