"""A made-up library with names and positions in it, and how tests point and select in its articles."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.window.conftest import draft
from tests.ui.window.disputed import DOSSIER

from diptych.dossier import load
from diptych.library import Library
from diptych.model import Analysis, Direction, EntityKind, Mention, Position, Span, Stance, Voice
from diptych.ui.main_window import MainWindow
from diptych.ui.reader.marks import Layer
from diptych.ui.reader.pane import ReaderPane

KIRCHNER = (
    "cristina-fernandez-de-kirchner",
    "Cristina Fernández de Kirchner",
    EntityKind.PERSON,
    "argentina",
)
ISLANDS = ("falkland-islands", "Falkland Islands", EntityKind.PLACE, None)
PACT = ("?fisheries pact", "Fisheries Pact", EntityKind.EVENT, None)

FERRY = (
    "Kirchner spoke of the Malvinas and again of the Malvinas.\n\n"
    "London calls them the Falklands. Kirchner wants a ferry on terms, and London wants it too.\n\n"
    "The Fisheries Pact lapsed."
)
CALM = "Kirchner stayed away from the Falkland Islands."

NAMES = {
    "Kirchner": KIRCHNER,
    "Malvinas": ISLANDS,
    "the Falklands": ISLANDS,
    "Falkland Islands": ISLANDS,
    "Fisheries Pact": PACT,
}
SAID = (
    ("Kirchner wants a ferry on terms", "argentina", "Kirchner", Direction.CONDITIONAL, "transport_links"),
    ("Kirchner wants a ferry on terms", "argentina", "Kirchner", Direction.DEMANDS, "sovereignty"),
    (
        "Kirchner wants a ferry on terms, and London wants it too.",
        "both",
        "both",
        Direction.SUPPORTS,
        "trade_investment",
    ),
)


def fill(folder: Path) -> None:
    """Make the library of two articles."""
    dossier = load(DOSSIER)
    with Library.open(folder) as library:
        for number, (title, text) in enumerate((("The ferry", FERRY), ("A calm week", CALM)), 1):
            library.add(draft(title, "Harbour Notes", "2012-03-04", text), title.encode(), f"/{number}.txt")
            positions = _positions(text) if number == 1 else ()
            found = Analysis(sentences=(), mentions=_mentions(text), positions=positions)
            library.save_analysis(library.article(number).text_id, found, dossier.hash)


def break_highlight(folder: Path) -> None:
    """Let the quotes of highlights in the closed library read otherwise than their text."""
    with sqlite3.connect(folder / "library.db") as db:
        db.execute("UPDATE highlights SET quote = 'Words that nobody wrote'")
    db.close()


def read(window: MainWindow, title: str = "The ferry", side: str = "left") -> ReaderPane:
    """Open an article."""
    by_title = {article.title: article.id for article in window.workspace.articles()}
    window.reading.open(by_title[title], side)
    pane = window.panes.left if side == "left" else window.panes.right
    while pane.page.building:
        QApplication.processEvents()
    return pane


def select(pane: ReaderPane, words: str) -> None:
    """Select words in a pane."""
    assert pane.article is not None
    start = pane.article.text.index(words)
    first, after = pane.page.offsets.span_to_qt(Span(start, start + len(words)))
    cursor = pane.page.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(after, cursor.MoveMode.KeepAnchor)
    pane.page.setTextCursor(cursor)


def middle(pane: ReaderPane, layer: Layer, index: int) -> QPoint:
    """A point of the viewport in the middle of a mark's first line."""
    return pane.pointer.rects_of(layer, index)[0].center()


def click(pane: ReaderPane, point: QPoint) -> None:
    """Click into the page."""
    QTest.mouseClick(pane.page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def _mentions(text: str) -> tuple[Mention, ...]:
    found = []
    for words, (entity, name, kind, party) in NAMES.items():
        at = text.find(words)
        while at >= 0:
            found.append(
                Mention(
                    start=at,
                    end=at + len(words),
                    text=words,
                    entity=entity,
                    name=name,
                    kind=kind,
                    party=party,
                )
            )
            at = text.find(words, at + 1)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _positions(text: str) -> tuple[Position, ...]:
    return tuple(
        Position(
            start=text.index(quote),
            end=text.index(quote) + len(quote),
            sentence=0,
            party=party,
            holder=holder,
            voice=Voice.OFFICIAL,
            stances=(Stance(issue=issue, direction=direction, confidence=0.7),),
            quoted=False,
            reported_by=None,
            rule="words",
        )
        for quote, party, holder, direction, issue in SAID
    )
