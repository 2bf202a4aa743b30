"""Whatever happens to a library's or a backup's bytes ends in a sentence, or in what was there before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import LibraryError, NotFound
from diptych.library import Library, restore
from diptych.model import Analysis, Block, BlockKind, Correction, Draft, EntityKind, Mention, Span

Spoil = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed library and a backup of it."""
    folder = tmp_path_factory.mktemp("sound")
    with Library.open(folder / "library") as library:
        for number in range(4):
            text = f"Article {number} says much. " * 400
            block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
            made = Draft(title=f"Title {number}", text=text, blocks=(block,), importer="fuzz", tags=("t",))
            id_, _ = library.add(made, text.encode(), f"{number}.txt")
            name = Mention(
                start=0, end=7, text="Article", entity="a", name="A", kind=EntityKind.DOCUMENT, party=None
            )
            library.save_analysis(id_, Analysis(sentences=(Span(0, 9),), mentions=(name,), positions=()), "h")
            library.add_highlight(id_, Span(3, 9), 1, "note")
            library.correct(id_, Correction(outlet="Other"))
        library.backup(folder / "backup.zip")
    return folder


@st.composite
def spoiling(draw: st.DrawFn) -> Spoil:
    """A way to spoil bytes: overwrite some, cut some off, or add some; places are parts of the whole."""
    places = draw(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=5))
    new = draw(st.binary(min_size=1, max_size=300))
    how = draw(st.sampled_from(["overwrite", "overwrite", "overwrite", "cut", "insert", "zero"]))

    def spoil(data: bytes) -> bytes:
        for place in places:
            at = int(place * len(data))
            if how == "cut":
                return data[:at]
            middle = {"insert": new + data[at : at + len(new)], "zero": bytes(len(new))}.get(how, new)
            data = data[:at] + middle + data[at + len(new) :]
        return data

    return spoil


@settings(deadline=None, max_examples=150)
@given(spoil=spoiling(), write=st.booleans(), as_left=st.booleans())
def test_a_spoilt_database_is_refused_as_it_is_or_used_as_far_as_it_goes(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, spoil: Spoil, write: bool, as_left: bool
) -> None:
    """``as_left``: size and time are those of the last close, as after decay of the disk."""
    folder = tmp_path_factory.mktemp("spoilt") / "library"
    shutil.copytree(sound / "library", folder)
    file = folder / "library.db"
    state = file.stat()
    spoilt = spoil(file.read_bytes())
    file.write_bytes(spoilt)
    if as_left:
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    try:
        library = Library.open(folder, write=write)
    except LibraryError as error:
        _is_a_sentence(error)
        assert file.read_bytes() == spoilt
    else:
        _use(library, write)
    shutil.rmtree(folder)


def _use(library: Library, write: bool) -> None:
    acts: list[Callable[[], object]] = [
        library.articles,
        library.tags,
        library.outlets,
        library.history,
        library.positions,
        lambda: library.article(2),
        lambda: library.texts([1, 2, 3]),
        lambda: library.mentions(2),
        lambda: library.highlights(3),
        lambda: library.original(1),
        library.check,
    ]
    if write:
        acts += [lambda: library.tag([1, 2], "new"), library.undo, library.redo, lambda: library.bin([3])]
    for act in acts:
        try:
            act()
        except (LibraryError, NotFound) as error:
            _is_a_sentence(error)
    try:
        library.close()
    except LibraryError as error:
        _is_a_sentence(error)


@settings(deadline=None, max_examples=150)
@given(spoil=spoiling())
def test_a_spoilt_backup_is_refused_or_gives_what_was_saved(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, spoil: Spoil
) -> None:
    folder = tmp_path_factory.mktemp("restored")
    backup = folder / "backup.zip"
    backup.write_bytes(spoil((sound / "backup.zip").read_bytes()))
    try:
        restore(backup, folder / "library")
    except LibraryError as error:
        _is_a_sentence(error)
        assert not (folder / "library" / "library.db").exists()
    else:
        with Library.open(folder / "library") as library, Library.open(sound / "library", write=False) as old:
            assert library.articles() == old.articles()
            assert library.texts([1, 2, 3, 4]) == old.texts([1, 2, 3, 4])
            assert library.check() == []
    shutil.rmtree(folder)


def _is_a_sentence(error: Exception) -> None:
    text = str(error)
    assert "\n" not in text
    assert len(text) > 20
