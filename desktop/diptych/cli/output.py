"""The JSON that commands print: the contract that other programs rely on. Absent values are null."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import msgspec

from diptych.dossier import Dossier, Problem
from diptych.model import (
    Alignment,
    Analysis,
    Article,
    ArticleSummary,
    ImportResult,
    Position,
    SearchResult,
    Snippet,
    Span,
    Strength,
)

if TYPE_CHECKING:
    from diptych.workspace.comparing import Point, Timeline
    from diptych.workspace.comparing.report import Report
    from diptych.workspace.comparison import Cell, Comparison

if TYPE_CHECKING:
    from diptych.workspace.finding import Facet


def json(value: object) -> None:
    """Print a value as indented JSON."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")


def json_line(value: object) -> None:
    """Print a value as JSON on one line."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def import_result(result: ImportResult) -> dict[str, Any]:
    """One line of an import's report."""
    return {
        "path": result.path,
        "status": result.status,
        "id": result.id,
        "reason": result.reason or None,
    }


def summary(article: ArticleSummary) -> dict[str, Any]:
    """An article in a list."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": article.authors,
        "outlet": article.outlet or None,
        "date": article.date,
        "source": article.source or None,
    }


def article(article: Article) -> dict[str, Any]:
    """One article whole."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "outlet": article.outlet or None,
        "date": article.date.value,
        "source": article.source or None,
        "date_precision": article.date.precision,
        "date_evidence": article.date.evidence or None,
        "language": article.language or None,
        "url": article.url or None,
        "text": article.text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in article.blocks],
    }


def search_result(result: SearchResult, facets: Sequence[Facet] | None = None) -> dict[str, Any]:
    """An answer to a query; with facets also how the query was read.

    Hits are never folded; ``family`` names a hit's reposts.
    """
    found = {
        "query": result.query,
        "count": result.count,
        "seconds": round(result.seconds, 6),
        "hits": [
            {
                "id": hit.id,
                "title": hit.title,
                "outlet": hit.outlet or None,
                "date": hit.date,
                "score": hit.score,
                "family": hit.family,
                "snippets": [{"text": s.text, "marks": s.marks} for s in hit.snippets],
            }
            for hit in result.hits
        ],
    }
    return found if facets is None else {**found, **_reading_of(result, facets)}


def _reading_of(result: SearchResult, facets: Sequence[Facet]) -> dict[str, Any]:
    return {
        "notes": result.notes,
        "problems": [{"start": p.start, "end": p.end, "sentence": p.sentence} for p in result.problems],
        "expansions": [
            {"typed": e.typed, "entity": e.entity, "name": e.name, "forms": [form.text for form in e.forms]}
            for e in result.expansions
        ],
        "names": {hit.id: hit.names for hit in result.hits if hit.names},
        "suggestion": result.suggestion or None,
        "facets": {facet.name: facet_values(facet) for facet in facets},
    }


def facet_values(facet: Facet) -> list[dict[str, Any]]:
    """The values of a facet with their counts."""
    return [{"value": v.value, "label": v.label, "count": v.count} for v in facet.values]


def search_lines(result: SearchResult, facets: Sequence[Facet]) -> Iterator[str]:
    """An answer to a query in words."""
    yield from result.notes
    for expansion in result.expansions:
        forms = ", ".join(form.text for form in expansion.forms[:6])
        more = " …" if len(expansion.forms) > 6 else ""
        yield f"“{expansion.typed}” was searched in all its forms: {forms}{more}"
    if result.suggestion:
        yield f"Did you mean: {result.suggestion}"
    for facet in facets:
        if facet.values:
            yield f"{facet.name}: {', '.join(f'{v.label} ({v.count})' for v in facet.values[:10])}"
    for hit in result.hits:
        yield f"{hit.id}\t{hit.title}\t{hit.outlet}\t{hit.date or ''}"
        for snippet in hit.snippets:
            yield f"\t{marked(snippet)}"
    if not result.hits:
        yield "Nothing found."


def analysis(source: str, text: str, found: Analysis) -> dict[str, Any]:
    """What was found in one text; a statement with several directions is several positions."""
    return {
        "source": source,
        "text": text,
        "sentences": found.sentences,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "entity": m.entity}
            | {"name": m.name, "kind": m.kind, "party": m.party}
            for m in found.mentions
        ],
        "positions": [row for position in found.positions for row in _positions(position)],
    }


def _positions(position: Position) -> Iterator[dict[str, Any]]:
    for direction in dict.fromkeys(stance.direction for stance in position.stances):
        stances = [stance for stance in position.stances if stance.direction is direction]
        yield {
            "start": position.start,
            "end": position.end,
            "sentence": position.sentence,
            "party": position.party,
            "holder": position.holder,
            "voice": position.voice,
            "issues": [stance.issue for stance in stances],
            "direction": direction,
            "quoted": position.quoted,
            "reported_by": position.reported_by,
            "confidence": round(max(stance.confidence for stance in stances), 3),
            "rule": position.rule,
            "strength": max((s.strength for s in stances), key=[*reversed(Strength)].index),
            "reasons": [
                {"step": r.step, "words": r.words, "start": r.start, "end": r.end} for r in position.reasons
            ],
        }


def analysis_lines(source: str, text: str, found: Analysis) -> Iterator[str]:
    """The same for a person."""
    yield f"{source}: {len(found.mentions)} names, {len(found.positions)} positions"
    if not found.analysed:
        yield "\tNot analysed: there is no parser for its language."
    for position in found.positions:
        said = ", ".join(f"{stance.direction} {stance.issue}" for stance in position.stances)
        yield f"\t{position.party}\t{said}\t{position.holder} ({position.voice})"
        yield f"\t\t“{' '.join(text[position.start : position.end].split())}”"


def comparison(found: Comparison) -> dict[str, Any]:
    """The comparison; evidence that no longer stands in its article is left out."""
    return {"issues": [{"id": row.issue, "cells": [_cell(cell) for cell in row.cells]} for row in found.rows]}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "party": cell.party,
        "state": cell.state,
        "direction": cell.direction,
        "counts": cell.counts,
        "evidence": [
            {"article": e.article, "start": e.start, "end": e.end, "quote": e.quote}
            | {"voice": e.voice, "direction": e.direction, "confidence": round(e.confidence, 3)}
            | {"strength": e.strength}
            for e in cell.evidence
            if not e.broken
        ],
    }


def comparison_lines(found: Comparison, dossier: Dossier) -> Iterator[str]:
    """The same for a person: each issue with what each column says and its best quote."""
    from diptych.workspace.brief_contents import state_in_words
    from diptych.workspace.comparison import column_name

    yield f"{found.articles} articles, {found.analysed} of them analysed"
    for row in found.rows:
        yield f"\n{row.name}"
        for cell in row.cells:
            yield f"  {column_name(dossier, cell.party):<22} {state_in_words(cell, found.articles)}"
            if quote := next((e.quote for e in cell.evidence if not e.broken), ""):
                yield f"  {'':<22} “{' '.join(quote.split())}”"


def alignment(found: Alignment) -> dict[str, Any]:
    """Which passages of two articles belong together."""
    return {"pairs": [{"left": p.left, "right": p.right, "score": p.score} for p in found.pairs]}


def alignment_lines(found: Alignment, left: str, right: str) -> Iterator[str]:
    """The same for a person: the chance, and the beginnings of both passages."""
    for pair in found.pairs:
        yield f"{pair.score:.0%}\t{_beginning(left, pair.left)}"
        yield f"\t{_beginning(right, pair.right)}"


def _beginning(text: str, span: Span) -> str:
    return shorten(text[span.start : span.end], width=100, placeholder=" …")


def report_lines(found: Report, dossier: Dossier) -> Iterator[str]:
    """A report for a person: each issue with what each column says and its best quote."""
    from diptych.workspace.comparing.report import scope, words
    from diptych.workspace.comparison import column_name

    yield " ".join(scope(found.matrix))
    for row in found.matrix.rows:
        apart = "" if row.gap is None else f" ({round(row.gap * 100)}% apart)"
        yield f"\n{row.name}{apart}"
        for cell in row.cells:
            yield f"  {column_name(dossier, cell.party):<22} {words(cell, found.matrix)}"
            if cell.quote:
                yield f"  {'':<22} “{' '.join(cell.quote.split())}”"
            if cell.summary:
                yield f"  {'':<22} Summary: {cell.summary}"


def timeline(found: Timeline) -> dict[str, Any]:
    """What was said on an issue over time. Dates are as stated; ``articles`` of a gap were analysed."""
    return {
        "issue": found.issue,
        "parties": [
            {
                "party": lane.party,
                "points": [_point(point) for point in lane.points],
                "undated": [_point(point) for point in lane.undated],
                "shifts": [{"before": _point(s.before), "after": _point(s.after)} for s in lane.shifts],
                "gaps": [
                    {"from": gap.start.isoformat(), "to": gap.end.isoformat(), "articles": gap.articles}
                    for gap in lane.gaps
                ],
            }
            for lane in found.lanes
        ],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "date": point.date or None,
        "direction": point.direction,
        "strength": point.strength,
        "confidence": round(point.confidence, 3),
        "article": point.article,
        "start": point.start,
        "end": point.end,
        "quote": point.quote,
    }


def timeline_lines(found: Timeline, dossier: Dossier) -> Iterator[str]:
    """The same for a person."""
    from diptych.workspace.comparison import column_name

    yield found.name
    for lane in found.lanes:
        if lane.points or lane.undated:
            yield f"\n{column_name(dossier, lane.party)}"
        for point in (*lane.points, *lane.undated):
            quote = " ".join(point.quote.split())
            yield f"  {point.date or 'undated':<10}  {point.direction:<12} “{quote}”"
        for shift in lane.shifts:
            yield (
                f"  Shift: {shift.before.direction} until {shift.before.date}, "
                f"{shift.after.direction} from {shift.after.date}"
            )
        for gap in lane.gaps:
            read = f"{gap.articles} articles say nothing" if gap.articles else "no article was read"
            yield f"  Nothing from {gap.start} to {gap.end}: {read}"


def problem(found: Problem) -> dict[str, Any]:
    """What is wrong in a dossier."""
    return {"file": found.file, "key": found.key, "sentence": found.sentence, "warning": found.warning}


def marked(snippet: Snippet) -> str:
    """A snippet with its hits between square brackets."""
    parts, at = [], 0
    for start, end in snippet.marks:
        parts += [snippet.text[at:start], "[", snippet.text[start:end], "]"]
        at = end
    return "".join((*parts, snippet.text[at:]))
