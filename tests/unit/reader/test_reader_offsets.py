"""The offset map: exact where it is exact, and sensible elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.model import Span
from diptych.ui.reader.offsets import OffsetMap

_TEXTS = st.text(alphabet=st.sampled_from("ab \u00e9\u4e2d\U0001f600\U00020000"), max_size=60)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@st.composite
def _maps(draw: st.DrawFn) -> tuple[str, OffsetMap, list[str | None]]:
    """A text, its map, and the page as a list of UTF-16 units, None for what the text does not hold."""
    blocks = draw(st.lists(_TEXTS, min_size=1, max_size=6))
    text = "\n\n".join(blocks)
    made = OffsetMap(text)
    page: list[str | None] = [None] * draw(st.integers(0, 5))
    at = 0
    for block in blocks:
        made.add(at, at + len(block), len(page))
        for char in block:
            page += [char] * _units(char)
        page += [None] * draw(st.integers(1, 4))
        at += len(block) + 2
    return text, made, page


@given(_maps())
def test_each_character_stands_where_the_map_says(case: tuple[str, OffsetMap, list[str | None]]) -> None:
    text, made, page = case
    before = -1
    for segment in made.segments:
        for position in range(segment.start, segment.end):
            qt = made.to_qt(position)
            assert page[qt] == text[position]
            assert qt > before
            assert made.to_canonical(qt) == position
            before = qt


@given(_maps())
def test_the_second_unit_belongs_to_its_character(case: tuple[str, OffsetMap, list[str | None]]) -> None:
    text, made, _ = case
    for segment in made.segments:
        for position in range(segment.start, segment.end):
            if text[position] > "\uffff":
                assert made.to_canonical(made.to_qt(position) + 1) == position


@given(_maps(), st.data())
def test_a_span_covers_exactly_its_characters(
    case: tuple[str, OffsetMap, list[str | None]], data: st.DataObject
) -> None:
    text, made, page = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, after = made.span_to_qt(Span(start, end))
    covered = "".join(unit for unit in page[first:after] if unit is not None)
    wanted = "".join(char * _units(char) for char in text[start:end] if char != "\n")
    assert covered == wanted


@given(_maps(), st.integers(-5, 400))
def test_both_ways_stay_inside(case: tuple[str, OffsetMap, list[str | None]], position: int) -> None:
    text, made, page = case
    assert 0 <= made.to_qt(position) <= len(page)
    assert 0 <= made.to_canonical(position) <= len(text)


def test_an_end_is_before_the_next_block() -> None:
    made = OffsetMap("one\n\ntwo")
    made.add(0, 3, 0)
    made.add(5, 8, 4)
    assert made.span_to_qt(Span(0, 3)) == (0, 3)
    assert made.span_to_qt(Span(2, 6)) == (2, 5)
    assert made.to_qt(4) == 3


def test_an_empty_map_is_at_the_start() -> None:
    made = OffsetMap("")
    assert made.to_qt(7) == 0
    assert made.to_canonical(7) == 0
    assert made.end == 0


def test_segments_come_in_order() -> None:
    made = OffsetMap("one\n\ntwo")
    made.add(5, 8, 4)
    with pytest.raises(ValueError, match="before the end"):
        made.add(0, 3, 9)
    with pytest.raises(ValueError, match="before the end"):
        made.add(8, 8, 5)
