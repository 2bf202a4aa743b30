"""Which files are offered for import."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diptych.importing import SUPPORTED, walk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "c.HTML",
        "notes.docx",
        ".hidden.txt",
        "deep/z.text",
        ".git/x.txt",
        "deep/y.htm",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    return tmp_path


def _names(root: Path, *paths: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in walk(paths)]


def test_a_folder_gives_its_files_sorted(folder: Path) -> None:
    assert _names(folder, folder) == ["a.md", "b.txt", "c.HTML", "deep/y.htm", "deep/z.text", "notes.docx"]


def test_a_file_named_outright_is_offered_whatever_it_is(folder: Path) -> None:
    assert _names(folder, folder / "notes.docx", folder / ".hidden.txt") == ["notes.docx", ".hidden.txt"]


def test_a_missing_path_is_offered_so_that_it_can_fail(folder: Path) -> None:
    assert _names(folder, folder / "gone.txt") == ["gone.txt"]


def test_each_file_is_offered_once(folder: Path) -> None:
    assert _names(folder, folder / "b.txt", folder, folder / "b.txt") == [
        "b.txt",
        "a.md",
        "c.HTML",
        "deep/y.htm",
        "deep/z.text",
        "notes.docx",
    ]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "again").symlink_to(folder / "deep", target_is_directory=True)
    names = sorted(path.name for path in walk([folder]))
    assert names == ["a.md", "b.txt", "c.HTML", "notes.docx", "y.htm", "z.text"]


def test_a_broken_link_is_passed_over(folder: Path) -> None:
    (folder / "broken.txt").symlink_to(folder / "nowhere.txt")
    assert "broken.txt" not in _names(folder, folder)


def test_the_suffixes_are_lower_case() -> None:
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUPPORTED)
