from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.analysis import analyse, parser_for
from diptych.analysis.parsing import Parser, SpacyParser
from diptych.dossier import Dossier
from diptych.model import Analysis

WORDS = st.lists(
    st.sampled_from(
        ["Norland", "Anna Berg", "rejected", "the treaty", ".", "“", "”", '"', "it", "he", "said", ",",
         "They", "according to", "of", "islands", "?", "北国", "Берг", "🎏", "and", "Sudrian side",
         "\n\n", "\u00a0", "\u2028", "x" * 90]
    ),
    max_size=40,
)  # fmt: skip


def check(text: str, found: Analysis) -> None:
    last = 0
    for start, end in found.sentences:
        assert last <= start < end <= len(text)
        last = end
    last = 0
    for mention in found.mentions:
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        last = mention.end
    for position in found.positions:
        assert found.sentences[position.sentence] == (position.start, position.end)
        assert position.stances and position.party


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_spans_hold_for_any_text(dispute: Dossier, parser: Parser, words: list[str]) -> None:
    text = " ".join(words)
    check(text, analyse(text, dispute, language="en", parser=parser))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_without_a_parser(dispute: Dossier, text: str) -> None:
    check(text, analyse(text, dispute, language="xx"))


@pytest.mark.parametrize(
    "text",
    ["", " \n\t ", "a", "…", "“", "(((((", "\U0001f38f" * 500, "x" * 50_000, "a. " * 3_000, '"' * 2_000],
)
def test_hostile_texts(dispute: Dossier, parser: Parser, text: str) -> None:
    check(text, analyse(text, dispute, language="en", parser=parser))


def test_a_language_without_a_parser_has_mentions_only(dispute: Dossier, parser: Parser) -> None:
    found = analyse("Норландия требует острова. 北国は言った。", dispute, language="ru", parser=parser)
    assert [m.entity for m in found.mentions] == ["norland", "norland"]
    assert len(found.sentences) == 2
    assert (found.positions, found.analysed) == ((), False)


def test_analysis_is_the_same_twice(analysed: Callable[..., Analysis]) -> None:
    text = "Anna Berg rejected the treaty. “We want peace and the islands,” she said."
    assert analysed(text) == analysed(text)


def test_a_long_text_is_read_to_its_end(dispute: Dossier, parser: Parser) -> None:
    text = "Norland rejected the treaty.\n\n" * 200
    assert len(analyse(text, dispute, language="en", parser=parser).positions) == 200


def test_no_parser_for_an_unknown_language() -> None:
    assert parser_for("xx") is None
    with pytest.raises(ValueError, match="xx"):
        SpacyParser("xx")
