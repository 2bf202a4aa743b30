from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.search.words import Token, Wanted, fold, stem, tokens


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


def slices(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokens(text)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("CAFÉ", "cafe"),
        ("cafe\u0301", "cafe"),
        ("ＡＢＣ１２", "abc12"),
        ("Straße", "strasse"),
        ("ﬁnal", "final"),
        ("İzmir", "izmir"),
        ("Wałęsa", "walesa"),
        ("Ёлка", "елка"),
        ("й", "й"),
        ("и\u0306", "й"),
        ("ｶﾞ", "ガ"),
        ("が", "が"),
        ("co\u00adop", "coop"),
        ("हिन्दी", "हिन्दी"),
        ("𝐀bc", "abc"),
    ],
)
def test_folding_takes_off_case_accents_and_width(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_possessive_is_its_word() -> None:
    text = "Ostrava's and Hill’s boats"
    assert words(text) == ["ostrava", "and", "hill", "boats"]
    assert slices(text) == ["Ostrava", "and", "Hill", "boats"]


def test_hyphens_part_words_and_apostrophes_join_them() -> None:
    assert words("two-plus-two O'Brien don’t") == ["two", "plus", "two", "obrien", "dont"]


def test_abbreviations_of_letters_and_thousands_are_one_word() -> None:
    assert words("U.S. ships, 2,000 of them, on 06.03.2017") == [
        "us", "ships", "2000", "of", "them", "on", "06", "03", "2017",
    ]  # fmt: skip


def test_an_elided_article_is_left_off() -> None:
    assert slices("l'Europe d’État") == ["Europe", "État"]


def test_stems_follow_the_script() -> None:
    assert stem("negotiations") == stem("negotiated")
    assert stem("переговоры") == stem("переговоров")
    assert stem("остров") == stem("острова") == stem("островов")
    assert stem("us") == "us"
    assert stem("g20") == "g20"


def test_characters_of_dense_scripts_give_pairs() -> None:
    assert terms("漁業交渉") == ["漁業", "業交", "交渉", "渉"]
    assert [token.position for token in tokens("漁業。交渉")] == [0, 1, 3, 4]
    assert slices("ｶﾞｽ田") == ["ｶﾞ", "ｽ", "田"]


def test_a_word_of_two_scripts_is_cut_between_them() -> None:
    assert slices("G20サミ") == ["G20", "サ", "ミ"]


def test_non_bmp_characters_count_once() -> None:
    first, _, last = tokens("😀 𠮷野 x")
    assert first == Token("𠮷", "𠮷野", 0, 2, 3)
    assert (last.start, last.end) == (5, 6)


def test_only_the_beginning_of_an_endless_word_counts() -> None:
    (token,) = tokens("a" * 100_000)
    assert len(token.word) == 64
    assert token.end == 100_000


def test_unwanted_words_are_counted_but_not_given() -> None:
    wanted = Wanted(lambda word, _term: word == "two")
    found = list(tokens("one two three two", wanted))
    assert [(token.word, token.position) for token in found] == [("two", 1), ("two", 3)]
    assert list(tokens("one two", wanted)) == [Token("two", "two", 1, 4, 7)]


@given(st.text())
def test_tokens_stand_in_order_and_in_range(text: str) -> None:
    found = list(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(token.word and token.term for token in found)
    for before, after in pairwise(found):
        assert before.position < after.position
        assert before.end <= after.start or (before.start, before.end) == (after.start, after.end)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Nd", "Mn")), min_size=1))
def test_a_word_is_found_by_its_folded_form(text: str) -> None:
    assert [token.term for token in tokens(text)] == [
        token.term for token in tokens(text.swapcase().swapcase())
    ]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéàüöñçÉÀÜ", min_size=1, max_size=30))
def test_decomposed_text_gives_the_same_words(word: str) -> None:
    assert words(unicodedata.normalize("NFD", word)) == words(word)
