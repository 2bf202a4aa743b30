"""Words as they are cited, and which paragraph they stand in."""

from __future__ import annotations

from diptych.model import Article, ArticleDate, Author, Block, BlockKind, DatePrecision, Span
from diptych.workspace.citing import cited, paragraph, paragraph_numbers

KINDS = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.QUOTE,
    BlockKind.TABLE,
    BlockKind.ITEM,
    BlockKind.NOTE,
)


def _article() -> Article:
    text = "\n\n".join(f"words {number}" for number in range(len(KINDS)))
    blocks = tuple(Block(kind=kind, start=9 * n, end=9 * n + 7) for n, kind in enumerate(KINDS))
    return Article(
        id=1,
        title="A quiet season",
        text_id=1,
        text=text,
        blocks=blocks,
        authors=(Author(as_printed="Ana Duarte", given="Ana", family="Duarte"),),
        outlet="Harbour Notes",
        date=ArticleDate(value="2012-03", precision=DatePrecision.MONTH),
    )


def test_headings_tables_and_notes_have_no_number() -> None:
    assert paragraph_numbers(_article().blocks) == {9: 1, 18: 2, 36: 3}


def test_a_place_is_in_the_paragraph_before_it() -> None:
    assert [paragraph(_article(), at) for at in (0, 9, 17, 18, 30, 40, 50)] == [1, 1, 1, 2, 2, 3, 3]


def test_words_are_cited_with_all_that_is_stated_of_their_source() -> None:
    assert cited(_article(), Span(17, 26)) == (
        "“words 2”\n— Ana Duarte, “A quiet season”, Harbour Notes, 2012-03, ¶ 1."
    )


def test_what_is_not_stated_is_left_out() -> None:
    bare = Article(id=1, title="Untitled", text_id=1, text="one", blocks=())
    assert cited(bare, Span(0, 3)) == "“one”\n— “Untitled”, undated, ¶ 1."
