"""A library of two long articles that tell the same in another order, and what belongs together in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.ui.window.conftest import draft

from diptych.library import Library
from diptych.model import AlignedPair, Alignment, Article, Span

PARAGRAPHS = 24
LINKS = ((0, 0, 0.9), (2, 4, 0.83), (3, 5, 0.7), (12, 13, 0.6), (20, 3, 0.55))
"""Paragraph on the left, paragraph on the right, score; the last one crosses the others."""


def fill(folder: Path) -> None:
    """Make the library."""
    with Library.open(folder) as library:
        for number, word in enumerate(("harbour", "lighthouse", "orchard"), 1):
            text = "\n\n".join(
                f"Paragraph {n} tells at length of the {word}, of those who kept it through the winter, and "
                f"of what they wrote down in the evening when the wind had gone. It ends with day {n}."
                for n in range(PARAGRAPHS)
            )
            source = text.replace("Paragraph 0", "# Paragraph 0").encode()
            library.add(draft(f"The {word}", "Notes", f"2015-03-0{number}", text), source, f"/{word}.md")


class Paired(NamedTuple):
    """Stands for the workspace's alignment; ``links`` are paragraphs."""

    articles: dict[int, Article]
    links: tuple[tuple[int, int, float], ...] = LINKS

    def of(self, left: int, right: int) -> Alignment:
        """The pairs of two articles."""
        blocks = self.articles[left].blocks, self.articles[right].blocks
        pairs = tuple(
            AlignedPair(
                left=Span(blocks[0][here].start, blocks[0][here].end),
                right=Span(blocks[1][there].start, blocks[1][there].end),
                score=score,
            )
            for here, there, score in self.links
        )
        return Alignment(left=left, right=right, pairs=pairs)
