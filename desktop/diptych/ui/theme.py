"""Colours, fonts and the palette of the window, from the themes in ``resources/themes``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from diptych import paths
from diptych.ui import style

THEMES = ("light", "dark", "sepia")

ZOOMS = range(50, 301, 10)
"""The sizes of an article's text, in per cent."""


_LETTERS = {
    "title": (20, QFont.Weight.DemiBold),
    "heading": (15, QFont.Weight.DemiBold),
    "strong": (13, QFont.Weight.DemiBold),
    "tab": (13, QFont.Weight.Medium),
    "work": (12, QFont.Weight.DemiBold),
    "button": (12, QFont.Weight.Medium),
    "primary": (12, QFont.Weight.Medium),
    "small": (12, QFont.Weight.Normal),
    "problem": (12, QFont.Weight.Normal),
}


@dataclass(frozen=True)
class Theme:
    """Every colour of the window. ``entity`` is keyed by kind; ``highlights`` are the analyst's pens."""

    name: str
    dark: bool
    bg: QColor
    panel: QColor
    card: QColor
    sunk: QColor
    text: QColor
    muted: QColor
    deco: QColor
    border: QColor
    border2: QColor
    hatch: QColor
    accent: QColor
    accbg: QColor
    onacc: QColor
    sel: QColor
    party1: QColor
    party1_bg: QColor
    party1_mid: QColor
    party2: QColor
    party2_bg: QColor
    party2_mid: QColor
    shared: QColor
    shared_bg: QColor
    shared_mid: QColor
    analyst: QColor
    analyst_bg: QColor
    analyst_mid: QColor
    on: QColor
    ok: QColor
    ok_bg: QColor
    bad: QColor
    bad_bg: QColor
    warn: QColor
    find: QColor
    find_bg: QColor
    highlights: tuple[QColor, ...]
    entity: Mapping[str, QColor]


@dataclass(frozen=True)
class Fonts:
    """The families in use: ``interface`` for controls, ``reading`` for articles."""

    interface: str
    reading: str


def load_theme(name: str) -> Theme:
    """The theme of that name ("light", "dark" or "sepia"); raises ``OSError`` or ``KeyError``."""
    data = tomllib.loads((paths.resources() / "themes" / f"{name}.toml").read_text("utf-8"))
    return Theme(**{field.name: _value(data[field.name]) for field in fields(Theme)})


def resolve(choice: str) -> str:
    """The theme's name for a setting; "system" follows the desktop's colour scheme."""
    if choice != "system":
        return choice
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def palette(theme: Theme) -> QPalette:
    """A palette filled from the theme, for all that Qt draws itself."""
    filled = QPalette()
    role = QPalette.ColorRole
    for name, color in {
        role.Window: theme.panel,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.card,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.Highlight: theme.sel,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.Light: theme.card,
        role.Midlight: theme.border,
        role.Mid: theme.border2,
        role.Dark: theme.border2,
        role.Shadow: theme.deco,
        role.Accent: theme.accent,
    }.items():
        filled.setColor(name, color)
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        filled.setColor(QPalette.ColorGroup.Disabled, name, theme.deco)
    return filled


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: Fusion style, palette and the one style sheet."""
    if not app.styleSheet():
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(theme))
    app.setStyleSheet(style.sheet(_names(theme)))


def load_fonts() -> Fonts:
    """Load the fonts that come as packages; where one is missing the system's own is named instead."""
    interface = _family("fontpkg_inter", ("Inter[opsz,wght].ttf",))
    reading = _family(
        "font_source_serif_pro",
        tuple(f"SourceSerifPro-{cut}.ttf" for cut in ("Regular", "It", "Semibold", "Bold", "BoldIt")),
    )
    system = QFontDatabase.SystemFont
    return Fonts(
        interface=interface or QFontDatabase.systemFont(system.GeneralFont).family(),
        reading=reading or "serif",
    )


def interface_font(fonts: Fonts, size: int = 13, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface's font; ``size`` is in logical pixels (11, 12, 13, 15 or 20)."""
    font = QFont(fonts.interface)
    font.setPixelSize(size)
    font.setWeight(weight)
    # Inter comes as one variable file, of which Qt registers the regular weight only.
    font.setVariableAxis(QFont.Tag("wght"), weight.value)
    return font


def give_role(widget: QWidget, role: str) -> None:
    """Let the widget look as the style sheet and the sizes of type say for that role.

    The weight of a variable font cannot be set by a style sheet (Qt 6.11): it keeps the axis as it was.
    """
    widget.setProperty("role", role)
    if role in _LETTERS:
        size, weight = _LETTERS[role]
        widget.setFont(interface_font(Fonts(QApplication.font().family(), ""), size, weight=weight))


def _value(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("#"):
        return QColor(value)
    if isinstance(value, list):
        return tuple(QColor(item) for item in value)
    if isinstance(value, dict):
        return {key: QColor(item) for key, item in value.items()}
    return value


def _family(package: str, files: tuple[str, ...]) -> str:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return ""
    folder = Path(spec.submodule_search_locations[0]) / "files"
    family = ""
    for file in files:
        handle = QFontDatabase.addApplicationFont(str(folder / file))
        families = QFontDatabase.applicationFontFamilies(handle) if handle >= 0 else []
        family = family or (families[0] if families else "")
    return family


def _names(theme: Theme) -> dict[str, str]:
    values = ((field.name, getattr(theme, field.name)) for field in fields(theme))
    return {name: value.name() for name, value in values if isinstance(value, QColor)}
