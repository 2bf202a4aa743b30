"""What all dialogs share: a heading, a body, a row of buttons, plain text only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from diptych.ui.theme import give_role

Button = QDialogButtonBox.StandardButton


class Dialog(QDialog):
    """A dialog with a heading over ``body`` and ``buttons`` below it."""

    def __init__(self, parent: QWidget | None, title: str, buttons: Button, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(title, "heading"))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)
        self.buttons = QDialogButtonBox(buttons)
        for at, button in enumerate(self.buttons.findChildren(QPushButton)):
            give_role(button, "button")
            button.setIcon(QIcon())
            # Else the next one becomes the default while the first is disabled.
            button.setAutoDefault(False)
            button.setDefault(at == 0)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)


def label(text: str, role: str = "", *, selectable: bool = False) -> QLabel:
    """A label of plain text that wraps."""
    made = QLabel(text)
    give_role(made, role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
