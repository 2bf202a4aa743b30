"""Lines of text laid out and painted by hand, and the fonts for it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from diptych.ui.models.wording import tr
from diptych.ui.theme import Fonts, Theme, interface_font


class Look(NamedTuple):
    """What painting needs: the theme, the fonts, and the analyst's initials."""

    theme: Theme
    fonts: Fonts
    initials: str = ""

    def words(self, size: int = 12, *, bold: bool = False) -> QFont:
        """The interface's font in logical pixels."""
        return interface_font(self.fonts, size, weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def serif(self, size: int = 13, *, struck: bool = False) -> QFont:
        """The font of quoted words in logical pixels."""
        font = QFont(self.fonts.reading)
        font.setPixelSize(size)
        font.setStrikeOut(struck)
        return font


class Lines(NamedTuple):
    """A text broken into lines of one font."""

    lines: tuple[str, ...]
    font: QFont
    height: float

    def width(self) -> float:
        """How wide the longest line is."""
        metrics = QFontMetricsF(self.font)
        return max((metrics.horizontalAdvance(line) for line in self.lines), default=0.0)

    def paint(self, painter: QPainter, color: QColor, at: QPointF) -> None:
        """Draw the lines with their left upper corner ``at``."""
        metrics = QFontMetricsF(self.font)
        step = self.height / max(1, len(self.lines))
        painter.setFont(self.font)
        painter.setPen(color)
        for number, line in enumerate(self.lines):
            painter.drawText(QPointF(at.x(), at.y() + number * step + metrics.ascent()), line)


def broken(text: str, font: QFont, width: float, most: int) -> Lines:
    """The text in at most ``most`` lines of ``width``; the last one is elided where more would follow."""
    if most == 1:
        return _one_line(text, font, width)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(10.0, width))
        start = line.textStart()
        if len(lines) == most - 1:
            lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, max(10.0, width)))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return Lines(tuple(lines), font, len(lines) * (metrics.height() + 1))


def _one_line(text: str, font: QFont, width: float) -> Lines:
    """Without a layout: a comparison paints hundreds of these at a time."""
    metrics = QFontMetricsF(font)
    line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(10.0, width))
    return Lines((line,) if text else (), font, (metrics.height() + 1) * bool(text))


def keys_hint() -> str:
    """What the keys do on a piece of evidence."""
    return tr("Enter opens it in the text, C confirms it, R rejects it, E edits it, L links it")
