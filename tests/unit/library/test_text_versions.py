from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.errors import NotFound
from diptych.library import Library
from diptych.library.quotes import Cut, cut
from diptych.library.versions import found_again
from diptych.model import (
    Analysis,
    ChangeKind,
    Changes,
    Direction,
    Draft,
    Dropped,
    Override,
    Renewal,
    Span,
    Verdict,
    Voice,
)

Add = Callable[..., int]
MakeDraft = Callable[..., Draft]
OLD = "The first words. Share this! The minister said no. The last words."
NEW = "Before it all. The first words. The minister said no. The last words, said again: words."


def verdict(start: int, end: int) -> Override:
    return Override(
        text_id=1,
        start=start,
        end=end,
        holder="h",
        issue="i",
        verdict=Verdict.CONFIRMED,
        party="p",
        voice=Voice.OFFICIAL,
        direction=Direction.OPPOSES,
    )


@pytest.fixture
def article(library: Library, add: Add) -> int:
    """An article whose old text has two marks and a verdict that a new text keeps, and one that it loses."""
    id_ = add("a", OLD)
    for quote in ("first words", "Share this", "said no"):
        start = OLD.index(quote)
        library.add_highlight(1, Span(start, start + len(quote)), 1, quote)
    start = OLD.index("The minister")
    library.override(verdict(start, start + 21))
    library.override(verdict(OLD.index("Share"), OLD.index("Share") + 5))
    library.save_analysis(1, Analysis(sentences=(), mentions=(), positions=()), "hash")
    return id_


def test_what_still_matches_goes_along_and_the_rest_is_listed(
    library: Library, article: int, draft: MakeDraft
) -> None:
    made = draft("other title", NEW, dropped=(Dropped(line=2, text="Share this!", reason="a button"),))
    renewal, changes = library.renew_text(article, made)

    now = library.article(article)
    assert (now.text, now.version, now.text_id, now.title) == (NEW, 2, 2, "a")
    assert (now.dropped, now.words) == (made.dropped, 16)
    assert (renewal.text_id, renewal.carried) == (2, 3)
    assert [each.note for each in renewal.lost_highlights] == ["Share this"]
    assert [each.quote for each in renewal.lost_verdicts] == ["Share"]
    marks = {each.note: (each.text_id, each.start, each.broken) for each in library.highlights(article)}
    assert marks == {
        "Share this": (1, OLD.index("Share this"), False),
        "first words": (2, NEW.index("first words"), False),
        "said no": (2, NEW.index("said no"), False),
    }
    assert changes.label == "Renew a text"
    assert changes.touches(ChangeKind.TEXTS)
    assert changes.touches(ChangeKind.HIGHLIGHTS)
    assert library.changed_since(changes.number - 1) == [article]
    assert library.pending_analysis("hash") == [article]
    assert library.check() == []


def test_it_is_undone_and_done_again(library: Library, article: int, draft: MakeDraft) -> None:
    def state() -> object:
        return library.article(article), library.highlights(article), library.overrides([article])

    before = state()
    library.renew_text(article, draft("a", NEW))
    after = state()
    library.undo()
    assert state() == before
    assert library.pending_analysis("hash") == []
    library.redo()
    assert state() == after


def test_a_text_that_is_the_same_is_no_act(library: Library, article: int, draft: MakeDraft) -> None:
    number = library.change_number()
    assert library.renew_text(article, draft("a", OLD)) == (Renewal(text_id=1), Changes(number=number))
    library.renew_text(article, draft("a", NEW))
    library.undo()
    renewal, _ = library.renew_text(article, draft("a", NEW))
    assert renewal.text_id == 2, "a version that was made once is used again"


def test_two_verdicts_that_meet_are_not_made_one(library: Library, add: Add, draft: MakeDraft) -> None:
    id_ = add("a", "no and no")
    library.override(verdict(0, 2))
    library.override(verdict(7, 9))
    renewal, _ = library.renew_text(id_, draft("a", "there is no more"))
    assert (renewal.carried, len(renewal.lost_verdicts)) == (1, 1)
    assert library.check() == []


def test_an_article_that_is_not_there_is_said_so(library: Library, draft: MakeDraft) -> None:
    with pytest.raises(NotFound, match="no article 9"):
        library.renew_text(9, draft())


def test_the_text_around_decides_between_places() -> None:
    mark = cut("He said no. She said no. They said yes.", 19, 23)
    assert found_again(mark, "He said no. She said no. They said yes.") == (19, 23)
    assert found_again(mark, "She said no. And he said no.") is None
    assert found_again(mark, "They all said yes.") is None


@given(st.text("ab ", max_size=30), st.text("ab ", min_size=1, max_size=80), st.data())
def test_a_quote_is_found_only_where_it_is_read(new: str, old: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    mark = cut(old, start, data.draw(st.integers(start + 1, len(old))))
    span = found_again(mark, new)
    if span is not None:
        assert new[span.start : span.end] == mark.quote
        alone = new.find(mark.quote) == new.rfind(mark.quote)
        assert alone or cut(new, *span)[2:] == mark[2:]
    assert found_again(mark, old) in (None, (mark.start, mark.end))


@given(st.text(max_size=40), st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_a_quote_that_was_moved_whole_is_found(before: str, quote: str, more: str) -> None:
    old = f"{before}<{quote}>{before}"
    mark: Cut = cut(old, len(before), len(before) + len(quote) + 2)
    new = more.replace("<", "") + old
    place = len(new) - len(old) + len(before)
    if new.count(mark.quote) == 1:
        assert found_again(mark, new) == (place, place + len(mark.quote))
