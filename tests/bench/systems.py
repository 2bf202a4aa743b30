"""The systems that the analysis benches compare: ours, keywords, and the plain spaCy pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tests.bench import score

from diptych.analysis import analyse, gazetteer, sentences
from diptych.analysis.issues import finder
from diptych.analysis.parsing import Parser
from diptych.dossier import Dossier
from diptych.model import Analysis

KINDS = {"PERSON", "GPE", "LOC", "FAC", "ORG", "EVENT", "LAW"}


class Found(NamedTuple):
    """What a system finds in one text."""

    rows: list[score.Row]
    named: list[score.Named]


System = Callable[[str, str, Dossier, Parser], Found]


def ours(text: str, date: str, dossier: Dossier, parser: Parser) -> Found:
    """Our analysis."""
    return of_analysis(analyse(text, dossier, language="en", date=date, parser=parser))


def rules_alone(text: str, date: str, dossier: Dossier, parser: Parser) -> Found:
    """Our analysis without the learned weights."""
    return of_analysis(analyse(text, dossier, language="en", date=date, parser=parser, by_rules=True))


def of_analysis(analysis: Analysis) -> Found:
    """An analysis as rows to score: one for each issue of a position."""
    rows = [
        score.Row(p.start, p.end, p.party, (stance.issue,), stance.direction, stance.confidence)
        for p in analysis.positions
        for stance in p.stances
    ]
    return Found(rows, [score.Named(m.start, m.end, m.name, m.entity) for m in analysis.mentions])


def keywords(text: str, date: str, dossier: Dossier, parser: Parser) -> Found:
    """The baseline: issue terms and a party's name in one sentence; names by the gazetteer alone."""
    issues = finder(dossier)
    names = gazetteer.of(dossier)
    rows: list[score.Row] = []
    for start, end in sentences.sentences(text):
        passage = text[start:end]
        found = tuple(issue for issue, _ in issues.chosen(issues.scores(passage), {}) if issue != "other")
        parties = {dossier.entity(m.candidates[0].entity).party for m in names.matches(passage)}
        rows += [score.Row(start, end, party, found, "supports") for party in parties if found and party]
    named = [
        score.Named(m.start, m.end, dossier.entity(m.candidates[0].entity).name, m.candidates[0].entity)
        for m in names.matches(text)
        if not all(c.derived for c in m.candidates)
    ]
    return Found(rows, named)


def plain_spacy(text: str, date: str, dossier: Dossier, parser: Parser) -> Found:
    """The parser's own names, uncut; it knows no positions. Equal names are linked."""
    spans = sentences.sentences(text)
    named: list[score.Named] = []
    for (start, _), parse in zip(spans, parser.parse(text[a:b] for a, b in spans), strict=True):
        named += _names(text, start, ((n.start, n.end) for n in parse.names if n.label in KINDS))
    return Found([], named)


def _names(text: str, offset: int, spans: Iterable[tuple[int, int]]) -> list[score.Named]:
    at = [(start + offset, end + offset) for start, end in spans]
    return [score.Named(start, end, text[start:end], text[start:end]) for start, end in at]


SYSTEMS: dict[str, System] = {
    "ours": ours,
    "rules alone": rules_alone,
    "keywords": keywords,
    "plain spaCy": plain_spacy,
}
