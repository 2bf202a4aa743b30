"""How the cells of the comparison are painted; the four states never look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from diptych.model import Direction, Strength
from diptych.ui import icons, signs
from diptych.ui.models import stances, wording
from diptych.ui.models.matrix import ROW, Index, MatrixModel
from diptych.ui.models.stances import Column
from diptych.ui.panels.axis import gap_words, paint_axis
from diptych.ui.panels.drawing import Look, broken
from diptych.workspace import CellState

if TYPE_CHECKING:
    from diptych.workspace.comparing import MatrixCell, MatrixRow

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
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row is None:
            if index.row() == self._model.fold_row:
                self._paint_fold(painter, QRectF(rect), focused=bool(option.state & _State.State_HasFocus))
            painter.restore()
            return
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

    def _paint_fold(self, painter: QPainter, rect: QRectF, *, focused: bool) -> None:
        theme = self.look.theme
        words = broken(self._model.fold_words, self.look.words(), rect.width() - 48, 1)
        icons.paint(painter, "down", theme.muted, QRectF(rect.left() + 14, rect.center().y() - 8, 16, 16))
        words.paint(painter, theme.muted, QPointF(rect.left() + 36, rect.center().y() - words.height / 2))
        if focused:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -3), 5, 5)

    def _paint_issue(self, painter: QPainter, rect: QRectF, row: MatrixRow) -> None:
        look, theme = self.look, self.look.theme
        if row.issue == self._model.eye:
            painter.fillRect(QRectF(rect.left(), rect.top() + 4, 3, rect.height() - 9), theme.accent)
        room = rect.width() - 22
        ink = theme.muted if row.aside else theme.text
        name = broken(row.name, look.words(13, bold=True), room, 1)
        if name.lines != (row.name,):
            name = broken(row.name, look.words(12, bold=True), room, 2)
        two = len(name.lines) > 1
        name.paint(painter, ink, rect.topLeft() + QPointF(16, 3 if two else 8))
        words = gap_words(row, self._model.columns)
        font = look.words(12, bold=row.gap is not None)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        y = rect.top() + (43 if two else 38)
        painter.setFont(font)
        painter.setPen(ink if row.gap is not None else theme.muted)
        painter.drawText(QPointF(rect.right() - 14 - wide, y + 4), words)
        if words:
            line = QRectF(rect.left() + 22, y - 8, rect.width() - 22 - 72, 16)
            paint_axis(painter, row, self._model.columns, look, line)

    def _paint_cell(
        self, painter: QPainter, rect: QRectF, column: Column, row: MatrixRow, *, joined: bool
    ) -> None:
        theme, cell = self.look.theme, row.cell(column.id)
        colors = signs.tint(theme, column.badge.role)
        card = rect.adjusted(5, 4, -5, 0 if joined else -5)
        if cell.state is CellState.NOTHING:
            signs.paint_hatch(painter, theme.hatch, card)
            self._paint_silence(painter, card, cell)
        elif cell.state is CellState.NOT_ANALYSED:
            self._paint_silence(painter, card, cell)
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

    def _paint_silence(self, painter: QPainter, card: QRectF, cell: MatrixCell) -> None:
        look, theme = self.look, self.look.theme
        words = broken(stances.silence(cell, self._model.analysed), look.words(), card.width() - 24, 2)
        top = card.center().y() - words.height / 2
        if cell.state is CellState.NOTHING:
            ground = QRectF(card.left() + 8, top - 2, words.width() + 8, words.height + 4)
            open_row = self.opened is not None and self.opened[0] == cell.issue
            painter.fillRect(ground, theme.sunk if open_row else theme.bg)
        words.paint(painter, theme.muted, QPointF(card.left() + 12, top))

    def _paint_words(self, painter: QPainter, card: QRectF, column: Column, cell: MatrixCell) -> None:
        look, theme = self.look, self.look.theme
        direction = cell.direction or Direction.NEUTRAL
        tile = QRectF(card.left() + 9, card.top() + 5, 18, 18)
        strength = cell.strength or Strength.CLEAR
        colors = signs.tint(theme, column.badge.role)
        signs.paint_tile(painter, direction, colors, theme.on, tile, strength)
        right = card.right() - 8 - signs.dots_size().width()
        signs.paint_dots(painter, cell.confidence, theme.text, right, card.top() + 14)
        left = tile.right() + 7
        bold = look.words(13, bold=True)
        word = broken(stances.leaning(direction, column.id), bold, max(20.0, right - 6 - left), 1)
        word.paint(painter, theme.text, QPointF(left, card.top() + 6))
        left += word.width() + 5
        how = self._how(cell)
        small = QFontMetricsF(look.words())
        if left + small.horizontalAdvance(how) < right - 8:
            broken(how, look.words(), 200, 1).paint(painter, theme.muted, QPointF(left, card.top() + 7))
            left += small.horizontalAdvance(how) + 8
        counted = self._paint_counts(painter, card.top(), left, right - 8, cell)
        self._paint_quote(painter, card, cell, "" if counted else f"{stances.short_counts(cell)} · ")

    def _how(self, cell: MatrixCell) -> str:
        if cell.state is CellState.NEUTRAL:
            return self.tr("stated")
        return stances.strength(cell.strength)

    def _paint_counts(
        self, painter: QPainter, top: float, left: float, right: float, cell: MatrixCell
    ) -> bool:
        """The counts with their marks before ``right``; whether there was room."""
        look, theme = self.look, self.look.theme
        marks = [name for name, shown in (("check", cell.reviewed), ("note", cell.summary)) if shown]
        words = self._counts(cell, right - left - 17 * len(marks))
        if not words:
            return False
        x = right - QFontMetricsF(look.words()).horizontalAdvance(words)
        broken(words, look.words(), 400, 1).paint(painter, theme.muted, QPointF(x, top + 7))
        for name in marks:
            x -= 17
            color = theme.ok if name == "check" else theme.accent
            icons.paint(painter, name, color, QRectF(x, top + 8, 13, 13))
        return True

    def _paint_quote(self, painter: QPainter, card: QRectF, cell: MatrixCell, before: str) -> None:
        look, theme = self.look, self.look.theme
        left, top = card.left() + 9, card.top() + 25
        if before:
            facts = broken(before, look.words(), card.width(), 1)
            facts.paint(painter, theme.muted, QPointF(left, top + 1))
            left += facts.width() + 3
        if cell.quote:
            quote = broken(stances.quote(cell.quote), look.serif(), card.right() - 8 - left, 1)
            quote.paint(painter, theme.text, QPointF(left, top))

    def _counts(self, cell: MatrixCell, room: float) -> str:
        """As much as there is room for: quotes in articles and the latest month."""
        metrics = QFontMetricsF(self.look.words())
        short = stances.short_counts(cell)
        latest = wording.date((cell.latest or "")[:7])
        for words in (f"{short} · {latest}" if latest else short, short):
            if metrics.horizontalAdvance(words) <= room:
                return words
        return ""
