"""Passages of two texts that belong together."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.analysis.alignment import Rarity, Side, align
from diptych.model import AlignedPair, Block, BlockKind, Span

_WORDS = """
harbour ferry minister signed treaty Geneva Lisbon 12 3 May 2014 on 7 June 2015 in 1956 grain quota talks
otters river cannery third round protested Anna Borg the of was 条約 島 остров договор
"""

paragraphs = st.lists(
    st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=30).map(" ".join), min_size=0, max_size=8
)
dates = st.sampled_from([None, "2014", "2014-05", "2014-05-04"])


def side(*texts: str, date: str | None = None, kind: BlockKind = BlockKind.PARAGRAPH) -> Side:
    blocks, start = [], 0
    for text in texts:
        blocks.append(Block(kind=kind, start=start, end=start + len(text)))
        start += len(text) + 2
    return Side(text="\n\n".join(texts), blocks=tuple(blocks), date=date)


def aligned(left: Side, right: Side) -> list[tuple[str, str]]:
    return [
        (left.text[slice(*pair.left)], right.text[slice(*pair.right)])
        for pair in align(left, right, Rarity())
    ]


SIGNED = "The grain treaty was signed in Geneva on 3 May 2014 by Anna Borg and the envoy of the south."
RETOLD = "In Geneva, on 3 May 2014, Anna Borg put her name to the treaty on grain."
OTTERS = "Otters have come back to the upper river, and the anglers complain of torn nets."
CANNERY = "The cannery on the quay will close after the season; sixty women lose their work."


def test_a_passage_goes_with_its_retelling_and_the_rest_stands_alone() -> None:
    left = side(OTTERS, SIGNED, "Nobody knows what the winter brings.")
    right = side(CANNERY, "Bread is dear.", RETOLD)
    assert aligned(left, right) == [(SIGNED, RETOLD)]


def test_the_same_place_and_people_in_another_year_are_kept_apart() -> None:
    other = SIGNED.replace("2014", "2009")
    assert aligned(side(SIGNED), side(other)) == []
    assert aligned(side(SIGNED), side(RETOLD)) == [(SIGNED, RETOLD)]


def test_a_third_round_is_no_fifth() -> None:
    third = "At the third round of the grain talks in Lisbon the quota was halved."
    again = "The quota was halved in Lisbon when the grain talks went into their third round."
    fifth = "At the fifth round of the grain talks in Lisbon the quota was halved."
    (same,) = align(side(third), side(again), Rarity())
    assert all(pair.score < same.score for pair in align(side(fifth), side(again), Rarity()))


def test_a_weekday_is_read_by_the_date_of_its_article() -> None:
    monday = "On Monday the ferry Etna struck a pier at Lisbon and eleven people were hurt."
    day = "Eleven were hurt on 12 May 2014, when the Etna struck a pier at Lisbon."
    near = align(side(monday, date="2014-05-13"), side(day), Rarity())
    far = align(side(monday, date="2016-08-30"), side(day), Rarity())
    assert len(near) == 1
    assert not far or far[0].score < near[0].score


def test_headings_notes_and_tables_are_no_passages() -> None:
    for kind in (BlockKind.HEADING, BlockKind.NOTE, BlockKind.TABLE):
        assert aligned(side(SIGNED, kind=kind), side(RETOLD)) == []
    for kind in (BlockKind.QUOTE, BlockKind.ITEM):
        assert aligned(side(SIGNED, kind=kind), side(RETOLD)) == [(SIGNED, RETOLD)]


def test_a_long_paragraph_is_aligned_in_pieces() -> None:
    filler = "The harbour was quiet and the gulls went from roof to roof in the rain. " * 20
    long = f"{filler}{SIGNED} {filler}".strip()
    (pair,) = align(side(long), side(RETOLD), Rarity())
    assert SIGNED in long[slice(*pair.left)]
    assert len(long[slice(*pair.left)]) < len(long) / 2


def test_many_passages_may_go_with_one() -> None:
    whole = f"{SIGNED} {CANNERY}"
    assert len(align(side(whole), side(RETOLD, OTTERS, CANNERY), Rarity())) == 2


def test_it_reaches_across_languages_by_dates_and_numbers() -> None:
    russian = "3 мая 2014 года в Женеве было 417 делегатов, подписан договор."
    english = "417 delegates were in Geneva when the treaty was signed on 3 May 2014."
    other = "In Geneva 12 delegates left the room when the treaty came up on 3 May 2009."
    assert aligned(side(russian), side(english)) == [(russian, english)]
    assert aligned(side(russian), side(other)) == []


def test_empty_texts_have_no_pairs() -> None:
    assert align(side(), side(), Rarity()) == ()
    assert align(side(SIGNED), side(), Rarity()) == ()
    assert align(side(""), side("…"), Rarity()) == ()


def test_what_is_common_in_the_library_tells_less() -> None:
    common = Rarity(articles=1000, words=lambda _: 900)
    (rare,) = align(side(SIGNED), side(RETOLD), Rarity())
    assert all(pair.score < rare.score for pair in align(side(SIGNED), side(RETOLD), common))


@settings(max_examples=50)
@given(paragraphs, paragraphs, dates, dates)
def test_swapping_the_sides_swaps_the_pairs(
    left: list[str], right: list[str], one: str | None, other: str | None
) -> None:
    first, second = side(*left, date=one), side(*right, date=other)
    there, back = align(first, second, Rarity()), align(second, first, Rarity())
    swapped = {AlignedPair(left=pair.right, right=pair.left, score=pair.score) for pair in back}
    assert set(there) == swapped
    assert there == align(first, second, Rarity())


@settings(max_examples=50)
@given(paragraphs, paragraphs)
def test_spans_lie_in_blocks_and_scores_between_a_half_and_one(left: list[str], right: list[str]) -> None:
    first, second = side(*left), side(*right)
    pairs = align(first, second, Rarity())
    assert list(pairs) == sorted(pairs, key=lambda pair: (pair.left, pair.right))
    for pair in pairs:
        assert 0.5 <= pair.score <= 1
        for span, of in ((pair.left, first), (pair.right, second)):
            assert any(block.start <= span.start < span.end <= block.end for block in of.blocks)


@settings(max_examples=50)
@given(paragraphs, paragraphs, st.randoms())
def test_the_order_of_paragraphs_does_not_matter(left: list[str], right: list[str], random: Random) -> None:
    def said(of: list[str]) -> set[tuple[str, str]]:
        return set(aligned(side(*of), side(*right)))

    shuffled = random.sample(left, len(left))
    assert said(shuffled) == said(left)


def test_a_paragraph_of_a_million_characters_does_not_hang() -> None:
    hostile = side("word " * 200_000)
    assert all(isinstance(pair.left, Span) for pair in align(hostile, hostile, Rarity()))
