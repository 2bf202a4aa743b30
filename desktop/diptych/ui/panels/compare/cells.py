"""How the cells of the comparison are painted; the four states never look alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from diptych.model import Direction
from diptych.ui import icons, signs
from diptych.ui.models import stances, wording
from diptych.ui.models.matrix import ROW, Index, MatrixModel
from diptych.ui.models.stances import Column
from diptych.ui.models.wording import tr
from diptych.ui.panels.drawing import Look, broken
from diptych.workspace import Cell, CellState, Row

ROW_HEIGHT = 53
_State = QStyle.StateFlag


class CellDelegate(QStyledItemDelegate):
    """Paints issues with their gap, and cells by their state."""

    def __init__(self, model: MatrixModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.look = look
        self.opened: tuple[str, str] | None = None
        """Issue and column of the cell whose drawer is open."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        row, theme = index.data(ROW), self.look.theme
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        open_row = self.opened is not None and self.opened[0] == row.issue
        if open_row:
            painter.fillRect(rect, theme.sunk)
        else:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.border)
        joined = False
        if index.column() == 0:
            self._paint_issue(painter, QRectF(rect), row)
        else:
            column = self._model.columns[index.column() - 1]
            joined = self.opened == (row.issue, column.id)
            self._paint_cell(painter, QRectF(rect), column, row, joined=joined)
        if option.state & _State.State_HasFocus and not joined:
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 2, -3, -3), 5, 5)
        painter.restore()

    def _paint_issue(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        look, theme = self.look, self.look.theme
        room = rect.width() - 24
        name = broken(row.name, look.words(13, bold=True), room, 1)
        if name.lines != (row.name,):
            name = broken(row.name, look.words(12, bold=True), room, 2)
        two = len(name.lines) > 1
        name.paint(painter, theme.text, rect.topLeft() + QPointF(16, 3 if two else 8))
        gap = self._model.gap(row)
        spoken = [each for each in (0, 2) if stances.pieces(row.cell(self._model.columns[each].id))]
        words = f"{gap:.1f}" if gap is not None else tr("one side") if spoken else ""
        font = look.words(12, bold=gap is not None)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        y, left, right = rect.top() + (43 if two else 38), rect.left() + 24, rect.right() - 72
        painter.setFont(font)
        painter.setPen(theme.text if gap is not None else theme.muted)
        painter.drawText(QPointF(rect.right() - 14 - wide, y + 4), words)
        painter.setPen(QPen(theme.border2, 1))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        middle, half = (left + right) / 2, (right - left) / 2 - 7
        places = {0: middle - half * (gap or 0), 2: middle + half * (gap or 0)}
        if gap is not None and gap * half < 7:
            places = {0: middle - 7, 2: middle + 7}
        if gap is not None:
            painter.setPen(QPen(theme.deco, 3))
            painter.drawLine(QPointF(places[0], y), QPointF(places[2], y))
        painter.setFont(look.words())
        for each in spoken:
            badge = QRectF(places[each] - 6.5, y - 6.5, 13, 13)
            signs.paint_badge(painter, self._model.columns[each].badge, theme, badge)

    def _paint_cell(self, painter: QPainter, rect: QRectF, column: Column, row: Row, *, joined: bool) -> None:
        theme, cell = self.look.theme, row.cell(column.id)
        colors = signs.tint(theme, column.badge.role)
        card = rect.adjusted(5, 4, -5, 0 if joined else -5)
        if cell.state is CellState.NOTHING:
            signs.paint_hatch(painter, theme.hatch, card)
            self._paint_silence(painter, card, cell, row.issue)
        elif cell.state is CellState.NOT_ANALYSED:
            self._paint_silence(painter, card, cell, row.issue)
        elif cell.state is CellState.NEUTRAL:
            signs.paint_dashed_frame(painter, theme.deco, card)
            self._paint_words(painter, card, column, cell)
        else:
            painter.setPen(QPen(theme.border, 1))
            painter.setBrush(theme.card)
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.fillRect(QRectF(card.left(), card.top() + 1, 3, card.height() - 2), colors.ink)
            self._paint_words(painter, card, column, cell)
        if joined:
            self._paint_tab(painter, card, column)

    def _paint_tab(self, painter: QPainter, card: QRectF, column: Column) -> None:
        """Three sides of a frame: the fourth is where the drawer begins."""
        pen = QPen(signs.tint(self.look.theme, column.badge.role).ink, 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        sides = card.adjusted(1, 1, -1, 0)
        painter.drawPolyline([sides.bottomLeft(), sides.topLeft(), sides.topRight(), sides.bottomRight()])

    def _paint_silence(self, painter: QPainter, card: QRectF, cell: Cell, issue: str) -> None:
        if self._model.table is None:
            return
        look, theme = self.look, self.look.theme
        words = broken(
            stances.silence(cell, self._model.table.comparison), look.words(), card.width() - 24, 2
        )
        top = card.center().y() - words.height / 2
        if cell.state is CellState.NOTHING:
            ground = QRectF(card.left() + 8, top - 2, words.width() + 8, words.height + 4)
            open_row = self.opened is not None and self.opened[0] == issue
            painter.fillRect(ground, theme.sunk if open_row else theme.bg)
        words.paint(painter, theme.muted, QPointF(card.left() + 12, top))

    def _paint_words(self, painter: QPainter, card: QRectF, column: Column, cell: Cell) -> None:
        look, theme = self.look, self.look.theme
        direction = cell.direction or Direction.NEUTRAL
        tile = QRectF(card.left() + 9, card.top() + 5, 18, 18)
        signs.paint_tile(painter, direction, signs.tint(theme, column.badge.role), theme.on, tile)
        word = broken(stances.direction(direction), look.words(13, bold=True), card.width() - 40, 1)
        word.paint(painter, theme.text, QPointF(tile.right() + 7, card.top() + 6))
        free = card.right() - 8 - (tile.right() + 7 + word.width() + 10)
        dots = signs.dots_size().width()
        if free + 6 >= dots:
            signs.paint_dots(painter, cell.confidence, theme.text, card.right() - 8 - dots, card.top() + 14)
        counts = self._counts(cell, free - dots - 8)
        font = look.words()
        wide = QFontMetricsF(font).horizontalAdvance(counts)
        x = card.right() - 8 - dots - 8 - wide
        broken(counts, font, wide + 1, 1).paint(painter, theme.muted, QPointF(x, card.top() + 6))
        if counts and stances.confirmed(cell):
            icons.paint(painter, "check", theme.ok, QRectF(x - 17, card.top() + 8, 13, 13))
        self._paint_quote(painter, card, cell, "" if counts else f"{stances.short_counts(cell)} · ")

    def _paint_quote(self, painter: QPainter, card: QRectF, cell: Cell, before: str) -> None:
        look, theme = self.look, self.look.theme
        left, top = card.left() + 9, card.top() + 25
        if before:
            facts = broken(before, look.words(), card.width(), 1)
            facts.paint(painter, theme.muted, QPointF(left, top + 1))
            left += facts.width() + 3
        best = next((each for each in cell.evidence if not each.broken), None)
        if best is not None:
            quote = broken(stances.quote(best.quote), look.serif(), card.right() - 8 - left, 1)
            quote.paint(painter, theme.text, QPointF(left, top))

    def _counts(self, cell: Cell, room: float) -> str:
        """As much as there is room for: quotes in articles and the latest month."""
        metrics = QFontMetricsF(self.look.words())
        short = stances.short_counts(cell)
        latest = wording.date((cell.latest or "")[:7])
        for words in (f"{short} · {latest}" if latest else short, short):
            if metrics.horizontalAdvance(words) + 18 <= room:
                return words
        return ""
