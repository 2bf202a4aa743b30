"""The measure in characters, the lines under names, and the numbers of paragraphs."""

from __future__ import annotations

import statistics

import pytest
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QApplication

from diptych.model import EntityKind
from diptych.ui.reader.formats import PageStyle
from diptych.ui.strokes import LINES, Line, pen, strokes
from diptych.ui.theme import Fonts, Theme

_PROSE = (
    "A clerk of the harbour keeps the list of vessels, and every evening he reads it aloud to whoever is "
    "still about: which of them came in with herring, which were turned back by the ice, and which have "
    "not been heard of since the spring. Nobody has asked him to. The list is long, the evenings are short. "
) * 12


@pytest.mark.parametrize("measure", [55, 65, 75])
@pytest.mark.parametrize("family", ["reading", "interface"])
@pytest.mark.parametrize("zoom", [80, 100, 150])
def test_a_line_has_as_many_characters_as_asked_for(
    qapp: QApplication, fonts: Fonts, family: str, measure: int, zoom: int
) -> None:
    style = PageStyle(getattr(fonts, family), zoom, measure)
    document = QTextDocument(qapp)
    document.setDefaultFont(style.font())
    document.setDocumentMargin(0)
    document.setPlainText(_PROSE)
    document.setTextWidth(style.column)
    laid_out = document.documentLayout()
    laid_out.blockBoundingRect(document.lastBlock())
    layout = document.lastBlock().layout()
    found = [layout.lineAt(number).textLength() for number in range(layout.lineCount() - 1)]
    document.deleteLater()
    assert abs(statistics.mean(found) - measure) < 3


def _drawn(line: Line, theme: Theme) -> bytes:
    image = QImage(80, 12, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        painter.setPen(pen(theme.text, line))
        painter.drawLines(strokes(2, 78, 6.5, line))
    return bytes(image.constBits())


def test_kinds_are_told_apart_without_colour(qapp: QApplication, light: Theme) -> None:
    drawn = {line: _drawn(line, light) for line in Line}
    assert len(set(drawn.values())) == len(Line)
    kinds = [EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.EVENT]
    assert len({LINES[kind] for kind in kinds}) == len(kinds)
    assert set(LINES) == {str(kind) for kind in EntityKind}
