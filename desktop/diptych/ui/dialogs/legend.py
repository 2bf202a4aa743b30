"""How to read the window: what the marks mean, and the first three things to do."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from diptych.ui import icons
from diptych.ui.dialogs.base import Button, Dialog, label
from diptych.ui.theme import Theme


class Sample(QWidget):
    """One mark as it looks in the window."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._theme = name, theme
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """All samples are equally large."""
        return QSize(56, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            match self._name:
                case "hit":
                    self._word(painter, outline=False)
                case "found":
                    self._word(painter, outline=True)
                case "unread":
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(theme.accent)
                    painter.drawEllipse(QPointF(28, 12), 3, 3)
                case "ruler":
                    painter.fillRect(QRectF(19, 0, 18, 24), theme.panel)
                    for y in (5, 11, 18):
                        painter.fillRect(QRectF(22, y, 12, 2), theme.find)
                case name:
                    icons.paint(painter, name, theme.accent, QRectF(18, 2, 20, 20))

    def _word(self, painter: QPainter, outline: bool) -> None:
        painter.setPen(QPen(self._theme.find, 1) if outline else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.find_bg)
        painter.drawRoundedRect(QRectF(4.5, 2.5, 47, 18), 2, 2)
        painter.setPen(self._theme.text)
        painter.drawText(QRectF(4.5, 2.5, 47, 18), Qt.AlignmentFlag.AlignCenter, self.tr("word"))


class LegendDialog(Dialog):
    """The marks that are in use, each with what it says."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, self.tr("How to read the window"), Button.Close, 520)
        steps = (
            self.tr("1. Choose an article and press Enter. Shift+Enter opens it in the right pane."),
            self.tr("2. Type into the search field (Ctrl+Shift+F). F3 goes from hit to hit in an article."),
            self.tr("3. Drop files on the window to add them. Ctrl+Z takes back whatever you did last."),
        )
        for step in steps:
            self.body.addWidget(label(step))
        marks = QGridLayout()
        marks.setVerticalSpacing(6)
        marks.setHorizontalSpacing(12)
        marks.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(self._marks()):
            marks.addWidget(Sample(name, theme), row, 0)
            marks.addWidget(label(words), row, 1)
        self.body.addSpacing(4)
        self.body.addWidget(label(self.tr("The marks"), "strong"))
        self.body.addLayout(marks)

    @classmethod
    def ask(cls, parent: QWidget | None, theme: Theme) -> None:
        """Show it until it is closed."""
        dialog = cls(parent, theme)
        dialog.exec()
        dialog.deleteLater()

    def _marks(self) -> tuple[tuple[str, str], ...]:
        return (
            ("hit", self.tr("A word that the search of the library found")),
            ("found", self.tr("The hit you are at, or a word found in the page (Ctrl+F)")),
            ("ruler", self.tr("Where the hits stand in the whole article; click there to go")),
            ("unread", self.tr("An article that has not been marked as read")),
            ("pane-left", self.tr("Open on the left; click it in a list to open an article there")),
            ("pane-right", self.tr("Open on the right")),
        )
