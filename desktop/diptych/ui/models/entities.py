"""The named things of a library as an item model, the passages that name one, and how both are painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from diptych.model import EntityKind, Hit, Snippet, Span
from diptych.ui.models import hits, wording
from diptych.ui.models.articles import NOWHERE, Index
from diptych.ui.models.rows import LEFT_EDGE, PAD, RIGHT_EDGE, SNIPPET_LINES, HitDelegate, RowDelegate
from diptych.ui.models.snippets import laid_out
from diptych.ui.models.wording import counted, one_line, tr
from diptych.ui.signs import Badge, paint_badge

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.corrections import NameRow

ENTITY = Qt.ItemDataRole.UserRole + 1
"""Role of the ``NameRow`` itself."""

BADGE = Qt.ItemDataRole.UserRole + 3
"""Role of the party's badge, None for a thing of neither party."""

MOST_PLACES = 300
"""Passages that are listed of one thing at most."""

_AROUND = 70


class Order(StrEnum):
    """The orders of the list."""

    MENTIONS = "mentions"
    NAME = "name"
    KIND = "kind"
    LATEST = "latest"


class Narrowing(NamedTuple):
    """What of the names is listed.

    ``kinds``: none is all; ``party``: a party's id, "" for neither, None for any; ``known``: what the
    dossier has, or has not; ``unreviewed``: those with mentions that nobody has looked at; ``method``: a
    way of finding, "" for any.
    """

    kinds: tuple[EntityKind, ...] = ()
    party: str | None = None
    known: bool | None = None
    unreviewed: bool = False
    method: str = ""

    def takes(self, row: NameRow) -> bool:
        """Whether a name is listed."""
        return (
            (not self.kinds or row.kind in self.kinds)
            and (self.party is None or (row.party or "") == self.party)
            and (self.known is None or row.known == self.known)
            and (not self.unreviewed or row.reviewed < row.mentions)
            and (not self.method or self.method in row.methods)
        )


def method_in_words(method: str, score: float | None = None) -> str:
    """How a mention was found, and how sure that is."""
    words = {
        "gazetteer": tr("Found by the dossier's names"),
        "surname": tr("Found by a surname of the dossier"),
        "recognised name": tr("Recognised by the language model"),
        "name by its noun": tr("Recognised by a word such as “institute”"),
        "short form": tr("A short form of a name in this text"),
        "analyst": tr("Named by you"),
    }.get(method, method)
    return words if score is None or not words else f"{words} ({score:.2f})"


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


def chosen(rows: Sequence[NameRow], words: str, narrowing: Narrowing, order: Order) -> list[NameRow]:
    """Those of which a spelling holds all the words, in an order."""
    wanted = words.casefold().split()
    found = [each for each in rows if narrowing.takes(each) and _holds(each, wanted)]
    found.sort(key=lambda each: (-each.mentions, each.name.casefold()))
    if order is Order.NAME:
        found.sort(key=lambda each: each.name.casefold())
    elif order is Order.KIND:
        found.sort(key=lambda each: list(EntityKind).index(each.kind))
    elif order is Order.LATEST:
        found.sort(key=lambda each: each.latest or "", reverse=True)
    return found


def _holds(row: NameRow, words: Sequence[str]) -> bool:
    if not words:
        return True
    names = [name.casefold() for name in (row.name, *row.spellings)]
    return any(all(word in name for word in words) for name in names)


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
        self._entities: list[NameRow] = []
        self._badges: Mapping[str, Badge] = {}
        self._shown: dict[int, Callable[[NameRow], Any]] = {
            ENTITY: lambda each: each,
            BADGE: lambda each: self._badges.get(each.party or ""),
            Qt.ItemDataRole.DisplayRole: lambda each: one_line(each.name),
            Qt.ItemDataRole.ToolTipRole: lambda each: _spoken(each).replace("<", "\u2039"),
            Qt.ItemDataRole.AccessibleTextRole: _spoken,
        }

    def set_entities(self, entities: Sequence[NameRow], badges: Mapping[str, Badge]) -> None:
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
        entity: NameRow = index.data(ENTITY)
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
        # An unknown name has a broken line: it is found, but nobody has said who or what it is.
        style = Qt.PenStyle.SolidLine if entity.known else Qt.PenStyle.DotLine
        painter.setPen(QPen(self.theme.entity[str(entity.kind)], 1.5, style))
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


def _spoken(each: NameRow) -> str:
    return ", ".join(
        (
            one_line(each.name),
            kind_in_words(each.kind).lower(),
            counted(each.mentions, tr("1 mention"), tr("{n} mentions")),
            wording.articles(each.articles),
            *(() if each.known else (tr("not in the dossier"),)),
        )
    )
