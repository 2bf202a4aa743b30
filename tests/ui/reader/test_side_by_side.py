"""Two panes: opening, swapping, closing, the active one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from diptych.model import Article, Span
from diptych.ui.reader.gutter import WIDTH as GUTTER
from diptych.ui.reader.header import Side
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.theme import Fonts, Theme, load_theme

Make = Callable[..., Article]


@pytest.fixture
def reader(qtbot: QtBot, light: Theme, fonts: Fonts) -> SideBySide:
    """A reader on the screen, without articles."""
    made = SideBySide(light, fonts)
    qtbot.addWidget(made)
    made.resize(1_100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _long(article_of: Make, number: int) -> Article:
    return article_of(*(f"Paragraph {n} of a long story." for n in range(200)), number=number)


def _open_both(qtbot: QtBot, reader: SideBySide, article_of: Make) -> None:
    reader.open(_long(article_of, 1), "left")
    reader.open(_long(article_of, 2), "right")
    qtbot.waitUntil(lambda: not reader.left.page.building and not reader.right.page.building)


def _begins(reader: SideBySide, pane: ReaderPane) -> int:
    return pane.mapTo(reader, pane.rect().topLeft()).x()


def _outer_edges(reader: SideBySide) -> tuple[int, int]:
    left, right = reader.left.ruler, reader.right.ruler
    first, last = left.rect().topLeft(), right.rect().topRight()
    return left.mapTo(reader, first).x(), right.mapTo(reader, last).x()


def test_opens_on_a_side_and_makes_it_active(qtbot: QtBot, reader: SideBySide, article_of: Make) -> None:
    assert reader.is_empty
    with qtbot.waitSignal(reader.opened) as told:
        reader.open(article_of("One."), "right")
    assert told.args == ["right", 1]
    assert reader.active == "right"
    assert reader.active_pane is reader.right
    assert reader.left.article is None


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_focus_makes_a_side_active(
    qtbot: QtBot, reader: SideBySide, article_of: Make, side: Side
) -> None:
    _open_both(qtbot, reader, article_of)
    other: Side = "left" if side == "right" else "right"
    reader.activate(other)
    reader.pane(other).page.setFocus()
    reader.activate(side)
    assert reader.pane(side).page.hasFocus()
    reader.pane(other).page.setFocus()
    assert reader.active == other
    reader.pane(side).page.setFocus()
    reader.pane(other).open_find()
    qtbot.waitUntil(lambda: reader.active == other)


def test_swapping_keeps_places_and_marks(qtbot: QtBot, reader: SideBySide, article_of: Make) -> None:
    _open_both(qtbot, reader, article_of)
    reader.left.page.verticalScrollBar().setValue(800)
    reader.left.set_marks(Layer.SEARCH, [Span(0, 9)])
    sizes = reader.left.width(), reader.right.width()
    reader.swap()
    qtbot.waitUntil(lambda: _begins(reader, reader.left) < _begins(reader, reader.right))
    assert (reader.left.side, reader.right.side) == ("left", "right")
    assert reader.right.article is not None and reader.right.article.id == 1
    assert reader.right.page.verticalScrollBar().value() == 800
    assert reader.right.marks(Layer.SEARCH) == [Span(0, 9)]
    assert reader.active == "left"
    assert (reader.left.width(), reader.right.width()) == sizes


def test_the_rulers_are_on_the_outer_edges(qtbot: QtBot, reader: SideBySide, article_of: Make) -> None:
    _open_both(qtbot, reader, article_of)
    for _ in range(2):
        qtbot.waitUntil(lambda: _outer_edges(reader) == (0, reader.width() - 1))
        reader.swap()


def test_both_panes_are_as_wide_with_a_gutter_between(reader: SideBySide) -> None:
    reader.equalise()
    assert abs(reader.left.width() - reader.right.width()) <= 1
    assert _begins(reader, reader.right) - _begins(reader, reader.left) - reader.left.width() == GUTTER


def test_the_widths_are_remembered(qtbot: QtBot, reader: SideBySide, light: Theme, fonts: Fonts) -> None:
    state = reader.save_state()
    other = SideBySide(light, fonts)
    qtbot.addWidget(other)
    assert other.restore_state(state)
    assert not other.restore_state(QByteArray(b"nonsense"))


def test_closing_empties_a_side(qtbot: QtBot, reader: SideBySide, article_of: Make) -> None:
    _open_both(qtbot, reader, article_of)
    with qtbot.waitSignal(reader.closed) as told:
        reader.right.header.close_button.click()
    assert told.args == ["right"]
    reader.close_side("left")
    assert reader.is_empty


def test_a_theme_reaches_all_parts(qtbot: QtBot, reader: SideBySide, article_of: Make) -> None:
    _open_both(qtbot, reader, article_of)
    dark = load_theme("dark")
    reader.set_theme(dark)
    image = reader.grab().toImage()
    light = load_theme("light")
    pale = {light.bg.name(), light.panel.name(), light.card.name()}
    seen = {
        image.pixelColor(x, y).name()
        for x in range(0, reader.width(), 7)
        for y in range(0, reader.height(), 7)
    }
    assert dark.bg.name() in seen
    assert not seen & pale
