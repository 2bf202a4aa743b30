"""Saved web pages."""

from __future__ import annotations

import pytest

from diptych.errors import ImportFailed
from diptych.importing import read
from diptych.importing.html import nesting
from diptych.model import DatePrecision, Draft

_BODY = """
<p>The two <b>harbour boards</b> met on Monday for the first time since the ferry stopped in January.</p>
<h2>What was said</h2>
<p>The chairman was <i>hopeful</i>, and <a href="https://a.example/b">a paper</a> would be
published<sup>1</sup> soon, at a cost of 5 m<sup>2</sup>.<br>He then left the hall by the side
door without a further word.</p>
<blockquote><p>A ferry with two flags is still a ferry, said the bishop of the islands.</p></blockquote>
<ul><li>one timetable for both islands</li><li>two flags on the stern</li></ul>
<table><tr><th>Year</th><th>Passengers</th></tr><tr><td>2015</td><td>41,000</td></tr></table>
<p>The boards will meet again in April. Nobody has yet said where, and the hall is booked for a wedding.</p>
<p>Subscribe to our newsletter</p>
"""
_JSON = """<script type="application/ld+json">{"@context": "https://schema.org",
"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "x", "articleSection": "World",
"datePublished": "2019-03-06T14:31:00+03:00",
"author": [{"@type": "Person", "name": "Anna Brandt"}, {"name": "Yuki Morita"}],
"publisher": {"name": "Coastal Herald"}}]}</script>"""


def _page(head: str = "", body: str = _BODY, heading: str = "Ferry talks resume") -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head>{head}</head><body>'
        '<nav><ul><li><a href="/">Home</a></li></ul></nav>'
        f"<h1>{heading}</h1><article>{body}</article>"
        "<div class=comments><p>Nice, I liked the bishop.</p></div><footer>© 2019</footer></body></html>"
    )


def _read(page: str) -> Draft:
    return read(page.encode(), "ferry.html")


def test_the_text_keeps_its_structure() -> None:
    draft = _read(_page("<title>Ferry talks resume | Coastal Herald</title>"))
    assert [(b.kind.value, b.level, b.marker, draft.text[b.start : b.end][:24]) for b in draft.blocks] == [
        ("paragraph", 0, "", "The two harbour boards m"),
        ("heading", 2, "", "What was said"),
        ("paragraph", 0, "", "The chairman was hopeful"),
        ("quote", 1, "", "A ferry with two flags i"),
        ("item", 1, "•", "one timetable for both i"),
        ("item", 1, "•", "two flags on the stern"),
        ("table", 0, "", "Year\tPassengers\n2015\t41,"),
        ("paragraph", 0, "", "The boards will meet aga"),
    ]
    assert [(draft.text[r.start : r.end], r.style.value, r.target) for r in draft.blocks[2].runs] == [
        ("hopeful", "emphasis", ""),
        ("a paper", "link", "https://a.example/b"),
        ("[1]", "note_ref", "1"),
    ]
    assert "5 m2.\nHe then left" in draft.text
    assert [(d.text, d.reason) for d in draft.dropped] == [("Subscribe to our newsletter", "newsletter")]


def test_structured_data_states_the_facts() -> None:
    draft = _read(_page(_JSON + '<link rel="canonical" href="https://herald.example/ferry">'))
    assert [author.name for author in draft.authors] == ["Anna Brandt", "Yuki Morita"]
    assert (draft.outlet, draft.sections, draft.url) == (
        "Coastal Herald",
        ("World",),
        "https://herald.example/ferry",
    )
    assert (draft.date.value, draft.date.precision) == ("2019-03-06T14:31", DatePrecision.MINUTE)
    assert draft.date.evidence == "structured data of the page"
    assert draft.language == "en"


def test_meta_tags_state_the_facts() -> None:
    draft = _read(
        _page(
            '<meta property="og:title" content="Ferry talks resume">'
            '<meta property="og:site_name" content="Herald"><meta name="author" content="By Anna Brandt">'
            '<meta property="article:published_time" content="2019-03-06">'
            '<meta property="article:tag" content="ferries"><meta property="og:url" content="javascript:x">'
        )
    )
    assert (draft.outlet, draft.tags, draft.url) == ("Herald", ("ferries",), "")
    assert [author.name for author in draft.authors] == ["Anna Brandt"]
    assert (draft.date.value, draft.date.evidence) == ("2019-03-06", "meta tag article:published_time")


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Ferry talks resume - Coastal Herald</title>", "Ferry talks resume", "Ferry talks resume"),
        ("<title>Ferry talks resume | Coastal Herald</title>", "Coastal Herald", "Coastal Herald"),
        ("<title>Ferry talks resume | Coastal Herald</title>", "Menu", "Ferry talks resume"),
        ('<meta property="og:title" content="Ferry talks">', "Another thing", "Ferry talks"),
        ("", "Ferry talks resume", "Ferry talks resume"),
        ("", "", "ferry"),
    ],
)
def test_the_title(head: str, heading: str, title: str) -> None:
    assert _read(_page(head, heading=heading)).title == title


def test_the_site_in_the_title_is_a_guess() -> None:
    draft = _read(_page("<title>Ferry talks resume | Coastal Herald</title>"))
    assert draft.outlet == ""
    assert draft.outlet_guess == "Coastal Herald"
    assert draft.guess_evidence == "the end of the page's title"


def test_an_undated_page_stays_undated() -> None:
    page = _page("<title>Ferry talks resume</title>", _BODY + "<p>In the year 2003 on 4 May it sank.</p>")
    assert _read(page).date.value is None


def test_a_page_without_an_article_is_refused() -> None:
    for page in (
        "<html><body><form><input></form></body></html>",
        "<html><head><title>x</title></head></html>",
    ):
        with pytest.raises(ImportFailed, match="no article was found in it"):
            _read(page)


@pytest.mark.parametrize("deep", ["<div>" * 5_000, "<blockquote>" * 20_000, "<b>" * 2_000])
def test_a_deeply_nested_page_is_read_in_a_simpler_way(deep: str) -> None:
    draft = _read(f"<html><title>Deep</title><body>{deep}<p>{'Words in a hole of tags. ' * 20}</p>")
    assert draft.text.startswith("Words in a hole of tags.")
    assert draft.title == "Deep"
    assert draft.flags == ("The page is very large or deeply nested, so its text was read in a simpler way.",)


def test_nesting_counts_what_holds_something() -> None:
    assert nesting("<div><p><p><p><br><img><b>x</b></div>") == 2
    assert nesting("</div></div><i>") == 1
    assert nesting("a < b and c > d") == 0


@pytest.mark.parametrize(
    "page",
    [
        "<?xml version='1.0' encoding='utf-8'?><html><body><article>{}</article></body></html>",
        "<html><body><p>a\0b &#xD800; &#0; &#xFFFF;</p>{}</body></html>",
        '<script type="application/ld+json">[[[[{{"@type": 3}}]]]]</script>{}',
        '<script type="application/ld+json">{{"@type": "Article", "author": 5, "image": [1]}}</script>{}',
        '<script type="application/ld+json">{{broken</script><meta content><link><title></title>{}',
        '<html lang="!"><meta property="article:published_time" content="soon">{}',
        "<html><frameset><frame></frameset>{}",
    ],
)
def test_odd_pages_are_read(page: str) -> None:
    draft = _read(page.format(_BODY))
    assert "harbour boards" in draft.text
    assert draft.date.value is None


def test_html_is_told_by_its_content_too() -> None:
    draft = read(_page("<title>Ferry talks resume</title>").encode(), "page.txt")
    assert draft.blocks[1].kind.value == "heading"


def test_a_declared_encoding_is_used() -> None:
    body = "<p>" + "Паром стоит у причала, и переговоры идут. " * 8 + "</p>"
    page = (
        f'<html><head><meta charset="windows-1251"><title>Паром</title></head><body><article>{body}</article>'
    )
    draft = read(page.encode("cp1251"), "a.htm")
    assert draft.text.startswith("Паром стоит")
    assert (draft.title, draft.language, draft.flags) == ("Паром", "ru", ())
