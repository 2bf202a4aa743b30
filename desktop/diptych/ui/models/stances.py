"""What the window says of positions: words, badges and counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from diptych.dossier import Badge as Shape
from diptych.dossier import Dossier
from diptych.model import (
    AnalysisState,
    Direction,
    EvidenceEnd,
    LinkKind,
    MachineAnswer,
    Override,
    Strength,
    Voice,
)
from diptych.ui.models import wording
from diptych.ui.models.wording import counted, one_line, tr
from diptych.ui.signs import Badge
from diptych.workspace import CellState, Evidence
from diptych.workspace.comparison import ANALYST, BOTH, THIRD

if TYPE_CHECKING:
    from diptych.workspace.comparing import MatrixCell, MatrixRow

_OPENING, _CLOSING = tuple('“"„«'), tuple('”"»')

Key = tuple[int, int, int, str, str]
"""What a piece of evidence is known by, also after the library was analysed anew."""


class Column(NamedTuple):
    """One column of a comparison as it looks."""

    id: str
    name: str
    badge: Badge


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


def leaning(which: Direction | None, column: str) -> str:
    """A direction in a word, as a column's head says it: what is shared is said of both."""
    if column != BOTH:
        return direction(which)
    return {
        Direction.SUPPORTS: tr("Both support"),
        Direction.OPPOSES: tr("Both oppose"),
        Direction.CONDITIONAL: tr("Both, conditional"),
        Direction.DEMANDS: tr("Both demand"),
        Direction.OFFERS: tr("Both offer"),
        Direction.NEUTRAL: tr("Both neutral"),
    }[which or Direction.NEUTRAL]


def strength(which: Strength | None) -> str:
    """How strongly it is stated, in an adverb."""
    return {Strength.FIRM: tr("firmly"), Strength.CLEAR: tr("clearly"), Strength.WEAK: tr("weakly")}[
        which or Strength.CLEAR
    ]


def link(kind: LinkKind) -> str:
    """What one piece does to another, in a word."""
    return {
        LinkKind.SUPPORTS: tr("supports"),
        LinkKind.CONTRADICTS: tr("contradicts"),
        LinkKind.ANSWERS: tr("answers"),
        LinkKind.CHANGES: tr("changes"),
    }[kind]


def linked(kind: LinkKind) -> str:
    """What another piece does to this one, in words."""
    return {
        LinkKind.SUPPORTS: tr("supported by"),
        LinkKind.CONTRADICTS: tr("contradicted by"),
        LinkKind.ANSWERS: tr("answered by"),
        LinkKind.CHANGES: tr("changed by"),
    }[kind]


def voice_name(which: Voice) -> str:
    """What kind of speaker it is, as a choice."""
    return {
        Voice.OFFICIAL: tr("Officials"),
        Voice.NON_OFFICIAL: tr("Non-officials"),
        Voice.ANALYST: tr("Analysts"),
        Voice.MEDIA: tr("Media"),
        Voice.AUTHOR: tr("Authors"),
    }[which]


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
    """The words in quotation marks, on one line; marks that they have at an end are not doubled."""
    words = one_line(text)
    opening = "" if words[:1] in _OPENING else "“"
    return f"{opening}{words}{'' if words[-1:] in _CLOSING else '”'}"


def origin(verdict: Override | None, initials: str) -> tuple[str, bool]:
    """The words of the pill, and whether they are the analyst's."""
    return (initials or tr("you"), True) if verdict is not None else (tr("auto"), False)


def signed(verdict: Override | None, initials: str) -> tuple[str, bool]:
    """The words of the pill with the day of the verdict, and whether they are the analyst's."""
    words, own = origin(verdict, initials)
    day = wording.date((verdict.created if verdict else "")[:10])
    return (f"{words} {day}" if day else words), own


def judged(confirmed: bool, initials: str) -> str:
    """The words of the pill for a verdict that is being written."""
    return tr("{who} confirmed" if confirmed else "{who} rejected").format(who=initials or tr("you"))


def machine_now(answer: MachineAnswer | None) -> str:
    """What the machine says by now of words that the analyst has judged."""
    if answer is None:
        return tr("machine now: no position")
    return tr("machine now: {direction}").format(direction=direction(answer.direction).lower())


def end(evidence: Evidence) -> EvidenceEnd:
    """What links and summaries know a piece by."""
    return EvidenceEnd(
        text_id=evidence.text_id,
        start=evidence.start,
        end=evidence.end,
        holder=evidence.found_as[0] if evidence.found_as else evidence.holder,
        issue=evidence.found_issue or evidence.issue,
    )


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


def counts(cell: MatrixCell) -> str:
    """ "14 quotes, 8 articles"."""
    return amount(cell.pieces, cell.articles)


def quotes(n: int) -> str:
    """ "1 quote", "14 quotes"."""
    return counted(n, tr("1 quote"), tr("{n} quotes"))


def amount(pieces: int, articles: int) -> str:
    """ "14 quotes, 8 articles"."""
    return f"{quotes(pieces)}, {wording.articles(articles)}"


def short_counts(cell: MatrixCell) -> str:
    """ "14 in 8": pieces of evidence in independent articles."""
    pieces, articles = wording.number(cell.pieces), wording.number(cell.independent)
    return tr("{quotes} in {articles}").format(quotes=pieces, articles=articles)


def reposts(cell: MatrixCell) -> str:
    """ "4 reposts folded": articles that only carry again what another says; "" for none."""
    again = cell.articles - cell.independent
    return counted(again, tr("1 repost folded"), tr("{n} reposts folded")) if again > 0 else ""


def silence(cell: MatrixCell, analysed: int) -> str:
    """What a cell without evidence says: that nothing was found, or that nobody looked."""
    if cell.state is CellState.NOT_ANALYSED:
        return tr("Not analysed")
    return tr("Nothing found in {articles}").format(articles=wording.articles(analysed))


def cell_words(cell: MatrixCell, analysed: int) -> str:
    """What a cell says, in one sentence."""
    if cell.state not in (CellState.STATED, CellState.NEUTRAL):
        return silence(cell, analysed)
    if cell.state is CellState.NEUTRAL:
        word = tr("Neutral, stated")
    else:
        word = f"{leaning(cell.direction, cell.party)} {strength(cell.strength)}"
    reviewed = tr("{n} reviewed").format(n=cell.reviewed) if cell.reviewed else ""
    latest = wording.date(cell.latest)
    facts = ", ".join(
        part
        for part in (word, counts(cell), tr("latest {date}").format(date=latest) if latest else "", reviewed)
        if part
    )
    said = f"{facts}. {quote(cell.quote)}"
    return f"{said} {tr('Summary: {words}').format(words=one_line(cell.summary))}" if cell.summary else said


def unreviewed(rows: Sequence[MatrixRow]) -> int:
    """How many sound pieces have not got the analyst's word."""
    return sum(cell.pieces - cell.reviewed for row in rows if not row.aside for cell in row.cells)


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


def most_said(rows: Sequence[MatrixRow]) -> str:
    """The issue with most evidence, the first one where there is none; "" without rows."""
    return max(rows, key=lambda row: row.pieces).issue if rows else ""
