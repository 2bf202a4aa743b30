"""Pages of generated articles: the offset map against what Qt holds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QApplication

from diptych.model import Article, Block, BlockKind, Run, Span, Style
from diptych.ui.reader import display, page
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.page import PageBuilder

_LETTERS = st.text(
    alphabet=st.sampled_from(
        "abc  \u00e9\u4e2d\U0001f600\U00020000\u05d0\u0628\u202e\u2028\ufdd0\ufffc\x00\r\n\t"
    ),
    max_size=30,
)
_KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.TABLE])


@st.composite
def _runs(draw: st.DrawFn, start: int, end: int) -> tuple[Run, ...]:
    places = st.integers(start, end)
    drawn = draw(st.lists(st.tuples(places, places, st.sampled_from(Style)), max_size=4))
    return tuple(
        Run(start=min(one, two), end=max(one, two), style=style, target="1") for one, two, style in drawn
    )


@st.composite
def _flowing(draw: st.DrawFn, start: int) -> tuple[str, Block]:
    text = draw(_LETTERS) * draw(st.sampled_from([1, 1, 1, 300]))
    kind = draw(_KINDS)
    end = start + len(text)
    runs = draw(_runs(start, end))
    marker = draw(st.sampled_from(["", "\u2022", "12."]))
    level = draw(st.integers(0, 9))
    return text, Block(kind=kind, start=start, end=end, level=level, marker=marker, runs=runs)


@st.composite
def _table(draw: st.DrawFn, start: int) -> tuple[str, Block]:
    cells = st.text(alphabet=st.sampled_from("ab \U0001f600"), max_size=4)
    rows = draw(st.lists(st.lists(cells, max_size=4), min_size=1, max_size=4))
    rows *= draw(st.sampled_from([1, 1, 40]))
    at, spans = start, []
    for row in rows:
        here = []
        for cell in row:
            here.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        spans.append(tuple(here))
        at += 0 if row else 1
    text = "\n".join("\t".join(row) for row in rows)
    block = Block(kind=BlockKind.TABLE, start=start, end=start + len(text), rows=tuple(spans))
    return text, block


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles of all kinds of block, with characters that are hard on Qt."""
    texts, blocks, at = [], [], 0
    for make in draw(st.lists(st.sampled_from([_flowing, _flowing, _table]), max_size=8)):
        text, block = draw(make(at))
        texts.append(text)
        blocks.append(block)
        at += len(text) + 2
    return Article(id=1, title="A \ufdd0 title", text_id=1, text="\n\n".join(texts), blocks=tuple(blocks))


def _built(article: Article) -> tuple[QTextDocument, PageBuilder]:
    document = QTextDocument()
    builder = PageBuilder(document, article, PageStyle("Source Serif Pro"))
    for _ in builder.steps():
        pass
    return document, builder


def _units(text: str) -> list[str]:
    """The UTF-16 units of a text; a character of two units twice."""
    return [char for char in text for _ in range(2 if char > "\uffff" else 1)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles())
def test_each_code_point_stands_where_the_map_says(qapp: QApplication, article: Article) -> None:
    document, builder = _built(article)
    raw = _units(document.toRawText())
    shown = display.shown(article.text)
    before, covered = -1, 0
    for segment in builder.offsets.segments:
        for position in range(segment.start, segment.end):
            qt = builder.offsets.to_qt(position)
            assert raw[qt] == shown[position]
            assert qt > before
            assert builder.offsets.to_canonical(qt) == position
            before = qt
            covered += 1
    separators = 2 * (len(article.blocks) - 1) if article.blocks else 0
    inside = sum(_inside(article.text, block) for block in article.blocks)
    assert covered == len(article.text) - separators - inside


def _inside(text: str, block: Block) -> int:
    """How many characters of a table's text lie between cells of a grid or between lines."""
    if not block.rows:
        return 0
    columns = max(len(row) for row in block.rows)
    grid = block.rows[: page.TABLE_CELLS // columns] if columns else ()
    rest = block.rows[len(grid) :]
    held = sum(cell.end - cell.start for row in grid for cell in row)
    held += sum(row[-1].end - row[0].start for row in rest if row)
    return block.end - block.start - held


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles())
def test_no_display_block_is_long_and_no_letter_has_a_colour(qapp: QApplication, article: Article) -> None:
    document, _ = _built(article)
    assert not document.isUndoAvailable()
    block = document.begin()
    while block.isValid():
        assert len(block.text()) <= display.LONGEST_BLOCK + len("12.\t")
        for piece in block.textFormats():
            assert not piece.format.hasProperty(QTextCharFormat.Property.ForegroundBrush.value)
            assert not piece.format.hasProperty(QTextCharFormat.Property.BackgroundBrush.value)
        block = block.next()


def test_a_link_leads_nowhere_but_to_the_web_or_a_note(qapp: QApplication) -> None:
    text = "one two three four"
    runs = (
        Run(start=0, end=3, style=Style.LINK, target="https://example.org/"),
        Run(start=4, end=7, style=Style.LINK, target="file:///etc/passwd"),
        Run(start=8, end=13, style=Style.LINK, target="javascript:alert(1)"),
        Run(start=14, end=18, style=Style.NOTE_REF, target="1"),
    )
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), runs=runs)
    document, builder = _built(Article(id=1, title="", text_id=1, text=text, blocks=(block,)))
    pieces = document.lastBlock().textFormats()
    targets = [piece.format.anchorHref() for piece in pieces if piece.format.isAnchor()]
    assert targets == ["https://example.org/", "note:1"]
    assert builder.links.addresses == [Span(0, 3)]
    assert builder.links.destination("reference:1") == Span(14, 18)
    assert builder.links.destination("note:1") is None
    assert builder.links.explained("file:///etc/passwd") == ""


@pytest.mark.parametrize(("zoom", "pixels"), [(100, 16), (150, 24), (75, 12)])
def test_zoom_is_in_per_cent(qapp: QApplication, zoom: int, pixels: int) -> None:
    style = PageStyle("Source Serif Pro", zoom)
    assert style.font().pixelSize() == pixels
    assert abs(style.width - 5.5 * zoom) < 4
