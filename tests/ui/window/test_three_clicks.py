"""The walk-through of the README: from the first start to a comparison on an issue with three clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from tests.ui.window.conftest import draft
from tests.ui.window.driving import OpenWindow

from diptych.library import Library
from diptych.model import Analysis, Direction, Position, Stance, Voice
from diptych.ui.reader.marks import Layer
from diptych.workspace import Workspace

ISSUE = "peace_treaty"
WORDS = "The deputy minister asked for the treaty without delay."


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    """A library as after the first start: articles, analysed by the dossier that is shipped."""
    with Workspace.open(library_folder) as opened:
        dossier = opened.dispute.dossier
    with Library.open(library_folder) as library:
        library.add(draft("First paper", "Notes", "2018-03-04", f"Snow fell.\n\n{WORDS}"), b"1", "/1.txt")
        article = library.article(1)
        start = article.text.index(WORDS)
        position = Position(
            start=start,
            end=start + len(WORDS),
            sentence=1,
            party=dossier.parties[1].id,
            holder="the deputy minister",
            voice=Voice.OFFICIAL,
            stances=(Stance(issue=ISSUE, direction=Direction.DEMANDS, confidence=0.8),),
            quoted=False,
            reported_by="author",
            rule="words of the deputy minister",
        )
        found = Analysis(sentences=(), mentions=(), positions=(position,))
        library.save_analysis(article.text_id, found, dossier.hash)
    with Workspace.open(library_folder) as opened:
        yield opened


def test_three_clicks_lead_to_the_words_on_the_peace_treaty(
    open_window: OpenWindow, workspace: Workspace
) -> None:
    window = open_window(workspace)
    assert window.first_run.isVisible()
    left = Qt.MouseButton.LeftButton
    (tab,) = (
        button
        for button in window.top_bar.findChildren(QToolButton)
        if button.defaultAction() is window.actions_["compare"]
    )
    QTest.mouseClick(tab, left)
    view = window.compare.view
    cell = view.visualRect(view.matrix.index(view.matrix.row_of(ISSUE), 3))
    assert view.viewport().rect().contains(cell), "nothing has to be scrolled to"
    QTest.mouseClick(view.viewport(), left, pos=cell.center())
    assert view.drawer is not None
    (row,) = view.drawer.rows
    assert row.evidence.quote == WORDS
    QTest.mouseClick(row, left, pos=QPoint(60, 12))
    assert window.reading.shown("left") == 1
    assert window.panes.left.marks(Layer.FLASH) == [row.evidence.span]
