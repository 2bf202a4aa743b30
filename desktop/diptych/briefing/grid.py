"""Tables for other programs: comma-separated values and Excel workbooks, in which nothing is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from diptych.model import Value

Content = str | int | float | None

_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_000
"""Characters in a cell; Excel takes 32,767."""

_MOST_ROWS = 1_000_000
_WIDEST, _NARROWEST = 60, 8


class Grid(Value, frozen=True):
    """A table with a name and a header; every row has as many cells. None is an empty cell."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]


def as_csv(grid: Grid) -> str:
    """The table as CSV (RFC 4180, with a byte order mark, so that spreadsheets read it as UTF-8).

    Text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_harmless(cell) for cell in grid.header])
    writer.writerows([_harmless(cell) for cell in row] for row in grid.rows)
    return "\ufeff" + out.getvalue()


def as_xlsx(grids: Sequence[Grid]) -> bytes:
    """The tables as the sheets of an Excel workbook; text is written as text, never as formula or link."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for grid in grids:
            sheet = book.add_worksheet(_sheet_name(grid.name))
            sheet.freeze_panes(1, 1)
            for column, title in enumerate(grid.header):
                sheet.set_column(column, column, _width(grid, column))
                sheet.write_string(0, column, _fit(title), head)
            for at, row in enumerate(grid.rows[:_MOST_ROWS], 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(at, column, _fit(cell), body)
                    elif cell is not None:
                        sheet.write_number(at, column, cell, body)
            if grid.rows:
                sheet.autofilter(0, 0, min(len(grid.rows), _MOST_ROWS), len(grid.header) - 1)
    return out.getvalue()


def _harmless(cell: Content) -> Content:
    if isinstance(cell, str):
        fit = _UNFIT.sub("\ufffd", cell)
        return f"'{fit}" if _FORMULA.match(fit) else fit
    return cell


def _fit(text: str) -> str:
    text = _UNFIT.sub("\ufffd", text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:31].strip() or "Sheet"


def _width(grid: Grid, column: int) -> float:
    longest = max((len(str(row[column] or "")) for row in grid.rows[:200]), default=0)
    return float(max(_NARROWEST, min(_WIDEST, max(longest, len(grid.header[column])) + 2)))
