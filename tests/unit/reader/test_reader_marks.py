"""The marks of a layer are found by range."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diptych.model import Span
from diptych.ui.reader.marks import Layer, Mark, Marks

_SPANS = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 50), st.integers(1, 20))
)


@given(_SPANS, st.integers(0, 60), st.integers(1, 30))
def test_touching_is_what_shares_a_character(spans: list[Span], start: int, length: int) -> None:
    marks = Marks(spans)
    found = sorted(marks.span(index) for index in marks.touching(start, start + length))
    assert found == sorted(span for span in spans if span.start < start + length and span.end > start)


@given(_SPANS, st.integers(0, 80))
def test_the_next_one_goes_round(spans: list[Span], position: int) -> None:
    marks = Marks(spans)
    after = sorted(span.start for span in spans if span.start >= position)
    index = marks.next_after(position)
    if not spans:
        assert index == -1
    elif after:
        assert marks.starts[index] == after[0]
    else:
        assert index == 0


def test_data_stays_with_its_mark() -> None:
    marks = Marks([Mark(9, 12, Layer.ENTITIES, "place"), Mark(1, 3, Layer.ENTITIES, "person")])
    assert marks.data == ["person", "place"]
    assert len(marks) == 2


@given(st.lists(st.integers(0, 50), unique=True).map(sorted), st.integers(1, 4), st.integers(0, 60))
def test_marks_of_one_length_are_marks(starts: list[int], length: int, position: int) -> None:
    even, plain = Marks.of_length(starts, length), Marks([Span(start, start + length) for start in starts])
    assert list(even.touching(position, position + 5)) == list(plain.touching(position, position + 5))
    assert (even.starts, even.ends, even.data) == (plain.starts, plain.ends, plain.data)
