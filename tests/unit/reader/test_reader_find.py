"""Find in page finds what is there, and says where."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.ui.reader import find

_SMALL = st.text(alphabet=st.sampled_from("abAB \u0130\u00e9\u2019'\U0001f600"), max_size=40)


def _found(text: str, query: str, **options: bool) -> list[str]:
    return [text[start : start + len(query)] for start in find.starts(text, query, **options)]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("The boat, the BOAT", "boat", ["boat", "BOAT"]),
        ("It\u2019s T\u014dky\u014d", "it's tokyo", ["It\u2019s T\u014dky\u014d"]),
        ("1941\u20131945", "1941-1945", ["1941\u20131945"]),
        ("no\u00a0break", "no break", ["no\u00a0break"]),
        (
            "\u0430\u043b\u0451\u043d\u0430",
            "\u0430\u043b\u0435\u043d\u0430",
            ["\u0430\u043b\u0451\u043d\u0430"],
        ),
        ("\u304b\u304c", "\u304b", ["\u304b"]),
        ("a\tb", "a b", ["a\tb"]),
        ("aaa", "aa", ["aa"]),
        ("boat", "", []),
        ("boat", "ship", []),
    ],
)
def test_finds(text: str, query: str, found: list[str]) -> None:
    assert _found(text, query) == found


def test_case_and_whole_words() -> None:
    text = "Boat boat boats steamboat boat_house boat."
    assert len(_found(text, "boat")) == 6
    assert _found(text, "Boat", case=True) == ["Boat"]
    assert find.starts(text, "boat", whole_words=True) == [0, 5, 37]
    assert _found("(a) b", "(a)", whole_words=True) == ["(a)"]


@given(_SMALL, st.booleans())
def test_folding_keeps_the_length(text: str, case: bool) -> None:
    assert len(find.folded(text, case=case)) == len(text)


@given(_SMALL, _SMALL, st.booleans())
def test_all_hits_and_only_hits(text: str, query: str, case: bool) -> None:
    folded, wanted = find.folded(text, case=case), find.folded(query, case=case)
    found = find.starts(text, query, case=case)
    assert len(found) == (folded.count(wanted) if wanted else 0)
    assert all(folded.startswith(wanted, start) for start in found)
    assert all(left + len(query) <= right for left, right in itertools.pairwise(found))
