"""What this program is, and whose work it stands on."""

from __future__ import annotations

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from diptych import __version__
from diptych.ui import icons
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.theme import Theme


class AboutDialog(Dialog):
    """Name, version, licence, and where the library lies."""

    def __init__(self, parent: QWidget | None, theme: Theme, library: Path) -> None:
        super().__init__(parent, self.tr("About Diptych"), Button.Close, 440)
        row = QHBoxLayout()
        row.setSpacing(14)
        mark = QLabel()
        mark.setPixmap(icons.logo(theme, 48).pixmap(QSize(48, 48), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(self.tr("Diptych {version}").format(version=__version__), "strong"))
        purpose = self.tr("An offline reader for briefings on a dispute between two parties.")
        words.addWidget(label(purpose, "muted"))
        row.addWidget(mark)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        promise = self.tr("Free software under the MIT licence. It never opens a network connection.")
        made = self.tr("Made with Qt and PySide6 {qt} (LGPL), Inter and Source Serif (OFL), Python {python}.")
        lies = self.tr("Library: {folder}")
        versions = made.format(qt=PySide6.__version__, python=platform.python_version())
        self.body.addWidget(label(promise))
        self.body.addWidget(label(versions, "small"))
        self.body.addWidget(label(lies.format(folder=library), "small", selectable=True))

    @classmethod
    def ask(cls, parent: QWidget | None, theme: Theme, library: Path) -> None:
        """Show it until it is closed."""
        dialog = cls(parent, theme, library)
        dialog.exec()
        dialog.deleteLater()
