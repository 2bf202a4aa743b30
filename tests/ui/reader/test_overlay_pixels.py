"""Marks are painted where the words are; Qt's own selection says where that is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QTextCursor
from pytestqt.qtbot import QtBot

from diptych.model import Article, Block, BlockKind, Direction, Run, Span, Style
from diptych.ui.reader.marks import Held, Layer, Mark, Named, Pen
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.theme import Theme, load_theme

Show = Callable[[Article], None]

_CLEARLY = 40
_HEBREW = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd"
_ARABIC = "\u0627\u0644\u0642\u0627\u0631\u0628 \u0627\u0644\u0623\u0648\u0644"


_WORDS = (
    *("ferry", "keel", "mast", "buoy", "oar", "stern", "bow", "helm", "rudder", "1234", "three"),
    *(_HEBREW, _ARABIC, f"One {_HEBREW[:3]}", f"{_ARABIC[-4:]} three", f"rudder 1234 {_HEBREW[0]}"),
)


def _article() -> Article:
    made: list[tuple[BlockKind, str, str]] = [
        (BlockKind.HEADING, "The ferry office", ""),
        (
            BlockKind.PARAGRAPH,
            "Nothing here \U0001f600\U00020000 but wide letters before the keel of a boat.",
            "",
        ),
        (BlockKind.QUOTE, "It was said that the mast would hold.", ""),
        (BlockKind.ITEM, "an anchor, and a second line that is long enough to wrap round to the buoy", "12."),
        (BlockKind.PARAGRAPH, f"One {_HEBREW} two {_ARABIC} three.", ""),
        (BlockKind.PARAGRAPH, f"{_HEBREW} rudder 1234 {_HEBREW}.", ""),
        (BlockKind.NOTE, "The oar is kept in the shed.", "1"),
    ]
    text, blocks = "", []
    for kind, words, marker in made:
        start = len(text)
        text += words + "\n\n"
        level = 1 if kind in (BlockKind.QUOTE, BlockKind.ITEM) else 0
        runs = (Run(start=start + 4, end=start + 7, style=Style.STRONG),)
        blocks.append(
            Block(kind=kind, start=start, end=start + len(words), level=level, marker=marker, runs=runs)
        )
    start = len(text)
    text += "port\tstern\nbow\thelm"
    rows = (
        (Span(start, start + 4), Span(start + 5, start + 10)),
        (Span(start + 11, start + 14), Span(start + 15, start + 19)),
    )
    blocks.append(Block(kind=BlockKind.TABLE, start=start, end=len(text), rows=rows))
    return Article(id=1, title="Marks", text_id=1, text=text, blocks=tuple(blocks))


def _pixels(image: QImage) -> memoryview:
    """The pixels row by row, as 0xffRRGGBB."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(plain.constBits())).cast("I")


def _places(image: QImage, color: QColor) -> set[tuple[int, int]]:
    """The pixels of exactly that colour."""
    wanted, width = color.rgb(), image.width()
    return {(at % width, at // width) for at, pixel in enumerate(_pixels(image)) if pixel == wanted}


def _shape(plain: QImage, marked: QImage) -> frozenset[int]:
    """The pixels that a mark makes clearly lighter or darker, whatever their colour."""
    grey = QImage.Format.Format_Grayscale8
    one, other = (_pixels(image.convertToFormat(grey)) for image in (plain, marked))
    pairs = enumerate(zip(one, other, strict=True))
    return frozenset(at for at, (before, after) in pairs if abs(before % 256 - after % 256) > _CLEARLY)


def _grab(pane: ReaderPane) -> QImage:
    return pane.page.viewport().grab().toImage()


def _selected(pane: ReaderPane, words: str) -> set[int]:
    """The columns that Qt's own selection of the words covers."""
    found = pane.page.document().find(words)
    assert not found.isNull()
    pane.page.setTextCursor(found)
    columns = {x for x, _ in _places(_grab(pane), pane.page.palette().highlight().color())}
    pane.page.setTextCursor(QTextCursor(pane.page.document()))
    return columns


@pytest.mark.parametrize(
    "words",
    _WORDS,
)
def test_a_mark_covers_what_a_selection_covers(
    pane: ReaderPane, show: Show, light: Theme, words: str
) -> None:
    article = _article()
    show(article)
    selected = _selected(pane, words)
    start = article.text.index(words)
    pane.set_marks(Layer.SEARCH, [Span(start, start + len(words))])
    marked = {x for x, _ in _places(_grab(pane), light.find_bg)}
    assert marked and selected
    assert {x for x in selected if not {x - 2, x - 1, x, x + 1, x + 2} & marked} == set()
    assert {x for x in marked if not set(range(x - 4, x + 5)) & selected} == set()


def test_a_line_end_is_not_marked(pane: ReaderPane, show: Show, light: Theme) -> None:
    article = _article()
    show(article)
    start = article.text.index("an anchor")
    end = article.text.index("buoy") + 4
    pane.set_marks(Layer.SEARCH, [Span(start, end)])
    left, width = pane.page.column()
    columns = {x for x, _ in _places(_grab(pane), light.find_bg)}
    assert max(columns) <= left + width + 3


@pytest.mark.parametrize("name", ["light", "dark"])
def test_layers_are_told_apart_without_colour(pane: ReaderPane, show: Show, name: str) -> None:
    theme = load_theme(name)
    pane.set_theme(theme)
    article = _article()
    show(article)
    span = Span(article.text.index("keel"), article.text.index("keel") + 4)
    shapes = {}
    for layer, mark in (
        (Layer.SEARCH, span),
        (Layer.FIND, span),
        (Layer.CURRENT, Mark(*span, Layer.CURRENT, Layer.SEARCH)),
        (Layer.ENTITIES, Mark(*span, Layer.ENTITIES, "place")),
        (Layer.POSITIONS, Mark(*span, Layer.POSITIONS, Held("party1"))),
        (Layer.HIGHLIGHTS, Mark(*span, Layer.HIGHLIGHTS, Pen(0))),
    ):
        plain = _grab(pane)
        pane.set_marks(layer, [mark])
        shapes[layer] = _shape(plain, _grab(pane))
        pane.set_marks(layer, [])
    assert len(set(shapes.values())) == len(shapes)


def test_hiding_a_layer_gives_the_page_back(pane: ReaderPane, show: Show, light: Theme) -> None:
    article = _article()
    show(article)
    plain = _grab(pane)
    pane.set_marks(Layer.SEARCH, [Span(4, 9)])
    assert _grab(pane) != plain
    pane.toggle_layer(Layer.SEARCH, False)
    assert _grab(pane) == plain
    pane.toggle_layer(Layer.SEARCH, True)
    assert _places(_grab(pane), light.find_bg)


def test_marks_follow_when_the_page_is_laid_out_anew(
    qtbot: QtBot, pane: ReaderPane, show: Show, light: Theme
) -> None:
    article = _article()
    show(article)
    start = article.text.index("three")
    pane.set_marks(Layer.SEARCH, [Span(start, start + 5)])
    before = _places(_grab(pane), light.find_bg)
    pane.resize(320, 700)
    qtbot.waitUntil(lambda: pane.page.viewport().width() < 310)
    selected = _selected(pane, "three")
    marked = {x for x, _ in _places(_grab(pane), light.find_bg)}
    assert {place for place in marked if not set(range(place - 4, place + 5)) & selected} == set()
    assert _places(_grab(pane), light.find_bg) != before


@pytest.mark.parametrize("top", [30, 95, 171, 260])
def test_a_strip_that_scrolls_into_view_is_painted_as_the_whole_is(
    show: Show, pane: ReaderPane, top: int
) -> None:
    article = _article()
    show(article)
    words = article.text
    for layer, data in (
        (Layer.POSITIONS, Held("party1", (Direction.DEMANDS,))),
        (Layer.HIGHLIGHTS, Pen(1, True)),
        (Layer.ENTITIES, Named("place")),
        (Layer.SEARCH, None),
    ):
        marked = [Mark(words.index(word), words.index(word) + len(word), layer, data) for word in _WORDS]
        pane.set_marks(layer, marked)
    whole = pane.page.grab().toImage()
    strip = QRect(0, top, whole.width(), 24)
    assert pane.page.grab(strip).toImage() == whole.copy(strip)
