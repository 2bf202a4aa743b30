"""Dates that passages tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis.alignment.dates import Relation, When, days_between, parsed, relation, told


def found(text: str, article: str | None = None) -> list[str]:
    """The dates as text, inferred ones with "?", those in names with "n"."""
    return [
        "-".join(f"{part or 0:02}" for part in when[:3] if part is not None)
        + ("" if when.sure else "?")
        + ("n" if when.named else "")
        for when in told(text, parsed(article))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 3 May 2014.", ["2014-05-03"]),
        ("They met on May 3, 2014.", ["2014-05-03"]),
        ("They met on 3–4 May 2014.", ["2014-05-03", "2014-05-04"]),
        ("They met in May 2014 and again in 2016.", ["2014-05", "2016"]),
        ("In 2014 they met; on 3 May a note came.", ["2014", "2014-05-03"]),
        ("By 2014-05-03 or 03.05.2014 at the latest.", ["2014-05-03"]),
        ("3 мая 2014 года", ["2014-05-03"]),
        ("в мае 2014 года", ["2014-05"]),
        ("2014年5月3日に会った", ["2014-05-03"]),
        ("They may march on, 2014 people in all.", []),
        ("The 1928 declaration was read out in 2014.", ["1928n", "2014"]),
        ("The treaty of 1928 was read out.", ["1928n"]),
        ("It rose by 1,928 to 2014% of 30 February 2014.", ["2014-02-30"]),
    ],
)
def test_stated_dates(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        ("He left on Monday.", "2014-05-14", ["2014-05-12?"]),
        ("He will leave next Monday.", "2014-05-14", ["2014-05-19?"]),
        ("He left yesterday.", "2014-05-01", ["2014-04-30?"]),
        ("He left yesterday.", "2014-05", []),
        ("He left last year.", "2014-05-01", ["2013"]),
        ("He left last month.", "2014-01", ["2013-12"]),
        ("In December he left.", "2014-01-20", ["2013-12?"]),
        ("昨日帰国した。", "2014-05-03", ["2014-05-02?"]),
        ("He left on Monday.", None, []),
    ],
)
def test_relative_dates_go_by_the_article(text: str, article: str | None, expected: list[str]) -> None:
    assert found(text, article) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (When(2014, 5, 3), When(2014, 5, 4), Relation.DAY),
        (When(2014, 5, 31), When(2014, 6, 1), Relation.DAY),
        (When(2014, 5, 3), When(2014, 5, 6), Relation.OPEN),
        (When(2014, 5, 3), When(2014, 5, 20), Relation.APART),
        (When(2014, 5, 3), When(2009, 5, 3), Relation.APART),
        (When(2014, 5), When(2014, 5, 20), Relation.MONTH),
        (When(2014), When(2014, 5, 20), Relation.YEAR),
        (When(None, 5, 3), When(2014, 5, 3), Relation.DAY),
        (When(None, 5), When(2014), Relation.OPEN),
    ],
)
def test_how_dates_agree(one: When, other: When, expected: Relation) -> None:
    assert relation(one, other) is expected
    assert relation(other, one) is expected


def test_days_between_dates_that_are_partly_known() -> None:
    assert days_between(When(2014, 5), When(2014, 6, 10)) == 10
    assert days_between(When(2014), When(2014, 6, 10)) == 0
    assert days_between(When(2014, 2, 30), When(2014, 3, 1)) == 1
    assert days_between(When(None, 5), When(2014)) is None


whens = st.builds(
    When,
    st.one_of(st.none(), st.integers(1900, 2030)),
    st.one_of(st.none(), st.integers(1, 12)),
    st.one_of(st.none(), st.integers(1, 31)),
)


@given(whens, whens)
def test_it_does_not_matter_which_date_comes_first(one: When, other: When) -> None:
    assert relation(one, other) is relation(other, one)
    assert days_between(one, other) == days_between(other, one)


texts = st.text(alphabet="0123456789 -.年月日MayJune,–", max_size=60)


@given(texts, st.sampled_from([None, "2014", "2014-05-31"]))
def test_any_text_has_dates_or_none(text: str, article: str | None) -> None:
    for when in told(text, parsed(article)):
        assert when.year is None or 1500 <= when.year <= 2101
