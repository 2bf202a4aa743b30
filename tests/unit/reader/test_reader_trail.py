"""The tabs of a pane and the places it has shown, through any series of acts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diptych.ui.reader.trail import LONGEST, Place, Tabs, Trail

_places = st.builds(Place, st.integers(1, 5), st.integers(0, 900), st.booleans())
_way = st.sampled_from((-1, 1))
_acts = st.lists(
    st.one_of(
        st.tuples(st.just("visit"), _places),
        st.tuples(st.just("step"), _way),
        st.tuples(st.just("moved"), st.integers(0, 900)),
        st.tuples(st.just("without"), st.integers(1, 5)),
    ),
    max_size=30,
)
_tab_acts = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("show", "add")), _places),
        st.tuples(st.just("step"), _way),
        st.tuples(st.sampled_from(("choose", "close")), st.integers(-1, 9)),
        st.tuples(st.just("without"), st.integers(1, 5)),
    ),
    max_size=30,
)


@given(_acts)
def test_the_reader_is_always_at_a_place_that_is_kept(acts: list[tuple[str, object]]) -> None:
    trail = Trail()
    for name, value in acts:
        trail = getattr(trail, name)(value)
        assert (trail.here is None) == (not trail.places)
        assert -1 <= trail.at < max(1, len(trail.places))


@given(st.lists(_places, min_size=2, max_size=12), st.integers(1, 11))
def test_what_is_gone_back_over_can_be_gone_forward_again(places: list[Place], steps: int) -> None:
    trail = Trail()
    for place in places:
        trail = trail.visit(place)
    back = trail
    for _ in range(steps):
        back = back.step(-1)
    assert back.here == places[max(0, len(places) - 1 - steps)]
    assert back.back == (places[back.at - 1] if back.at else None)
    for _ in range(steps):
        back = back.step(1)
    assert back == trail


def test_a_visit_forgets_what_lay_ahead_but_not_where_the_reader_was() -> None:
    trail = Trail().visit(Place(1)).visit(Place(2)).moved(70).step(-1).step(1)
    assert trail.here == Place(2, 70)
    on = trail.step(-1).moved(30).visit(Place(3))
    assert on.places == (Place(1, 30), Place(3))
    assert on.ahead is None


def test_only_so_many_places_are_kept() -> None:
    trail = Trail()
    for number in range(LONGEST + 20):
        trail = trail.visit(Place(number))
    assert len(trail.places) == LONGEST
    assert trail.here == Place(LONGEST + 19)


@given(_tab_acts)
def test_one_tab_is_shown_as_long_as_there_is_one(acts: list[tuple[str, object]]) -> None:
    tabs = Tabs()
    for name, value in acts:
        before = tabs
        tabs = getattr(tabs, name)(value)
        assert (tabs.here is None) == (not tabs.places)
        match name:
            case "add":
                assert len(tabs.places) == len(before.places) + 1 and tabs.here == value
            case "show":
                assert tabs.here == value
            case "without":
                assert all(place.article != value for place in tabs.places)


def test_closing_a_tab_shows_its_neighbour() -> None:
    tabs = Tabs().add(Place(1)).add(Place(2)).add(Place(3)).choose(1)
    assert tabs.close(1).here == Place(3)
    assert tabs.close(0).here == Place(2)
    assert tabs.close(2).here == Place(2)
    assert tabs.choose(2).close(2).here == Place(2)
    assert tabs.index_of(Place(3, 50)) == 2
    assert tabs.index_of(Place(3, original=True)) == -1
