"""The pane shows, finds, goes and empties."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from diptych.model import Article, Block, BlockKind, Span
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.side_by_side import SideBySide
from diptych.ui.theme import Fonts, Theme


def _article(number: int = 1) -> Article:
    texts = ["The first boat leaves at six.", "The second boat waits for the post."]
    text = "\n\n".join(texts)
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, start=0, end=len(texts[0])),
        Block(kind=BlockKind.PARAGRAPH, start=len(texts[0]) + 2, end=len(text)),
    )
    return Article(id=number, title="Boats", text_id=number, text=text, blocks=blocks)


def test_opens_marks_swaps_and_closes(qtbot: QtBot, light: Theme, fonts: Fonts) -> None:
    reader = SideBySide(light, fonts)
    qtbot.addWidget(reader)
    with qtbot.waitSignal(reader.opened) as opened:
        reader.open(_article(5), "right")
    assert opened.args == ["right", 5]
    assert reader.active == "right"
    pane = reader.right
    pane.set_marks(Layer.SEARCH, [Span(10, 14)])
    assert pane.marks(Layer.SEARCH) == [Span(10, 14)]
    reader.swap()
    assert reader.left is pane
    reader.close_side("left")
    assert reader.is_empty
