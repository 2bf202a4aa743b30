"""The settings in use: a change is put on at once, told to whom it concerns, and saved a little later."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from diptych import settings as settings_store
from diptych.settings import Settings
from diptych.ui import theme as themes
from diptych.ui.theme import ZOOMS, Theme

SAVE_MS = 1500
"""How long the window must be left alone before its state is saved."""


ASKED = ("theme", "zoom", "initials", "reading_font", "measure", "leading", "paragraph_numbers", "names_by")
"""The settings that the dialog asks for."""

OF_PAGES = ("reading_font", "measure", "leading", "paragraph_numbers", "names_by")
"""The settings of which the pages are told."""


class Preferences(QObject):
    """Holds the settings and the theme that comes of them."""

    themed = Signal(Theme)
    zoomed = Signal(int)
    restyled = Signal(Settings)
    """The pages are set in another type, or show or colour other things."""

    signed = Signal(str)
    """The analyst's initials are others."""

    save_due = Signal()

    def __init__(self, settings: Settings, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.theme = themes.load_theme(themes.resolve(settings.theme))
        self._file = file
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(SAVE_MS)
        self._due.timeout.connect(self.save_due)

    def change(self, **changes: object) -> None:
        """Take on these settings; raises ``TypeError`` for one that there is not."""
        before = self.settings
        self.settings = msgspec.structs.replace(before, **changes)
        if self.settings.theme != before.theme:
            self._dress()
        if self.settings.zoom != before.zoom:
            self.zoomed.emit(self.settings.zoom)
        if any(getattr(self.settings, name) != getattr(before, name) for name in OF_PAGES):
            self.restyled.emit(self.settings)
        if self.settings.initials != before.initials:
            self.signed.emit(self.settings.initials)
        self.save_soon()

    def take(self, chosen: Settings) -> None:
        """Take on what was chosen in the dialog."""
        self.change(**{name: getattr(chosen, name) for name in ASKED})

    def zoom_by(self, step: int) -> None:
        """Show articles larger or smaller by so many per cent, within what is readable."""
        self.change(zoom=min(ZOOMS[-1], max(ZOOMS[0], self.settings.zoom + step)))

    def put_on(self) -> None:
        """Dress the application in the theme."""
        themes.apply(cast(QApplication, QApplication.instance()), self.theme)

    def follow_desktop(self) -> None:
        """Change the theme with the desktop's colour scheme, where that was asked for."""
        if self.settings.theme == "system" and themes.resolve("system") != self.theme.name.lower():
            self._dress()

    def save_soon(self) -> None:
        """Ask for saving once nothing has changed for a while."""
        self._due.start()

    def save(self, **state: object) -> None:
        """Write the settings with the window's state; that it cannot be done is no reason to stop anyone."""
        self._due.stop()
        self.settings = msgspec.structs.replace(self.settings, **state)
        with contextlib.suppress(OSError):
            settings_store.save(self._file, self.settings)

    def _dress(self) -> None:
        self.theme = themes.load_theme(themes.resolve(self.settings.theme))
        self.put_on()
        self.themed.emit(self.theme)
