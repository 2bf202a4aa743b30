"""What the window says of positions: words, badges, counts and how far two parties lie apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from diptych.dossier import Badge as Shape
from diptych.dossier import Dossier
from diptych.model import AnalysisState, Direction, Override, Voice
from diptych.ui.models import wording
from diptych.ui.models.wording import counted, one_line, tr
from diptych.ui.signs import Badge
from diptych.workspace import Cell, CellState, Comparison, Evidence, Row
from diptych.workspace.comparison import ANALYST, BOTH, THIRD

Key = tuple[int, int, int, str, str]
"""What a piece of evidence is known by, also after the library was analysed anew."""


class Column(NamedTuple):
    """One column of a comparison as it looks."""

    id: str
    name: str
    badge: Badge


class Order(StrEnum):
    """The orders in which issues are listed."""

    DISAGREEMENT = "disagreement"
    EVIDENCE = "evidence"
    NAME = "name"


def columns(dossier: Dossier) -> tuple[Column, ...]:
    """The columns in the order in which they stand: what is shared stands between the two parties."""
    first, second = (
        Column(
            party.id, party.name, Badge(role, one_line(party.letter)[:1].upper(), party.badge is Shape.CIRCLE)
        )
        for party, role in zip(dossier.parties, ("party1", "party2"), strict=True)
    )
    return (
        first,
        Column(BOTH, tr("Shared ground"), Badge("shared", "=")),
        second,
        Column(THIRD, tr("Third parties"), Badge("analyst", "\u2026")),
        Column(ANALYST, tr("Analysts and others"), Badge("analyst", "\u201d")),
    )


def key(evidence: Evidence) -> Key:
    """What this piece is known by."""
    return (evidence.text_id, evidence.start, evidence.end, evidence.holder, evidence.issue)


def direction(which: Direction | None) -> str:
    """A direction in a word."""
    return {
        Direction.SUPPORTS: tr("Supports"),
        Direction.OPPOSES: tr("Opposes"),
        Direction.CONDITIONAL: tr("Conditional"),
        Direction.DEMANDS: tr("Demands"),
        Direction.OFFERS: tr("Offers"),
        Direction.NEUTRAL: tr("Neutral"),
    }[which or Direction.NEUTRAL]


def voice(which: Voice) -> str:
    """What kind of speaker it is."""
    return {
        Voice.OFFICIAL: tr("official voice"),
        Voice.NON_OFFICIAL: tr("non-official voice"),
        Voice.ANALYST: tr("analyst"),
        Voice.MEDIA: tr("media"),
        Voice.AUTHOR: tr("the author"),
    }[which]


def reported(evidence: Evidence) -> str:
    """Who reports it; words in quotation marks are the holder's own."""
    if evidence.quoted:
        return tr("quoted")
    by = {
        "author": tr("reported by the author"),
        "expert": tr("reported by an expert"),
        "media": tr("reported by media"),
    }
    return by.get(evidence.reported_by or "", tr("stated directly"))


def speaker(evidence: Evidence) -> str:
    """Who holds it, as the text names them."""
    return one_line(evidence.holder) or tr("Holder not named")


def source(evidence: Evidence) -> str:
    """Outlet and date; the title where the outlet is not stated."""
    parts = (one_line(evidence.outlet) or one_line(evidence.title), wording.date(evidence.date))
    return ", ".join(part for part in parts if part)


def brief_facts(evidence: Evidence) -> str:
    """Who says it, in what voice, and where and in what month, for a narrow column."""
    short = {
        Voice.OFFICIAL: tr("official"),
        Voice.NON_OFFICIAL: tr("non-official"),
        Voice.ANALYST: tr("analyst"),
        Voice.MEDIA: tr("media"),
        Voice.AUTHOR: tr("author"),
    }[evidence.voice]
    place = one_line(evidence.outlet) or one_line(evidence.title)
    where = ", ".join(part for part in (place, wording.date((evidence.date or "")[:7])) if part)
    return f"{speaker(evidence)}, {short}" + (f" · {where}" if where else "")


def quote(text: str) -> str:
    """The words in quotation marks, on one line."""
    return f"“{one_line(text)}”"


def origin(verdict: Override | None, initials: str) -> tuple[str, bool]:
    """The words of the pill, and whether they are the analyst's."""
    return (initials or tr("you"), True) if verdict is not None else (tr("auto"), False)


def confirmed(cell: Cell) -> bool:
    """Whether the analyst stands behind any of it; what is confirmed stands first."""
    return bool(cell.evidence) and not cell.evidence[0].broken and cell.evidence[0].verdict is not None


def spoken(evidence: Evidence, party: str, initials: str) -> str:
    """The whole piece in words, for those who cannot see it."""
    words = one_line(evidence.quote)
    parts = [
        tr("Broken, not counted: the text no longer reads so") if evidence.broken else "",
        f"{party}: {direction(evidence.direction)}",
        f"“{words}”",
        f"{speaker(evidence)}, {voice(evidence.voice)}, {reported(evidence)}",
        source(evidence),
        tr("found by the machine") if evidence.verdict is None else origin(evidence.verdict, initials)[0],
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def latest(cell: Cell) -> Evidence | None:
    """The sound piece of the newest article, the best one of that; None where there is none."""
    sound = [each for each in cell.evidence if not each.broken]
    return max(sound, key=lambda each: (each.date or "", each.confidence), default=None)


def pieces(cell: Cell) -> int:
    """How many sound pieces of evidence a cell holds."""
    return sum(cell.counts.values())


def counts(cell: Cell) -> str:
    """ "14 quotes, 8 articles"."""
    return amount(pieces(cell), cell.articles)


def amount(quotes: int, articles: int) -> str:
    """ "14 quotes, 8 articles"."""
    return f"{counted(quotes, tr('1 quote'), tr('{n} quotes'))}, {wording.articles(articles)}"


def short_counts(cell: Cell) -> str:
    """ "14 in 8": pieces of evidence in articles."""
    return tr("{quotes} in {articles}").format(quotes=pieces(cell), articles=cell.articles)


def silence(cell: Cell, comparison: Comparison) -> str:
    """What a cell without evidence says: that nothing was found, or that nobody looked."""
    if cell.state is CellState.NOT_ANALYSED:
        return tr("Not analysed")
    return tr("Nothing found in {articles}").format(articles=wording.articles(comparison.analysed))


def cell_words(cell: Cell, comparison: Comparison) -> str:
    """What a cell says, in one sentence."""
    if cell.state not in (CellState.STATED, CellState.NEUTRAL):
        return silence(cell, comparison)
    word = tr("Neutral, stated") if cell.state is CellState.NEUTRAL else direction(cell.direction)
    best = next((each for each in cell.evidence if not each.broken), None)
    return f"{word}, {counts(cell)}. {quote(best.quote) if best else ''}"


def not_analysed(states: Sequence[AnalysisState]) -> str:
    """Why articles in these states show no positions, as one sentence; "" when all are analysed."""
    pending, foreign, failed = (
        states.count(state)
        for state in (AnalysisState.PENDING, AnalysisState.UNSUPPORTED, AnalysisState.FAILED)
    )
    parts = (
        (pending, tr("{articles} still to be analysed")),
        (foreign, tr("{articles} in a language that cannot be analysed")),
        (failed, tr("the analysis of {articles} failed")),
    )
    said = "; ".join(words.format(articles=wording.articles(n)) for n, words in parts if n)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def gap(row: Row, first: str, second: str) -> float | None:
    """How far two parties lie apart on an issue, 0 to 1; None when one of them says nothing.

    It is 1 less the share in which the directions of what they say overlap, each piece weighed by its
    confidence. Two demands are no overlap: each asks something of the other side.
    """
    shares = [_shares(row.cell(party)) for party in (first, second)]
    if not all(shares):
        return None
    overlap = sum(
        min(shares[0].get(each, 0.0), shares[1].get(each, 0.0))
        for each in Direction
        if each is not Direction.DEMANDS
    )
    return max(0.0, 1.0 - overlap)


class Table(NamedTuple):
    """A comparison with all that is reckoned from it; ``gaps`` and ``totals`` are by issue.

    ``amounts`` says of each column, and of "" for all of them, how much there is.
    """

    columns: tuple[Column, ...]
    comparison: Comparison
    gaps: Mapping[str, float | None]
    totals: Mapping[str, int]
    amounts: Mapping[str, str]


def table(dossier: Dossier, comparison: Comparison) -> Table:
    """Reckon all that is shown of a comparison; with thousands of pieces it takes some 100 ms."""
    made, rows = columns(dossier), comparison.rows
    amounts = {each.id: amount(statements(rows, each.id), articles(rows, each.id)) for each in made}
    return Table(
        columns=made,
        comparison=comparison,
        gaps={row.issue: gap(row, made[0].id, made[2].id) for row in rows},
        totals={row.issue: total(row) for row in rows},
        amounts={"": amount(statements(rows), comparison.articles), **amounts},
    )


def ordered(table: Table, order: Order) -> list[Row]:
    """The rows in an order; those on which only one party speaks, or none, stand after those to compare."""
    rows = table.comparison.rows
    if order is Order.NAME:
        return sorted(rows, key=lambda row: row.name.casefold())
    if order is Order.EVIDENCE:
        return sorted(rows, key=lambda row: -table.totals[row.issue])
    return sorted(rows, key=lambda row: (-_or_none(table.gaps[row.issue]), -table.totals[row.issue]))


def total(row: Row) -> int:
    """How many sound pieces of evidence there are on an issue."""
    return sum(pieces(cell) for cell in row.cells)


def statements(rows: Sequence[Row], column: str | None = None) -> int:
    """How many statements there are, of a column or of all, each once however many issues it is about."""
    return len({key(each)[:4] for each in _sound(rows, column)})


def articles(rows: Sequence[Row], column: str) -> int:
    """How many articles hold evidence of a column."""
    return len({each.article for each in _sound(rows, column)})


def _sound(rows: Sequence[Row], column: str | None) -> list[Evidence]:
    cells = [cell for row in rows for cell in row.cells if column in (None, cell.party)]
    return [each for cell in cells for each in cell.evidence if not each.broken]


def _or_none(value: float | None) -> float:
    return -1.0 if value is None else value


def _shares(cell: Cell) -> dict[Direction, float]:
    weights: dict[Direction, float] = {}
    for each in cell.evidence:
        if not each.broken:
            weights[each.direction] = weights.get(each.direction, 0.0) + each.confidence
    whole = sum(weights.values())
    return {which: weight / whole for which, weight in weights.items()} if whole else {}


def most_said(comparison: Comparison, articles: Collection[int]) -> str:
    """The issue on which these articles hold most evidence; the first of the comparison if none does."""

    def amount(row: Row) -> int:
        return sum(
            each.article in articles for cell in row.cells for each in cell.evidence if not each.broken
        )

    return max(comparison.rows, key=amount).issue if comparison.rows else ""
