"""Marks made of what is found: lanes, statements, bars and signs in the margin."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from diptych.model import Direction, Span, Voice
from diptych.ui.reader.layers import lanes, position_marks, statements
from diptych.ui.reader.margin import bars, signs
from diptych.ui.reader.marks import Held
from diptych.ui.reader.shapes import Shape
from diptych.workspace import Evidence

LINE = 20.0
ROLES = {"north": "party1", "south": "party2", "both": "shared"}

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
    max_size=12,
).map(sorted)


def evidence(start: int, end: int, party: str, direction: Direction, *, broken: bool = False) -> Evidence:
    return Evidence(
        article=1,
        title="",
        outlet="",
        date=None,
        text_id=1,
        start=start,
        end=end,
        quote="",
        issue=f"issue of {direction}",
        party=party,
        holder=party,
        voice=Voice.OFFICIAL,
        direction=direction,
        confidence=0.5,
        quoted=False,
        reported_by=None,
        rule="",
        broken=broken,
    )


@given(spans)
def test_no_two_spans_in_one_lane_share_words(given_spans: list[Span]) -> None:
    placed = lanes(given_spans)
    assert len(placed) == len(given_spans)
    for (span, (lane, of)), later in zip(
        zip(given_spans, placed, strict=True), range(1, len(placed) + 1), strict=True
    ):
        assert 0 <= lane < of
        for other, (other_lane, other_of) in zip(given_spans[later:], placed[later:], strict=True):
            if other.start < span.end:
                assert other_lane != lane
                assert other_of == of


def test_a_span_alone_has_one_lane() -> None:
    assert lanes([Span(0, 4), Span(4, 9), Span(5, 7), Span(20, 21)]) == [(0, 1), (0, 2), (1, 2), (0, 1)]


def test_evidence_of_one_span_and_party_is_one_statement() -> None:
    found = statements(
        [
            evidence(5, 9, "south", Direction.OPPOSES),
            evidence(0, 4, "north", Direction.DEMANDS),
            evidence(0, 4, "north", Direction.OFFERS),
            evidence(0, 4, "somebody", Direction.NEUTRAL),
            evidence(7, 8, "both", Direction.SUPPORTS, broken=True),
        ],
        ROLES,
    )
    assert [(each.span, each.role, each.directions) for each in found] == [
        (Span(0, 4), "analyst", (Direction.NEUTRAL,)),
        (Span(0, 4), "party1", (Direction.DEMANDS, Direction.OFFERS)),
        (Span(5, 9), "party2", (Direction.OPPOSES,)),
    ]
    data = [mark.data for mark in position_marks(found)]
    assert data[1] == Held("party1", (Direction.DEMANDS, Direction.OFFERS), 1, 2)
    assert data[2] == Held("party2", (Direction.OPPOSES,), 0, 1)


def flowing(lengths: list[int], width: int = 40) -> tuple[list[Shape], float]:
    """Shapes of statements that follow each other in one paragraph of 40 characters a line."""
    made, at = [], 0
    for mark, length in enumerate(lengths):
        rects = []
        end = at + length
        while at < end:
            line, column = divmod(at, width)
            piece = min(end - at, width - column)
            rects.append(QRectF(column * 10, line * LINE, piece * 10, LINE))
            at += piece
        made.append(Shape(mark, tuple(rects), ()))
    return made, ((at - 1) // width + 1) * LINE


@given(st.lists(st.integers(1, 120), min_size=1, max_size=12), st.integers(1, 3))
def test_bars_and_signs_of_a_paragraph_do_not_lie_on_each_other(lengths: list[int], directions: int) -> None:
    shapes, height = flowing(lengths)
    held = [Held("party1", tuple(Direction)[:directions])] * len(shapes)
    made = bars(shapes, held, 0, 400)
    assert [bar.mark for bar in made] == list(range(len(shapes)))
    assert all(bar.rect.height() >= 3 for bar in made)
    for before, after in pairwise(made):
        assert before.rect.top() < after.rect.top()
    found = signs(shapes, held, made, height)
    assert len(found) == len(shapes) * directions
    assert all(sign.rect.right() < min(bar.rect.left() for bar in made) for sign in found)
    for one, two in pairwise(found):
        assert one.rect.top() <= two.rect.top()


def test_few_signs_stand_clear_of_each_other() -> None:
    shapes, height = flowing([100, 30, 90])
    held = [Held("party1", (Direction.SUPPORTS,))] * 3
    found = signs(shapes, held, bars(shapes, held, 0, 400), height)
    assert all(one.rect.bottom() <= two.rect.top() for one, two in pairwise(found))


def test_a_statement_that_began_before_has_its_sign_there() -> None:
    shape = Shape(0, (QRectF(0, 0, 100, LINE),), (), first=False)
    held = [Held("party1", (Direction.SUPPORTS,))]
    assert signs([shape], held, bars([shape], held, 0, 400), LINE) == []
