"""Whatever the bytes, reading gives a sound draft or says in one sentence why not."""

from __future__ import annotations

import random
import string
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.errors import ImportFailed
from diptych.importing import read
from diptych.model import Draft

_NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a"])
_SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_SCRAPES = sorted((Path(__file__).resolve().parents[1] / "data" / "scrapes").glob("*.txt"))

_VOCABULARY = """
The minister met Anna Brandt on 3 May 2017 at 14:31 and said that talks will go on . ! ? : ; | > < « » — -
• 1. [1] ¹ # ## *** --- === Share Comments Related: By Photo: Reuters © Home News Анна Соколова сказала ,
大臣 は 、 述べた 。 https://example.org 03/06/2017 06.03.2017 (AFP) – “ ”
"""
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\u00a0", "\u0301", "\u2028", "\ufdd0", "\x00"])
_LINES = st.lists(_WORDS, max_size=30).map(" ".join)
_TEXTS = st.lists(_LINES, max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\n \n\n"]).map(lambda end: end.join(lines))
)
_SIGNS = """** * _ ` ~~ [a](b) ![ ]( <b> <br> &amp; \\ ^[x] [^1] > - # 1. | ``` --- ] { } &x *x !!set"""
_STARTS = [
    "---\n",
    "title: x\n",
    "# H\n",
    "| a | b |\n",
    "|-|-|\n",
    "[^1]: n\n",
    "date: ",
    "tags: [",
    "    ",
    "\n",
]
_MARKDOWN = st.lists(
    st.sampled_from([*_SIGNS.split(), *_STARTS, "> ", "- ", "1. ", "word ", "\n\n"]), max_size=60
).map("".join)
_TAGS = [
    "html",
    "head",
    "title",
    "body",
    "article",
    "div",
    "p",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
]
_TAGS += ["blockquote", "b", "i", "a", "sup", "br", "img", "script", "style"]
_ODD = ["<!--", "-->", "&#xD800;", "&#0;", "&lt;", "<meta charset=x>", "<a href='x'>", "]]>", "<![CDATA["]
_HTML = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
        st.sampled_from(_ODD),
        st.sampled_from(
            ['<meta property="og:title" content="T">', '<script type="application/ld+json">{"@type":']
        ),
        st.lists(_WORDS, min_size=1, max_size=40).map(" ".join),
    ),
    max_size=60,
).map("".join)


def _is_sound(draft: Draft) -> None:
    """Check what every draft promises, and that it can be sent as JSON."""
    text, blocks = draft.text, draft.blocks
    assert draft.title
    assert text
    assert "\n\n".join(text[block.start : block.end] for block in blocks) == text
    assert all(one.end + 2 == other.start for one, other in pairwise(blocks))
    for block in blocks:
        assert all(block.start <= run.start < run.end <= block.end for run in block.runs)
        assert all(block.start <= a <= b <= block.end for row in block.rows for a, b in row)
    assert msgspec.json.decode(msgspec.json.encode(draft), type=Draft) == draft


def _read(data: bytes, name: str) -> None:
    try:
        draft = read(data, name)
    except ImportFailed as failure:
        assert str(failure).startswith("“")
        assert "\n" not in str(failure)
    else:
        _is_sound(draft)


@_SLOW
@given(st.binary(max_size=400), _NAMES)
def test_any_bytes(data: bytes, name: str) -> None:
    _read(data, name)


@_SLOW
@given(st.text(max_size=300), _NAMES, st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1251", "shift_jis"]))
def test_any_text_in_any_encoding(text: str, name: str, encoding: str) -> None:
    _read(text.encode(encoding, errors="replace"), name)


@_SLOW
@given(_TEXTS)
def test_page_like_texts(text: str) -> None:
    _read(text.encode(), "a.txt")


@_SLOW
@given(_MARKDOWN)
def test_markdown(text: str) -> None:
    _read(text.encode(), "a.md")


@_SLOW
@given(_HTML)
def test_pages(text: str) -> None:
    _read(text.encode(errors="replace"), "a.html")


@pytest.mark.parametrize("file", _SCRAPES, ids=lambda file: file.stem)
def test_no_word_of_a_scrape_is_lost_silently(file: Path) -> None:
    """Each word stands in the text, in a fact, or in a line that is listed as dropped."""
    source = file.read_text(encoding="utf-8")
    draft = read(file.read_bytes(), file.name)
    markers = " ".join(block.marker for block in draft.blocks)
    told = " ".join([draft.text, markers, *(line.text for line in draft.dropped)])
    kept, lost = _words(told), []
    for word in _words(source):
        if word in kept:
            kept.remove(word)
        else:
            lost.append(word)
    assert lost == []


def _words(text: str) -> list[str]:
    blanks = str.maketrans(dict.fromkeys(string.punctuation + "•—–“”’‘«»…「」、。：（）©¹²³", " "))
    return text.translate(blanks).split()


@pytest.mark.parametrize("seed", range(30))
def test_scrapes_with_their_lines_shuffled_and_cut(seed: int) -> None:
    chance = random.Random(seed)
    lines = [
        line for file in chance.sample(_SCRAPES, 2) for line in file.read_text(encoding="utf-8").split("\n")
    ]
    chance.shuffle(lines)
    text = "\n".join(line[: chance.randint(0, 200)] for line in lines[: chance.randint(1, 60)])
    _read(text.encode(), "a.txt")
