"""The articles of the library as an item model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from diptych.model import ArticleSummary
from diptych.ui.models import wording
from diptych.ui.models.wording import tr

ARTICLE = Qt.ItemDataRole.UserRole + 1
"""Role of the ``ArticleSummary`` itself."""

SIDE = Qt.ItemDataRole.UserRole + 2
"""Role of the pane that shows the article: "left", "right" or None."""

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Order(StrEnum):
    """The orders of the list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    OUTLET = "outlet"
    ADDED = "added"


def ordered(articles: Sequence[ArticleSummary], order: Order) -> list[ArticleSummary]:
    """The articles in that order; those without a date or outlet come last, equal ones by title."""
    by_title = sorted(articles, key=lambda article: article.title.casefold())
    match order:
        case Order.TITLE:
            return by_title
        case Order.OUTLET:
            return sorted(by_title, key=lambda article: (not article.outlet, article.outlet.casefold()))
        case Order.ADDED:
            return sorted(by_title, key=lambda article: -article.id)
        case Order.OLDEST:
            return sorted(by_title, key=lambda article: (article.date is None, article.date or ""))
        case Order.NEWEST:
            dated = [article for article in by_title if article.date is not None]
            undated = [article for article in by_title if article.date is None]
            return sorted(dated, key=lambda article: article.date or "", reverse=True) + undated


class ArticleList(QAbstractListModel):
    """A flat list of articles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._articles: list[ArticleSummary] = []
        self._sides: dict[int, str] = {}
        self._shown: dict[int, Callable[[ArticleSummary], Any]] = {
            ARTICLE: lambda article: article,
            SIDE: lambda article: self._sides.get(article.id),
            Qt.ItemDataRole.DisplayRole: wording.headline,
            Qt.ItemDataRole.ToolTipRole: _tooltip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }

    def set_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """Show these; when only facts changed and not the order, selection and place are kept."""
        if [article.id for article in articles] == self.ids():
            for row, article in enumerate(articles):
                if article != self._articles[row]:
                    self._articles[row] = article
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._articles = list(articles)
        self.endResetModel()

    def set_open(self, left: int | None, right: int | None) -> None:
        """Say which articles the two panes show."""
        before = self._sides
        self._sides = {id_: side for id_, side in ((right, "right"), (left, "left")) if id_ is not None}
        for id_ in before.keys() | self._sides.keys():
            if before.get(id_) != self._sides.get(id_) and (row := self.row_of(id_)) >= 0:
                self.dataChanged.emit(self.index(row), self.index(row), [SIDE])

    def ids(self) -> list[int]:
        """The ids from top to bottom."""
        return [article.id for article in self._articles]

    def row_of(self, id_: int) -> int:
        """The row of an article, -1 when it is not listed."""
        return next((row for row, article in enumerate(self._articles) if article.id == id_), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many articles are listed."""
        return 0 if parent.isValid() else len(self._articles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the row shows in that role."""
        if not index.isValid() or index.row() >= len(self._articles):
            return None
        show = self._shown.get(role)
        return show(self._articles[index.row()]) if show else None

    def _spoken(self, article: ArticleSummary) -> str:
        side = self._sides.get(article.id)
        parts = [
            wording.headline(article),
            wording.one_line(article.outlet),
            wording.date(article.date),
            "" if article.read else tr("unread"),
            {"left": tr("open on the left"), "right": tr("open on the right")}.get(side or "", ""),
            *article.tags,
        ]
        return ", ".join(part for part in parts if part)


def _tooltip(article: ArticleSummary) -> str:
    lines = [
        wording.headline(article),
        ", ".join(wording.one_line(author) for author in article.authors),
        " · ".join(
            part
            for part in (
                wording.one_line(article.outlet),
                wording.date(article.date) or tr("no date stated"),
                wording.counted(article.words, tr("1 word"), tr("{n} words")),
            )
            if part
        ),
        wording.one_line(article.source),
    ]
    # Tool tips that look like rich text would be drawn as such, and titles come from anywhere.
    return "\n".join(line for line in lines if line).replace("<", "\u2039")
