"""How far two parties lie apart on an issue, as two badges on a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from diptych.ui import signs
from diptych.ui.models.stances import Column
from diptych.ui.models.wording import tr
from diptych.ui.panels.drawing import Look

if TYPE_CHECKING:
    from diptych.workspace.comparing import MatrixRow

_BADGE = 13.0


def paint_axis(
    painter: QPainter, row: MatrixRow, columns: Sequence[Column], look: Look, line: QRectF
) -> None:
    """Draw the parties along the middle of ``line``, as far apart as they are on the issue."""
    theme, y = look.theme, line.center().y()
    first, second = columns[0], columns[2]
    painter.setPen(QPen(theme.border2, 1))
    painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))
    painter.drawLine(QPointF(line.center().x(), y - 3), QPointF(line.center().x(), y + 3))
    spoken = [each for each in (first, second) if row.cell(each.id).pieces]
    middle, half = line.center().x(), line.width() / 2 - _BADGE / 2
    apart = max(half * (row.gap or 0.0), _BADGE / 2 + 0.5) if row.gap is not None else 0.0
    places = {first.id: middle - apart, second.id: middle + apart}
    if row.gap is not None:
        painter.setPen(QPen(theme.deco, 3))
        painter.drawLine(QPointF(places[first.id], y), QPointF(places[second.id], y))
    painter.setFont(look.words())
    for each in spoken:
        place = QRectF(places[each.id] - _BADGE / 2, y - _BADGE / 2, _BADGE, _BADGE)
        signs.paint_badge(painter, each.badge, theme, place)


def gap_words(row: MatrixRow, columns: Sequence[Column]) -> str:
    """ "0.8", or "one side" where only one of the two speaks, or "" where neither does."""
    if row.gap is not None:
        return f"{row.gap:.1f}"
    return tr("one side") if any(row.cell(columns[at].id).pieces for at in (0, 2)) else ""


class Axis(QWidget):
    """The axis of the issue under the eye, with its ends named."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._row: MatrixRow | None = None
        self._columns: Sequence[Column] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: MatrixRow | None, columns: Sequence[Column]) -> None:
        """Show an issue."""
        self._row, self._columns = row, columns
        self.setAccessibleName(self.words)
        self.setVisible(bool(self.words))
        self.update()

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._look = look
        self.update()

    @property
    def words(self) -> str:
        """How far the parties lie apart."""
        if self._row is None or not gap_words(self._row, self._columns):
            return ""
        if self._row.gap is None:
            return self.tr("Only one side is heard")
        return self.tr("{gap} of 1 apart").format(gap=gap_words(self._row, self._columns))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(160, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the axis, and how far apart in words."""
        if self._row is None:
            return
        font = self._look.words()
        wide = QFontMetricsF(font).horizontalAdvance(self.words)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = QRectF(2, 0, max(60.0, self.width() - wide - 18), self.height())
            paint_axis(painter, self._row, self._columns, self._look, line)
            painter.setFont(font)
            painter.setPen(self._look.theme.muted)
            painter.drawText(QPointF(line.right() + 12, self.height() / 2 + 4), self.words)
