"""Days and places: to and fro, zooming within bounds, marks with room, statements that share a place."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diptych.model import DatePrecision, Direction, Strength
from diptych.ui.models import timescale
from diptych.ui.models.timescale import LEAST_DAYS, Scale, Span
from diptych.workspace.comparing import Point

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

days = st.dates(date(1800, 1, 1), date(2100, 1, 1))
spans = st.tuples(days, days).map(lambda two: timescale.whole(min(two), max(two)))
widths = st.floats(80, 4000)


def point(day: date, direction: Direction = Direction.SUPPORTS, confidence: float = 0.5) -> Point:
    return Point(
        party="one",
        issue="flags",
        source=day.toordinal(),
        article=1,
        start=0,
        end=4,
        date=day.isoformat(),
        precision=DatePrecision.DAY,
        first=day,
        last=day,
        direction=direction,
        strength=Strength.CLEAR,
        confidence=confidence,
        reviewed=False,
        quote="Said",
    )


dates_ = st.dates(date(1990, 1, 1), date(2030, 1, 1))
points = st.lists(
    st.builds(
        point, st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.sampled_from(Direction), st.floats(0, 1)
    ),
    max_size=60,
)


@given(spans, widths, st.floats(0, 1))
def test_a_day_is_found_again_where_it_stands(span: Span, width: float, part: float) -> None:
    scale = Scale(span, 100, width)
    day = span.start + part * span.days
    assert abs(scale.day(scale.x(day)) - day) < 0.01
    assert 100 - 0.01 <= scale.x(day) <= 100 + width + 0.01


@given(spans, st.floats(0.01, 20), st.floats(0, 1))
def test_zooming_stays_within_what_is_known(bounds: Span, factor: float, part: float) -> None:
    around = bounds.start + part * bounds.days
    found = timescale.zoomed(bounds, factor, around, bounds)
    assert bounds.start - 0.01 <= found.start < found.end <= bounds.end + 0.01
    assert found.days >= min(LEAST_DAYS, bounds.days) - 0.01


@given(spans, st.floats(-4e5, 8e5), st.floats(0, 1e6))
def test_any_wish_for_a_time_is_met_within_bounds(bounds: Span, start: float, length: float) -> None:
    found = timescale.within(Span(start, start + length), bounds)
    assert bounds.start - 0.01 <= found.start < found.end <= bounds.end + 0.01


@given(spans, widths)
def test_marks_stand_apart_in_order_and_in_sight(span: Span, width: float) -> None:
    scale = Scale(span, 0, width)
    marks = timescale.ticks(scale, 60, MONTHS)
    places = [scale.x(mark.day) for mark in marks]
    assert all(-0.01 <= place <= width + 0.01 for place in places)
    assert all(after - before > 50 for before, after in pairwise(places))
    assert len({mark.words for mark in marks}) == len(marks)


@given(points, widths)
def test_every_statement_in_sight_stands_in_one_place_only(said: list[Point], width: float) -> None:
    span = timescale.whole(date(1990, 1, 1), date(2030, 1, 1))
    found = timescale.stops(said, Scale(span, 0, width), 20)
    placed = [each for stop in found for each in stop.points]
    assert sorted(map(repr, placed)) == sorted(map(repr, said))
    assert all({each.direction for each in stop.points} == {stop.direction} for stop in found)
    for direction in Direction:
        places = [stop.x for stop in found if stop.direction is direction]
        assert all(after - before >= 20 for before, after in pairwise(places))


@given(points, widths)
def test_the_line_goes_through_leaning_stops_from_left_to_right(said: list[Point], width: float) -> None:
    span = timescale.whole(date(1990, 1, 1), date(2030, 1, 1))
    found = timescale.stops(said, Scale(span, 0, width), 20)
    leading = [stop for stop in found if stop.leads]
    assert [stop.x for stop in leading] == sorted(stop.x for stop in leading)
    assert Direction.NEUTRAL not in {stop.direction for stop in leading}
    assert bool(leading) == any(each.direction is not Direction.NEUTRAL for each in said)


def test_of_statements_over_one_another_the_surest_leads() -> None:
    day = date(2015, 5, 5)
    span = timescale.whole(date(2010, 1, 1), date(2020, 1, 1))
    said = [point(day, Direction.OPPOSES, 0.3), point(day, Direction.OFFERS, 0.9)]
    found = timescale.stops(said, Scale(span, 0, 800), 20)
    assert [stop.direction for stop in found if stop.leads] == [Direction.OFFERS]


def test_many_statements_make_few_stops() -> None:
    said = [point(date.fromordinal(729_000 + at % 3000), list(Direction)[at % 6]) for at in range(5000)]
    span = timescale.whole(date.fromordinal(729_000), date.fromordinal(732_000))
    found = timescale.stops(said, Scale(span, 0, 1000), 20)
    assert sum(len(stop.points) for stop in found) == 5000
    assert len(found) <= 6 * 51


def test_the_direction_held_before_is_the_last_that_leans() -> None:
    said = [
        point(date(2010, 1, 1), Direction.OPPOSES),
        point(date(2012, 1, 1), Direction.NEUTRAL),
        point(date(2015, 1, 1), Direction.OFFERS),
    ]
    assert timescale.held_before(said, date(2013, 1, 1).toordinal()) is Direction.OPPOSES
    assert timescale.held_before(said, date(2009, 1, 1).toordinal()) is None


def test_nothing_dated_still_has_a_time_to_show() -> None:
    span = timescale.whole(None, None)
    assert span.days > 0
    assert timescale.stops([], Scale(span, 0, 500), 20) == []
