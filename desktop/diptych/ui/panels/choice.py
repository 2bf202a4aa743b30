"""A drop-down list that looks like the other controls; a style sheet alone would lose its arrow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QWidget

from diptych.ui import icons


class Choice(QComboBox):
    """One of several; ``name`` is told to those who cannot see the label."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(24)

    def showPopup(self) -> None:
        """Let the list be as wide as its longest line."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 28)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over the rest."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            color = self.palette().color(QPalette.ColorRole.Text)
            icons.paint(painter, "down", color, QRectF(self.width() - 22, self.height() / 2 - 8, 16, 16))
