"""The analyst's notes in full at the end of an article: on paper there is no pointer to ask for them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from diptych.model import Article, Block, BlockKind, Highlight
from diptych.ui.models.wording import one_line, tr
from diptych.workspace.citing import paragraph_numbers

_LONGEST_QUOTE = 160


def with_notes(article: Article, highlights: Sequence[Highlight]) -> Article:
    """The article with a section of the notes of its highlights at the end; itself where there are none.

    The article's own text stays as it is, so that all marks stay true.
    """
    noted = [each for each in highlights if each.note.strip()]
    if not noted:
        return article
    numbers = paragraph_numbers(article.blocks)
    text, blocks = article.text, list(article.blocks)
    entries = [(BlockKind.HEADING, tr("Notes of the reader"))]
    entries += [(BlockKind.PARAGRAPH, _entry(each, numbers)) for each in noted]
    for kind, words in entries:
        start = len(text) + 2
        text += "\n\n" + words
        level = 2 if kind is BlockKind.HEADING else 0
        blocks.append(Block(kind=kind, start=start, end=start + len(words), level=level))
    return msgspec.structs.replace(article, text=text, blocks=tuple(blocks))


def _entry(highlight: Highlight, numbers: dict[int, int]) -> str:
    number = max((n for start, n in numbers.items() if start <= highlight.start), default=0)
    quote = one_line(highlight.quote)
    if len(quote) > _LONGEST_QUOTE:
        quote = f"{quote[: _LONGEST_QUOTE - 1]}…"
    place = tr("¶ {n} ").format(n=number) if number else ""
    return f"{place}“{quote}” — {one_line(highlight.note)}"
