"""Choose a tag or a collection: one that is there, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QWidget

from diptych.ui.dialogs.base import Button, Dialog
from diptych.ui.models.wording import one_line

LONGEST = 200


class NamePicker(Dialog):
    """A field over the names there are; typing narrows them."""

    def __init__(self, parent: QWidget | None, title: str, names: Sequence[tuple[str, int]]) -> None:
        super().__init__(parent, title, Button.Ok | Button.Cancel, 380)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(self.tr("Type a name, or choose one below"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Names in use"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for name, count in names:
            item = QListWidgetItem(f"{one_line(name)}  ({count})")
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.list.setVisible(bool(names))
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.field.textChanged.connect(self._on_typed)
        self.list.itemClicked.connect(self._on_clicked)
        self.list.itemActivated.connect(self._on_activated)
        self._on_typed()

    @classmethod
    def ask(cls, parent: QWidget | None, title: str, names: Sequence[tuple[str, int]]) -> str | None:
        """The name chosen, None when it was left."""
        dialog = cls(parent, title, names)
        chosen = dialog.name() if dialog.exec() else None
        dialog.deleteLater()
        return chosen or None

    def name(self) -> str:
        """What the field holds, on one line."""
        return one_line(self.field.text())

    def _on_typed(self) -> None:
        wanted = self.name().casefold()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in str(item.data(Qt.ItemDataRole.UserRole)).casefold())
        self.buttons.button(Button.Ok).setEnabled(bool(wanted))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.field.setText(str(item.data(Qt.ItemDataRole.UserRole)))

    def _on_activated(self, item: QListWidgetItem) -> None:
        self._on_clicked(item)
        self.accept()
