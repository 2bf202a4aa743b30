"""A comparison to take along: the matrix with its evidence, as a page, as tables, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from diptych.briefing import Brief, Content, Grid, Quotation, Section, Table, described
from diptych.dossier import Dossier
from diptych.library import Library
from diptych.model import Article, EvidenceEnd, EvidenceLink, Value
from diptych.workspace import citing
from diptych.workspace.comparing.matrix import Matrix, MatrixCell, MatrixRow
from diptych.workspace.comparison import CellState, Evidence, column_name

QUOTES = 10
"""Quotes of one cell on a page, at most: the best."""


class Report(Value, frozen=True):
    """A matrix with the sound evidence of its cells, by issue and party; ``made`` is a day, ISO."""

    matrix: Matrix
    evidence: dict[tuple[str, str], tuple[Evidence, ...]]
    links: tuple[EvidenceLink, ...]
    made: str

    def of(self, cell: MatrixCell) -> tuple[Evidence, ...]:
        """The evidence of a cell, the best first."""
        return self.evidence.get((cell.issue, cell.party), ())


class Cited:
    """The articles that are cited, each read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._articles: dict[int, Article] = {}

    def __getitem__(self, id_: int) -> Article:
        """The article; raises ``NotFound``."""
        if id_ not in self._articles:
            self._articles[id_] = self._library.article(id_)
        return self._articles[id_]


def page(report: Report, dossier: Dossier, library: Library, most: int = QUOTES) -> Brief:
    """The report as a page: the matrix as a table, then the quotes issue by issue, and their sources."""
    cited = Cited(library)
    sections: list[Section] = []
    left_out: list[str] = []
    for row in report.matrix.rows:
        shown = [cell for cell in row.cells if report.of(cell) or cell.summary]
        if shown:
            sections.append(Section(heading=row.name, lead=_gap(row, dossier)))
        for cell in shown:
            quotations = tuple(_quotation(each, cited) for each in report.of(cell)[:most])
            lead = f"{words(cell, report.matrix).capitalize()}."
            if cell.summary:
                lead = f"{lead} Summary by the analyst: {cell.summary}"
            sections.append(
                Section(heading=column_name(dossier, cell.party), level=3, lead=lead, quotations=quotations)
            )
        left_out += [_broken(row, cell, dossier) for cell in row.cells if cell.broken]
    return Brief(
        title=f"{dossier.name}: the parties compared",
        date=report.made,
        tables=(_table(report, dossier),),
        sections=(Section(heading="What is compared", lead=" ".join(scope(report.matrix))), *sections),
        left_out=tuple(left_out),
    )


def grids(report: Report, dossier: Dossier, library: Library) -> tuple[Grid, ...]:
    """The report as tables: the matrix, the evidence, the links, the sources, and what was asked."""
    cited = Cited(library)
    used = {each.article for found in report.evidence.values() for each in found}
    names = [column_name(dossier, column) for column in report.matrix.columns]
    asked = Grid(name="About", header=("Compared",), rows=tuple((line,) for line in scope(report.matrix)))
    matrix = Grid(
        name="Matrix",
        header=("Issue", "Disagreement", *names),
        rows=tuple(
            (
                row.name,
                None if row.gap is None else round(row.gap, 2),
                *(_with_quote(cell, report.matrix) for cell in row.cells),
            )
            for row in report.matrix.rows
        ),
    )
    return (
        matrix,
        evidence_grid(report, dossier),
        _links_grid(report),
        Grid(
            name="Sources",
            header=("Article", "Source"),
            rows=tuple((id_, described(citing.source(cited[id_]))) for id_ in sorted(used)),
        ),
        asked,
    )


def as_json(report: Report) -> dict[str, Any]:
    """The report as the command line prints it; what can be told from the rest is not repeated."""
    matrix = report.matrix
    return {
        "issues": [
            {
                "id": row.issue,
                "name": row.name,
                "disagreement": None if row.gap is None else round(row.gap, 3),
                "aside": row.aside,
                "cells": [_json_cell(report, cell) for cell in row.cells],
            }
            for row in matrix.rows
        ],
        "articles": matrix.articles,
        "analysed": matrix.analysed,
        "links": [
            {"kind": link.kind, "from": _json_end(link.evidence), "to": _json_end(link.other)}
            for link in report.links
        ],
    }


def words(cell: MatrixCell, matrix: Matrix) -> str:
    """What a cell says, in words that keep silence, neutrality and not-analysed apart."""
    if cell.state is CellState.NOT_ANALYSED:
        return "not analysed"
    if cell.state is CellState.NOTHING:
        return f"nothing found in {_counted(matrix.analysed, 'article')}"
    leaning = "neutral, stated" if cell.state is CellState.NEUTRAL else str(cell.direction)
    said = f"{leaning}: {_counted(cell.pieces, 'quote')} in {_counted(cell.articles, 'article')}"
    return said if cell.independent == cell.articles else f"{said}, {cell.independent} of them independent"


def scope(matrix: Matrix) -> list[str]:
    """What a matrix was made of, a sentence each."""
    query = matrix.query
    lines = [f"{_counted(matrix.articles, 'article')}, {matrix.analysed} of them analysed."]
    told: list[tuple[object, str]] = [
        (query.start, f"From {query.start} on."),
        (query.end, f"Until {query.end}."),
        (query.voices, f"Voices: {', '.join(voice.replace('_', '-') for voice in query.voices)}."),
        (query.quoted, "Quoted words only."),
        (query.confidence, f"With a confidence of {query.confidence} or more."),
        (query.reviewed is True, "Reviewed by the analyst only."),
        (query.reviewed is False, "Not yet reviewed only."),
        (query.outlets, f"Outlets: {', '.join(query.outlets)}."),
        (query.usage, f"Articles that use the names of {query.usage}."),
    ]
    return lines + [sentence for given, sentence in told if given]


def _table(report: Report, dossier: Dossier) -> Table:
    names = [column_name(dossier, column) for column in report.matrix.columns]
    rows = tuple(
        (row.name, *(_with_quote(cell, report.matrix) for cell in row.cells)) for row in report.matrix.rows
    )
    return Table(header=("Issue", *names), rows=rows)


def _with_quote(cell: MatrixCell, matrix: Matrix) -> str:
    said = words(cell, matrix)
    return f"{said}. “{' '.join(cell.quote.split())}”" if cell.quote else said


def _gap(row: MatrixRow, dossier: Dossier) -> str:
    first, second = (party.name for party in dossier.parties)
    if row.gap is None:
        return f"Not both {first} and {second} say something on this."
    return f"{first} and {second} lie {round(row.gap * 100)}% apart."


def _broken(row: MatrixRow, cell: MatrixCell, dossier: Dossier) -> str:
    name = column_name(dossier, cell.party)
    return f"{row.name}, {name}: {_counted(cell.broken, 'quote')} no longer stand in their articles as taken."


def _quotation(each: Evidence, cited: Cited) -> Quotation:
    return Quotation(
        quote=each.quote,
        source=citing.source(cited[each.article]),
        paragraph=citing.paragraph(cited[each.article], each.start),
        label=each.direction.capitalize(),
        speaker=f"{each.holder} ({each.voice.replace('_', '-')}, {_by(each)})",
        note=each.verdict.note if each.verdict else "",
    )


def _by(each: Evidence) -> str:
    return (
        "confirmed by the analyst" if each.verdict else f"found by rule, {round(each.confidence * 100)}% sure"
    )


_EVIDENCE: tuple[tuple[str, Callable[[Evidence], Content]], ...] = (
    ("Direction", lambda e: str(e.direction)),
    ("Strength", lambda e: str(e.strength)),
    ("Quote", lambda e: e.quote),
    ("Speaker", lambda e: e.holder),
    ("Voice", lambda e: e.voice.replace("_", "-")),
    ("Quoted", lambda e: "yes" if e.quoted else "no"),
    ("Reported by", lambda e: e.reported_by or ""),
    ("Date", lambda e: e.date or ""),
    ("Outlet", lambda e: e.outlet),
    ("Title", lambda e: e.title),
    ("Confidence", lambda e: round(e.confidence, 3)),
    ("Found by", lambda e: "the analyst" if e.own else e.rule),
    ("Reviewed", lambda e: str(e.verdict.verdict) if e.verdict else ""),
    ("Note", lambda e: e.verdict.note if e.verdict else ""),
    ("Article", lambda e: e.article),
    ("Start", lambda e: e.start),
    ("End", lambda e: e.end),
)


def evidence_grid(report: Report, dossier: Dossier) -> Grid:
    """The evidence as one table, a row for each piece."""
    rows = tuple(
        (row.name, column_name(dossier, cell.party), *(read(each) for _, read in _EVIDENCE))
        for row in report.matrix.rows
        for cell in row.cells
        for each in report.of(cell)
    )
    return Grid(name="Evidence", header=("Issue", "Party", *(title for title, _ in _EVIDENCE)), rows=rows)


def _links_grid(report: Report) -> Grid:
    header = ("From quote", "From article", "Link", "To quote", "To article", "Note", "Made")
    rows = tuple(
        (e.evidence.quote, e.evidence.article, str(e.kind), e.other.quote, e.other.article, e.note, e.created)
        for e in report.links
    )
    return Grid(name="Links", header=header, rows=rows)


def _json_cell(report: Report, cell: MatrixCell) -> dict[str, Any]:
    return {
        "party": cell.party,
        "state": cell.state,
        "direction": cell.direction,
        "counts": cell.counts,
        "strength": cell.strength,
        "share": round(cell.share, 3),
        "articles": cell.articles,
        "independent": cell.independent,
        "confidence": round(cell.confidence, 3),
        "latest": cell.latest,
        "summary": cell.summary or None,
        "evidence": [_json_evidence(each) for each in report.of(cell)],
    }


def _json_evidence(each: Evidence) -> dict[str, Any]:
    return {
        "article": each.article,
        "start": each.start,
        "end": each.end,
        "quote": each.quote,
        "voice": each.voice,
        "direction": each.direction,
        "confidence": round(each.confidence, 3),
        "strength": each.strength,
        "holder": each.holder,
        "quoted": each.quoted,
        "reported_by": each.reported_by,
        "date": each.date,
        "outlet": each.outlet or None,
        "title": each.title,
        "verdict": each.verdict.verdict if each.verdict else None,
    }


def _json_end(end: EvidenceEnd) -> dict[str, Any]:
    return {"article": end.article, "start": end.start, "end": end.end, "issue": end.issue}


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
