"""The signs of positions: each direction has a shape of its own, and states never look alike."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from diptych.model import Direction
from diptych.ui import signs
from diptych.ui.theme import Fonts, Theme, interface_font, load_theme

INK = QColor("#000000")


def canvas() -> QImage:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def sign(direction: Direction) -> QImage:
    image = canvas()
    with QPainter(image) as painter:
        signs.paint_sign(painter, direction, INK, QRectF(0, 0, 64, 64))
    return image


def dark(image: QImage) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 128
    }


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(Direction, 2)))
def test_directions_differ_by_shape_alone(one: Direction, other: Direction) -> None:
    first, second = dark(sign(one)), dark(sign(other))
    assert len(first ^ second) > 0.2 * len(first | second)


def test_the_diamond_is_filled_on_its_left_half_only() -> None:
    filled = dark(sign(Direction.CONDITIONAL))
    assert (22, 32) in filled
    assert (42, 32) not in filled


@pytest.mark.parametrize(
    ("confidence", "filled"), [(0.0, 1), (0.25, 1), (0.26, 2), (0.5, 2), (0.72, 3), (0.86, 4), (1.0, 4)]
)
def test_confidence_fills_one_to_four_dots(confidence: float, filled: int) -> None:
    assert signs.dots(confidence) == filled


def test_dots_are_filled_from_the_left(light: Theme) -> None:
    image = canvas()
    with QPainter(image) as painter:
        signs.paint_dots(painter, 0.5, INK, 0, 32)
    centres = [(round(2.5 + 7 * index), 32) for index in range(signs.DOTS)]
    assert [centre in dark(image) for centre in centres] == [True, True, False, False]


@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
@pytest.mark.parametrize("role", ["party1", "party2", "shared", "analyst"])
def test_what_stands_on_a_tile_or_a_ground_can_be_read(name: str, role: str) -> None:
    theme = load_theme(name)
    colors = signs.tint(theme, role)
    assert contrast(theme.on, colors.ink) >= 4.5
    assert contrast(colors.ink, theme.card) >= 3.0
    for ground in (colors.ground, theme.card, theme.panel, theme.bg, theme.sunk):
        assert contrast(theme.text, ground) >= 4.5
        assert contrast(theme.muted, ground) >= 4.5, (ground.name(), name)


@pytest.mark.parametrize("name", ["light", "dark", "sepia"])
def test_pills_can_be_read_and_differ(name: str, fonts: Fonts) -> None:
    theme = load_theme(name)
    assert contrast(theme.card, theme.text) >= 4.5
    drawn = []
    for solid in (False, True):
        image = canvas()
        with QPainter(image) as painter:
            rect = signs.paint_pill(
                painter, "KS", interface_font(fonts, 11), theme, QPointF(2, 2), solid=solid
            )
        assert rect.width() == signs.pill_width("KS", interface_font(fonts, 11))
        drawn.append(image.pixelColor(6, 9))
    assert drawn[1] == theme.text != drawn[0]


def test_badges_differ_by_shape(light: Theme) -> None:
    drawn = []
    for badge in (signs.Badge("party1", "A"), signs.Badge("party1", "A", round=True)):
        image = canvas()
        with QPainter(image) as painter:
            signs.paint_badge(painter, badge, light, QRectF(0, 0, 64, 64))
        drawn.append(image.pixelColor(8, 8) == light.party1)
    assert drawn == [True, False]


def test_hatching_stays_within_its_field(light: Theme) -> None:
    image = canvas()
    with QPainter(image) as painter:
        signs.paint_hatch(painter, INK, QRectF(16, 16, 32, 32))
    marked = dark(image)
    assert marked
    assert all(15 <= x <= 48 and 15 <= y <= 48 for x, y in marked)


def contrast(one: QColor, other: QColor) -> float:
    """By WCAG 2.2."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(color: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
