from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych.search import Document, holds, spans
from diptych.search.nodes import Phrase, leaves
from diptych.search.query import parse
from diptych.search.words import Token, tokens


def marked(text: str, query: str, *, typing: bool = False) -> list[str]:
    return [text[start:end] for start, end in spans(text, query, typing=typing)]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Ostrava's ships; the ship of OSTRAVA", "ostrava ship", ["Ostrava", "ships", "ship", "OSTRAVA"]),
        ("the two-plus-two format", "two plus two", ["two", "plus", "two"]),
        ("the two plus two format", "two-plus-two", ["two plus two"]),
        ("co-operation, cooperation", "cooperation", ["co-operation", "cooperation"]),
        ("A joint plan. Joint plans.", '"joint plan"', ["joint plan", "Joint plans"]),
        ("A joint. Plan joint", '"joint plan"', ["joint. Plan"]),
        ("Café, cafe\u0301, CAFE", "café", ["Café", "cafe\u0301", "CAFE"]),
        ("ＡＢＣ and abc", "abc", ["ＡＢＣ", "abc"]),
        ("ﬁnal ﬁsh", "fish", ["ﬁsh"]),
        ("😀𠮷田 吉田", "𠮷田", ["𠮷田"]),
        ("政府は漁業について", "漁業", ["漁業"]),
        ("政府は漁業について", "漁", ["漁"]),
        ("ｶﾞｽ田のガス", "ガス", ["ｶﾞｽ", "ガス"]),
        ("政府。は漁", "府は", []),
        ("Министры обсуждали острова", "остров министр", ["Министры", "острова"]),
        ("fish -fish", "-fish", []),
        ("fish and ships", "fish -ships", ["fish"]),
        ("the fish of the sea", "the fish", ["fish"]),
        ("fish", "title:fish", []),
        ("fish fishery", "fish*", ["fish", "fishery"]),
        ("", "fish", []),
    ],
)
def test_hits_are_marked(text: str, query: str, hits: list[str]) -> None:
    assert marked(text, query) == hits


def test_the_word_being_typed_marks_what_it_begins() -> None:
    assert marked("negotiations, negotiator; negotiated", "negotiat", typing=True) == [
        "negotiations", "negotiator", "negotiated",
    ]  # fmt: skip
    assert marked("negotiations", "negotiat") == []


def test_words_of_a_field_are_marked_in_that_field() -> None:
    assert spans("Fish", "title:fish", field="title") == [(0, 4)]
    assert spans("Fish", "author:fish", field="title") == []


def test_a_match_is_checked_against_the_article() -> None:
    article = Document(
        id=1, title="Harbour", text="Fish and ships", outlet="Post", authors=("Ann Lee", "Bo Hill")
    )
    assert holds(article, "fish")
    assert holds(article, "title:harbour")
    assert holds(article, "fish unicorn")
    assert holds(article, "-unicorn")
    assert holds(article, "harb", typing=True)
    assert not holds(article, "unicorn")
    assert not holds(article, "fish -ships")
    assert not holds(article, "title:fish")
    assert not holds(article, '"Lee Bo"')
    assert not holds(article, "")


_WORDS = st.sampled_from(
    ["fish", "Fisch", "ﬁsh", "Ｆish", "café", "e\u0301", "漁業", "ｶﾞ", "😀", "two-plus", "’s", ". ", "\n\n"]
)
_TEXT = st.lists(st.one_of(_WORDS, st.text(max_size=6)), max_size=30).map(" ".join)
_QUERY = st.lists(
    st.one_of(_WORDS, st.sampled_from(['"', "OR", "-", "(", ")", "title:", "*"]), st.text(max_size=4)),
    max_size=8,
).map(" ".join)


@given(_TEXT, _QUERY, st.booleans())
@example("ﬁsh ﬁ", "fi*", False)
def test_spans_are_in_range_in_order_and_apart(text: str, query: str, typing: bool) -> None:
    found = spans(text, query, typing=typing)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(_TEXT, _QUERY, st.booleans())
def test_what_a_span_marks_is_what_was_asked_for(text: str, query: str, typing: bool) -> None:
    phrases = [phrase for phrase in leaves(parse(query, typing=typing).node) if not phrase.field]
    for start, end in spans(text, query, typing=typing):
        inside = list(tokens(text[start:end]))
        assert any(_is(phrase, inside) for phrase in phrases)


def _is(phrase: Phrase, inside: list[Token]) -> bool:
    return any(
        all(
            slot.accepts(word, term)
            for slot, (word, term, *_) in zip(phrase.slots, inside[at:], strict=False)
        )
        for at in range(len(inside) - len(phrase.slots) + 1)
    )


@given(st.text(min_size=1, max_size=40))
def test_each_word_of_a_text_is_found_in_it(text: str) -> None:
    for token in tokens(text):
        word = text[token.start : token.end]
        if parse(word).node is not None and [found.term for found in tokens(word)] == [token.word]:
            assert any(start <= token.start and token.end <= end for start, end in spans(text, word))
