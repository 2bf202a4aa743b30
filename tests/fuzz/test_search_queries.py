"""Any query gets an answer, and every article is found by its own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from diptych.search import Document, Index, Writer, holds, snippets, spans
from diptych.search.words import FUNCTION_WORDS, tokens

TEXTS = (
    "Fish and ships: the two-plus-two treaty of O'Brien's harbour.",
    "Économie, co-operation; ＦＵＬＬ width and ﬁne ligatures — 2,000 of them.",
    "Переговоры о рыболовстве, ёлка и острова.",
    "政府は島の漁業について交渉した。ｶﾞｽ田も。G20サミット",
    "😀 𠮷野 हिन्दी भाषा ภาษาไทย السَّلام",
)
DOCUMENTS = tuple(Document(id=n, title=text[:12], text=text, outlet="Sea") for n, text in enumerate(TEXTS))

_OPERATORS = [
    "OR",
    "AND",
    "NOT",
    "-",
    "(",
    ")",
    '"',
    "“",
    "」",
    "*",
    "title:",
    "author:",
    "outlet:",
    "x:",
    "|",
    "’s",
    "  ",
]
_WORDS = ["fish", "ships", "two", "sea", "漁", "漁業に", "остров", "ко", "é", "2,000"]
_PIECES = st.one_of(st.sampled_from(_OPERATORS), st.sampled_from(_WORDS), st.text(max_size=8))
QUERIES = st.lists(_PIECES, max_size=25).map("".join) | st.lists(_PIECES, max_size=25).map(" ".join)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("fuzz") / "index"
    Writer.create(folder).update(DOCUMENTS, (), 1)
    opened = Index(folder)
    yield opened
    opened.close()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES, st.booleans())
@example("((((((((", False)
@example('"' * 50, True)
@example("-" * 50 + "a", True)
@example("NOT " * 70, False)
@example("(" * 1500, True)
@example("title:" * 100, False)
@example("\ud800", True)
@example("\0", False)
@example("ﹰ", True)
def test_any_query_is_answered(index: Index, query: str, typing: bool) -> None:
    found = index.search(query, typing=typing)
    assert found.count >= len(found.matches)
    assert all(isinstance(note, str) and note for note in found.notes)
    for match in found.matches:
        text = TEXTS[match.id]
        marks = spans(text, query, typing=typing)
        for snippet in snippets(text, marks):
            assert all(
                snippet.text[start:end] == text[snippet.start + start : snippet.start + end]
                for start, end in snippet.marks
            )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_what_is_found_holds_what_was_asked_for(index: Index, query: str) -> None:
    found = index.search(query)
    assert {match.id for match in found.matches} <= {d.id for d in DOCUMENTS if holds(d, query)}


def test_each_article_is_found_by_each_of_its_words(index: Index) -> None:
    for document in DOCUMENTS:
        for token in tokens(document.text):
            word = document.text[token.start : token.end]
            assert document.id in [match.id for match in index.search(word).matches], word
            assert document.id in [match.id for match in index.search(word, typing=True).matches], word


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4))
def test_any_article_is_found_by_its_own_words(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("own") / "index"
    Writer.create(folder).update([Document(id=n, title="", text=text) for n, text in enumerate(texts)], (), 1)
    index = Index(folder)
    for n, text in enumerate(texts):
        for token in tokens(text):
            if token.word not in FUNCTION_WORDS:
                assert n in [match.id for match in index.search(f'"{token.word}"').matches], token.word
    index.close()
