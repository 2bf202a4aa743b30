from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import LibraryDamaged, NotFound
from diptych.library import Library, originals
from diptych.model import (
    Article,
    ArticleDate,
    Author,
    Block,
    BlockKind,
    ChangeKind,
    Correction,
    DatePrecision,
    Draft,
    Dropped,
    Report,
    Run,
    Span,
    Style,
)

Add = Callable[..., int]

FULL = Draft(
    title="Title ‘quoted’",
    text="Head\n\nA cell\tB\n\n𝔘nicode — 日本",
    blocks=(
        Block(kind=BlockKind.HEADING, start=0, end=4, level=2),
        Block(kind=BlockKind.TABLE, start=6, end=14, rows=((Span(6, 12), Span(13, 14)),)),
        Block(
            kind=BlockKind.ITEM,
            start=16,
            end=28,
            level=1,
            marker="1.",
            runs=(Run(start=16, end=20, style=Style.LINK, target="https://example.org/"),),
        ),
    ),
    importer="markdown 3",
    subtitle="Below it",
    authors=(
        Author(as_printed="DOE, J.", given="J.", family="Doe", affiliation="A place"),
        Author(as_printed="X Y"),
    ),
    outlet="The Outlet",
    outlet_guess="Another",
    guess_evidence="the footer",
    publisher="First Publisher",
    date=ArticleDate(
        value="2017-03-06T14:31",
        precision=DatePrecision.MINUTE,
        as_printed="6 March 2017, 2.31 pm",
        evidence="line 3",
        suggestion="2017-03/2017-04",
    ),
    language="en",
    sections=("Opinion", "World"),
    tags=("b tag", "a tag"),
    url="https://example.org/a",
    reports=Report(title="Theirs", authors=("One", "Two"), outlet="Far", date="2016"),
    dropped=(Dropped(line=3, text="Share this", reason="a button"),),
    flags=("The date was read as day first.",),
)


def test_an_article_comes_back_as_it_was_read(library: Library) -> None:
    id_, changes = library.add(FULL, b"bytes", r"C:\files\a.md")

    assert library.article(id_) == Article(
        id=id_,
        text_id=1,
        version=1,
        words=7,
        source=r"C:\files\a.md",
        tags=("a tag", "b tag"),
        **{
            field: getattr(FULL, field)
            for field in FULL.__struct_fields__
            if field not in ("tags", "importer")
        },
    )
    assert library.original(id_) == ("a.md", b"bytes")
    assert changes.articles == {id_}
    assert changes.touches(ChangeKind.ARTICLES)
    assert changes.label == "Import “Title ‘quoted’”"


def test_a_summary_says_what_a_list_shows(library: Library) -> None:
    library.add(FULL, b"bytes", "/files/a.md", bundled=True)
    (summary,) = library.articles()
    assert (summary.title, summary.authors, summary.outlet) == (
        "Title ‘quoted’",
        ("J. Doe", "X Y"),
        "The Outlet",
    )
    assert (summary.date, summary.source, summary.language) == ("2017-03-06T14:31", "/files/a.md", "en")
    assert (summary.words, summary.tags) == (7, ("a tag", "b tag"))
    assert (summary.read, summary.binned, summary.bundled) == (False, False, True)


def test_the_newest_comes_first_then_by_title_and_the_undated_last(library: Library, add: Add) -> None:
    for title, date in (
        ("undated", None),
        ("year", "2017"),
        ("Beta", "2017-03-06"),
        ("alpha", "2017-03-06"),
        ("minute", "2017-03-06T10:00"),
        ("older", "2016-12"),
    ):
        add(title, date=ArticleDate(value=date, precision=_precision(date)))
    assert [each.title for each in library.articles()] == [
        "minute",
        "alpha",
        "Beta",
        "year",
        "older",
        "undated",
    ]


def _precision(date: str | None) -> DatePrecision:
    names = {0: "none", 4: "year", 7: "month", 10: "day", 16: "minute"}
    return DatePrecision(names[len(date or "")])


def test_lists_are_narrowed(library: Library, add: Add) -> None:
    a, b, c, d = (add(title) for title in "abcd")
    library.tag([a, b], "tagged")
    library.collect([b, c], "Case")
    library.mark_read([b], True)
    library.bin([d])

    def ids(**filters: Any) -> list[int]:
        return [each.id for each in library.articles(**filters)]

    assert ids() == [a, b, c]
    assert ids(tag="tagged") == [a, b]
    assert ids(collection="Case") == [b, c]
    assert ids(tag="tagged", collection="Case") == [b]
    assert ids(unread=True) == [a, c]
    assert ids(binned=True) == [d]
    assert ids(ids=[c, d, 99]) == [c]
    assert ids(ids=[]) == []
    assert ids(tag="nothing") == []


def test_an_id_that_is_none_is_said_so(library: Library, add: Add) -> None:
    id_ = add()
    for wrong in (id_ + 1, 0, -1, 2**63, -(2**70)):
        with pytest.raises(NotFound, match=f"no article {wrong} "):
            library.article(wrong)
        with pytest.raises(NotFound):
            library.mark_read([id_, wrong], True)
        with pytest.raises(NotFound):
            library.original(wrong)
    assert not library.article(id_).read
    assert library.texts([id_, 99, 2**70]).keys() == {id_}


def test_counts_leave_the_bin_out(library: Library, add: Add) -> None:
    a, b, c = (
        add(title, outlet=outlet, tags=("t",)) for title, outlet in (("a", "B"), ("b", "a"), ("c", ""))
    )
    library.collect([a, b], "Case")
    library.bin([b])
    assert library.tags() == [("t", 2)]
    assert library.collections() == [("Case", 1)]
    assert library.outlets() == [("B", 1)]
    library.restore([b])
    assert library.outlets() == [("a", 1), ("B", 1)]
    library.correct(c, Correction(outlet="B"))
    assert library.outlets() == [("a", 1), ("B", 2)]


def test_duplicates_are_known_by_bytes_or_text(library: Library, draft: Callable[..., Draft]) -> None:
    one = draft("one", "Some text.")
    id_, _ = library.add(one, b"bytes", "one.txt")
    bytes_hash, text_hash = (hashlib.sha256(data).hexdigest() for data in (b"bytes", b"Some text."))

    assert library.find_duplicate(bytes_hash, "") == id_
    assert library.find_duplicate("", text_hash) == id_
    assert library.find_duplicate(text_hash, bytes_hash) is None
    assert library.find_duplicate("", "") is None
    library.bin([id_])
    assert library.find_duplicate(bytes_hash, text_hash) == id_

    other, _ = library.add(one, b"other bytes", "two.txt")
    assert library.find_duplicate("", text_hash) == other, "the one outside the bin comes first"


def test_texts_come_by_article(library: Library, add: Add) -> None:
    a, b = add("a", "Text a."), add("b", "Text b.")
    assert library.texts([a, b]) == {a: "Text a.", b: "Text b."}


def test_the_same_bytes_are_kept_once(library: Library, draft: Callable[..., Draft]) -> None:
    for title in ("a", "b"):
        library.add(draft(title), b"the same", f"{title}.txt")
    files = [file for file in (library.folder / "originals").rglob("*") if file.is_file()]
    assert [file.name for file in files] == [hashlib.sha256(b"the same").hexdigest()]


def test_an_original_that_is_lost_or_spoilt_is_not_given_as_sound(library: Library, add: Add) -> None:
    id_ = add()
    (file,) = (file for file in (library.folder / "originals").rglob("*") if file.is_file())
    file.write_bytes(b"spoilt")
    with pytest.raises(LibraryDamaged, match=f"original of article {id_}"):
        library.original(id_)
    file.unlink()
    assert library.original(id_) is None


def test_adding_again_repairs_a_spoilt_original(library: Library, draft: Callable[..., Draft]) -> None:
    library.add(draft("a"), b"bytes", "a.txt")
    file = originals.place(library.folder, hashlib.sha256(b"bytes").hexdigest())
    file.write_bytes(b"bytez")
    library.add(draft("b"), b"bytes", "b.txt")
    assert library.check() == []


@pytest.mark.parametrize(
    "source", ["/a/b/page.html", r"C:\x\page.html", "https://e.org/x/page.html", "page.html"]
)
def test_the_original_keeps_its_name(library: Library, draft: Callable[..., Draft], source: str) -> None:
    id_, _ = library.add(draft(), b"", source)
    assert library.original(id_) == ("page.html", b"")


def test_a_file_name_that_is_no_text_is_kept_as_far_as_it_is(
    library: Library, draft: Callable[..., Draft]
) -> None:
    id_, _ = library.add(draft(), b"", b"/files/caf\xe9.txt".decode("utf-8", "surrogateescape"))
    assert library.article(id_).source == "/files/caf�.txt"


def test_meta_is_kept(library_folder: Path) -> None:
    with Library.open(library_folder) as library:
        assert library.meta("seeded") is None
        library.set_meta("seeded", "no")
        library.set_meta("seeded", "yes")
        id_ = library.id
    with Library.open(library_folder) as library:
        assert (library.meta("seeded"), library.id) == ("yes", id_)
    assert re.fullmatch("[0-9a-f]{32}", id_)


def test_no_absolute_path_is_stored(library: Library, add: Add) -> None:
    add(source="relative.txt")
    library.close()
    for file in library.folder.rglob("*"):
        if file.is_file():
            assert str(library.folder).encode() not in file.read_bytes(), file.name


def test_a_library_can_be_moved(library: Library, add: Add, tmp_path: Path) -> None:
    id_ = add("a")
    library.close()
    moved = library.folder.rename(tmp_path / "élsewhere #1?%20")
    with Library.open(moved) as opened:
        assert opened.original(id_) is not None
        assert opened.undo_label() == "Import “a”"
        assert opened.check() == []


_TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@settings(deadline=None, max_examples=40)
@given(title=_TEXTS, text=_TEXTS, name=_TEXTS, tag=_TEXTS, data=st.binary(max_size=40))
def test_any_text_comes_back_as_it_is(
    tmp_path_factory: pytest.TempPathFactory,
    draft: Callable[..., Draft],
    title: str,
    text: str,
    name: str,
    tag: str,
    data: bytes,
) -> None:
    folder = tmp_path_factory.mktemp("any") / "library"
    with Library.open(folder) as library:
        made = draft(title, text, outlet=name, url=name, authors=(Author(as_printed=name),), flags=(text,))
        id_, _ = library.add(made, data, "a.txt")
        article = library.article(id_)
        assert (article.title, article.text, article.outlet, article.url) == (title, text, name, name)
        assert (article.authors[0].as_printed, article.flags) == (name, (text,))
        assert library.original(id_) == ("a.txt", data)
        assert library.find_duplicate("", hashlib.sha256(text.encode()).hexdigest()) == id_
        assert library.check() == []
