"""The user's settings."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from diptych.settings import Settings
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.models.wording import one_line
from diptych.ui.theme import ZOOMS


class PreferencesDialog(Dialog):
    """Theme, how articles are set, and the analyst's initials."""

    def __init__(self, parent: QWidget | None, settings: Settings) -> None:
        super().__init__(parent, self.tr("Settings"), Button.Ok | Button.Cancel, 420)
        self._settings = settings
        self.theme = _choice(
            settings.theme,
            system=self.tr("As the desktop"),
            light=self.tr("Light"),
            dark=self.tr("Dark"),
            sepia=self.tr("Sepia"),
        )
        self.reading_font = _choice(
            settings.reading_font,
            serif=self.tr("Serif"),
            sans=self.tr("Sans serif"),
            system=self.tr("As the desktop"),
        )
        self.measure = _choice(
            settings.measure,
            narrow=self.tr("Narrow, 55 characters"),
            normal=self.tr("Normal, 65 characters"),
            wide=self.tr("Wide, 75 characters"),
        )
        self.leading = _choice(
            settings.leading, tight=self.tr("Tight"), normal=self.tr("Normal"), loose=self.tr("Loose")
        )
        self.names_by = _choice(
            settings.names_by, kind=self.tr("What they name"), party=self.tr("The party they belong to")
        )
        self.paragraph_numbers = QCheckBox(self.tr("Number the paragraphs"))
        self.paragraph_numbers.setChecked(settings.paragraph_numbers)
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
            (self.tr("Type of articles"), self.reading_font),
            (self.tr("Width of the column"), self.measure),
            (self.tr("Space between lines"), self.leading),
            (self.tr("Colour of a name says"), self.names_by),
            ("", self.paragraph_numbers),
            (self.tr("Your initials"), self.initials),
        ):
            if words:
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
            theme=self.theme.currentData(),
            zoom=self.zoom.value(),
            initials=one_line(self.initials.text()),
            reading_font=self.reading_font.currentData(),
            measure=self.measure.currentData(),
            leading=self.leading.currentData(),
            names_by=self.names_by.currentData(),
            paragraph_numbers=self.paragraph_numbers.isChecked(),
        )


def _choice(chosen: str, **offered: str) -> QComboBox:
    """A field that offers names by what they are called, one of them chosen."""
    made = QComboBox()
    for name, words in offered.items():
        made.addItem(words, name)
    made.setCurrentIndex(made.findData(chosen))
    return made
