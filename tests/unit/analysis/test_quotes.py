from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis.quotes import Quote, is_speech, quotations
from diptych.analysis.sentences import paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said, “It is ours,” and left.", ["“It is ours,”"]),
        ('He said, "It is ours," and left.', ['"It is ours,"']),
        ("Он сказал: «Это наше» и ушёл.", ["«Это наше»"]),
        ("彼は「我々のものだ」と言った。", ["「我々のものだ」"]),
        ("He calls it 'our own land' now.", ["'our own land'"]),
        ("The minister’s words weren’t new.", []),
        ('One "a" and two "b" names.', ['"a"', '"b"']),
        ("“One ‘inner’ word,” he said.", ["“One ‘inner’ word,”"]),
    ],
)
def test_finds_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    text = "He said: “It is ours.\n\n“It was always ours,” he added."
    found = quotations(text, paragraphs(text))
    assert found[0] == Quote(9, 21, opened=True, closed=False)
    assert text[found[1].start : found[1].end] == "“It was always ours,”"


def test_a_quotation_that_is_not_opened_starts_with_its_paragraph() -> None:
    text = "She left.\n\nIt was always ours,” the expert said."
    (found,) = quotations(text, paragraphs(text))
    assert (text[found.start : found.end], found.opened) == ("It was always ours,”", False)


@pytest.mark.parametrize(
    ("text", "expected"), [("“northern lands”", False), ("“We will never give it up”", True)]
)
def test_speech_is_longer_than_a_name(text: str, expected: bool) -> None:
    assert is_speech(text, Quote(0, len(text))) is expected


@given(st.text(st.sampled_from("ab \n\"'“”‘’«»„「」"), max_size=120))
def test_quotations_are_ordered_inside_the_text_and_do_not_nest(text: str) -> None:
    last = 0
    for quote in quotations(text, paragraphs(text)):
        assert last <= quote.start < quote.end <= len(text)
        last = quote.end
