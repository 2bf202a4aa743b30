"""The builder of canonical texts."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.importing.canonical import Canonical, Mark, Part, Piece, Pieces, build, line
from diptych.model import Block, BlockKind, Run, Span, Style

_UNFIT = "\u2028\u2029\ufdd0\ufdd1\ufffc\ud800\udfff\x00\x1c\x1d\x1e\x1f"
_TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            " \u00a0\t\n\r\u0301\u0327e\u1100\u1161\u11a8\u09c7\u09be\ufeff\u00ad\u3000" + _UNFIT
        ),
    ),
    max_size=12,
)
_MARKS = st.lists(st.sampled_from([Mark(style, "x" * (style is Style.LINK)) for style in Style]), max_size=2)
_PIECES = st.lists(st.builds(Piece, _TEXTS, _MARKS.map(tuple)), max_size=4).map(tuple)
_ROWS = st.lists(st.lists(_PIECES, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple)
_PLAIN_KINDS = [kind for kind in BlockKind if kind is not BlockKind.TABLE]
_PARTS = st.lists(
    st.one_of(
        st.builds(Part, st.sampled_from(_PLAIN_KINDS), _PIECES, st.integers(0, 6), _TEXTS),
        st.builds(lambda rows: Part(BlockKind.TABLE, rows=rows), _ROWS),
    ),
    max_size=4,
)


def _paragraph(*pieces: Piece | str) -> Part:
    return Part(
        BlockKind.PARAGRAPH, tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces)
    )


def _again(built: Canonical) -> list[Part]:
    """The parts of which a built text consists."""
    return [_part(built.text, block) for block in built.blocks]


def _part(text: str, block: Block) -> Part:
    if block.rows:
        rows = tuple(tuple(_pieces(text, cell, block.runs) for cell in row) for row in block.rows)
        return Part(block.kind, rows=rows, level=block.level, marker=block.marker)
    pieces = _pieces(text, Span(block.start, block.end), block.runs)
    return Part(block.kind, pieces, block.level, block.marker)


def _pieces(text: str, span: Span, runs: tuple[Run, ...]) -> Pieces:
    inside = [run for run in runs if span.start <= run.start and run.end <= span.end]
    edges = sorted({*span, *(edge for run in inside for edge in (run.start, run.end))})
    return tuple(
        Piece(
            text[a:b], tuple(Mark(run.style, run.target) for run in inside if run.start <= a and b <= run.end)
        )
        for a, b in pairwise(edges)
    )


@settings(max_examples=60, deadline=None)
@given(_PARTS)
def test_blocks_rebuild_the_text(parts: list[Part]) -> None:
    text, blocks = build(parts)
    assert "\n\n".join(text[block.start : block.end] for block in blocks) == text
    end = -2
    for block in blocks:
        assert block.start == end + 2
        assert block.end > block.start
        assert text[block.start : block.end].strip()
        assert "\n\n" not in text[block.start : block.end]
        end = block.end


@settings(max_examples=60, deadline=None)
@given(_PARTS)
def test_runs_and_cells_lie_in_their_block_and_hold_something(parts: list[Part]) -> None:
    text, blocks = build(parts)
    for block in blocks:
        assert list(block.runs) == sorted(block.runs, key=lambda run: (run.start, -run.end, run.style))
        for run in block.runs:
            assert block.start <= run.start < run.end <= block.end
            assert text[run.start : run.end] == text[run.start : run.end].strip()
        cells = [cell for row in block.rows for cell in row]
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in cells)
        assert all(one.end + 1 == other.start for one, other in pairwise(cells))
        rows = ["\t".join(text[a:b] for a, b in row) for row in block.rows]
        assert not rows or "\n".join(rows) == text[block.start : block.end]


@settings(max_examples=60, deadline=None)
@given(_PARTS)
def test_the_text_is_clean(parts: list[Part]) -> None:
    text, _ = build(parts)
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set(_UNFIT + "\u00a0\r\x0b\x0c\x85\ufeff\u00ad")
    assert "  " not in text
    assert " \n" not in text
    assert "\n " not in text
    text.encode()


@settings(max_examples=60, deadline=None)
@given(_PARTS)
def test_building_a_built_text_changes_nothing(parts: list[Part]) -> None:
    built = build(parts)
    again = build(_again(built))
    assert again.text == built.text
    assert [(b.kind, b.start, b.end, b.level, b.marker, b.rows) for b in again.blocks] == [
        (b.kind, b.start, b.end, b.level, b.marker, b.rows) for b in built.blocks
    ]


@given(_TEXTS)
def test_a_clean_line_stays_as_it_is(text: str) -> None:
    once = line(text)
    assert line(once) == once
    assert "\n" not in once


def test_quotes_dashes_and_spelling_stay() -> None:
    text = '“Curly” and "straight", ‘single’ – en — em … 17.000 ﬁ № teh'
    assert build([_paragraph(text)]).text == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u00a0b", "a b"),
        ("a \t \u00a0 b", "a b"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one \n\n \n two", "one\ntwo"),
        ("Hokkaido\u0304", "Hokkaidō"),
        ("a\u2028b\u2029c", "a\ufffdb\ufffdc"),
        ("a\ufdd0\ufdd1\ufffc", "a\ufffd\ufffd\ufffd"),
        ("a\ud800b", "a\ufffdb"),
        ("a\x1cb\x00", "a\ufffdb\ufffd"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("\u3000漢字\u3000仮名", "漢字\u3000仮名"),
    ],
)
def test_characters(raw: str, clean: str) -> None:
    assert build([_paragraph(raw)]).text == clean


def test_runs_do_not_hold_the_blanks_at_their_ends_and_neighbours_are_one() -> None:
    strong, emphasis = Mark(Style.STRONG), Mark(Style.EMPHASIS)
    text, (block,) = build(
        [_paragraph("a ", Piece(" bold ", (strong,)), Piece("and both", (strong, emphasis)), " end")]
    )
    assert text == "a bold and both end"
    assert [(text[run.start : run.end], run.style) for run in block.runs] == [
        ("bold and both", Style.STRONG),
        ("and both", Style.EMPHASIS),
    ]


def test_a_letter_and_its_accent_in_different_pieces_become_one() -> None:
    text, (block,) = build([_paragraph("caf", Piece("e", (Mark(Style.STRONG),)), "\u0301 noir")])
    assert text == "café noir"
    assert [text[run.start : run.end] for run in block.runs] == ["é"]


def test_a_table_is_cells_between_tabs_and_rows_on_lines() -> None:
    rows = (
        ((Piece("Year"),), (Piece("Ships\nin all"),)),
        ((Piece(" "),), ()),
        ((Piece("2016"),), (Piece(""),)),
    )
    text, (block,) = build([Part(BlockKind.TABLE, rows=rows)])
    assert text == "Year\tShips in all\n2016\t"
    assert block.rows == ((Span(0, 4), Span(5, 17)), (Span(18, 22), Span(23, 23)))


def test_parts_without_a_visible_character_are_left_out() -> None:
    text, blocks = build([_paragraph(" \u00a0"), _paragraph("x"), Part(BlockKind.TABLE, rows=(((),),))])
    assert text == "x"
    assert len(blocks) == 1
