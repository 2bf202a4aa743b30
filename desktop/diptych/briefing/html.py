"""A brief as one HTML page that needs nothing else: no script, no address that a browser would load."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from diptych.briefing.document import Brief, Quotation, Section, Source, Table, described

_STYLE = """
body { font: 17px/1.5 "Source Serif 4", "Source Serif Pro", Georgia, serif; color: #1F2328;
       background: #FBFAF7; max-width: 46rem; margin: 3rem auto; padding: 0 1.5rem }
h1, h2, h3, th { line-height: 1.2 }
blockquote { margin: 1rem 0; padding: .2rem 0 .2rem 1rem; border-left: 3px solid #BDB7AB }
blockquote footer, .date { color: #585D65; font-size: .9rem }
table { border-collapse: collapse; width: 100%; font-size: .95rem }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid #DEDAD2 }
@media print { body { background: none; margin: 0; max-width: none } }
"""


def as_html(brief: Brief) -> str:
    """The brief as a page; quotes and everything else are escaped."""
    numbers = {source: number for number, source in enumerate(brief.sources(), 1)}
    body = "\n".join(_parts(brief, numbers))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f"<title>{escape(brief.title)}</title>\n<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _parts(brief: Brief, numbers: dict[Source, int]) -> Iterator[str]:
    yield f'<h1>{escape(brief.title)}</h1>\n<p class="date">{escape(brief.date)}</p>'
    yield from map(_table, brief.tables)
    for section in brief.sections:
        yield from _section(section, numbers)
    if brief.left_out:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in brief.left_out)
        yield f"<h2>Left out</h2>\n<ul>{items}</ul>"
    if numbers:
        items = "\n".join(f"<li>{escape(described(source))}</li>" for source in numbers)
        yield f"<h2>Sources</h2>\n<ol>{items}</ol>"


def _section(section: Section, numbers: dict[Source, int]) -> Iterator[str]:
    yield f"<h{section.level}>{escape(section.heading)}</h{section.level}>"
    if section.lead:
        yield f"<p>{escape(section.lead)}</p>"
    for quotation in section.quotations:
        yield _quotation(quotation, numbers[quotation.source])


def _quotation(quotation: Quotation, number: int) -> str:
    quoted = escape(f"“{quotation.quote}”").replace("\n", "<br>")
    said = ", ".join(filter(None, (quotation.label, quotation.speaker)))
    where = f"source {number}, ¶ {quotation.paragraph}"
    signed = f"{escape(said)}; {where}" if said else where
    note = f"\n<p>Note: {escape(quotation.note)}</p>" if quotation.note else ""
    return f"<blockquote><p>{quoted}</p><footer>— {signed}</footer></blockquote>{note}"


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.header)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
