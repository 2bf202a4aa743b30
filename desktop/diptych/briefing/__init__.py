"""Briefs: quotations with their sources, put together and written out; tables and pictures for others."""

from diptych.briefing.chart import Chart, ChartGap, ChartLane, ChartPoint, ChartShift, as_svg
from diptych.briefing.document import Brief, Quotation, Section, Source, Table, described
from diptych.briefing.docx import as_docx
from diptych.briefing.grid import Content, Grid, as_csv, as_xlsx
from diptych.briefing.html import as_html
from diptych.briefing.markdown import as_markdown

__all__ = [
    "Brief",
    "Chart",
    "ChartGap",
    "ChartLane",
    "ChartPoint",
    "ChartShift",
    "Content",
    "Grid",
    "Quotation",
    "Section",
    "Source",
    "Table",
    "as_csv",
    "as_docx",
    "as_html",
    "as_markdown",
    "as_svg",
    "as_xlsx",
    "described",
]
