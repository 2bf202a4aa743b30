"""The named things of a library as an item model, the passages that name one, and how both are painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from diptych.model import EntityCount, EntityKind, Hit, Snippet, Span
from diptych.ui.models import hits, wording
from diptych.ui.models.articles import NOWHERE, Index
from diptych.ui.models.rows import LEFT_EDGE, PAD, RIGHT_EDGE, SNIPPET_LINES, HitDelegate, RowDelegate
from diptych.ui.models.snippets import laid_out
from diptych.ui.models.wording import counted, one_line, tr
from diptych.ui.signs import Badge, paint_badge

if TYPE_CHECKING:
    from diptych.workspace import Workspace

ENTITY = Qt.ItemDataRole.UserRole + 1
"""Role of the ``EntityCount`` itself."""

BADGE = Qt.ItemDataRole.UserRole + 3
"""Role of the party's badge, None for a thing of neither party."""

MOST_PLACES = 300
"""Passages that are listed of one thing at most."""

_AROUND = 70


class Order(StrEnum):
    """The orders of the list."""

    MENTIONS = "mentions"
    NAME = "name"


def kind_in_words(kind: EntityKind) -> str:
    """What kind of thing it is."""
    return {
        EntityKind.PERSON: tr("Person"),
        EntityKind.PLACE: tr("Place"),
        EntityKind.ORGANISATION: tr("Organisation"),
        EntityKind.EVENT: tr("Event"),
        EntityKind.DOCUMENT: tr("Document"),
        EntityKind.MEDIA: tr("Media"),
    }[kind]


def chosen(
    entities: Sequence[EntityCount], words: str, kinds: Sequence[EntityKind], order: Order
) -> list[EntityCount]:
    """Those of some kinds (none: all) whose name holds all the words, in an order."""
    wanted = words.casefold().split()
    found = [
        each
        for each in entities
        if (not kinds or each.kind in kinds) and all(word in each.name.casefold() for word in wanted)
    ]
    if order is Order.NAME:
        return sorted(found, key=lambda each: each.name.casefold())
    return sorted(found, key=lambda each: (-each.mentions, each.name.casefold()))


def places(workspace: Workspace, key: str) -> tuple[list[Hit], int]:
    """The passages that name a thing, a ``Hit`` each, newest article first, and how many there are in all."""
    found = workspace.dispute.mentions_of(key)
    articles = workspace.articles(ids={id_ for id_, _ in found})
    by_article: dict[int, list[Span]] = {}
    for id_, span in found:
        by_article.setdefault(id_, []).append(span)
    listed: list[Hit] = []
    for article in articles:
        if len(listed) >= MOST_PLACES:
            break
        text = workspace.article(article.id).text
        listed += [
            Hit(
                id=article.id,
                title=article.title,
                outlet=article.outlet,
                date=article.date,
                score=1.0,
                snippets=(context(text, span),),
                spans=(span,),
            )
            for span in by_article.get(article.id, ())
            if span.end <= len(text)
        ]
    return listed[:MOST_PLACES], len(found)


def context(text: str, span: Span) -> Snippet:
    """The passage around a span, from a word's beginning on and within its paragraph."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    if start > 0 and not text[start - 1].isspace():
        start = min(span.start, text.find(" ", start) + 1 or span.start)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + 2 * _AROUND)
    return Snippet(text=text[start:end], marks=(Span(span.start - start, span.end - start),), start=start)


class EntityList(QAbstractListModel):
    """A flat list of named things."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entities: list[EntityCount] = []
        self._badges: Mapping[str, Badge] = {}
        self._shown: dict[int, Callable[[EntityCount], Any]] = {
            ENTITY: lambda each: each,
            BADGE: lambda each: self._badges.get(each.party or ""),
            Qt.ItemDataRole.DisplayRole: lambda each: one_line(each.name),
            Qt.ItemDataRole.ToolTipRole: lambda each: _spoken(each).replace("<", "\u2039"),
            Qt.ItemDataRole.AccessibleTextRole: _spoken,
        }

    def set_entities(self, entities: Sequence[EntityCount], badges: Mapping[str, Badge]) -> None:
        """Show these; ``badges`` are those of the parties by their ids."""
        self.beginResetModel()
        self._entities, self._badges = list(entities), badges
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many things are listed."""
        return 0 if parent.isValid() else len(self._entities)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the row shows in that role."""
        if not index.isValid() or index.row() >= len(self._entities):
            return None
        show = self._shown.get(role)
        return show(self._entities[index.row()]) if show else None


class EntityDelegate(RowDelegate):
    """Rows of the names: the name over the line of its kind, the party's badge, how often it is named."""

    def height(self) -> int:
        """The height of a row in logical pixels."""
        return self.title_height + 13

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(120, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        painter.save()
        self._paint_ground(painter, option, index)
        entity: EntityCount = index.data(ENTITY)
        rect: QRect = option.rect.adjusted(LEFT_EDGE, 4, -RIGHT_EDGE, -7)
        count = wording.number(entity.mentions)
        room = self._text(painter, rect, self.fact_font, self.theme.muted, count, Qt.AlignmentFlag.AlignRight)
        badge = index.data(BADGE)
        if badge is not None:
            size = 14.0
            at = QRectF(rect.right() - room - 8 - size, rect.center().y() - size / 2 + 1, size, size)
            paint_badge(painter, badge, self.theme, at)
            room += 22
        name = rect.adjusted(0, 0, -room - 8, 0)
        used = self._text(painter, name, self.fact_font, self.theme.text, str(index.data()))
        painter.setPen(QPen(self.theme.entity[str(entity.kind)], 1.5))
        y = rect.center().y() + QFontMetrics(self.fact_font).height() / 2 + 1.5
        painter.drawLine(QPointF(name.left(), y), QPointF(name.left() + used, y))
        painter.restore()

    def _side_at(self, point: QPointF, rect: QRect) -> str:
        return ""


class PlaceDelegate(HitDelegate):
    """Rows of passages: whose article, and the words around the name."""

    def paint_facts(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint outlet and date, and the passage."""
        hit: Hit = index.data(hits.HIT)
        facts = (one_line(hit.outlet), wording.date(hit.date))
        text = "  ·  ".join(part for part in facts if part)
        self._text(painter, rect, self.fact_font, self.theme.muted, text)
        layout = laid_out(hit.snippets[0], self.text_font, rect.width(), SNIPPET_LINES, self.theme.sel)
        painter.setPen(self.theme.text)
        layout.draw(painter, QPointF(rect.left(), rect.bottom() + PAD // 2))


def _spoken(each: EntityCount) -> str:
    return ", ".join(
        (
            one_line(each.name),
            kind_in_words(each.kind).lower(),
            counted(each.mentions, tr("1 mention"), tr("{n} mentions")),
            wording.articles(each.articles),
        )
    )
