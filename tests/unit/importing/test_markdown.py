"""Markdown articles and their front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.importing import read
from diptych.importing.frontmatter import read as read_front_matter
from diptych.model import BlockKind, DatePrecision, Draft, Report, Style

_CORPUS = sorted((Path(__file__).resolve().parents[3] / "corpus").rglob("*.md"))


def _read(source: str) -> Draft:
    return read(source.encode(), "the-reef.md")


def _blocks(draft: Draft) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.level, b.marker, draft.text[b.start : b.end]) for b in draft.blocks]


def _runs(draft: Draft) -> list[tuple[str, str, str]]:
    return [(draft.text[r.start : r.end], r.style.value, r.target) for b in draft.blocks for r in b.runs]


def test_front_matter_states_the_facts() -> None:
    draft = _read(
        """---
title: "The reef: who lights it"
authors: [Anna Brandt, "Morita, Yuki"]
outlet: Diptych summary
date: 2016-10-17
language: en-GB
url: https://example.org/reef
tags: [reef, "2016", no]
reports:
  title: The Reef
  authors: [J. Quill]
  outlet: Harbour Times
  date: 2014-06
colour: blue
---

The lamp is lit.
"""
    )
    assert draft.title == "The reef: who lights it"
    assert [author.name for author in draft.authors] == ["Anna Brandt", "Yuki Morita"]
    assert (draft.outlet, draft.language, draft.url) == ("Diptych summary", "en", "https://example.org/reef")
    assert (draft.date.value, draft.date.precision) == ("2016-10-17", DatePrecision.DAY)
    assert draft.date.evidence.startswith("front matter")
    assert draft.tags == ("reef", "2016", "no")
    assert draft.reports == Report(
        title="The Reef", authors=("J. Quill",), outlet="Harbour Times", date="2014-06"
    )
    assert draft.text == "The lamp is lit."
    assert draft.flags == ()


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("title: [a, b]", "“title” in the front matter is not a text and was left out."),
        ("authors: {a: b}", "“authors” in the front matter is not a list of texts and was left out."),
        ("tags: [[a]]", "“tags” in the front matter is not a list of texts and was left out."),
        ("date: soon", "The date “soon” in the front matter could not be read."),
        (
            "url: ftp://x",
            "“url” in the front matter is not an address that begins with http and was left out.",
        ),
        (
            "language: English please",
            "“language” in the front matter is not a code such as “en” and was left out.",
        ),
        ("reports: yes", "“reports” in the front matter is not a list of keys and was left out."),
        ("reports: {title: [x]}", "“reports.title” in the front matter is not a text and was left out."),
        ("title: 'broken", "The front matter is not valid YAML and was not read."),
        ("- a", "The front matter is not a list of keys and was not read."),
        ("title: *nobody", "The front matter is not valid YAML and was not read."),
        ("title: !!python/object:os.system x", "The front matter is not valid YAML and was not read."),
    ],
)
def test_what_is_wrong_in_front_matter_is_a_flag(line: str, flag: str) -> None:
    draft = _read(f"---\n{line}\n---\n\nThe lamp is lit.\n")
    assert draft.flags == (flag,)
    assert draft.text == "The lamp is lit."


def test_keys_may_be_empty_and_one_author_needs_no_list() -> None:
    matter = read_front_matter("title:\nauthors: Anna Brandt\ndate:\n")
    assert matter.title == ""
    assert [author.name for author in matter.authors] == ["Anna Brandt"]
    assert matter.flags == ()


def test_deep_and_long_front_matter_is_a_flag() -> None:
    assert read_front_matter("[" * 5000).flags == ("The front matter is not valid YAML and was not read.",)
    assert read_front_matter("a: " + "x" * 70_000).flags == (
        "The front matter is too long and was not read.",
    )


@pytest.mark.parametrize(
    ("source", "title", "text"),
    [
        ("# The Reef\n\nText.", "The Reef", "Text."),
        ("The Reef\n====\n\nText.", "The Reef", "Text."),
        ("## The Reef\n\nText.\n\n### Below\n\nMore.", "The Reef", "Text.\n\nBelow\n\nMore."),
        ("## One\n\nText.\n\n## Two\n\nMore.", "the-reef", "One\n\nText.\n\nTwo\n\nMore."),
        ("Text.\n\n# Late\n\nMore.", "Late", "Text.\n\nMore."),
        ("Text.\n\n# One\n\nMore.\n\n# Two", "the-reef", "Text.\n\nOne\n\nMore.\n\nTwo"),
        ("Text.", "the-reef", "Text."),
        ("---\ntitle: The Reef\n---\n# The Reef\n\nText.", "The Reef", "Text."),
        ("---\ntitle: The Reef\n---\n# Another\n\nText.", "The Reef", "Another\n\nText."),
    ],
)
def test_the_title(source: str, title: str, text: str) -> None:
    draft = _read(source)
    assert (draft.title, draft.text) == (title, text)


def test_the_line_of_the_title_is_listed_as_dropped() -> None:
    (dropped,) = _read("\n\n# The Reef\n\nText.").dropped
    assert (dropped.line, dropped.text, dropped.reason) == (3, "The Reef", "title")


def test_blocks_of_every_kind() -> None:
    draft = _read(
        """# T

One *two* **three _four_** ~~five~~ `six`
[seven](https://example.org/7 "x")\\
eight<br>nine &amp; ten![picture](a.png)

> quoted
>
> > twice

3. third
4. fourth
   - inner

     more of it

| a | b |
|---|---|
| c | *d* |

```
code  here

there
```

* * *

## Last
"""
    )
    assert _blocks(draft) == [
        ("paragraph", 0, "", "One two three four five six seven\neight\nnine & ten"),
        ("quote", 1, "", "quoted"),
        ("quote", 2, "", "twice"),
        ("item", 1, "3.", "third"),
        ("item", 1, "4.", "fourth"),
        ("item", 2, "•", "inner"),
        ("item", 2, "", "more of it"),
        ("table", 0, "", "a\tb\nc\td"),
        ("paragraph", 0, "", "code here\nthere"),
        ("heading", 2, "", "Last"),
    ]
    assert _runs(draft)[:6] == [
        ("two", "emphasis", ""),
        ("three four", "strong", ""),
        ("four", "emphasis", ""),
        ("five", "struck", ""),
        ("six", "code", ""),
        ("seven", "link", "https://example.org/7"),
    ]
    table = next(block for block in draft.blocks if block.kind is BlockKind.TABLE)
    assert [[draft.text[a:b] for a, b in row] for row in table.rows] == [["a", "b"], ["c", "d"]]


def test_notes_follow_the_text_and_their_marks_stay_in_it() -> None:
    draft = _read(
        "A claim[^1] and another^[Said aside.] and a word[^w].\n\n"
        "[^1]: The *source*.\n[^w]: Word.\n[^9]: Loose."
    )
    assert draft.text.startswith("A claim[1] and another[2] and a word[w].")
    assert [(b.marker, draft.text[b.start : b.end]) for b in draft.blocks if b.kind is BlockKind.NOTE] == [
        ("1", "The source."),
        ("w", "Word."),
        ("9", "Loose."),
        ("2", "Said aside."),
    ]
    assert [(r.target, draft.text[r.start : r.end]) for r in draft.blocks[0].runs] == [
        ("1", "[1]"),
        ("2", "[2]"),
        ("w", "[w]"),
    ]
    assert {r.style for r in draft.blocks[0].runs} == {Style.NOTE_REF}


@pytest.mark.parametrize("source", [">" * 10_000 + " deep words", "> " * 200 + "deep words"])
def test_words_that_nesting_would_lose_are_kept_as_plain_text(source: str) -> None:
    draft = _read(source)
    assert draft.text.endswith("deep words")
    assert draft.flags == ("The Markdown is nested too deeply or knotted, so it was read as plain text.",)


def test_html_in_markdown_is_its_visible_text() -> None:
    draft = _read("Text.\n\n<div onclick='x()'>Shown <b>bold</b><br>next<script>alert(1)</script></div>\n")
    assert draft.text == "Text.\n\nShown bold\nnext"


@pytest.mark.parametrize("file", _CORPUS, ids=lambda file: file.stem)
def test_the_bundled_articles_are_read_without_a_doubt(file: Path) -> None:
    draft = read(file.read_bytes(), file.name)
    assert draft.flags == ()
    assert draft.title
    assert draft.outlet
    assert draft.date.precision is DatePrecision.DAY
    assert any(block.kind is BlockKind.PARAGRAPH for block in draft.blocks)
