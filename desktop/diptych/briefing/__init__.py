"""Briefs: quotations with their sources, put together and written out as Markdown or HTML."""

from diptych.briefing.document import Brief, Quotation, Section, Source, Table
from diptych.briefing.html import as_html
from diptych.briefing.markdown import as_markdown

__all__ = ["Brief", "Quotation", "Section", "Source", "Table", "as_html", "as_markdown"]
