from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis.sentences import LONGEST, paragraphs, sentences

TEXTS = st.text(st.sampled_from('AbЯ日 .!?…"“”’()\n\t\u00a0。1') | st.characters(), max_size=200)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Berg met Dr. Voss.",
        "It was Gen. J. R. Stone who came.",
        "The rig of Deep Drilling Co., Ltd was leased.",
        "The rig of Deep Drilling Co. Ltd. was leased.",
        "Talks in the 2 + 2 format began.",
        "He wrote about many areas, e.g. energy and gas, etc. in the end.",
        "The U.S. President phoned.",
        "The price rose to 17.000 kroner, i.e. by 2.5 percent.",
        "The plan (It was old. It was bad.) failed.",
        "“Is it so?” he asked.",
        "He plans to come … and hopes to stay.",
        "1. The first point is this.",
        "On Jan. 5 they met.",
        "No. 5 is best.",
        "It was seen by a.m. Monday at the latest.",
        "Т.е. речь идёт о 5 тыс. рублей.",
        "“Stop!” they cried",
    ],
)
def test_keeps_one_sentence_whole(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("He came to the U.S. The talks failed.", ["He came to the U.S.", "The talks failed."]),
        ("“We came. We saw,” he said. Then he left.", ["“We came.", "We saw,” he said.", "Then he left."]),
        ("He called it “ours.” She did not.", ["He called it “ours.”", "She did not."]),
        ("Why? Nobody knows!", ["Why?", "Nobody knows!"]),
        ("It failed. […] It came back.", ["It failed.", "[…] It came back."]),
        ("It failed.[2] It came back.", ["It failed.[2]", "It came back."]),
        ("彼は来た。彼女は去った。", ["彼は来た。", "彼女は去った。"]),
        ("Он пришёл. Она ушла.", ["Он пришёл.", "Она ушла."]),
        ("He came.\u00a0She left.", ["He came.", "She left."]),
        ("Title without mark\n\nText follows.", ["Title without mark", "Text follows."]),
        ("It fell in 2014. In 2015 it rose.", ["It fell in 2014.", "In 2015 it rose."]),
        ("So did I. They left.", ["So did I.", "They left."]),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_joins_a_paragraph_that_goes_on_in_lower_case() -> None:
    assert split("The two sides will\n\nhopefully agree.") == ["The two sides will\n\nhopefully agree."]


def test_keeps_paragraphs_apart_when_the_first_ends_with_a_mark() -> None:
    assert len(paragraphs("It ended.\n\nlower case begins")) == 2


def test_a_sentence_without_end_is_cut_at_blanks() -> None:
    spans = sentences("word " * 2_000)
    assert max(end - start for start, end in spans) <= LONGEST
    assert len(sentences("x" * 4_001)) == 3


def test_no_words() -> None:
    assert sentences("") == [] and sentences(" \n\n\t ") == []


@given(TEXTS)
def test_sentences_are_ordered_and_hold_every_character_that_is_not_blank(text: str) -> None:
    spans = sentences(text)
    covered: set[int] = set()
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert not text[start].isspace() and not text[end - 1].isspace()
        covered.update(range(start, end))
        last = end
    assert all(char.isspace() or at in covered for at, char in enumerate(text))
