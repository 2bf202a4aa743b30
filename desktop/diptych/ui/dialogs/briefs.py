"""The briefs that were made: write them to files again, take them away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from diptych.errors import DiptychError
from diptych.model import BriefItemKind, StoredBrief
from diptych.ui.acts import Acts
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.dialogs.brief_parts import ITEM, choices, choose_file, file_name
from diptych.ui.models import wording
from diptych.ui.models.wording import counted, one_line
from diptych.ui.tasks import TaskPool
from diptych.ui.theme import give_role

if TYPE_CHECKING:
    from diptych.workspace import Workspace


class BriefsDialog(Dialog):
    """Lists the briefs that were made; each can be written to a file again or taken away."""

    saved = Signal(Path)

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        pool: TaskPool,
        acts: Acts,
        briefs: Sequence[StoredBrief],
    ) -> None:
        super().__init__(parent, self.tr("Briefs"), Button.Close, 560)
        self._workspace, self._pool, self._acts = workspace, pool, acts
        self.choose_file: Callable[[str], str] = lambda name: choose_file(self, name)
        self.list = choices(self.tr("Briefs"))
        self.export = QPushButton(self.tr("Export…"))
        self.remove = QPushButton(self.tr("Remove"))
        self.problem = label("", "problem")
        side = QVBoxLayout()
        for button in (self.export, self.remove):
            give_role(button, "button")
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.body.addWidget(
            label(self.tr("A brief is written with the positions and quotes as they stand now."), "small")
        )
        self.body.addLayout(row, 1)
        self.body.addWidget(self.problem)
        self.export.clicked.connect(self._export)
        self.list.itemActivated.connect(lambda _: self._export())
        self.remove.clicked.connect(self._remove)
        self.list.itemSelectionChanged.connect(self._check)
        self.set_briefs(briefs)
        self.resize(600, 380)

    def set_briefs(self, briefs: Sequence[StoredBrief]) -> None:
        """List these."""
        self.list.clear()
        for brief in briefs:
            item = QListWidgetItem(f"{one_line(brief.title)}\n{self._in_words(brief)}")
            item.setData(ITEM, brief)
            self.list.addItem(item)
        if briefs:
            self.list.setCurrentRow(0)
        else:
            self.list.addItem(self.tr("No brief has been made yet."))
            self.list.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        self._check()

    def _in_words(self, brief: StoredBrief) -> str:
        issues = sum(1 for item in brief.items if item.kind is BriefItemKind.ISSUE)
        quotes = [item for item in brief.items if item.kind is BriefItemKind.EXCERPT]
        broken = sum(item.broken for item in quotes)
        parts = (
            wording.date(brief.created[:10]),
            counted(issues, self.tr("1 issue"), self.tr("{n} issues")),
            counted(len(quotes), self.tr("1 highlight"), self.tr("{n} highlights")),
            counted(broken, self.tr("1 broken"), self.tr("{n} broken")) if broken else "",
        )
        return "  ·  ".join(part for part in parts if part)

    def _chosen(self) -> StoredBrief | None:
        item = self.list.currentItem()
        brief = item.data(ITEM) if item is not None else None
        return brief if isinstance(brief, StoredBrief) else None

    def _check(self) -> None:
        some = self._chosen() is not None
        self.export.setEnabled(some)
        self.remove.setEnabled(some and self._acts.allowed)

    def _export(self) -> None:
        brief = self._chosen()
        name = self.choose_file(file_name(brief.title) + ".md") if brief else ""
        if brief is None or not name:
            return
        file = Path(name) if Path(name).suffix else Path(name).with_suffix(".md")
        self.problem.setText("")
        self._pool.run(
            self._workspace.notebook.export,
            brief.id,
            file,
            on_done=lambda _: self.saved.emit(file),
            on_error=self._on_error,
        )

    def _remove(self) -> None:
        if (brief := self._chosen()) is not None:
            self._acts.remove_brief(brief.id)
            self.list.takeItem(self.list.currentRow())
            self._check()

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, DiptychError):
            raise error
        self.problem.setText(str(error))
