"""The paragraphs of an article in the file that it came from."""

from __future__ import annotations

from diptych.model import Article, Block, BlockKind
from diptych.ui.reader import own_words


def _article(text: str) -> Article:
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(part)))
        at += len(part) + 2
    return Article(id=1, title="", text_id=1, text=text, blocks=tuple(blocks))


def test_markup_is_passed_over_and_order_kept() -> None:
    article = _article("A plain line.\n\nThe same words.\n\nThe same words.\n\nNot there at all.")
    original = _article("---\nx: y\n---\n\n# A *plain* line.\n\n> The same words.\n\n- The **same** words.")
    found = own_words.pairs(article, original)
    assert [article.text[each.left.start : each.left.end] for each in found] == [
        "A plain line.",
        "The same words.",
        "The same words.",
    ]
    assert [original.text[each.right.start : each.right.end] for each in found] == [
        "# A *plain* line.",
        "> The same words.",
        "- The **same** words.",
    ]


def test_an_empty_original_has_nothing() -> None:
    assert own_words.pairs(_article("A line."), _article("")) == ()
