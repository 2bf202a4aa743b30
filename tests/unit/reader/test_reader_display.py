"""What is shown has the length of the text and nothing that misleads."""

from __future__ import annotations

import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from diptych.model import Span
from diptych.ui.reader import display

_ANY = st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x10FFFF, exclude_categories=()))


@given(_ANY)
def test_length_stays_and_nothing_unsafe_is_left(text: str) -> None:
    shown = display.shown(text)
    assert len(shown) == len(text)
    for char in shown:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zp") or char == "\t"
        assert char not in "\ufdd0\ufdd1\ufffc\u202b\u202d\u202e\u2067"


def test_a_forced_direction_is_seen() -> None:
    assert display.shown("pay \u202ednatsuoht\u202c") == "pay \u25afdnatsuoht\u202c"


@given(_ANY, st.integers(1, 40))
def test_parts_follow_each_other_and_are_short(text: str, most: int) -> None:
    made = display.parts(text, Span(0, len(text)), most)
    assert made[0].start == 0
    assert made[-1].end == len(text)
    assert all(left.end == right.start for left, right in itertools.pairwise(made))
    assert all(part.end - part.start <= most for part in made)
    assert all(part.end > part.start for part in made) or not text


def test_parts_end_with_a_sentence() -> None:
    text = "One is here. Two is longer than that one and goes on"
    first, *_ = display.parts(text, Span(0, len(text)), 30)
    assert text[first.start : first.end] == "One is here. "


def test_parts_do_not_tear_a_character() -> None:
    text = "a" * 9 + "e\u0301" + "b" * 9
    assert [text[part.start : part.end] for part in display.parts(text, Span(0, len(text)), 10)] == [
        "a" * 9,
        "e\u0301" + "b" * 8,
        "b",
    ]


def test_a_tooltip_is_never_markup() -> None:
    assert (
        display.tooltip("<img src='file:///x'>\nb") == "<qt>&lt;img src=&#x27;file:///x&#x27;&gt;<br>b</qt>"
    )
    assert display.tooltip("") == ""


def test_line_feeds_without_end_become_signs_in_one_line() -> None:
    shown = display.shown("one" + "\n" * 50 + "two\nthree")
    assert len(shown) == 3 + 50 + 9
    assert shown.count("\u2028") == 9
    assert shown.count(display.FEED) == 42
    assert display.shown("a\n\n\nb").count(display.FEED) == 0
