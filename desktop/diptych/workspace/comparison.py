"""What each party says on each issue, with the words that show it: pure functions over what was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from diptych.model import (
    AnalysisState,
    ArticleSummary,
    Direction,
    Override,
    Span,
    Stance,
    StoredPosition,
    Strength,
    Value,
    Verdict,
    Voice,
)

if TYPE_CHECKING:
    from diptych.dossier import Dossier

BOTH = "both"
THIRD = "third"
ANALYST = "analyst"


class CellState(StrEnum):
    """The four things a cell can say; silence is never one of the first two."""

    STATED = "stated"
    NEUTRAL = "neutral"
    NOTHING = "nothing"
    NOT_ANALYSED = "not_analysed"


class Evidence(Value, frozen=True, omit_defaults=False):
    """One statement that shows a position on one issue, with who said it and where.

    ``start`` and ``end`` are in the text ``text_id`` of the article; ``confidence`` is in 0..1;
    ``verdict`` is the analyst's, if there is one; ``own`` marks evidence that is the analyst's alone;
    ``broken`` evidence is shown but never counted or exported. ``found_as`` are the holder and party that
    the machine found where the analyst's word on names changed them, ``found_issue`` the issue where the
    analyst merged it into another: verdicts are known by those.
    """

    article: int
    title: str
    outlet: str
    date: str | None
    text_id: int
    start: int
    end: int
    quote: str
    issue: str
    party: str
    holder: str
    voice: Voice
    direction: Direction
    confidence: float
    quoted: bool
    reported_by: str | None
    rule: str
    verdict: Override | None = None
    own: bool = False
    broken: bool = False
    strength: Strength = Strength.CLEAR
    found_as: tuple[str, str] | None = None
    found_issue: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands in its text."""
        return Span(self.start, self.end)


class Cell(Value, frozen=True, omit_defaults=False):
    """What one party says on one issue.

    ``direction`` is the one with the most confidence behind it, None unless something is stated.
    ``counts`` are pieces of evidence by direction; ``confidence`` is that of the best piece;
    ``evidence`` stands best first.
    """

    party: str
    state: CellState
    direction: Direction | None
    counts: dict[str, int]
    articles: int
    confidence: float
    latest: str | None
    evidence: tuple[Evidence, ...]


class Row(Value, frozen=True, omit_defaults=False):
    """One issue with a cell for each column."""

    issue: str
    name: str
    cells: tuple[Cell, ...]

    def cell(self, party: str) -> Cell:
        """The cell of a column; raises ``KeyError``."""
        for cell in self.cells:
            if cell.party == party:
                return cell
        raise KeyError(party)


class Comparison(Value, frozen=True, omit_defaults=False):
    """The parties compared, issue by issue, over ``articles`` articles of which ``analysed`` are analysed."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    articles: int
    analysed: int


def columns(dossier: Dossier) -> tuple[str, ...]:
    """The columns of a comparison: the two parties, then what they share, third parties, analysts."""
    return (*(party.id for party in dossier.parties), BOTH, THIRD, ANALYST)


def column_name(dossier: Dossier, column: str) -> str:
    """What a column is called."""
    for party in dossier.parties:
        if party.id == column:
            return party.name
    return {BOTH: "Shared ground", THIRD: "Third parties", ANALYST: "Analysts and others"}[column]


def compare(
    positions: Iterable[StoredPosition],
    articles: Mapping[int, ArticleSummary],
    states: Mapping[int, AnalysisState],
    dossier: Dossier,
    issues: Collection[str] | None = None,
) -> Comparison:
    """Compare over ``articles``; ``states`` says how far the analysis of each is.

    Positions in other articles, on other issues or of parties that the dossier does not know are
    left out.
    """
    evidence = (
        each
        for position in positions
        if position.article in articles
        for each in evidence_of(position, articles[position.article])
    )
    return compare_evidence(evidence, list(articles), states, dossier, issues)


def compare_evidence(
    evidence: Iterable[Evidence],
    articles: Collection[int],
    states: Mapping[int, AnalysisState],
    dossier: Dossier,
    issues: Collection[str] | None = None,
) -> Comparison:
    """The same of evidence that was made before."""
    grouped: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for each in evidence:
        grouped[each.issue, each.party].append(each)
    analysed = sum(1 for id_ in articles if states.get(id_) is AnalysisState.DONE)
    rows = tuple(
        Row(
            issue=issue.id,
            name=issue.name,
            cells=tuple(_cell(party, grouped[issue.id, party], analysed) for party in columns(dossier)),
        )
        for issue in dossier.issues
        if issues is None or issue.id in issues
    )
    return Comparison(columns=columns(dossier), rows=rows, articles=len(articles), analysed=analysed)


def evidence_of(position: StoredPosition, article: ArticleSummary) -> list[Evidence]:
    """A piece of evidence for each issue on which the position stands after the analyst's verdicts."""
    verdicts = {verdict.issue: verdict for verdict in position.verdicts}
    return [_evidence(position, stance, verdicts.get(stance.issue), article) for stance in position.stances]


def one_by_one(positions: Iterable[StoredPosition]) -> list[StoredPosition]:
    """Positions as found, each on a single issue."""
    return [
        msgspec.structs.replace(position, stances=(stance,))
        for position in positions
        for stance in position.stances
    ]


def as_it_stands(found: StoredPosition, shown: StoredPosition, article: ArticleSummary) -> Evidence | None:
    """The evidence of a position on a single issue, by the analyst's word on names and issues.

    ``shown`` is the position after that word; None where its issue was dropped.
    """
    if not shown.stances:
        return None
    (stance,) = found.stances
    (piece,) = evidence_of(msgspec.structs.replace(shown, stances=(stance,)), article)
    issue = shown.stances[0].issue
    moved = None if issue == stance.issue else stance.issue
    return msgspec.structs.replace(piece, issue=issue, found_issue=moved)


def _evidence(
    position: StoredPosition, stance: Stance, verdict: Override | None, article: ArticleSummary
) -> Evidence:
    found = position.position
    edited = verdict if verdict and verdict.verdict in (Verdict.EDITED, Verdict.ADDED) else None
    return Evidence(
        article=article.id,
        title=article.title,
        outlet=article.outlet,
        date=article.date,
        text_id=position.text_id,
        start=found.start,
        end=found.end,
        quote=position.quote,
        issue=stance.issue,
        party=edited.party if edited else found.party,
        holder=found.holder,
        voice=edited.voice if edited else found.voice,
        direction=stance.direction,
        confidence=stance.confidence,
        quoted=found.quoted,
        reported_by=found.reported_by,
        rule=found.rule,
        verdict=verdict,
        own=position.own,
        broken=position.broken,
        strength=stance.strength,
        found_as=(position.found.holder, position.found.party) if position.found else None,
    )


def _cell(party: str, evidence: Sequence[Evidence], analysed: int) -> Cell:
    sound = [each for each in evidence if not each.broken]
    leaning = [each for each in sound if each.direction is not Direction.NEUTRAL]
    if leaning:
        state = CellState.STATED
    elif sound:
        state = CellState.NEUTRAL
    else:
        state = CellState.NOTHING if analysed else CellState.NOT_ANALYSED
    return Cell(
        party=party,
        state=state,
        direction=_leading(leaning) if leaning else Direction.NEUTRAL if sound else None,
        counts=dict(Counter(str(each.direction) for each in sound)),
        articles=len({each.article for each in sound}),
        confidence=max((each.confidence for each in sound), default=0.0),
        latest=max((each.date for each in sound if each.date), default=None),
        evidence=tuple(sorted(evidence, key=_order)),
    )


def _leading(evidence: Sequence[Evidence]) -> Direction:
    weight: dict[Direction, float] = defaultdict(float)
    for each in evidence:
        weight[each.direction] += each.confidence
    return max(Direction, key=lambda direction: weight[direction])


def _order(evidence: Evidence) -> tuple[bool, bool, float, str, int]:
    confirmed = evidence.verdict is not None
    return (evidence.broken, not confirmed, -evidence.confidence, evidence.date or "", evidence.start)
