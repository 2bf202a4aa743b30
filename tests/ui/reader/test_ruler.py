"""The overview ruler shows where marks are, and scrolls."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from diptych.model import Article, Span
from diptych.ui.reader.heights import heights
from diptych.ui.reader.marks import Layer, Mark
from diptych.ui.reader.overlay import Overlay
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.ruler import ticks
from diptych.ui.theme import Theme, load_theme

Show = Callable[[Article], None]
Make = Callable[..., Article]


def _long(article_of: Make) -> Article:
    return article_of(*(f"Paragraph {number} tells of a boat and of a crew." for number in range(300)))


def test_a_tick_stands_where_the_ruler_leads(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make, light: Theme
) -> None:
    article = _long(article_of)
    show(article)
    start = article.text.index("Paragraph 150 ")
    pane.set_marks(Layer.SEARCH, [Span(start, start + 13)])
    qtbot.waitUntil(lambda: len(pane.ruler.ticks) == 1)
    tick = pane.ruler.ticks[0]
    assert tick.color == light.find
    QTest.mouseClick(pane.ruler, Qt.MouseButton.LeftButton, pos=QPoint(9, tick.top))
    assert any(visible.block.contains(pane.page.offsets.to_qt(start)) for visible in pane.page.visible())
    image = pane.ruler.grab().toImage()
    assert image.pixelColor(14, tick.top) == light.find


def test_the_ticks_are_those_of_the_article_shown(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make
) -> None:
    show(_long(article_of))
    pane.set_marks(Layer.SEARCH, [Span(0, 9)])
    qtbot.waitUntil(lambda: len(pane.ruler.ticks) == 1)
    short = article_of("One line.", "Another line.", number=2)
    show(short)
    qtbot.waitUntil(lambda: pane.ruler.ticks == [])
    pane.set_marks(Layer.SEARCH, [Span(11, 18)])
    qtbot.waitUntil(lambda: len(pane.ruler.ticks) == 1)
    assert pane.ruler.ticks[0].top > pane.ruler.height() // 3


def test_a_drag_moves_along(pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(_long(article_of))
    bar = pane.page.verticalScrollBar()
    middle = pane.ruler.thumb().center().toPoint()
    QTest.mousePress(pane.ruler, Qt.MouseButton.LeftButton, pos=middle)
    assert bar.value() == 0
    QTest.mouseMove(pane.ruler, middle + QPoint(0, 200))
    down = bar.value()
    assert 0 < down < bar.maximum()
    QTest.mouseMove(pane.ruler, middle + QPoint(0, 2_000))
    assert bar.value() == bar.maximum()
    QTest.mouseRelease(pane.ruler, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(pane.ruler, middle)
    assert bar.value() == bar.maximum()


def test_the_ruler_and_the_page_scroll_together(pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(_long(article_of))
    bar = pane.page.verticalScrollBar()
    bar.setValue(500)
    assert pane.ruler.value() == 500
    assert (pane.ruler.maximum(), pane.ruler.pageStep()) == (bar.maximum(), bar.pageStep())
    pane.ruler.setValue(900)
    assert bar.value() == 900
    assert pane.ruler.thumb().bottom() < pane.ruler.height()


def test_a_short_page_has_no_thumb_to_drag(pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(article_of("One line."))
    QTest.mouseClick(pane.ruler, Qt.MouseButton.LeftButton, pos=QPoint(9, 400))
    assert pane.page.verticalScrollBar().value() == 0


def test_a_theme_changes_the_ticks(qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make) -> None:
    show(_long(article_of))
    pane.set_marks(Layer.SEARCH, [Span(0, 9)])
    dark = load_theme("dark")
    pane.set_theme(dark)
    qtbot.waitUntil(lambda: [tick.color for tick in pane.ruler.ticks] == [dark.find])


def test_it_says_what_stands_where_the_pointer_rests(
    qtbot: QtBot, pane: ReaderPane, show: Show, article_of: Make
) -> None:
    article = _long(article_of)
    show(article)
    middle = len(article.text) // 2
    pane.set_marks(Layer.SEARCH, [Span(middle, middle + 4), Span(middle + 9, middle + 12)])
    qtbot.waitUntil(lambda: bool(pane.ruler.ticks))
    assert pane.ruler.said_at(pane.ruler.ticks[0].top) == "Hits of the search: 2"
    assert pane.ruler.said_at(0) == ""


def test_rows_run_down_the_text(pane: ReaderPane, show: Show, article_of: Make) -> None:
    article = _long(article_of)
    show(article)
    rows = heights(pane.page.document()).rows(500, pane.page.offsets)
    assert len(rows) == 500
    assert rows == sorted(rows)
    assert rows[0] == 0
    assert rows[-1] > 0.9 * len(article.text)


@given(
    st.lists(st.tuples(st.integers(0, 999), st.integers(1, 80)), min_size=1, max_size=60),
    st.integers(1, 50),
)
def test_each_mark_has_a_tick(light_spans: list[tuple[int, int]], count: int) -> None:
    overlay = Overlay(load_theme("light"))
    spans = [Mark(start, start + length, Layer.SEARCH) for start, length in light_spans]
    overlay.set_marks(Layer.SEARCH, spans)
    rows = [1_000 * number // count for number in range(count)]
    found = ticks(overlay, rows)
    for start, _ in light_spans:
        row = max(number for number, begins in enumerate(rows) if begins <= start)
        assert any(tick.top <= row <= tick.bottom for tick in found)
    assert len(found) <= count
