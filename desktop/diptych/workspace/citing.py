"""How the words of an article are cited: their source, and the paragraph they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from diptych.briefing import Source
from diptych.briefing.document import described
from diptych.model import Article, Block, BlockKind, Report, Span

COUNTED = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
"""What a reader counts as paragraphs: no headings, tables or notes."""


def paragraph_numbers(blocks: Iterable[Block]) -> dict[int, int]:
    """The paragraphs, quotations and items of an article, counted from 1, by where they begin."""
    starts = (block.start for block in blocks if block.kind in COUNTED)
    return {start: number for number, start in enumerate(starts, 1)}


def paragraph(article: Article, position: int) -> int:
    """The number of the paragraph that a position stands in, or else of the one before it; at least 1."""
    starts = list(paragraph_numbers(article.blocks))
    return max(1, bisect_right(starts, position))


def source(article: Article) -> Source:
    """What is stated of where an article comes from."""
    return Source(
        title=article.title,
        authors=tuple(author.name for author in article.authors),
        outlet=article.outlet,
        date=article.date.value or "",
        url=article.url,
        reports=_reported(article.reports) if article.reports else "",
    )


def cited(article: Article, span: Span) -> str:
    """The words of a span in quotation marks, and under them the source and paragraph."""
    words = article.text[span.start : span.end].strip()
    where = described(source(article)).removesuffix(".")
    return f"“{words}”\n— {where}, ¶ {paragraph(article, span.start)}."


def _reported(report: Report) -> str:
    facts = (
        ", ".join(report.authors),
        f"“{report.title}”" if report.title else "",
        report.outlet,
        report.date,
    )
    return ", ".join(filter(None, facts))
