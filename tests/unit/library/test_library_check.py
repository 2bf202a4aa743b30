from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.library import Library
from diptych.model import Span

Add = Callable[..., int]
TEXT = "text of article 1 (version 1)"


@pytest.fixture
def original(library: Library, add: Add) -> Path:
    """The original of the one article."""
    add("a", "Some text here.")
    (file,) = (file for file in (library.folder / "originals").rglob("*") if file.is_file())
    return file


def test_a_sound_library_has_no_problems(library: Library, original: Path) -> None:
    assert library.check() == []


def test_a_spoilt_or_missing_original_is_named(library: Library, original: Path) -> None:
    original.write_bytes(b"spoilt")
    assert library.check() == [f"The original of article 1 is not what was imported: {original}."]
    original.unlink()
    assert library.check() == [f"The original of article 1 is missing: {original}."]


def test_old_originals_of_nothing_are_swept(library: Library, original: Path) -> None:
    orphan, fresh, part = (original.with_name(name) for name in ("0" * 64, "1" * 64, ".x.part"))
    for file in (orphan, fresh, part):
        file.write_bytes(b"x")
    for file in (orphan, part, original):
        os.utime(file, (1, 1))
    with Library.open(library.folder, write=False) as reader:
        assert reader.check() == []
        assert orphan.exists()
    assert library.check() == []
    assert sorted(original.parent.iterdir()) == sorted([fresh, original])


def test_what_a_restore_left_behind_is_swept(library: Library) -> None:
    (library.folder / ".restore-abc" / "originals").mkdir(parents=True)
    library.check()
    assert not (library.folder / ".restore-abc").exists()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            "UPDATE texts SET text = text || '.'",
            f"The {TEXT} is not what was imported.",
        ),
        (
            "UPDATE texts SET blocks = '[]x'",
            f"The blocks of the {TEXT} cannot be read.",
        ),
        (
            """UPDATE texts SET blocks = '[{"kind":"paragraph","start":0,"end":99}]'""",
            f"A block lies outside the {TEXT}.",
        ),
        (
            "UPDATE highlights SET quote = 'other'",
            f"A highlight (row 1 of highlights) does not quote the {TEXT}.",
        ),
        (
            "UPDATE highlights SET start = -11",
            f"A highlight (row 1 of highlights) does not quote the {TEXT}.",
        ),
        ("UPDATE states SET text = 77", "Row 1 of states points at a row of texts that is not there."),
    ],
)
def test_what_does_not_fit_is_said(library: Library, original: Path, spoil: str, sentence: str) -> None:
    library.add_highlight(1, Span(5, 9), 1)
    library.close()
    with sqlite3.connect(library.folder / "library.db") as db:
        db.execute(spoil)
    db.close()
    with Library.open(library.folder) as again:
        assert again.check() == [sentence]
