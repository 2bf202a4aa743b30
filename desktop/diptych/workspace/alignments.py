"""Which passages of two articles of the library belong together."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from diptych import analysis
from diptych.analysis import alignment
from diptych.analysis.alignment import Rarity, Side
from diptych.library import Library
from diptych.model import Alignment, Article, Mention

if TYPE_CHECKING:
    from diptych.search import Index
    from diptych.workspace.dispute import Dispute

_KEPT = 16
_LONGEST_TO_READ = 300_000
"""Characters of a text without an analysis whose names are looked up; a longer one goes by its words."""


class Alignments:
    """Aligns articles of a library; the last ones asked for are remembered."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute], index: Callable[[], Index]) -> None:
        self._library = library
        self._dispute = dispute
        self._index = index
        self._of = lru_cache(maxsize=_KEPT)(self._aligned)

    def of(self, left: int, right: int) -> Alignment:
        """The passages of two articles that belong together, in the order of the left one.

        Raises ``NotFound``. Takes about a second for two articles of 100,000 characters.
        """
        return self._of(left, right, self._library.change_number())

    def _aligned(self, left: int, right: int, _change: int) -> Alignment:
        pairs = alignment.align(self._side(left), self._side(right), self._rarity())
        return Alignment(left=left, right=right, pairs=pairs)

    def _side(self, id_: int) -> Side:
        article = self._library.article(id_)
        return Side(
            text=article.text,
            blocks=article.blocks,
            mentions=self._mentions(article),
            date=_date(article),
            dossier=self._dispute().dossier if len(article.text) <= _LONGEST_TO_READ else None,
        )

    def _mentions(self, article: Article) -> tuple[Mention, ...]:
        """The names found in an article, or those of the dossier while it is not analysed."""
        stored = self._dispute().mentions(article.id)
        if stored or len(article.text) > _LONGEST_TO_READ:
            return tuple(each.mention for each in stored if not each.broken)
        found = analysis.analyse(
            article.text, self._dispute().dossier, language=article.language, date=_date(article) or ""
        )
        return found.mentions

    def _rarity(self) -> Rarity:
        return Rarity(
            articles=len(self._library.articles()),
            words=self._index().article_count,
            entities=self._articles_naming,
        )

    def _articles_naming(self, key: str) -> int:
        count = self._library.entity_count(key)
        return count.articles if count else 0


def _date(article: Article) -> str | None:
    """When what the article tells was news: a summary tells what its source told."""
    reported = article.reports.date if article.reports else ""
    return reported or article.date.value
