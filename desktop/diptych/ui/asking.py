"""What the window asks the user in dialogs before something is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.ui.acts import Acts
from diptych.ui.dialogs.facts import FactsDialog
from diptych.ui.dialogs.name_picker import NamePicker
from diptych.ui.models.wording import articles
from diptych.ui.tasks import TaskPool
from diptych.ui.upkeep import Upkeep

if TYPE_CHECKING:
    from diptych.model import Article
    from diptych.workspace import Workspace


class Asking(QObject):
    """Asks, and does what was answered."""

    def __init__(
        self, window: QWidget, workspace: Workspace, pool: TaskPool, acts: Acts, upkeep: Upkeep
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._pool = window, workspace, pool
        self._acts, self._upkeep = acts, upkeep

    def for_tag(self, ids: Sequence[int]) -> None:
        """Tag the articles."""
        title = self.tr("Tag {articles}").format(articles=articles(len(ids)))
        if name := NamePicker.ask(self._window, title, self._workspace.tags()):
            self._acts.tag(ids, name)

    def for_collection(self, ids: Sequence[int]) -> None:
        """Put the articles into a collection."""
        title = self.tr("Add {articles} to a collection").format(articles=articles(len(ids)))
        if name := NamePicker.ask(self._window, title, self._workspace.collections()):
            self._acts.collect(ids, name)

    def for_facts(self, id_: int) -> None:
        """Correct an article's facts."""
        self._pool.run(self._workspace.article, id_, on_done=self._on_facts_read)

    def for_files(self) -> None:
        """Import files."""
        from diptych.importing import SUPPORTED

        kinds = " ".join(f"*{suffix}" for suffix in sorted(SUPPORTED))
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import files"),
            "",
            self.tr("Articles ({kinds});;All files (*)").format(kinds=kinds),
        )
        if names:
            self._upkeep.import_paths([Path(name) for name in names])

    def for_folder(self) -> None:
        """Import a folder."""
        if name := QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder")):
            self._upkeep.import_paths([Path(name)])

    def for_backup(self) -> None:
        """Back the library up."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Back up the library"), "diptych-backup.zip", self.tr("Backup (*.zip)")
        )
        if name:
            self._upkeep.backup(Path(name))

    def for_library(self) -> Path | None:
        """The folder of another library."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open another library"))
        return Path(name) if name else None

    def _on_facts_read(self, article: Article) -> None:
        if (correction := FactsDialog.ask(self._window, article)) is not None:
            self._acts.correct(article.id, correction)
