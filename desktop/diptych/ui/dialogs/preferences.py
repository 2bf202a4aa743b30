"""The user's settings."""

from __future__ import annotations

from typing import Literal, cast

import msgspec
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from diptych.settings import Settings
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models.wording import one_line
from diptych.ui.theme import ZOOMS


class PreferencesDialog(Dialog):
    """Theme, size of the text, and the analyst's initials."""

    def __init__(self, parent: QWidget | None, settings: Settings) -> None:
        super().__init__(parent, self.tr("Settings"), Button.Ok | Button.Cancel, 420)
        self._settings = settings
        self.theme = QComboBox()
        for name, words in (
            ("system", self.tr("As the desktop")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("sepia", self.tr("Sepia")),
        ):
            self.theme.addItem(words, name)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.zoom = QSpinBox()
        self.zoom.setRange(ZOOMS[0], ZOOMS[-1])
        self.zoom.setSingleStep(ZOOMS.step)
        self.zoom.setSuffix(" %")
        self.zoom.setValue(settings.zoom)
        self.initials = QLineEdit(settings.initials)
        self.initials.setMaxLength(4)
        self.initials.setFixedWidth(80)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        for words, field in (
            (self.tr("Theme"), self.theme),
            (self.tr("Size of articles"), self.zoom),
            (self.tr("Your initials"), self.initials),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        form.addRow("", label(self.tr("They sign what you confirm or write yourself."), "small"))
        self.body.addLayout(form)

    @classmethod
    def ask(cls, parent: QWidget | None, settings: Settings) -> Settings | None:
        """The settings as chosen; None when the dialog was left."""
        dialog = cls(parent, settings)
        chosen = dialog.settings() if dialog.exec() else None
        dialog.deleteLater()
        return chosen

    def settings(self) -> Settings:
        """The settings as the fields have them."""
        return msgspec.structs.replace(
            self._settings,
            theme=cast(Literal["system", "light", "dark", "sepia"], self.theme.currentData()),
            zoom=self.zoom.value(),
            initials=one_line(self.initials.text()),
        )
