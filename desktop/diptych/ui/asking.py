"""What the window asks and shows in dialogs; each is imported when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.ui.acts import Acts
from diptych.ui.models.wording import articles
from diptych.ui.tasks import TaskPool
from diptych.ui.upkeep import Upkeep

if TYPE_CHECKING:
    from diptych.model import Article
    from diptych.settings import Settings
    from diptych.ui.dialogs.brief import BriefDialog
    from diptych.ui.dialogs.briefs import BriefsDialog
    from diptych.ui.models.palette import Entry
    from diptych.ui.theme import Theme
    from diptych.workspace import ImportReport, Workspace


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
        from diptych.ui.dialogs.name_picker import NamePicker

        title = self.tr("Tag {articles}").format(articles=articles(len(ids)))
        if name := NamePicker.ask(self._window, title, self._workspace.tags()):
            self._acts.tag(ids, name)

    def for_collection(self, ids: Sequence[int]) -> None:
        """Put the articles into a collection."""
        from diptych.ui.dialogs.name_picker import NamePicker

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

    def for_settings(self, settings: Settings) -> Settings | None:
        """The settings as the user wants them; None to leave them."""
        from diptych.ui.dialogs.preferences import PreferencesDialog

        return PreferencesDialog.ask(self._window, settings)

    def for_brief(self, theme: Theme) -> None:
        """Make a brief and write it to a file."""
        from diptych.ui.dialogs.brief import BriefDialog, Material, material

        def ask(found: Material) -> None:
            dialog = BriefDialog(self._window, self._workspace, self._pool, self._acts, found, theme)
            self._open_brief_dialog(dialog)

        self._pool.run(material, self._workspace, on_done=ask)

    def for_briefs(self) -> None:
        """Write briefs that were made before to files."""
        from diptych.model import StoredBrief
        from diptych.ui.dialogs.briefs import BriefsDialog

        def ask(briefs: list[StoredBrief]) -> None:
            dialog = BriefsDialog(self._window, self._workspace, self._pool, self._acts, briefs)
            self._open_brief_dialog(dialog)

        self._pool.run(lambda: self._workspace.notebook.briefs(), on_done=ask)

    def to_see_a_report(
        self, report: ImportReport, theme: Theme, open_article: Callable[[int], None]
    ) -> None:
        """Show how an import ended, beside the window."""
        from diptych.ui.dialogs.import_report import ImportReportDialog

        dialog = ImportReportDialog.show_for(self._window, report, theme)
        dialog.article_opened.connect(open_article)

    def to_read_the_marks(self, theme: Theme) -> None:
        """Show what the marks mean."""
        from diptych.ui.dialogs.legend import LegendDialog

        LegendDialog.ask(self._window, theme)

    def to_see_the_keys(self, actions: Mapping[str, Sequence[QAction]]) -> None:
        """Show what the keys do."""
        from diptych.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog.ask(self._window, actions)

    def for_command(self, entries: Sequence[Entry], theme: Theme) -> None:
        """Let the user find a command by a few letters, and do it."""
        from diptych.ui.dialogs.palette import Palette

        if (entry := Palette.ask(self._window, entries, theme)) is not None:
            entry.do()

    def to_know_the_program(self, theme: Theme) -> None:
        """Show what program this is."""
        from diptych.ui.dialogs.about import AboutDialog

        AboutDialog.ask(self._window, theme, self._workspace.folder)

    def _open_brief_dialog(self, dialog: BriefDialog | BriefsDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(
            lambda file: self._upkeep.told.emit(self.tr("The brief is in {file}.").format(file=file), False)
        )
        dialog.open()

    def _on_facts_read(self, article: Article) -> None:
        from diptych.ui.dialogs.facts import FactsDialog

        if (correction := FactsDialog.ask(self._window, article)) is not None:
            self._acts.correct(article.id, correction)
