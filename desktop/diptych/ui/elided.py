"""A line of text that is cut where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from diptych.ui.theme import Theme

_FEW = 26
"""Pixels that a few letters take."""


class Elided(QLabel):
    """A label of plain text that is cut with an ellipsis where it does not fit."""

    def __init__(self, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setFont(font)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(_FEW, self.sizeHint().width()), super().minimumSizeHint().height())

    def set_color(self, role: QPalette.ColorRole, theme: Theme) -> None:
        """Write in the theme's text or, for any other role, its muted colour."""
        palette = self.palette()
        color = theme.text if role is QPalette.ColorRole.Text else theme.muted
        palette.setColor(QPalette.ColorRole.WindowText, color)
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, cut at the end."""
        del event
        with QPainter(self) as painter:
            shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
