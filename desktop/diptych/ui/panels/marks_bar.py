"""The bar over the panes: what is marked, each kind with its own look and its own switch, and the hits."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from diptych.ui.models.wording import counted
from diptych.ui.panels.linked_button import LinkedButton
from diptych.ui.strokes import LINES, pen, strokes
from diptych.ui.theme import Theme, give_role

HEIGHT = 36
_PAD, _SAMPLE = 6, 18

NAMES = ("people", "organisations", "places", "events", "positions", "highlights", "search")
"""The switches from left to right, by their names in the settings."""

_KINDS = {"people": "person", "organisations": "organisation", "places": "place", "events": "event"}


class MarkButton(QToolButton):
    """A switch that looks like the marks it shows; switched off it has lost their look."""

    def __init__(self, name: str, action: QAction, by_party: QAction, theme: Theme) -> None:
        """``by_party`` is checked while the colour of a name stands for its party, not for its kind."""
        super().__init__()
        self.name, self._action, self._theme = name, action, theme
        self._by_party = by_party
        by_party.toggled.connect(self.update)
        self.setText(action.text().replace("&", ""))
        self.setCheckable(True)
        self.setChecked(action.isChecked())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Mark {what}").format(what=self.text().lower()))
        self.clicked.connect(action.trigger)
        action.toggled.connect(self.setChecked)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        words = self.tr("Show or hide the marks: {what} ({key})")
        self.setToolTip(words.format(what=self.text(), key=self._action.shortcut().toString()))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words and the sample beside them."""
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 2 * _PAD + self._sample_width() + 3, 26)

    def minimumSizeHint(self) -> QSize:
        """Room for the sample and a letter or two; the words are cut where there is no more."""
        return QSize(2 * _PAD + self._sample_width() + 16, 26)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another type needs."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words and a sample of the marks."""
        del event
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(theme.accent, 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.sunk if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        words = self.rect().adjusted(_PAD + self._sample_width(), 0, -_PAD, 0)
        painter.setFont(self.font())
        painter.setPen(theme.text if on else theme.muted)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        self._paint_sample(painter, words, on)
        painter.end()

    def _sample_width(self) -> int:
        return 0 if self.name in _KINDS else _SAMPLE

    def _paint_sample(self, painter: QPainter, words: QRect, on: bool) -> None:
        theme, middle = self._theme, self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        match self.name:
            case "positions":
                for x, color in ((_PAD + 2, theme.party1), (_PAD + 8, theme.party2)):
                    self._sample(painter, QRectF(x, middle - 7, 3, 14), color, color, on)
            case "highlights":
                swatch = QRectF(_PAD + 0.5, middle - 5.5, 12, 11)
                self._sample(painter, swatch, theme.highlights[0], theme.deco, on)
            case "search":
                swatch = QRectF(_PAD + 0.5, middle - 5.5, 12, 11)
                self._sample(painter, swatch, theme.find_bg, theme.find, on)
            case _ if on:
                width = min(words.width(), self.fontMetrics().horizontalAdvance(self.text()))
                kind = _KINDS[self.name]
                color = theme.text if self._by_party.isChecked() else theme.entity[kind]
                painter.setPen(pen(color, LINES[kind]))
                y = self.height() - 4.5
                painter.drawLines(strokes(words.left(), words.left() + width, y, LINES[kind]))

    def _sample(self, painter: QPainter, rect: QRectF, fill: QColor, line: QColor, on: bool) -> None:
        painter.setPen(QPen(line if on else self._theme.deco, 1))
        painter.setBrush(fill if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, min(2.5, rect.width() / 2), 2.5)


class MarksBar(QWidget):
    """The switches, and which hit of how many the active pane is at."""

    def __init__(self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Marks"))
        by_party = actions["names_by_party"]
        self.buttons = {name: MarkButton(name, actions[f"mark_{name}"], by_party, theme) for name in NAMES}
        self.linked = LinkedButton(actions["linked"], theme)
        self._hits = QLabel()
        self._hits.setTextFormat(Qt.TextFormat.PlainText)
        give_role(self._hits, "small")
        self._hits.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hits.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 16, 1)
        row.setSpacing(4)
        for name, button in self.buttons.items():
            if name == "positions":
                row.addSpacing(13)
            row.addWidget(button)
        row.addWidget(self._hits, 1)
        row.addSpacing(8)
        row.addWidget(self.linked)
        self.setFixedHeight(HEIGHT)

    @property
    def hits(self) -> str:
        """What is said of the hits."""
        return self._hits.text()

    def set_hits(self, number: int, count: int) -> None:
        """Say at which hit of how many the reader is; number 0: at none of them."""
        if number:
            words = self.tr("Hit {n} of {count}").format(n=number, count=count)
        else:
            words = counted(count, self.tr("1 hit"), self.tr("{n} hits")) if count else ""
        self._hits.setText(words)
        self._hits.setToolTip(words)

    def set_theme(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        palette = self._hits.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.muted)
        self._hits.setPalette(palette)
        for button in self.buttons.values():
            button.set_theme(theme)
        self.linked.set_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the line below and the one between names and the other marks."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.border)
        x = self.buttons["positions"].x() - 9
        painter.fillRect(x, self.height() // 2 - 8, 1, 15, self._theme.border2)
        painter.end()
