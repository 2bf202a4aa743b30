"""Icons: each draws something in its colour, at every scale, and nothing outside its square."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from diptych.ui import icons
from diptych.ui.theme import Theme

RED = QColor("#CC0000")


def inked(picture: QPixmap) -> int:
    """How many pixels are painted at least half."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return sum(
        image.pixelColor(x, y).alpha() > 127 for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("name", icons.names())
@pytest.mark.parametrize("scale", [1, 1.5, 3])
def test_each_icon_draws(qapp: QApplication, name: str, scale: float) -> None:
    drawn = icons.pixmap(name, RED, 16, scale)
    assert drawn.size() == QSize(round(16 * scale), round(16 * scale))
    share = inked(drawn) / (drawn.width() * drawn.height())
    assert 0.04 < share < 0.8


def test_icons_differ(qapp: QApplication) -> None:
    pictures = [icons.pixmap(name, RED, 32).toImage() for name in icons.names()]
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])


def test_the_logo_bears_both_parties(qapp: QApplication, light: Theme) -> None:
    image = icons.logo(light, 32).pixmap(QSize(32, 32), 1.0).toImage()
    assert image.pixelColor(8, 16) == light.party1
    assert image.pixelColor(24, 16) == light.party2


def test_an_icon_that_is_not_drawn_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icons.icon("unicorn", RED)
