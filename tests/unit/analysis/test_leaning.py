from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis import lexicons
from diptych.analysis.leaning import DENIED, balance, counts


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("We welcome the plan", "favouring"),
        ("Nobody welcomes the plan", "favouring" + DENIED),
        ("They called off the meeting", "breaking"),
        ("This was a wise step", "praising"),
        ("It would be glad to help", "offering"),
        ("Not as long as that holds", "conditioning" + DENIED),
        ("They are asked; stop it", "pressing"),
        ("That isn’t acceptable", "favouring" + DENIED),
    ],
)
def test_words_and_phrases_are_counted_by_group(text: str, group: str) -> None:
    assert counts(text)[group] >= 1


def test_a_denied_word_changes_sides() -> None:
    assert balance(counts("The plan is acceptable")) == (1, 0)
    assert balance(counts("The plan is not acceptable")) == (0, 1)


def test_a_negation_far_off_denies_nothing() -> None:
    assert "favouring" in counts("Not one of those who came welcomes it")


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    towards, against = balance(counts(text))
    assert 0 <= towards + against <= sum(counts(text).values())


def test_every_phrase_finds_itself() -> None:
    for group, phrases in lexicons.load().leaning.items():
        for phrase in phrases:
            found = counts(phrase)
            assert {group, group + DENIED} & found.keys(), phrase
