from __future__ import annotations

import pytest

from diptych.analysis.direction import of_content, of_group, of_judgement
from diptych.model import Direction


@pytest.mark.parametrize(
    ("group", "negated", "content", "expected"),
    [
        ("wants", False, "to sign it", Direction.SUPPORTS),
        ("wants", True, "to sign it", Direction.OPPOSES),
        ("wants", False, "to compel them to yield", Direction.DEMANDS),
        ("wants", False, "to reinforce ties", Direction.SUPPORTS),
        ("offers", False, "talks", Direction.OFFERS),
        ("opposes", True, "it", Direction.NEUTRAL),
        ("yields", True, "the land", Direction.OPPOSES),
        ("demands", False, "only if it is signed", Direction.CONDITIONAL),
        ("conditions", True, "one thing with the other", Direction.OPPOSES),
        ("says", False, "it is so", None),
    ],
)
def test_a_cue_and_its_negation(group: str, negated: bool, content: str, expected: Direction | None) -> None:
    assert of_group(group, negated, content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("it can be signed only after talks", Direction.CONDITIONAL),
        ("this is unacceptable", Direction.OPPOSES),
        ("they must leave", Direction.DEMANDS),
        ("we are ready to help", Direction.OFFERS),
        ("it is important", Direction.SUPPORTS),
    ],
)
def test_words_of_a_statement(content: str, expected: Direction) -> None:
    assert of_content(content) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("This is a useful step", Direction.SUPPORTS),
        ("This was a failure", Direction.OPPOSES),
        ("It should be signed", Direction.DEMANDS),
        ("The results were mixed", Direction.NEUTRAL),
        ("It has rained", Direction.NEUTRAL),
    ],
)
def test_an_observers_judgement(content: str, expected: Direction) -> None:
    assert of_judgement(content) is expected
