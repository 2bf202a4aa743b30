"""What the marks say: each as it looks in the window, with its meaning."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from diptych.model import Direction
from diptych.ui import icons
from diptych.ui.signs import paint_sign
from diptych.ui.strokes import LINES, pen, strokes
from diptych.ui.theme import Theme


class Legend(QWidget):
    """The marks that are in use, one below the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: list[Sample] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(self._marks()):
            sample = Sample(name, theme)
            self._samples.append(sample)
            meaning = QLabel(words)
            meaning.setTextFormat(Qt.TextFormat.PlainText)
            meaning.setWordWrap(True)
            grid.addWidget(sample, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(meaning, row, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        for sample in self._samples:
            sample.set_theme(theme)

    def _marks(self) -> tuple[tuple[str, str], ...]:
        return (
            ("hit", self.tr("Found by the search of the library")),
            ("found", self.tr("The hit you are at; F3 goes to the next")),
            ("ruler", self.tr("Where the hits stand in the whole article; click there to go")),
            ("person", self.tr("A person; point at a name, or press Alt+Down, to see its card")),
            ("organisation", self.tr("An organisation")),
            ("place", self.tr("A place")),
            ("event", self.tr("An event or a document")),
            ("position", self.tr("What a party says, with the way it leans; click the sign for the issue")),
            ("highlight", self.tr("Highlighted by you; select words and press Ctrl+H")),
            ("note", self.tr("Has a note of yours; click to read and edit it")),
            ("unread", self.tr("Not yet marked as read")),
            ("pane-left", self.tr("Open on the left; point at a row and click it to open it there")),
            ("pane-right", self.tr("Open on the right")),
        )


class Sample(QWidget):
    """One mark as it looks in the window."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._theme = name, theme
        self.setFixedSize(self.sizeHint())

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """All samples are equally large."""
        return QSize(48, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            match self._name:
                case "hit":
                    self._word(painter, theme.find_bg)
                case "found":
                    self._word(painter, theme.find_bg, outline=True)
                case "person" | "organisation" | "place" | "event":
                    self._word(painter, QColor(Qt.GlobalColor.transparent))
                    painter.setPen(pen(theme.entity[self._name], LINES[self._name]))
                    painter.drawLines(strokes(9, 39, 18.5, LINES[self._name]))
                case "position":
                    painter.fillRect(QRectF(22, 1, 3, 20), theme.party1)
                    painter.fillRect(QRectF(29, 1, 19, 20), theme.party1_bg)
                    paint_sign(painter, Direction.DEMANDS, theme.party1, QRectF(4, 5, 12, 12))
                case "highlight":
                    self._word(painter, theme.highlights[0])
                case "unread":
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(theme.accent)
                    painter.drawEllipse(QPointF(24, 11), 3, 3)
                case "ruler":
                    painter.fillRect(QRectF(15, 0, 18, 22), theme.sunk)
                    for y in (4, 10, 16):
                        painter.fillRect(QRectF(18, y, 12, 2), theme.find)
                case name:
                    icons.paint(painter, name, theme.accent, QRectF(14, 1, 20, 20))

    def _word(self, painter: QPainter, fill: QColor, *, outline: bool = False) -> None:
        frame = QRectF(3.5, 2.5, 41, 17)
        painter.setPen(QPen(self._theme.find, 1) if outline else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(frame, 2, 2)
        painter.setPen(self._theme.text)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.tr("word"))
