"""The line over what is not said and the names used: which of both, what it is, and what its marks mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from diptych.ui import signs
from diptych.ui.panels.drawing import Look, broken
from diptych.ui.theme import give_role


class _Marks(QWidget):
    """Hatching is silence; an empty frame is that nothing was read."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.words = self.tr("silent"), self.tr("no source read")
        self.setAccessibleName(self.tr("Hatched: {0}. Empty frame: {1}.").format(*self.words))

    def sizeHint(self) -> QSize:
        """One line."""
        width = sum(broken(words, self.look.words(), 200, 1).width() + 42 for words in self.words)
        return QSize(round(width), 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both."""
        theme = self.look.theme
        with QPainter(self) as painter:
            x = 0.0
            for number, words in enumerate(self.words):
                where = QRectF(x, 4, 20, 14)
                if number == 0:
                    signs.paint_hatch(painter, theme.deco, where)
                else:
                    painter.setPen(QPen(theme.border2, 1))
                    painter.setBrush(theme.card)
                    painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
                said = broken(words, self.look.words(), 200, 1)
                said.paint(painter, theme.muted, QPointF(x + 26, 3))
                x += said.width() + 42


class UnsaidHead(QWidget):
    """Two switches, a sentence and the marks."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switches = QHBoxLayout()
        self._switches.setSpacing(4)
        self.about = QLabel()
        give_role(self.about, "small")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setMinimumWidth(40)
        self._marks = _Marks(look)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 16, 2)
        row.setSpacing(10)
        row.addLayout(self._switches)
        row.addWidget(self.about, 1)
        row.addWidget(self._marks)
        self.show_kind(0)

    def add(self, button: QToolButton) -> None:
        """Offer one of both."""
        self._switches.addWidget(button)

    def set_look(self, look: Look) -> None:
        """Paint so from now on."""
        self._marks.look = look
        self._marks.update()

    def show_kind(self, number: int) -> None:
        """Say what is shown."""
        self._marks.setVisible(number == 0)
        self.about.setText(
            self.tr("articles with a quote on each issue, by side and by outlet; silence is not neutrality")
            if number == 0
            else self.tr("how often each outlet uses one side's names for what is in dispute, by year")
        )
