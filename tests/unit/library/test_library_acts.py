from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.errors import LibraryError
from diptych.library import Library
from diptych.model import ArticleDate, Author, ChangeKind, Changes, Correction, DatePrecision

Add = Callable[..., int]
ALL = Correction(
    title="New title",
    subtitle="New below",
    authors=("Ann Other", "Bo Third"),
    outlet="New outlet",
    date="2018-02",
    language="ja",
    url="https://example.org/new",
)
STATED = {
    "subtitle": "Below",
    "authors": (Author(as_printed="DOE, J.", given="J.", family="Doe"),),
    "outlet": "Outlet",
    "date": ArticleDate(
        value="2017-03-06", precision=DatePrecision.DAY, as_printed="6 March", evidence="line 2"
    ),
    "language": "en",
    "url": "https://example.org/",
}


def test_tags_and_collections_are_given_and_taken(library: Library, add: Add) -> None:
    a, b = add("a"), add("b")
    library.tag([a, b], "  two   words ")
    library.collect([a], "Case")
    assert library.article(a).tags == ("two words",)
    assert library.article(a).collections == ("Case",)
    library.untag([a], "two words")
    library.uncollect([a], "Case")
    assert library.article(a).tags == library.article(a).collections == ()
    assert library.article(b).tags == ("two words",)


@pytest.mark.parametrize("name", ["", "  \t", "\x00", "x" * 201])
def test_a_name_that_is_none_is_refused(library: Library, add: Add, name: str) -> None:
    id_ = add()
    with pytest.raises(LibraryError, match="tag"):
        library.tag([id_], name)
    with pytest.raises(LibraryError, match="collection"):
        library.collect([id_], name)


def test_an_accent_is_the_same_however_it_is_made(library: Library, add: Add) -> None:
    id_ = add()
    library.tag([id_], "caf\u00e9")
    assert not library.tag([id_], "cafe\u0301").label
    assert library.article(id_).tags == ("caf\u00e9",)


def test_the_analysts_facts_stand_over_the_stated(library: Library, add: Add) -> None:
    id_ = add("Title", **STATED)
    changes = library.correct(id_, ALL)
    article, (summary,) = library.article(id_), library.articles()

    assert changes.kinds == {ChangeKind.METADATA}
    assert (article.title, article.subtitle, article.outlet) == ("New title", "New below", "New outlet")
    assert [author.name for author in article.authors] == ["Ann Other", "Bo Third"]
    assert (article.language, article.url) == ("ja", "https://example.org/new")
    assert article.date == ArticleDate(
        value="2018-02",
        precision=DatePrecision.MONTH,
        as_printed="6 March",
        evidence="corrected by the analyst",
    )
    assert article.corrected == ("title", "subtitle", "authors", "outlet", "date", "language", "url")
    assert (summary.title, summary.authors, summary.outlet, summary.date, summary.language) == (
        "New title",
        ("Ann Other", "Bo Third"),
        "New outlet",
        "2018-02",
        "ja",
    )


def test_a_correction_equal_to_the_stated_takes_it_back(library: Library, add: Add) -> None:
    id_ = add("Title", **STATED)
    before = library.article(id_)
    library.correct(id_, ALL)
    library.correct(id_, Correction(title="Title", date="2017-03-06"))
    assert library.article(id_).corrected == ("subtitle", "authors", "outlet", "language", "url")
    assert library.article(id_).date == before.date
    library.correct(
        id_,
        Correction(
            subtitle="Below", authors=("J. Doe",), outlet="Outlet", language="en", url="https://example.org/"
        ),
    )
    assert library.article(id_) == before


def test_a_fact_can_be_corrected_to_none(library: Library, add: Add) -> None:
    id_ = add("Title", **STATED)
    library.correct(id_, Correction(subtitle="", authors=(), outlet="", date="", language="", url=""))
    article = library.article(id_)
    assert (article.subtitle, article.authors, article.outlet, article.language, article.url) == (
        "",
        (),
        "",
        "",
        "",
    )
    assert (article.date.value, article.date.precision) == (None, DatePrecision.NONE)
    assert library.articles()[0].date is None


@pytest.mark.parametrize(
    "wrong",
    [
        "2017-13",
        "2017-02-30",
        "17-03-06",
        "2017-3-6",
        "06/03/2017",
        "soon",
        "0000",
        "2017-03-06T25:00",
        "２０１７",
    ],
)
def test_a_date_that_is_none_is_refused(library: Library, add: Add, wrong: str) -> None:
    id_ = add()
    with pytest.raises(LibraryError, match="no date"):
        library.correct(id_, Correction(date=wrong))
    assert library.article(id_).corrected == ()


@pytest.mark.parametrize("date", ["2017", "2017-03", "2017-03-06", "2017-03-06T14:30", "0999"])
def test_a_date_is_kept_to_its_precision(library: Library, add: Add, date: str) -> None:
    id_ = add()
    library.correct(id_, Correction(date=date))
    assert library.article(id_).date.value == date


def test_a_title_cannot_be_corrected_to_nothing(library: Library, add: Add) -> None:
    with pytest.raises(LibraryError, match="missing"):
        library.correct(add(), Correction(title=" "))


def test_what_changes_nothing_is_no_act(library: Library, add: Add) -> None:
    id_ = add()
    library.tag([id_], "t")
    library.bin([id_])
    before = library.change_number(), library.history()
    for changes in (
        library.tag([id_], "t"),
        library.untag([id_], "other"),
        library.uncollect([id_], "none"),
        library.bin([id_]),
        library.mark_read([id_], False),
        library.correct(id_, Correction()),
        library.correct(id_, Correction(title="A title")),
        library.tag([], "t"),
    ):
        assert changes == Changes(number=before[0])
    assert (library.change_number(), library.history()) == before


def test_an_act_that_changes_nothing_leaves_what_can_be_redone(library: Library, add: Add) -> None:
    id_ = add()
    library.tag([id_], "t")
    library.undo()
    library.untag([id_], "t")
    assert library.redo_label()


def test_changes_say_what_was_touched(library: Library, add: Add) -> None:
    a, b = add("a"), add("b")
    number = library.change_number()
    for changes, kind, label in (
        (library.tag([a, b], "t"), ChangeKind.TAGS, "Tag 2 articles “t”"),
        (library.untag([a, b], "t"), ChangeKind.TAGS, "Remove tag “t” from 2 articles"),
        (library.collect([a, b], "C"), ChangeKind.COLLECTIONS, "Add 2 articles to “C”"),
        (library.uncollect([a, b], "C"), ChangeKind.COLLECTIONS, "Take 2 articles out of “C”"),
        (library.mark_read([a, b], True), ChangeKind.READ_STATE, "Mark 2 articles read"),
        (library.mark_read([a, b], False), ChangeKind.READ_STATE, "Mark 2 articles unread"),
        (library.bin([a, b]), ChangeKind.ARTICLES, "Move 2 articles to the bin"),
        (library.restore([a, b]), ChangeKind.ARTICLES, "Restore 2 articles from the bin"),
    ):
        number += 1
        assert changes == Changes(
            number=number, articles=frozenset({a, b}), kinds=frozenset({kind}), label=label
        )
    assert library.tag([a], "one").label == "Tag an article “one”"


def test_the_index_hears_only_of_what_it_holds(library: Library, add: Add) -> None:
    a, b = add("a"), add("b")
    assert library.changed_since(0) == [a, b]
    seen = library.change_number()
    library.tag([a], "t")
    library.collect([a], "C")
    library.mark_read([a], True)
    library.set_meta("key", "value")
    assert library.changed_since(seen) == []
    for act in (
        lambda: library.correct(a, Correction(outlet="New")),
        lambda: library.bin([a]),
        library.undo,
        library.redo,
        lambda: library.restore([a]),
    ):
        seen = library.change_number()
        act()
        assert library.changed_since(seen) == [a]
    assert library.changed_since(library.change_number()) == []


def test_a_change_number_only_grows_and_lasts(library_folder: Path, library: Library, add: Add) -> None:
    numbers = [library.change_number()]
    for act in (add, lambda: library.tag([1], "t"), library.undo, library.redo):
        act()
        numbers.append(library.change_number())
    assert numbers == sorted(set(numbers))
    library.close()
    with Library.open(library_folder) as again:
        assert again.change_number() == numbers[-1]
