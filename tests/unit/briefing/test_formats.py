"""Whatever a quote holds, it comes out of both formats as the words that were put in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from diptych.briefing import Brief, Quotation, Section, Source, Table, as_html, as_markdown

SOURCE = Source(
    title="Ferries & boats",
    authors=("Ana Duarte",),
    outlet="Harbour Notes",
    date="2015-03",
    reports="“The quay”, 2014",
)
_letters = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
_texts = st.text(_letters, min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool)


def brief(quote: str, note: str = "") -> Brief:
    quotation = Quotation(
        quote=quote, source=SOURCE, paragraph=3, label="Opposes", speaker="the captain", note=note
    )
    return Brief(
        title="On the islets",
        date="2020-01-02",
        tables=(Table(header=("Issue", "A|B"), rows=(("Fish", "Opposes"),)),),
        sections=(Section(heading="Fish", lead="Two views.", quotations=(quotation, quotation)),),
        left_out=("A quote from “Old news” no longer stands in its article.",),
    )


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onload"}

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def words_of(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    return " ".join("".join(parser.seen).split())


@given(_texts)
def test_a_quote_reads_the_same_in_markdown(quote: str) -> None:
    html = MarkdownIt("commonmark").enable("table").render(as_markdown(brief(quote)))
    assert f"“{quote}”" in words_of(html)


@given(_texts)
def test_a_quote_reads_the_same_in_html(quote: str) -> None:
    page = as_html(brief(quote))
    parser = _Words()
    parser.feed(page)
    assert f"“{quote}”" in words_of(page)
    assert "script" not in parser.tags


def test_each_source_is_listed_once_with_all_that_is_known() -> None:
    markdown = as_markdown(brief("Nobody asks."))
    assert markdown.count("Harbour Notes") == 1
    assert re.search(
        r"1\. Ana Duarte, “Ferries \\& boats”, Harbour Notes, 2015-03\. Reports “The quay”", markdown
    )
    assert markdown.count("source 1, ¶ 3") == 2


def test_what_is_left_out_is_said() -> None:
    for page in (as_markdown(brief("x")), as_html(brief("x"))):
        assert "Left out" in page
        assert "no longer stands in its article" in page


def test_the_table_keeps_its_shape_in_both() -> None:
    assert "| Issue | A\\|B |\n| --- | --- |\n| Fish | Opposes |" in as_markdown(brief("x"))
    assert "<th>A|B</th>" in as_html(brief("x"))
