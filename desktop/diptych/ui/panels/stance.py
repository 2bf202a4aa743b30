"""The place of the positions: until articles are analysed it says so, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class StancePanel(QWidget):
    """What each party says on the issue that is being read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 16)
        layout.setSpacing(8)
        for role, text in (
            ("heading", self.tr("Positions")),
            (
                "muted",
                self.tr("What each party says on the issue under your eye, with the words that show it."),
            ),
            ("strong", self.tr("Not analysed")),
            (
                "muted",
                self.tr(
                    "No article of this library has been analysed, so no position is shown. "
                    "That is not the same as silence: the articles may say a great deal."
                ),
            ),
        ):
            label = QLabel(text)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch(1)
