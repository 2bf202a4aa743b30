"""From a brief's items to what stands in it: verified quotes, their sources, the comparison's table."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from diptych.briefing import Brief, Quotation, Section, Table
from diptych.library import Library
from diptych.model import Article, BriefItem, BriefItemKind, StoredBrief
from diptych.workspace import citing
from diptych.workspace.comparison import Cell, CellState, Comparison, Evidence, column_name
from diptych.workspace.dispute import Dispute

QUOTES = 5
"""Quotes of one party on one issue, at most: the surest."""


def contents(brief: StoredBrief, library: Library, dispute: Callable[[], Dispute]) -> Brief:
    """The brief with its quotes as they stand in the articles; what does not is named, not quoted."""
    return _Contents(library, dispute).of(brief)


def overview(library: Library, dispute: Dispute, date: str) -> Brief:
    """All that a library holds as one brief: its articles, and every issue compared."""
    items = tuple(BriefItem(kind=BriefItemKind.ISSUE, content=issue.id) for issue in dispute.dossier.issues)
    stored = StoredBrief(
        id=0, title=f"{dispute.dossier.name}: the library compared", created=date, items=items
    )
    brief = contents(stored, library, lambda: dispute)
    rows = tuple(
        (article.date or "not stated", article.title, article.outlet, str(article.words))
        for article in library.articles()
    )
    articles = Table(header=("Date", "Article", "Outlet", "Words"), rows=rows)
    return msgspec.structs.replace(brief, tables=(articles, *brief.tables))


class _Contents:
    def __init__(self, library: Library, dispute: Callable[[], Dispute]) -> None:
        self._library = library
        self._dispute = dispute
        self._articles: dict[int, Article] = {}
        self._left_out: list[str] = []

    def of(self, brief: StoredBrief) -> Brief:
        issues = [item.content for item in brief.items if item.kind is BriefItemKind.ISSUE]
        sections: list[Section] = []
        tables: list[Table] = []
        if issues:
            compared = self._dispute().comparison(issues=issues)
            tables.append(self._table(compared))
            sections += self._issue_sections(compared)
        sections += self._excerpts(brief.items)
        sections += [
            Section(heading="Notes", lead=item.content)
            for item in brief.items
            if item.kind is BriefItemKind.WORDS
        ]
        return Brief(
            title=brief.title,
            date=brief.created[:10],
            tables=tuple(tables),
            sections=tuple(sections),
            left_out=tuple(dict.fromkeys(self._left_out)),
        )

    def _table(self, compared: Comparison) -> Table:
        names = [column_name(self._dispute().dossier, column) for column in compared.columns]
        rows = tuple(
            (row.name, *(state_in_words(cell, compared.articles) for cell in row.cells))
            for row in compared.rows
        )
        return Table(header=("Issue", *names), rows=rows)

    def _issue_sections(self, compared: Comparison) -> list[Section]:
        sections = []
        for row in compared.rows:
            sections.append(Section(heading=row.name))
            for cell in row.cells:
                if cell.evidence:
                    name = column_name(self._dispute().dossier, cell.party)
                    quotations = tuple(filter(None, map(self._evidence, cell.evidence)))[:QUOTES]
                    lead = state_in_words(cell, compared.articles).capitalize() + "."
                    sections.append(Section(heading=name, level=3, lead=lead, quotations=quotations))
        return sections

    def _evidence(self, evidence: Evidence) -> Quotation | None:
        if evidence.broken:
            self._leave_out(evidence.title)
            return None
        found_by = "confirmed by the analyst" if evidence.verdict else "found by rule"
        return Quotation(
            quote=evidence.quote,
            source=citing.source(self._article(evidence.article)),
            paragraph=citing.paragraph(self._article(evidence.article), evidence.start),
            label=evidence.direction.capitalize(),
            speaker=f"{evidence.holder} ({evidence.voice.replace('_', '-')}, {found_by})",
        )

    def _excerpts(self, items: tuple[BriefItem, ...]) -> list[Section]:
        quotations = []
        for item in items:
            if item.kind is not BriefItemKind.EXCERPT:
                continue
            if item.broken:
                self._leave_out(self._article(item.article).title)
                continue
            quotations.append(
                Quotation(
                    quote=item.quote,
                    source=citing.source(self._article(item.article)),
                    paragraph=citing.paragraph(self._article(item.article), item.start),
                    note=item.content,
                )
            )
        return [Section(heading="Excerpts", quotations=tuple(quotations))] if quotations else []

    def _leave_out(self, title: str) -> None:
        self._left_out.append(f"A quote from “{title}” no longer stands in the article as it was taken.")

    def _article(self, id_: int) -> Article:
        if id_ not in self._articles:
            self._articles[id_] = self._library.article(id_)
        return self._articles[id_]


def state_in_words(cell: Cell, articles: int) -> str:
    """What a cell says, in words that keep silence, neutrality and not-analysed apart."""
    if cell.state is CellState.NOT_ANALYSED:
        return "not analysed"
    if cell.state is CellState.NOTHING:
        return f"nothing found in {articles} articles"
    counted = sum(cell.counts.values())
    quotes = "1 quote" if counted == 1 else f"{counted} quotes"
    leaning = "neutral, stated" if cell.state is CellState.NEUTRAL else str(cell.direction)
    return f"{leaning}: {quotes} in {cell.articles} {'article' if cell.articles == 1 else 'articles'}"
