"""The name under which a search is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.dialogs.name_picker import LONGEST
from diptych.ui.models.wording import one_line


class SearchNameDialog(Dialog):
    """One field, filled with what would do."""

    def __init__(self, parent: QWidget | None, title: str, name: str, words: str) -> None:
        super().__init__(parent, title, Button.Save | Button.Cancel, 400)
        self.field = QLineEdit(one_line(name)[:LONGEST])
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(self.tr("Name of the search"))
        self.field.selectAll()
        self.body.addWidget(self.field)
        if words:
            self.body.addWidget(label(words, "small"))
        self.field.textChanged.connect(self._on_typed)
        self._on_typed()

    @classmethod
    def ask(cls, parent: QWidget | None, title: str, name: str, words: str = "") -> str:
        """The name; empty when the dialog was left."""
        dialog = cls(parent, title, name, words)
        chosen = one_line(dialog.field.text()) if dialog.exec() else ""
        dialog.deleteLater()
        return chosen

    def _on_typed(self) -> None:
        self.buttons.button(Button.Save).setEnabled(bool(one_line(self.field.text())))
