"""Copies of texts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis.near_duplicates import Pair, candidates, contained, families, same, sketch

STORY = """
The council of Aveiro has sold its last tram to a collector, who will keep it in a barn and show it on
Sundays. For sixty years the line ran from the salt pans to the station; it was closed when a bridge had
to be mended and never opened again. The money goes into a bus shelter. Two former drivers signed a
letter of protest, and one of them rode in front of the lorry on a bicycle as far as the edge of the
town. The collector says that anybody may come and ring the bell. He owns eleven trams by now, three
buses and the door of a ferry, and he has promised his wife that this one was the last.
"""
OTHER = """
A tram in Lisbon ran into a parked van on Sunday. The council says that the line to the station has to be
closed for a week, because a bridge will be mended at the same time; two drivers have protested against
longer hours. Buses go instead. A collector of old tickets complained that he had come for nothing from
the salt pans and would not come again, whatever the council promised about bells, letters, barns and the
edge of the town.
"""


def copies(one: str, other: str) -> bool:
    sketches = {1: sketch(one), 2: sketch(other)}
    return bool(candidates(sketches, [2])) and same(one, other, contained(sketches[1], sketches[2])) > 0


def test_edits_leave_a_copy_a_copy() -> None:
    assert copies(STORY, STORY)
    assert copies(STORY, "AVEIRO (Agency) – " + STORY.replace("sixty", "sixty-one").replace("lorry", "truck"))
    assert copies(STORY, STORY[: int(len(STORY) * 0.6)])
    assert copies(STORY, "One for the barn\n\n" + STORY[200:460])


def test_another_report_with_the_same_words_is_no_copy() -> None:
    assert not copies(STORY, OTHER)


def test_a_text_that_shares_half_and_has_as_much_of_its_own_is_no_copy() -> None:
    half = STORY[: len(STORY) // 2]
    ending = (
        "Meanwhile the price of sugar beet has fallen for a third summer, farmers near Leipzig report. " * 2
    )
    assert not copies(
        f"{half} {OTHER}", f"{half} {ending} Frost came early and nobody had covered anything at all."
    )


def test_scripts_without_spaces_are_compared_by_their_characters() -> None:
    text = (
        "両国の外相は水曜日に港町で会い、漁船の安全と墓参の手続きについて三時間にわたり話し合ったが合意には至らなかった。"
        * 2
    )
    assert copies(text, text.replace("水曜日", "木曜日") + "関係者が明らかにした。")


def test_empty_and_short_texts_have_no_copies() -> None:
    assert len(sketch("")) == len(sketch("four words are few")) == 0
    assert candidates({1: sketch(""), 2: sketch("")}, [1, 2]) == []
    assert candidates({}, [1]) == []
    assert same("", "", 1.0) == 0


@given(st.text(max_size=400), st.text(max_size=400))
def test_it_does_not_matter_which_text_comes_first(one: str, other: str) -> None:
    assert contained(sketch(one), sketch(other)) == contained(sketch(other), sketch(one))
    assert same(one, other, 0.9) == same(other, one, 0.9)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=5, max_size=300).map(" ".join))
def test_a_sketch_is_sorted_and_each_hash_is_in_it_once(text: str) -> None:
    found = sketch(text)
    assert np.array_equal(found, np.unique(found))
    assert np.array_equal(found, sketch(text.upper()))


def test_only_pairs_with_a_new_text_are_compared() -> None:
    sketches = {1: sketch(STORY), 2: sketch(STORY + OTHER), 3: sketch(STORY)}
    assert candidates(sketches, [3]) == [(1, 3), (2, 3)]


pair = st.builds(Pair, st.integers(1, 12), st.integers(13, 20), st.floats(0.5, 1))
pairs = st.lists(pair, max_size=20, unique_by=lambda pair: pair[:2])
apart = st.lists(st.tuples(st.integers(1, 12), st.integers(13, 20)), max_size=4)


@given(pairs)
def test_families_are_the_connected_groups_named_by_their_lowest(found: list[Pair]) -> None:
    family = families(found)
    assert set(family) == {key for pair in found for key in pair[:2]}
    assert all(family[pair.one] == family[pair.other] for pair in found)
    for name in set(family.values()):
        members = [key for key, of in family.items() if of == name]
        assert name == min(members)
        assert len(members) > 1


@given(pairs, apart)
def test_what_is_said_to_be_apart_is_never_joined(found: list[Pair], said: list[tuple[int, int]]) -> None:
    family = families(found, said)
    assert all(family.get(one, one) != family.get(other, other) for one, other in said)
    assert family == families(list(reversed(found)), said)
