"""Articles to read, and a pane to read them in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from diptych.model import Article, Block, BlockKind
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.theme import Fonts, Theme


def paragraphs(*texts: str, number: int = 1, title: str = "The morning boat") -> Article:
    """An article of plain paragraphs."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(text)))
        at += len(text) + 2
    return Article(id=number, title=title, text_id=number, text="\n\n".join(texts), blocks=tuple(blocks))


@pytest.fixture
def article_of() -> Callable[..., Article]:
    """Makes an article of plain paragraphs."""
    return paragraphs


@pytest.fixture
def pane(qtbot: QtBot, light: Theme, fonts: Fonts) -> ReaderPane:
    """A pane on the screen, 600 by 700 pixels, without an article."""
    made = ReaderPane("left", light, fonts)
    qtbot.addWidget(made)
    made.resize(600, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def show(qtbot: QtBot, pane: ReaderPane) -> Callable[[Article], None]:
    """Shows an article in the pane and waits until its page is built."""

    def shown(article: Article) -> None:
        pane.show_article(article)
        qtbot.waitUntil(lambda: not pane.page.building)

    return shown
