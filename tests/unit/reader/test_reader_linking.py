"""The way from one page to the other: it rises, is never too steep, and leads back."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diptych.ui.reader.linking import (
    MOST_STEP,
    REACH,
    STEEPEST,
    Anchor,
    Passage,
    Rows,
    Way,
    chain,
    eased,
    eye,
    ways,
)

_heights = st.integers(0, 5_000)
_sizes = st.integers(20, 600)
_scores = st.sampled_from((0.3, 0.5, 0.83, 1.0))


@st.composite
def _passages(draw: st.DrawFn) -> list[Passage]:
    made = []
    for left, right, high, low, score in draw(
        st.lists(st.tuples(_heights, _heights, _sizes, _sizes, _scores), max_size=12)
    ):
        made.append(Passage(left, left + high, right, right + low, score))
    return made


def _weight(anchors: list[Anchor]) -> float:
    return sum(anchor.weight for anchor in anchors)


def _fits(first: Anchor, second: Anchor) -> bool:
    dx, dy = second.x - first.x, second.y - first.y
    return STEEPEST * dx - dy >= 0 and STEEPEST * dy - dx >= 0


def _heaviest(anchors: list[Anchor]) -> float:
    """The same by trying everything, one anchor at a time."""
    best: list[float] = []
    ordered = sorted(anchors, key=lambda each: (each.x, each.y))
    for index, anchor in enumerate(ordered):
        before = [best[n] for n in range(index) if _fits(ordered[n], anchor)]
        best.append(anchor.weight + max(before, default=0))
    return max(best, default=0)


@given(st.lists(st.tuples(_heights, _heights), unique=True, max_size=14))
def test_the_chain_is_the_heaviest_one(places: list[tuple[int, int]]) -> None:
    anchors = [Anchor(x, y, 1.0) for x, y in places]
    kept = chain(anchors)
    assert all(_fits(first, second) for first, second in pairwise(kept))
    assert _weight(kept) == _heaviest(anchors)
    assert set(kept) <= set(anchors)


@given(_passages(), st.lists(st.floats(-500, 7_000), min_size=2, max_size=20, unique=True))
def test_the_way_rises_within_bounds_and_leads_back(passages: list[Passage], heights: list[float]) -> None:
    there, back = ways(passages)
    steps = [(x, there.across(x)) for x in sorted(heights)]
    for (x0, y0), (x1, y1) in pairwise(steps):
        slack = 1e-6
        assert (x1 - x0) / STEEPEST - slack <= y1 - y0 <= (x1 - x0) * STEEPEST + slack
    for x, y in steps:
        assert abs(back.across(y) - x) < 1e-6


@given(_passages())
def test_what_is_on_the_way_stands_level(passages: list[Passage]) -> None:
    way, _ = ways(passages)
    corners = {(each.left_top, each.right_top) for each in passages}
    corners |= {(each.left_bottom, each.right_bottom) for each in passages}
    assert {*zip(way.xs, way.ys, strict=True)} <= corners
    for x, y in zip(way.xs, way.ys, strict=True):
        assert way.goal(x) == y


@given(_heights, _heights, _sizes, _sizes)
def test_a_single_passage_leads_to_its_fellow_from_either_side(
    left: int, right: int, high: int, low: int
) -> None:
    there, back = ways([Passage(left, left + high, right, right + low, 0.7)])
    assert there.goal(left) in (right, right + low - high)
    assert back.goal(right) in (left, left + high - low)


def test_without_passages_the_other_page_rests() -> None:
    assert [way.goal(0) for way in ways([])] == [None, None]
    assert Way().goal(300) is None


def test_between_passages_far_apart_the_other_page_rests() -> None:
    way, _ = ways([Passage(0, 100, 0, 100, 1), Passage(2_000, 2_100, 2_000, 2_100, 1)])
    assert way.goal(50) == 50
    assert way.goal(100 + REACH) == 100 + REACH
    assert way.goal(1_000) is None
    assert way.goal(2_050) == 2_050
    assert way.goal(3_000) is None


def test_the_better_of_two_that_cross_is_followed() -> None:
    way, _ = ways([Passage(0, 100, 900, 1_000, 0.9), Passage(800, 900, 0, 100, 0.4)])
    assert way.goal(0) == 900
    assert way.goal(850) is None


@given(st.integers(-20_000, 20_000), st.integers(-20_000, 20_000))
def test_easing_arrives_without_overshooting(now: int, goal: int) -> None:
    for _ in range(1_000):
        if now == goal:
            break
        after = eased(now, goal)
        assert abs(after - now) <= MOST_STEP
        assert min(now, goal) <= after <= max(now, goal)
        assert abs(goal - after) < abs(goal - now)
        now = after
    assert now == goal


@given(st.integers(0, 20_000), st.integers(100, 2_000))
def test_the_eye_comes_past_every_line_and_never_turns_back(most: int, height: int) -> None:
    places = [most * step / 200 + eye(most * step / 200, most, height) for step in range(201)]
    assert all(first <= second for first, second in pairwise(places))
    if most:
        assert places[0] == 0
        assert abs(places[-1] - (most + height)) < 1e-6
    else:
        assert 0 < places[0] < height


@given(st.lists(st.tuples(_heights, _sizes), max_size=20), _heights, _sizes)
def test_rows_finds_what_is_in_view(rows: list[tuple[int, int]], top: int, size: int) -> None:
    bounds = [(float(at), float(at + high)) for at, high in rows]
    wanted = {index for index, (begin, end) in enumerate(bounds) if end >= top and begin <= top + size}
    assert set(Rows(bounds).between(top, top + size)) == wanted
