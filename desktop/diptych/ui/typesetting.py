"""Type, measure, leading and numbers of the pages: from menus to settings, from these to the panes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QFontDatabase

from diptych.settings import Settings
from diptych.ui.preferences import Preferences
from diptych.ui.reader.formats import LINE_HEIGHT, MEASURE, PageStyle
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.theme import Fonts

MEASURES = {"narrow": 55, "normal": MEASURE, "wide": 75}
"""Characters in a line on average: what typographers take for the least, the best and the most."""

LEADINGS = {"tight": 112, "normal": LINE_HEIGHT, "loose": 140}
"""Per cent of the font's own line height."""

CHOICES = {
    "reading_font": ("serif", "sans", "system"),
    "measure": ("narrow", "normal", "wide"),
    "leading": ("tight", "normal", "loose"),
}
"""The settings that are one of several, with the names of their actions' ends."""


class Typesetting(QObject):
    """Keeps the panes set as the settings say."""

    def __init__(
        self,
        preferences: Preferences,
        panes: tuple[ReaderPane, ReaderPane],
        fonts: Fonts,
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__(preferences)
        self._preferences, self._panes, self._fonts, self._actions = preferences, panes, fonts, actions
        for name, choices in CHOICES.items():
            for choice in choices:
                self._connect(f"{name}_{choice}", name, choice)
        actions["paragraph_numbers"].triggered.connect(lambda on: preferences.change(paragraph_numbers=on))
        actions["names_by_party"].triggered.connect(
            lambda on: preferences.change(names_by="party" if on else "kind")
        )
        preferences.restyled.connect(self._set)
        self._set(preferences.settings)

    def _connect(self, action: str, setting: str, choice: str) -> None:
        self._actions[action].triggered.connect(lambda: self._preferences.change(**{setting: choice}))

    def _set(self, settings: Settings) -> None:
        style = page_style(settings, self._fonts)
        for pane in self._panes:
            pane.set_style(style)
            pane.page.colour_names(by_party=settings.names_by == "party")
        for name in CHOICES:
            self._actions[f"{name}_{getattr(settings, name)}"].setChecked(True)
        self._actions["paragraph_numbers"].setChecked(settings.paragraph_numbers)
        self._actions["names_by_party"].setChecked(settings.names_by == "party")


def page_style(settings: Settings, fonts: Fonts) -> PageStyle:
    """How the settings have the pages set."""
    return PageStyle(
        _family(settings.reading_font, fonts),
        settings.zoom,
        MEASURES[settings.measure],
        LEADINGS[settings.leading],
        settings.paragraph_numbers,
    )


def _family(choice: str, fonts: Fonts) -> str:
    if choice == "system":
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return fonts.interface if choice == "sans" else fonts.reading
