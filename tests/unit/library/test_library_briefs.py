"""Briefs are kept as acts, and the names of the library are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.errors import LibraryError, NotFound
from diptych.library import Library
from diptych.model import (
    Analysis,
    Block,
    BlockKind,
    BriefItem,
    BriefItemKind,
    Draft,
    EntityKind,
    Mention,
    Span,
)

_TEXT = "The ferry sails to Port Elm twice a week, and Port Elm waits for it."


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.open(tmp_path / "library")
    blocks = (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(_TEXT)),)
    made.add(Draft(title="Ferries", text=_TEXT, blocks=blocks, importer="test"), b"ferries", "ferries.txt")
    return made


def _items(library: Library) -> list[BriefItem]:
    text = library.article(1).text_id
    return [
        BriefItem(kind=BriefItemKind.ISSUE, content="fish"),
        BriefItem(kind=BriefItemKind.EXCERPT, content="a note", text_id=text, start=4, end=9),
        BriefItem(kind=BriefItemKind.WORDS, content="In short."),
    ]


def test_a_brief_is_kept_with_its_quotes_and_can_be_undone(library: Library, tmp_path: Path) -> None:
    id_, changes = library.make_brief("  On\nferries ", _items(library))
    assert changes.label == "Make the brief “On ferries”"
    library.close()
    with Library.open(tmp_path / "library") as again:
        brief = again.brief(id_)
        assert [(item.kind, item.content, item.quote, item.broken) for item in brief.items] == [
            ("issue", "fish", "", False),
            ("excerpt", "a note", "ferry", False),
            ("words", "In short.", "", False),
        ]
        assert brief.items[1].article == 1
        again.undo()
        assert again.briefs() == []
        again.redo()
        assert again.briefs() == [brief]
        again.remove_brief(id_)
        with pytest.raises(NotFound):
            again.brief(id_)
        again.undo()
        assert again.brief(id_) == brief


def test_a_brief_needs_a_title_and_spans_that_are_there(library: Library) -> None:
    with library:
        with pytest.raises(LibraryError):
            library.make_brief("  ", [])
        text = library.article(1).text_id
        bad = BriefItem(kind=BriefItemKind.EXCERPT, text_id=text, start=0, end=len(_TEXT) + 1)
        with pytest.raises(ValueError, match="not in a text"):
            library.make_brief("Bad", [bad])
        assert library.briefs() == []


def test_names_are_counted_over_the_articles_outside_the_bin(library: Library) -> None:
    with library:
        starts = [_TEXT.index("Port Elm"), _TEXT.rindex("Port Elm")]
        mentions = tuple(
            Mention(
                start=start,
                end=start + 8,
                text="Port Elm",
                entity="elm",
                name="Port Elm",
                kind=EntityKind.PLACE,
                party=None,
            )
            for start in starts
        )
        text = library.article(1).text_id
        library.save_analysis(text, Analysis(sentences=(), mentions=mentions, positions=()), "hash")
        (count,) = library.entity_counts()
        assert (count.key, count.mentions, count.articles) == ("elm", 2, 1)
        assert library.entity_counts(EntityKind.PERSON) == []
        assert library.entity_count("elm") == count
        assert library.mentions_of("elm") == [(1, Span(start, start + 8)) for start in starts]
        library.bin([1])
        assert library.entity_counts() == []
        assert library.entity_count("elm") is None
