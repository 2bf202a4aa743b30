"""Where the paragraphs of an article stand in the file that it was imported from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from diptych.model import AlignedPair, Article, Span

_ENOUGH = 32
"""Letters and digits that tell one paragraph from the others."""


def pairs(article: Article, original: Article) -> tuple[AlignedPair, ...]:
    """Each block whose first letters follow in the original after those of the block before, with score 1.

    Markup, spaces and punctuation are passed over, since they are what an import takes away.
    """
    places = [place for place, letter in enumerate(original.text) if letter.isalnum()]
    letters = "".join(original.text[place] for place in places).lower()
    return tuple(_found(article, original, places, letters)) if len(letters) == len(places) else ()


def _found(article: Article, original: Article, places: list[int], letters: str) -> Iterator[AlignedPair]:
    starts = [block.start for block in original.blocks]
    after = 0
    for block in article.blocks:
        wanted = "".join(filter(str.isalnum, article.text[block.start : block.end]))[:_ENOUGH].lower()
        found = letters.find(wanted, after) if wanted else -1
        if found >= 0:
            after = found + len(wanted)
            beside = original.blocks[max(0, bisect_right(starts, places[found]) - 1)]
            yield AlignedPair(
                left=Span(block.start, block.end), right=Span(beside.start, beside.end), score=1.0
            )
