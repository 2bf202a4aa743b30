"""Text that is made to stall or mislead: it is shown in slices, whole, and each character in its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from diptych.model import Article, Block, BlockKind, Run, Span, Style
from diptych.ui.reader import display
from diptych.ui.reader.pane import ReaderPane


def _blocks(kind: BlockKind, texts: list[str]) -> Article:
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind=kind, start=at, end=at + len(text), level=9, marker="-"))
        at += len(text) + 2
    return Article(id=1, title="T", text_id=1, text="\n\n".join(texts), blocks=tuple(blocks))


def _table(rows: int, columns: int, cell: str) -> Article:
    spans, at = [], 0
    for _ in range(rows):
        row = []
        for _ in range(columns):
            row.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        spans.append(tuple(row))
    text = "\n".join(["\t".join([cell] * columns)] * rows)
    block = Block(kind=BlockKind.TABLE, start=0, end=len(text), rows=tuple(spans))
    return Article(id=1, title="T", text_id=1, text=text, blocks=(block,))


def _runs(count: int) -> Article:
    text = "ab " * count
    styles = (Style.LINK, Style.STRONG, Style.NOTE_REF)
    runs = tuple(
        Run(start=3 * n, end=3 * n + 4, style=styles[n % 3], target=f"https://example.org/{n}")
        for n in range(count - 1)
    )
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), runs=runs)
    return Article(id=1, title="T", text_id=1, text=text, blocks=(block,))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: _blocks(BlockKind.PARAGRAPH, ["x" * 1_000_000]), id="a line without spaces"),
        pytest.param(lambda: _blocks(BlockKind.QUOTE, ["\U0001f600" * 100_000]), id="wide letters"),
        pytest.param(lambda: _blocks(BlockKind.ITEM, ["item"] * 10_000), id="blocks"),
        pytest.param(lambda: _blocks(BlockKind.NOTE, ["e" + "\u0301" * 100_000]), id="accents"),
        pytest.param(lambda: _blocks(BlockKind.PARAGRAPH, ["\n" * 50_000]), id="line feeds"),
        pytest.param(lambda: _table(10_000, 4, "cell"), id="rows"),
        pytest.param(lambda: _table(3, 5_000, "cell"), id="columns"),
        pytest.param(lambda: _table(2, 1, "y" * 200_000), id="a cell"),
        pytest.param(lambda: _runs(20_000), id="runs"),
    ],
)
def test_is_shown_in_slices_to_its_end(qtbot: QtBot, pane: ReaderPane, make: Callable[[], Article]) -> None:
    article = make()
    pane.show_article(article)
    assert pane.page.building
    end = len(article.text)
    pane.go_to(Span(end - 1, end), flash=False)
    qtbot.waitUntil(lambda: pane.page.complete and pane.percent() == 100, timeout=60_000)
    assert pane.page.offsets.end == end
    block = pane.page.document().begin()
    while block.isValid():
        assert block.length() <= 2 * display.LONGEST_BLOCK + 4
        block = block.next()


def test_a_title_without_end_is_cut(pane: ReaderPane) -> None:
    article = _blocks(BlockKind.PARAGRAPH, ["one"])
    pane.show_article(
        Article(id=1, title="t" * 1_000_000, text_id=1, text=article.text, blocks=article.blocks)
    )
    title = pane.page.document().begin().text()
    assert len(title) < 400
    assert title.endswith("\u2026")


def test_forced_order_is_shown_and_copied_as_it_stands(pane: ReaderPane) -> None:
    article = _blocks(BlockKind.PARAGRAPH, ["pay \u202e001\u202c now"])
    pane.show_article(article)
    shown = pane.page.document().lastBlock().text()
    assert shown == "-\tpay \u25af001\u202c now"
    cursor = pane.page.document().find("now")
    pane.page.setTextCursor(cursor)
    span = pane.page.selected_span()
    assert article.text[span.start : span.end] == "now"
