"""Whatever a cell or quote holds, spreadsheets take it for text and Word opens it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.briefing import Brief, Chart, Grid, Quotation, Section, Source, as_csv, as_docx, as_svg, as_xlsx

_any = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_cells = _any | st.sampled_from(["=1+1", "+A1", "-2", "@sum", "\t=x", " =x", "http://x.y", "007", "\x00\x08"])
_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")


def grid(*rows: tuple[str | int | None, ...]) -> Grid:
    return Grid(name="It's [a] sheet: with/odd*name?", header=("=Head", "B"), rows=rows)


@given(_cells, st.integers(-5, 5) | st.none())
def test_no_cell_of_a_csv_is_a_formula_and_all_are_read_again(cell: str, number: int | None) -> None:
    text = as_csv(grid((cell, number)))
    assert text.startswith("\ufeff")
    (head, row) = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert head == ["'=Head", "B"]
    assert not _FORMULA.match(row[0])
    assert row[0].removeprefix("'") == re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", cell
    ).removeprefix("'")
    assert row[1] == ("" if number is None else str(number))


@settings(deadline=None, max_examples=40)
@given(_cells)
def test_a_workbook_holds_text_as_text(cell: str) -> None:
    book = zipfile.ZipFile(io.BytesIO(as_xlsx([grid((cell, 3), ("x" * 40_000, None))])))
    sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    assert b"<v>3</v>" in sheet
    assert max(map(len, ElementTree.fromstring(book.read("xl/sharedStrings.xml")).itertext())) < 32_767


@settings(deadline=None, max_examples=25)
@given(_any.filter(str.strip))
def test_word_opens_any_quote(quote: str) -> None:
    quotation = Quotation(quote=quote, source=Source(title=quote), paragraph=1, note=quote)
    brief = Brief(title=quote, date=quote[:10], sections=(Section(heading=quote, quotations=(quotation,)),))
    document = zipfile.ZipFile(io.BytesIO(as_docx(brief))).read("word/document.xml")
    words = "".join(ElementTree.fromstring(document).itertext())
    assert re.sub(r"\W", "", quote) in re.sub(r"\W", "", words)


@given(_any)
def test_a_chart_is_sound_whatever_it_is_called(title: str) -> None:
    palette = dict.fromkeys(("bg", "text", "muted", "border", "hatch", "accent"), "#000000")
    drawn = as_svg(Chart(title=title, rows=(), lanes=(), start=None, end=None), palette)
    ElementTree.fromstring(drawn)
