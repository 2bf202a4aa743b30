from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis.wordlists import pattern

WORDS = st.lists(st.text("ab .*", min_size=1, max_size=5), min_size=1, max_size=12)


@given(WORDS, st.text("ab .*", max_size=60))
def test_it_finds_what_a_plain_list_finds(words: list[str], text: str) -> None:
    longest_first = sorted(words, key=len, reverse=True)
    plain = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    assert pattern(words).findall(text) == plain.findall(text)


def test_endings_may_follow() -> None:
    assert pattern(["map"], "s?").findall("maps, a map, mapped") == ["maps", "map"]


def test_an_empty_list_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="none"):
        pattern([])
