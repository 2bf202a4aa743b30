"""A made-up library in which positions were found, and what tests ask of the window over it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.ui.window.conftest import draft

from diptych.dossier import load
from diptych.library import Library
from diptych.model import Analysis, Direction, Position, Stance, Voice
from diptych.ui.main_window import MainWindow
from diptych.workspace import Evidence
from diptych.workspace.comparing import WHOLE, MatrixCell

DOSSIER = Path(__file__).parents[2] / "data" / "dossiers" / "argentina-uk"

CLAIM = "The envoy demanded that the islands be returned."
REFUSAL = "London refused to discuss the flag."
SHARED = "Both sides welcomed the new ferry."
SHRUG = "The envoy took no view of the vote."
WISH = "The governor wanted the vote to count."
LATER = "A year later the envoy demanded the islands again."

TEXTS = (
    ("First paper", "Harbour Notes", "2015-03-04", "\n\n".join((CLAIM, REFUSAL, SHARED))),
    ("Second paper", "Market Letter", "2016-07", "\n\n".join((SHRUG, WISH))),
    ("Third paper", "Harbour Notes", "2017-01-09", "\n\n".join(("Nothing else happened.", LATER))),
    ("Fourth paper", "Quiet Weekly", "2018-01-09", "Nobody has read this one yet."),
)
"""Title, outlet, date and text; the first three are analysed."""

Found = tuple[str, str, str, Direction, str, float]

FOUND: dict[int, tuple[Found, ...]] = {
    0: (
        (CLAIM, "argentina", "the envoy", Direction.DEMANDS, "sovereignty", 0.9),
        (REFUSAL, "uk", "London", Direction.OPPOSES, "sovereignty", 0.7),
        (SHARED, "both", "Both sides", Direction.SUPPORTS, "transport_links", 0.6),
    ),
    1: (
        (SHRUG, "argentina", "the envoy", Direction.NEUTRAL, "self_determination", 0.5),
        (WISH, "uk", "the governor", Direction.SUPPORTS, "self_determination", 0.8),
    ),
    2: ((LATER, "argentina", "the envoy", Direction.DEMANDS, "sovereignty", 0.4),),
}
"""Quote, party, holder, direction, issue and confidence, by the place of the text."""


def fill(folder: Path) -> None:
    """Make the library."""
    dossier = load(DOSSIER)
    with Library.open(folder) as library:
        for number, (title, outlet, date, text) in enumerate(TEXTS):
            library.add(draft(title, outlet, date, text), str(number).encode(), f"/papers/{number}.txt")
            if number in FOUND:
                positions = tuple(_position(text, *found) for found in FOUND[number])
                analysis = Analysis(sentences=(), mentions=(), positions=positions)
                library.save_analysis(library.article(number + 1).text_id, analysis, dossier.hash)


def break_quote(folder: Path, quote: str) -> None:
    """Let a quote in the closed library read otherwise than its text, as damage would."""
    with sqlite3.connect(folder / "library.db") as db:
        db.execute("UPDATE positions SET quote = 'Words that nobody wrote' WHERE quote = ?", (quote,))
    db.close()


def ids(window: MainWindow) -> dict[str, int]:
    """The articles' ids by their titles."""
    return {article.title: article.id for article in window.workspace.articles()}


def shown(window: MainWindow) -> list[str]:
    """The quotes in the positions column."""
    return [item.evidence.quote for item in window.stance.items]


def cell(window: MainWindow, issue: str, column: str) -> MatrixCell:
    """A cell of the comparison as the window shows it."""
    model = window.compare.view.matrix
    row = model.at(model.row_of(issue))
    assert row is not None
    return row.cell(column)


def evidence(window: MainWindow, quote: str) -> Evidence:
    """The piece of evidence with this quote."""
    comparing = window.workspace.comparing
    found = [
        each
        for row in comparing.matrix(WHOLE).rows
        for each_cell in row.cells
        for each in comparing.evidence(WHOLE, row.issue, each_cell.party).evidence
        if each.quote == quote
    ]
    return found[0]


def _position(
    text: str, quote: str, party: str, holder: str, direction: Direction, issue: str, confidence: float
) -> Position:
    start = text.index(quote)
    return Position(
        start=start,
        end=start + len(quote),
        sentence=0,
        party=party,
        holder=holder,
        voice=Voice.OFFICIAL,
        stances=(Stance(issue=issue, direction=direction, confidence=confidence),),
        quoted=False,
        reported_by="author",
        rule="words of the envoy",
    )
