"""The page looks as it did when its pictures were last looked at and found good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from tests.golden.page_picture import FOLDER, draw

from diptych.ui import theme as themes

CLEARLY = 48
"""How far apart (of 255) a colour must be to count: less is how a machine smooths its letters."""

MOST = 0.002
"""The part of all pixels that may differ clearly."""


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    themes.apply(qapp, themes.load_theme("light"))


def _bytes(image: QImage) -> memoryview:
    return memoryview(bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits()))


def differing(one: QImage, other: QImage) -> float:
    """The part of the bytes of two pictures of one size that differ clearly."""
    pairs = zip(_bytes(one), _bytes(other), strict=True)
    return sum(abs(left - right) > CLEARLY for left, right in pairs) / one.sizeInBytes()


@pytest.mark.parametrize("name", themes.THEMES)
def test_the_page_looks_as_its_picture(qapp: QApplication, name: str) -> None:
    kept = QImage(str(FOLDER / f"page-{name}.png"))
    drawn = draw(name)
    assert drawn.size() == kept.size()
    assert differing(drawn, kept) <= MOST, "look at it; if it is right: python tests/golden/page_picture.py"


def test_a_shifted_line_is_noticed(qapp: QApplication) -> None:
    kept = QImage(str(FOLDER / "page-light.png"))
    shifted = kept.copy(0, 1, kept.width(), kept.height())
    assert differing(shifted, kept) > MOST
