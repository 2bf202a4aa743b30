"""What can be asked beyond words and phrases, and how names among the words are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.model import NameForm
from diptych.search import (
    Document,
    Filter,
    Index,
    NamedThing,
    Names,
    Writer,
    filters,
    interval,
    marked,
    parse,
)
from diptych.search import spans as spans_of
from diptych.search.nodes import leaves
from diptych.search.spans import _sought, occurrences
from diptych.search.words import tokens

NAMES = Names(
    [
        NamedThing(
            entity="reef",
            name="Grey Reef",
            forms=(
                NameForm(text="Grey Reef"),
                NameForm(text="Isla Gris", party="b"),
                NameForm(text="灰色礁"),
            ),
        ),
        NamedThing(entity="hill", name="Anna Hill", forms=(NameForm(text="Anna Hill"),)),
    ]
)


def found(index: Index, query: str, **more: object) -> set[int]:
    return {match.id for match in index.search(query, **more).matches}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"harbour signed"~3', {1}),
        ('"signed harbour"~3', {1}),
        ('"harbour signed"~0', set()),
        ("h*bour", {1}),
        ("*rbour", {1}),
        ("harb?ur", {1}),
        ("harbuor~", {1}),
        ("quotaz~1", {2}),
        ("exact:harbour", {1}),
        ("text:harbour", {1}),
        ("wh?t??er", set()),
    ],
)
def test_near_wildcards_and_fuzzy_words(index: Index, query: str, expected: set[int]) -> None:
    assert found(index, query) == expected


def test_no_phrase_reaches_over_the_end_of_a_paragraph(tmp_path: Path) -> None:
    Writer.create(tmp_path).update([Document(id=1, title="", text="A grey\n\nreef. Then Mr. Hill.")], (), 1)
    index = Index(tmp_path)
    assert found(index, '"grey reef"') == found(index, '"grey reef"~50') == set()
    assert found(index, '"mr hill"') == found(index, '"reef then"') == {1}
    index.close()


def test_conditions_hold_wherever_they_stand(index: Index) -> None:
    condition = Filter("tag", "x")
    for query, expected in (
        ("treaty tag:x", {2}),
        ("treaty -tag:x", {1}),
        ("tag:x", {2, 3}),
        ("harbour OR tag:x", {1, 2, 3}),
    ):
        assert list(filters(parse(query).node)) == [condition]
        assert found(index, query, conditions={condition: [2, 3]}) == expected
    assert found(index, "treaty tag:x") == set()


@pytest.mark.parametrize(
    ("value", "inside", "outside"),
    [
        ("2016", ["2016", "2016-12", "2016-12-31"], ["2015", "2017-01", ""]),
        ("2016-12", ["2016-12-05", "2016-12", "2016"], ["2016-11-30"]),
        ("2016..2017", ["2016-01-01", "2017-12-31"], ["2015-12-31", "2018"]),
        (">2016-12", ["2017", "2017-01-01"], ["2016-12-31", "2016-12", "2016-11"]),
        (">=2016-12", ["2016-12-01"], ["2016-11-30"]),
        ("<2016-10", ["2016-09-30", "2015"], ["2016-10-01", "2016-10"]),
        ("..2016", ["2016-05", "1999"], ["2017"]),
    ],
)
def test_dates(value: str, inside: list[str], outside: list[str]) -> None:
    read = interval(value)
    assert read is not None
    assert [date for date in inside if not read.holds(date)] == []
    assert [date for date in outside if read.holds(date)] == []


def test_a_date_that_is_none_is_a_problem_at_its_place() -> None:
    read = parse("fish date:soon ice")
    assert [(p.start, p.end) for p in read.problems] == [(5, 14)]
    assert list(filters(read.node)) == []


def test_a_name_stands_for_all_its_forms() -> None:
    read = parse("talks on the Grey Reef", names=NAMES)
    (expansion,) = read.expansions
    assert (expansion.typed, expansion.entity) == ("Grey Reef", "reef")
    assert {"isla gris", "灰色礁"} <= {phrase.label for phrase in leaves(read.node)}
    text = "Talks on Isla Gris, the reef and 灰色礁."
    assert {text[s:e] for s, e in spans_of(text, read)} == {"Talks", "Isla Gris", "reef", "灰色礁"}


@pytest.mark.parametrize("query", ['"Grey Reef"', "exact:Grey exact:Reef", "Grey fish Reef"])
def test_a_quoted_or_exact_name_stands_for_itself(query: str) -> None:
    assert parse(query, names=NAMES).expansions == ()


def test_a_name_can_be_switched_off() -> None:
    assert parse("Grey Reef", names=NAMES, off=frozenset({"reef"})).expansions == ()


def test_a_name_is_found_inside_a_run_without_spaces() -> None:
    read = parse("灰色礁問題", names=NAMES)
    assert [e.entity for e in read.expansions] == ["reef"]
    assert "問題" in {phrase.label for phrase in leaves(read.node)}


def test_an_entity_that_is_asked_for_is_expanded() -> None:
    assert [e.entity for e in parse('entity:"isla gris"', names=NAMES).expansions] == ["reef"]
    assert "searched as words" in parse("entity:unknown", names=NAMES).notes[0]


def test_a_question_is_answered_by_its_telling_words(index: Index) -> None:
    answer = index.search("what did the ministers say about the harbour treaty after they met?")
    assert answer.matches[0].id == 1
    assert "question" in answer.notes[0]


def test_unknown_words_get_a_suggestion(index: Index) -> None:
    assert index.suggest("harbuor treaty") == "harbour treaty"
    assert index.suggest("harbour treaties") == ""
    assert index.suggest("harb", typing=True) == ""


def test_sibling_forms_of_what_is_typed_are_marked(tmp_path: Path) -> None:
    Writer.create(tmp_path).update([Document(id=1, title="", text="Negotiations; they negotiate.")], (), 1)
    index = Index(tmp_path)
    answer = index.search("negotiati", typing=True)
    assert spans_of("Negotiations; they negotiate.", answer.query) == [(0, 12), (19, 28)]
    index.close()


def test_what_is_laid_over_the_index_is_searched(index: Index) -> None:
    index.cover(
        [Document(id=2, title="", text="A harbour, whales."), Document(id=9, title="", text="Whales.")],
        [3],
        8,
    )
    assert found(index, "whales") == {2, 9}
    assert found(index, "harbour") == {1, 2}
    assert found(index, "fishing") == set()
    assert found(index, "wha", typing=True) == {2, 9}
    assert index.held() == 8


_WORDS = ["fish", "fishing", "Treaty", "dying", "die", "l'accord", "accord", "U.S.", "us", "Kovář", "kovar"]
_WORDS += [
    "ёлка",
    "елка",
    "острова",
    "остров",
    "漁業",
    "漁業に",
    "G20サミット",
    "ﬁne",
    "fine",
    "O'Brien's",
    "2,000",
]
_WORDS += [
    "ＦＵＬＬ",
    "full",
    "ｶﾞｽ",
    "ガス",
    "two-plus-two",
    "relational",
    "relate",
    "co\u00adop",
    "。",
    "\n\n",
]
_ASKED = [*_WORDS, "fi*", "s?y", "*ate", "fihs~", '"fish treaty"', '"accord us"~5', "остро*", "漁", "ё*"]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(_ASKED), min_size=1, max_size=3).map(" OR ".join),
    st.booleans(),
)
def test_a_glimpse_finds_what_taking_the_text_to_pieces_finds(text: str, query: str, typing: bool) -> None:
    read = parse(query, typing=typing)
    phrases, wanted = _sought(read, "text")
    pieces = list(tokens(text, wanted))
    whole = {phrase: sorted(hits) for phrase in phrases if (hits := occurrences(phrase, pieces))}
    assert {phrase: sorted(hits) for phrase, hits in marked(text, read).items()} == whole
