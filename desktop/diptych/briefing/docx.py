"""A brief as a Word document."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from diptych.briefing.document import Brief, Quotation, Section, Source, Table, described

if TYPE_CHECKING:
    from docx.document import Document

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDE = 4
"""From so many columns on, a document lies on its side."""


def as_docx(brief: Brief) -> bytes:
    """The brief as a .docx file; every quote reads as in its article, and each names its source."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    document.styles["Normal"].font.size = Pt(10.5)
    document.core_properties.title = _fit(brief.title)
    document.core_properties.author = "Diptych"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = _made(brief.date)
    if any(len(table.header) >= _WIDE for table in brief.tables):
        section = document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2)
    document.add_heading(_fit(brief.title), 0)
    document.add_paragraph(_fit(brief.date))
    for table in brief.tables:
        _add_table(document, table)
    numbers = {source: number for number, source in enumerate(brief.sources(), 1)}
    for part in brief.sections:
        _add_section(document, part, numbers)
    if brief.left_out:
        document.add_heading("Left out", 2)
        for sentence in brief.left_out:
            document.add_paragraph(_fit(sentence), style="List Bullet")
    if numbers:
        document.add_heading("Sources", 2)
        for source, number in numbers.items():
            document.add_paragraph(f"{number}. {_fit(described(source))}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_section(document: Document, section: Section, numbers: dict[Source, int]) -> None:
    document.add_heading(_fit(section.heading), section.level)
    if section.lead:
        document.add_paragraph(_fit(section.lead))
    for quotation in section.quotations:
        _add_quotation(document, quotation, numbers[quotation.source])


def _add_quotation(document: Document, quotation: Quotation, number: int) -> None:
    said = ", ".join(filter(None, (quotation.label, quotation.speaker)))
    where = f"source {number}, ¶ {quotation.paragraph}"
    paragraph = document.add_paragraph(style="Quote")
    paragraph.add_run(_fit(f"“{quotation.quote}”"))
    signed = paragraph.add_run(_fit(f"\n— {said}; {where}" if said else f"\n— {where}"))
    signed.italic = False
    if quotation.note:
        document.add_paragraph(_fit(f"Note: {quotation.note}"))


def _add_table(document: Document, table: Table) -> None:
    made = document.add_table(rows=1, cols=len(table.header))
    made.style = "Table Grid"
    for cell, title in zip(made.rows[0].cells, table.header, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(_fit(title)).bold = True
    for row in table.rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = _fit(text)
    document.add_paragraph()


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _made(date: str) -> datetime:
    try:
        return datetime.fromisoformat(date[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)
