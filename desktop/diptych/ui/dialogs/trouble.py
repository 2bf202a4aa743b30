"""A library that cannot be opened: why, in one sentence, and what can be done."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from diptych.errors import DiptychError, LibraryBusy, LibraryDamaged
from diptych.ui.dialogs.base import Button, Dialog, label


class Remedy(NamedTuple):
    """What the user chose: ``kind`` is "other", "read_only", "restore" or "again"; ``path`` goes with it."""

    kind: str
    path: Path | None = None


class TroubleDialog(Dialog):
    """Offers what helps with this trouble, and never more."""

    def __init__(self, parent: QWidget | None, error: DiptychError, folder: Path) -> None:
        super().__init__(parent, self.tr("This library cannot be opened"), Button.Close, 520)
        self._folder = folder
        self.remedy: Remedy | None = None
        self.body.addWidget(label(str(error), selectable=True))
        self.offers = {kind: self._offer(kind, words) for kind, words in self._remedies(error)}
        for button in self.offers.values():
            self.body.addWidget(button)
        self.buttons.button(Button.Close).setText(self.tr("Quit"))

    @classmethod
    def ask(cls, parent: QWidget | None, error: DiptychError, folder: Path) -> Remedy | None:
        """What to do; None to give up."""
        dialog = cls(parent, error, folder)
        dialog.exec()
        dialog.deleteLater()
        return dialog.remedy

    def _remedies(self, error: DiptychError) -> list[tuple[str, str]]:
        offered = [("again", self.tr("Try again"))]
        if isinstance(error, LibraryBusy):
            offered.append(("read_only", self.tr("Open it for reading only")))
        if isinstance(error, LibraryDamaged):
            offered = [("restore", self.tr("Restore a backup…"))]
        return [*offered, ("other", self.tr("Choose another library…"))]

    def _offer(self, kind: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._choose(kind))
        return button

    def _choose(self, kind: str) -> None:
        path: Path | None = None
        if kind == "other":
            name = QFileDialog.getExistingDirectory(self, self.tr("Choose a library's folder"))
        elif kind == "restore":
            start = str(self._folder / "backups")
            name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a backup"), start, "*.zip *.db")
        else:
            name = "."
        if not name:
            return
        if kind in ("other", "restore"):
            path = Path(name)
        self.remedy = Remedy(kind, path)
        self.accept()
