"""How rows of articles and hits are painted: title, facts, tags, and in which pane one is open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from diptych.model import ArticleSummary, Hit
from diptych.ui import icons
from diptych.ui.models import hits, wording
from diptych.ui.models.articles import ARTICLE, SIDE
from diptych.ui.models.snippets import laid_out
from diptych.ui.models.wording import tr
from diptych.ui.theme import Fonts, Theme, interface_font

LEFT_EDGE, RIGHT_EDGE, PAD = 14, 12, 8
PANE_ICON = 18
SNIPPET_LINES = 2

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag


class RowDelegate(QStyledItemDelegate):
    """Paints what all rows share and offers, under the mouse, to open the article on either side."""

    side_chosen = Signal(QModelIndex, str)

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.title_font = interface_font(fonts, 13, weight=QFont.Weight.DemiBold)
        self.fact_font = interface_font(fonts, 12)
        self.tag_font = interface_font(fonts, 11)
        self.text_font = QFont(fonts.reading)
        self.text_font.setPixelSize(13)
        self.title_height = QFontMetrics(self.title_font).height()
        self.fact_height = QFontMetrics(self.fact_font).height()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self.theme = theme

    def height(self) -> int:
        """The height of a row in logical pixels."""
        return PAD + self.title_height + 3 + self.fact_height + PAD + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(120, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        painter.save()
        self._paint_ground(painter, option, index)
        rect: QRect = option.rect.adjusted(LEFT_EDGE, PAD, -RIGHT_EDGE, -PAD)
        room = self._paint_panes(painter, option, index)
        title = QRect(rect.left(), rect.top(), rect.width() - room, self.title_height)
        self._text(painter, title, self.title_font, self.theme.text, str(index.data()))
        facts = QRect(rect.left(), title.bottom() + 4, rect.width(), self.fact_height)
        self.paint_facts(painter, facts, index)
        painter.restore()

    def paint_facts(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint what stands below the title; ``rect`` is the first line of it."""
        raise NotImplementedError

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        """Choose a side where a pane icon was clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            side = self._side_at(event.position(), option.rect)
            if event.button() == Qt.MouseButton.LeftButton and side:
                self.side_chosen.emit(index, side)
                return True
        return bool(super().editorEvent(event, model, option, index))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Explain a pane icon under the mouse, else the row."""
        side = self._side_at(QPointF(event.pos()), option.rect)
        if side:
            words = {"left": tr("Open on the left"), "right": tr("Open on the right")}
            QToolTip.showText(event.globalPos(), words[side], view)
            return True
        return bool(super().helpEvent(event, view, option, index))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self.theme, option.rect
        if option.state & _State.State_Selected:
            painter.fillRect(rect, theme.accbg)
        elif index.data(SIDE):
            painter.fillRect(rect, theme.card)
        elif option.state & _State.State_MouseOver:
            painter.fillRect(rect, theme.sunk)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.border)
        if index.data(SIDE):
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme.accent)
        if option.state & _State.State_HasFocus and option.state & _State.State_KeyboardFocusChange:
            painter.setPen(QPen(theme.accent, 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -3))

    def _paint_panes(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> int:
        """Paint the pane icons; the room they take from the title."""
        side = index.data(SIDE)
        if option.state & _State.State_MouseOver:
            for each in ("left", "right"):
                color = self.theme.accent if each == side else self.theme.muted
                icons.paint(painter, f"pane-{each}", color, QRectF(_pane_rect(option.rect, each)))
            return 2 * PANE_ICON + 14
        if side:
            icons.paint(painter, f"pane-{side}", self.theme.accent, QRectF(_pane_rect(option.rect, "right")))
            return PANE_ICON + 8
        return 0

    def _side_at(self, point: QPointF, rect: QRect) -> str:
        for side in ("left", "right"):
            if _pane_rect(rect, side).adjusted(-3, -5, 3, 5).contains(point.toPoint()):
                return side
        return ""

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        font: QFont,
        color: QColor,
        text: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Paint a line, elided where it is too long; the width it took."""
        metrics = QFontMetrics(font)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(
            rect, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), fitting
        )
        return metrics.horizontalAdvance(fitting)


class ArticleDelegate(RowDelegate):
    """Rows of the library."""

    def paint_facts(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint outlet, date and tags, and a dot for an unread article."""
        article: ArticleSummary = index.data(ARTICLE)
        if not article.read:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.accent)
            middle = rect.top() - 4 - self.title_height / 2
            painter.drawEllipse(QPointF(rect.left() - 6.5, middle + 0.5), 2.5, 2.5)
        facts = (wording.one_line(article.outlet), wording.date(article.date))
        text = "  ·  ".join(part for part in facts if part) or tr("outlet and date not stated")
        used = self._text(painter, rect, self.fact_font, self.theme.muted, text)
        self._paint_tags(painter, rect.adjusted(used + 10, 0, 0, 0), article.tags)

    def _paint_tags(self, painter: QPainter, rect: QRect, tags: tuple[str, ...]) -> None:
        metrics = QFontMetrics(self.tag_font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shown, tag in enumerate(tags):
            word = metrics.elidedText(wording.one_line(tag), Qt.TextElideMode.ElideRight, 110)
            width = metrics.horizontalAdvance(word) + 10
            left = len(tags) - shown - 1
            more = metrics.horizontalAdvance(f"+{left}") + 6 if left else 0
            if width + more > rect.width():
                self._text(painter, rect, self.tag_font, self.theme.muted, f"+{left + 1}")
                return
            pill = QRectF(rect.left(), rect.top() + 0.5, width, rect.height() - 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.sunk)
            painter.drawRoundedRect(pill, 3, 3)
            painter.setFont(self.tag_font)
            painter.setPen(self.theme.text)
            painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), word)
            rect = rect.adjusted(width + 4, 0, 0, 0)


class HitDelegate(RowDelegate):
    """Rows of a search: the best passage stands below the facts, its hits marked."""

    def height(self) -> int:
        """The height of a row in logical pixels."""
        line = QFontMetrics(self.text_font).height() + 1
        return super().height() + 4 + SNIPPET_LINES * line

    def paint_facts(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint outlet, date, the number of hits and the best passage."""
        hit: Hit = index.data(hits.HIT)
        right = Qt.AlignmentFlag.AlignRight
        used = self._text(painter, rect, self.fact_font, self.theme.text, hits.count(hit), right)
        facts = (wording.one_line(hit.outlet), wording.date(hit.date))
        text = "  ·  ".join(part for part in facts if part)
        self._text(painter, rect.adjusted(0, 0, -used - 10, 0), self.fact_font, self.theme.muted, text)
        if not hit.snippets:
            return
        layout = laid_out(hit.snippets[0], self.text_font, rect.width(), SNIPPET_LINES, self.theme.find_bg)
        painter.setPen(self.theme.text)
        layout.draw(painter, QPointF(rect.left(), rect.bottom() + 4))


def _pane_rect(row: QRect, side: str) -> QRect:
    right = row.right() - RIGHT_EDGE - PANE_ICON + 1
    return QRect(
        right if side == "right" else right - PANE_ICON - 6, row.top() + PAD - 1, PANE_ICON, PANE_ICON
    )
