"""The themes: every text readable on every ground it stands on, the palette filled, fonts loaded."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from diptych.ui.strokes import LINES
from diptych.ui.theme import THEMES, Fonts, Theme, apply, interface_font, load_theme, palette, resolve

GROUNDS = ("bg", "panel", "card", "sunk")
FILLS = ("sel", "find_bg", "accbg", "party1_bg", "party2_bg", "shared_bg", "analyst_bg")
"""What the words of a page may stand on besides its own ground."""

PAIRS = [
    *((text, ground) for text in ("text", "muted") for ground in (*GROUNDS, "accbg")),
    *(("text", ground) for ground in FILLS),
    *(
        (name, ground)
        for name in ("accent", "find", "bad", "ok", "warn")
        for ground in ("bg", "panel", "card")
    ),
    *((name, ground) for name in ("party1", "party2", "shared", "analyst") for ground in ("bg", "card")),
    *((name, f"{name}_bg") for name in ("party1", "party2", "shared", "analyst", "ok", "bad")),
    *(("on", ground) for ground in ("party1", "party2", "shared", "analyst")),
    ("onacc", "accent"),
    ("accent", "accbg"),
]


def luminance(color: QColor) -> float:
    """Relative luminance, WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21, WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_right() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_is_readable(name: str) -> None:
    theme = load_theme(name)
    found = {(text, ground): contrast(getattr(theme, text), getattr(theme, ground)) for text, ground in PAIRS}
    found |= {
        ("text", f"highlights[{n}]"): contrast(theme.text, pen) for n, pen in enumerate(theme.highlights)
    }
    low = {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 4.5}
    assert low == {}


@pytest.mark.parametrize("name", THEMES)
def test_lines_and_bars_are_seen_on_every_ground(name: str) -> None:
    """WCAG 2.2, 1.4.11: what is no text needs a contrast of 3."""
    theme = load_theme(name)
    fills = {field: getattr(theme, field) for field in ("bg", *FILLS)}
    fills |= {f"highlights[{n}]": pen for n, pen in enumerate(theme.highlights)}
    lines = {f"entity.{kind}": theme.entity[kind] for kind in LINES}
    lines |= {party: getattr(theme, party) for party in ("party1", "party2", "shared", "analyst")}
    low = {
        (line, fill): round(contrast(color, ground), 2)
        for line, color in lines.items()
        for fill, ground in fills.items()
        if contrast(color, ground) < 3
    }
    assert low == {}


@pytest.mark.parametrize("name", THEMES)
def test_a_disabled_text_is_still_seen(name: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.deco, theme.card) > 2


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_is_filled_from_the_theme(name: str) -> None:
    theme = load_theme(name)
    filled = palette(theme)
    assert filled.color(QPalette.ColorRole.WindowText) == theme.text
    assert filled.color(QPalette.ColorRole.Base) == theme.card
    assert filled.color(QPalette.ColorRole.Highlight) == theme.sel


def test_applying_a_theme_dresses_the_application(qapp: QApplication, light: Theme) -> None:
    dark = load_theme("dark")
    apply(qapp, dark)
    try:
        assert qapp.palette().color(QPalette.ColorRole.Window) == dark.panel
        assert dark.text.name() in qapp.styleSheet()
    finally:
        apply(qapp, light)


def test_the_shipped_fonts_are_used(fonts: Fonts) -> None:
    assert fonts == Fonts(interface="Inter", reading="Source Serif Pro")
    font = interface_font(fonts, 12)
    assert QFontInfo(font).family() == "Inter"
    assert font.pixelSize() == 12


def test_system_follows_the_desktop(qapp: QApplication) -> None:
    assert resolve("sepia") == "sepia"
    assert resolve("system") in ("light", "dark")


def test_a_theme_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_theme("neon")
