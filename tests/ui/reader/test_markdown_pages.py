"""Markdown of any kind, from its source to the page: each character stands where the map says."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from diptych.importing.markdown import read_markdown
from diptych.model import Article, Draft
from diptych.ui.reader import display
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.page import PageBuilder

_WORDS = st.sampled_from(
    [
        *("harbour", "boat", "42", "\u00e9t\u00e9", "\u043b\u043e\u0434\u043a\u0430", "\u8239\u306f\u6e2f"),
        *("\U0001f600", "\U0001f469\u200d\U0001f467", "\U00020000\U00020001", "e\u0301\u0301", "a\u00a0b"),
        *(
            "\u0633\u0641\u064a\u0646\u0629",
            "\u05e1\u05e4\u05d9\u05e0\u05d4",
            "\u202eturned\u202c",
            "soft\u00adly",
        ),
        *("*lean*", "**fat**", "`code`", "~~struck~~", "[link](https://example.org/)", "note[^1]", "a\\\nb"),
        *("***[both](x)***", "<b>raw</b>", "\\*", "&amp;", "![picture](p.png)", "\ufdd0", "\u2028", "\x00"),
    ]
)
_LINES = st.lists(_WORDS, min_size=1, max_size=7).map(" ".join)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lists and quotations around other blocks, to any depth."""

    def under(marker: str, block: str) -> str:
        return marker + block.replace("\n", "\n" + " " * len(marker))

    quoted = inner.map(lambda block: "> " + block.replace("\n", "\n> "))
    items = st.lists(inner, min_size=1, max_size=3)
    bulleted = items.map(lambda blocks: "\n".join(under("- ", block) for block in blocks))
    numbered = items.map(lambda blocks: "\n\n".join(under("1. ", block) for block in blocks))
    return quoted | bulleted | numbered


@st.composite
def _tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(_LINES, min_size=columns, max_size=columns), min_size=1, max_size=4))
    lines = ["| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]])


_BLOCKS = st.recursive(
    _LINES | _LINES.map("## {}".format) | _tables() | st.just("---") | _LINES.map("    {}".format), _nested
)
_SOURCES = st.lists(_BLOCKS, min_size=1, max_size=6).map(
    lambda blocks: "\n\n".join([*blocks, "[^1]: The note, with a \U0001f600 in it."])
)


def _article(draft: Draft) -> Article:
    return Article(id=1, title=draft.title, text_id=1, text=draft.text, blocks=draft.blocks)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=_SOURCES, width=st.integers(0, 900))
def test_each_character_of_markdown_stands_where_the_map_says(
    qapp: QApplication, source: str, width: int
) -> None:
    draft = read_markdown(source, "stem", "test/1")
    assert draft is not None
    article = _article(draft)
    document = QTextDocument()
    builder = PageBuilder(document, article, PageStyle("Source Serif Pro"), width)
    for _ in builder.steps():
        pass
    raw = [char for char in document.toRawText() for _ in range(2 if char > "\uffff" else 1)]
    canonical, offsets = display.shown(article.text), builder.offsets
    before, covered = -1, set()
    for segment in offsets.segments:
        for position in range(segment.start, segment.end):
            qt = offsets.to_qt(position)
            assert raw[qt] == canonical[position]
            assert qt > before
            assert offsets.to_canonical(qt) == position
            before = qt
            covered.add(position)
    words = {at for at, char in enumerate(article.text) if not char.isspace()}
    assert words <= covered
