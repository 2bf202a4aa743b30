"""A brief as Markdown: quotations as block quotes, their sources as numbered notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.briefing.document import Brief, Quotation, Section, Source, Table, described

# What CommonMark reads as markup inside a line; a quote must come out as it stands in its article.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#!$])")
_AT_THE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))", re.MULTILINE)


def as_markdown(brief: Brief) -> str:
    """The brief as CommonMark with tables; every quote reads as in its article."""
    numbers = {source: number for number, source in enumerate(brief.sources(), 1)}
    return "\n\n".join(_blocks(brief, numbers)) + "\n"


def _blocks(brief: Brief, numbers: dict[Source, int]) -> Iterator[str]:
    yield f"# {_escaped(brief.title)}"
    yield _escaped(brief.date)
    yield from map(_table, brief.tables)
    for section in brief.sections:
        yield from _section(section, numbers)
    if brief.left_out:
        yield "## Left out"
        yield "\n".join(f"- {_escaped(sentence)}" for sentence in brief.left_out)
    if numbers:
        yield "## Sources"
        yield "\n".join(f"{number}. {_escaped(described(source))}" for source, number in numbers.items())


def _section(section: Section, numbers: dict[Source, int]) -> Iterator[str]:
    yield f"{'#' * section.level} {_escaped(section.heading)}"
    if section.lead:
        yield _escaped(section.lead)
    for quotation in section.quotations:
        yield _quotation(quotation, numbers[quotation.source])


def _quotation(quotation: Quotation, number: int) -> str:
    quoted = "\n".join(f"> {_escaped(line)}" for line in f"“{quotation.quote}”".split("\n"))
    said = ", ".join(filter(None, (quotation.label, quotation.speaker)))
    where = f"source {number}, ¶ {quotation.paragraph}"
    signed = f"> — {_escaped(said)}; {where}" if said else f"> — {where}"
    note = f"\n\nNote: {_escaped(quotation.note)}" if quotation.note else ""
    return f"{quoted}\n>\n{signed}{note}"


def _table(table: Table) -> str:
    lines = [table.header, ("---",) * len(table.header), *table.rows]
    rows = [
        "| " + " | ".join(cell if cell == "---" else _in_cell(cell) for cell in line) + " |" for line in lines
    ]
    return "\n".join(rows)


def _in_cell(text: str) -> str:
    return " ".join(_escaped(text).split())


def _escaped(text: str) -> str:
    return _AT_THE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text)) if text else ""
