"""How rows of hits are painted: badges of the names used, copies, and more of the current one."""

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
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QTextLayout
from PySide6.QtWidgets import QStyleOptionViewItem

from diptych.model import Hit, Snippet
from diptych.ui import icons
from diptych.ui.models import hits, wording
from diptych.ui.models.rows import LEFT_EDGE, RIGHT_EDGE, SNIPPET_LINES, HitDelegate, Index
from diptych.ui.models.snippets import laid_out
from diptych.ui.models.wording import tr
from diptych.ui.signs import paint_badge

_BADGE, _COPY_INDENT, _COPIES_LINE, _GAP = 13.0, 16, 20, 4


class FoundDelegate(HitDelegate):
    """Rows of a search. The current one shows up to three passages and the names that it uses."""

    folding_asked = Signal(QModelIndex)
    """The copies of a row are to be folded or unfolded."""

    width = 280
    """The room for a row in pixels, which its view keeps up to date."""

    current = QPersistentModelIndex()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are equally high, but for the current one and those with copies."""
        return QSize(120, self.height() + self._below(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row, a copy further to the right."""
        if index.data(hits.COPY):
            painter.fillRect(option.rect, self.theme.sunk)
            option.rect = option.rect.adjusted(_COPY_INDENT, 0, 0, 0)
        super().paint(painter, option, index)

    def paint_facts(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint outlet, date, badges, the number of hits, and the passages."""
        hit: Hit = index.data(hits.HIT)
        theme = self.theme
        end = Qt.AlignmentFlag.AlignRight
        room = rect.width() - self._text(painter, rect, self.fact_font, theme.muted, hits.count(hit), end)
        badges = index.data(hits.BADGES)
        room -= 10 + round(len(badges) * (_BADGE + 3))
        outlet, date = wording.one_line(hit.outlet), wording.date(hit.date)
        metrics = QFontMetrics(self.fact_font)
        dated = metrics.horizontalAdvance(date)
        at = rect.left()
        if outlet:
            line = QRect(at, rect.top(), min(room, max(40, room - dated - 8)), rect.height())
            at += self._text(painter, line, self.fact_font, theme.muted, outlet) + 8
        line = QRect(at, rect.top(), max(0, rect.left() + room - at), rect.height())
        at += self._text(painter, line, self.fact_font, theme.muted, date) + (8 if date else 0)
        for badge in badges:
            paint_badge(painter, badge, theme, QRectF(at, rect.center().y() - 5.5, _BADGE, _BADGE))
            at += round(_BADGE + 3)
        self._paint_below(painter, rect, index, hit)

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        """Fold or unfold where the line of the copies was clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            line = QRect(option.rect.left(), option.rect.bottom() - _COPIES_LINE - 4, option.rect.width(), 24)
            if index.data(hits.COPIES) and line.contains(event.position().toPoint()):
                self.folding_asked.emit(index)
                return True
        return super().editorEvent(event, model, option, index)

    def _paint_below(self, painter: QPainter, rect: QRect, index: Index, hit: Hit) -> None:
        y = float(rect.bottom() + _GAP)
        painter.setPen(self.theme.text)
        if hit.snippets:
            self._laid_out(hit.snippets[0]).draw(painter, QPointF(rect.left(), y))
        y += SNIPPET_LINES * self._line
        if self._is_current(index):
            for layout in self._more(hit):
                painter.setPen(self.theme.text)
                layout.draw(painter, QPointF(rect.left(), y + _GAP))
                y += _GAP + layout.lineCount() * self._line
            if words := hits.says(hit):
                names = QRect(rect.left(), round(y) + 2, rect.width(), self.fact_height)
                self._text(painter, names, self.fact_font, self.theme.muted, words)
                y += self.fact_height + _GAP
        if copies := index.data(hits.COPIES):
            self._paint_copies(painter, QRect(rect.left(), round(y) + 2, rect.width(), 18), index, copies)

    def _paint_copies(self, painter: QPainter, rect: QRect, index: Index, copies: int) -> None:
        words = wording.counted(copies, tr("1 repost"), tr("{n} reposts"))
        accent: QColor = self.theme.accent
        sign = "up" if index.data(hits.UNFOLDED) else "down"
        icons.paint(painter, sign, accent, QRectF(rect.left() - 2, rect.top() + 2, 14, 14))
        self._text(painter, rect.adjusted(16, 0, 0, 0), self.fact_font, accent, words)

    def _below(self, index: Index) -> int:
        extra = _COPIES_LINE if index.data(hits.COPIES) else 0
        if self._is_current(index):
            hit: Hit = index.data(hits.HIT)
            extra += sum(_GAP + layout.lineCount() * self._line for layout in self._more(hit))
            extra += self.fact_height + _GAP if hits.says(hit) else 0
        return extra

    def _more(self, hit: Hit) -> list[QTextLayout]:
        return [self._laid_out(snippet) for snippet in hit.snippets[1:]]

    def _laid_out(self, snippet: Snippet) -> QTextLayout:
        room = max(60, self.width - LEFT_EDGE - RIGHT_EDGE)
        return laid_out(snippet, self.text_font, room, SNIPPET_LINES, self.theme.find_bg)

    def _is_current(self, index: Index) -> bool:
        return self.current.isValid() and self.current == index

    @property
    def _line(self) -> int:
        return QFontMetrics(self.text_font).height() + 1
