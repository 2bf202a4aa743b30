"""Passages in rows: marks stay on their words whatever is cut, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from diptych.model import Snippet, Span
from diptych.ui.models.snippets import ELLIPSIS, laid_out, shortened

LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=300)


@given(LETTERS, st.data())
def test_marks_stay_on_their_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut, marks = shortened(Snippet(text=text, marks=(Span(start, end),)))
    (mark,) = marks
    assert cut[mark.start : mark.end] == "".join(" " if c.isspace() else c for c in text[start:end])
    assert mark.start <= 110


def test_a_late_mark_is_brought_forward_without_wasting_room() -> None:
    text = "word " * 60 + "ferry and a few words that follow it to the end of this sentence, which is long."
    cut, (mark,) = shortened(Snippet(text=text, marks=(Span(300, 305),)))
    assert cut.startswith(ELLIPSIS) and cut[mark.start : mark.end] == "ferry"
    assert mark.start < 40
    text = "word " * 60 + "ferry."
    cut, (mark,) = shortened(Snippet(text=text, marks=(Span(300, 305),)))
    assert cut[mark.start : mark.end] == "ferry"
    assert len(cut) > 70


def test_two_lines_at_most_and_the_cut_shows(qapp: QApplication) -> None:
    font = QFont("Source Serif Pro")
    font.setPixelSize(13)
    snippet = Snippet(text="北方 " * 20 + "😀 the ferry sails twice a week " * 9, marks=(Span(0, 2),))
    layout = laid_out(snippet, font, 240, 2, QColor("#FFE3BD"))
    assert layout.lineCount() == 2
    assert layout.text().endswith(ELLIPSIS)
    last = layout.lineAt(1)
    assert last.textStart() + last.textLength() == len(layout.text().encode("utf-16-le")) // 2


@pytest.mark.parametrize("width", [180, 240, 320])
@pytest.mark.parametrize("at", [0, 40, 70, 100, 300])
def test_the_first_mark_is_always_seen_whole(qapp: QApplication, width: int, at: int) -> None:
    text = ("wide words " * 40)[:at] + " ferry, " + "and so it goes on " * (at % 7)
    start = text.index("ferry")
    font = QFont("Source Serif Pro")
    font.setPixelSize(13)
    layout = laid_out(Snippet(text=text, marks=(Span(start, start + 5),)), font, width, 2, QColor("#FFE3BD"))
    assert "ferry" in layout.text()
    assert layout.lineCount() <= 2


def test_a_short_passage_is_left_whole(qapp: QApplication) -> None:
    layout = laid_out(Snippet(text="The ferry.", marks=(Span(4, 9),)), QFont(), 400, 2, QColor("#FFE3BD"))
    assert layout.text() == "The ferry."
    assert [(f.start, f.length) for f in layout.formats()] == [(4, 5)]
