from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from diptych.errors import LibraryDamaged, LibraryError
from diptych.library import Library, archive, restore
from diptych.library.migrations import SCHEMA

Add = Callable[..., int]


@pytest.fixture
def backup(library: Library, add: Add, tmp_path: Path) -> Path:
    """A backup of a library with two articles, one of them tagged."""
    a, _ = add("a"), add("b")
    library.tag([a], "t")
    library.backup(tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with its members changed, and a manifest that fits where the change left it alone."""
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    manifest = members["manifest.json"]
    change(members)
    if members.get("manifest.json") == manifest:
        told = json.loads(manifest)
        told["files"] = {
            name: [hashlib.sha256(data).hexdigest(), len(data)]
            for name, data in members.items()
            if name != "manifest.json"
        }
        members["manifest.json"] = json.dumps(told).encode()
    target = file.with_name("changed.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return target


def test_a_backup_holds_the_whole_library(library: Library, backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "new")
    with Library.open(tmp_path / "new") as new:
        assert new.articles() == library.articles()
        assert new.original(1) == library.original(1)
        assert (new.id, new.change_number()) == (library.id, library.change_number())
        assert new.history() == library.history()
        new.undo()
        assert new.tags() == []
        assert new.check() == []


def test_a_backup_can_be_made_while_reading_only(library: Library, backup: Path, tmp_path: Path) -> None:
    with Library.open(library.folder, write=False) as reader:
        reader.backup(tmp_path / "second.zip")
    restore(tmp_path / "second.zip", tmp_path / "new")
    with Library.open(tmp_path / "new", write=False) as new:
        assert len(new.articles()) == 2


def test_a_backup_is_written_whole_or_not_at_all(
    library: Library, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device", str(backup))

    with monkeypatch.context() as patch:
        patch.setattr(archive.os, "fsync", full)  # type: ignore[attr-defined]
        with pytest.raises(LibraryError, match="no space left"):
            library.backup(backup)
    assert backup.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_backup_to_nowhere_is_said_so(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="does not exist"):
        library.backup(tmp_path / "none" / "backup.zip")


def test_a_lost_original_does_not_keep_the_rest_from_being_saved(
    library: Library, add: Add, tmp_path: Path
) -> None:
    add("a")
    (original,) = (file for file in (library.folder / "originals").rglob("*") if file.is_file())
    original.unlink()
    library.backup(tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "new")
    with Library.open(tmp_path / "new") as new:
        assert new.article(1).title == "a"
        assert new.check() == [f"The original of article 1 is missing: {_original(new, original.name)}."]


def _original(library: Library, name: str) -> Path:
    return library.folder / "originals" / name[:2] / name


def test_what_is_replaced_is_kept_whole(library: Library, backup: Path, add: Add) -> None:
    add("later")
    (library.folder / "index").mkdir()
    (library.folder / "index" / "segment").touch()
    library.close()
    restore(backup, library.folder)
    with Library.open(library.folder) as new:
        assert [each.title for each in new.articles()] == ["a", "b"]
        assert new.check() == []
    assert not (library.folder / "index").exists(), "an index of what was replaced would tell lies"
    (replaced,) = (library.folder / "backups").glob("replaced-*")
    with Library.open(replaced) as old:
        assert [each.title for each in old.articles()] == ["a", "b", "later"]
        assert old.check() == []


def test_a_damaged_library_is_replaced_too(library: Library, backup: Path) -> None:
    library.close()
    (library.folder / "library.db").write_bytes(b"damaged")
    restore(backup, library.folder)
    with Library.open(library.folder) as new:
        assert len(new.articles()) == 2
    (replaced,) = (library.folder / "backups").glob("replaced-*")
    assert (replaced / "library.db").read_bytes() == b"damaged"


def test_a_copy_of_the_database_alone_is_restored_beside_the_originals(library: Library, add: Add) -> None:
    add("a")
    library.close()
    with Library.open(library.folder) as again:
        pass
    (copy,) = (library.folder / "backups").glob("library-*.db")
    with Library.open(library.folder) as again:
        again.tag([1], "t")
    (library.folder / "library.db").write_bytes(b"damaged")
    restore(copy, library.folder)
    with Library.open(library.folder) as again:
        assert again.tags() == []
        assert again.original(1) is not None
        assert again.check() == []


def _outside(members: dict[str, bytes]) -> None:
    members["../outside"] = b"x"


def _absolute(members: dict[str, bytes]) -> None:
    members["/tmp/outside"] = b"x"


def _odd_place(members: dict[str, bytes]) -> None:
    members["originals/ab/../../../outside"] = b"x"


def _no_database(members: dict[str, bytes]) -> None:
    del members["library.db"]


def _no_manifest(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


def _manifest_is_nonsense(members: dict[str, bytes]) -> None:
    members["manifest.json"] = b'{"files": 3}'


def _other_bytes(members: dict[str, bytes]) -> None:
    told = json.loads(members["manifest.json"])
    told["files"]["library.db"][0] = "0" * 64
    members["manifest.json"] = json.dumps(told).encode()


def _original_of_other_bytes(members: dict[str, bytes]) -> None:
    members[f"originals/ab/{'ab' * 32}"] = b"these are not the bytes of this name"


def _more_than_told(members: dict[str, bytes]) -> None:
    members["manifest.json"] = members["manifest.json"].replace(b'"format"', b'"Format"')
    members["extra"] = b"x"


def _bomb(members: dict[str, bytes]) -> None:
    data = bytes(archive.ALWAYS_ALLOWED * 2)
    name = hashlib.sha256(data).hexdigest()
    members[f"originals/{name[:2]}/{name}"] = data


def _no_library_in_it(members: dict[str, bytes]) -> None:
    members["library.db"] = b"SQLite format 3\x00" + b"\x00" * 5000


def _another_programs_database(members: dict[str, bytes]) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE other (x)")
        members["library.db"] = db.serialize()


@pytest.mark.parametrize(
    "change",
    [
        _outside,
        _absolute,
        _odd_place,
        _no_database,
        _no_manifest,
        _manifest_is_nonsense,
        _other_bytes,
        _original_of_other_bytes,
        _more_than_told,
        _bomb,
        _no_library_in_it,
        _another_programs_database,
    ],
)
def test_a_backup_that_is_not_as_it_was_made_changes_nothing(
    library: Library, backup: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    library.close()
    before = _all(backup.parent)
    file = rewritten(backup, change)
    with pytest.raises(LibraryDamaged, match=r"changed\.zip .*choose another"):
        restore(file, library.folder)
    file.unlink()
    assert _all(backup.parent) == before


def _all(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04 no zip", b"SQLite format 3\x00"])
def test_a_file_that_is_no_backup_is_said_so(library: Library, tmp_path: Path, data: bytes) -> None:
    library.close()
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(LibraryDamaged, match="no whole backup"):
        restore(tmp_path / "file", library.folder)
    with Library.open(library.folder) as again:
        assert again.writable


def test_a_backup_that_is_cut_off_or_flipped_changes_nothing(
    library: Library, backup: Path, tmp_path: Path
) -> None:
    library.close()
    data = bytearray(backup.read_bytes())
    for spoil in (data[:-30], data[: len(data) // 2], _flipped(data, 200), _flipped(data, len(data) // 2)):
        (tmp_path / "spoilt.zip").write_bytes(spoil)
        with pytest.raises(LibraryDamaged):
            restore(tmp_path / "spoilt.zip", library.folder)
    with Library.open(library.folder) as again:
        assert len(again.articles()) == 2


def _flipped(data: bytearray, place: int) -> bytes:
    return (
        bytes(data[:place])
        + bytes(byte ^ 0x55 for byte in data[place : place + 8])
        + bytes(data[place + 8 :])
    )


def test_a_backup_of_a_newer_program_is_refused(library: Library, backup: Path) -> None:
    def newer_schema(members: dict[str, bytes]) -> None:
        with closing(sqlite3.connect(":memory:")) as db:
            db.deserialize(members["library.db"])
            db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
            members["library.db"] = db.serialize()

    def newer_format(members: dict[str, bytes]) -> None:
        members["manifest.json"] = members["manifest.json"].replace(b'"format":1', b'"format":2')

    library.close()
    for change in (newer_schema, newer_format):
        with pytest.raises(LibraryError, match="newer Diptych"):
            restore(rewritten(backup, change), library.folder)


def test_a_backup_that_is_not_there_is_said_so(library_folder: Path) -> None:
    with pytest.raises(LibraryError, match=r"none\.zip does not exist"):
        restore(library_folder / "none.zip", library_folder)


def test_the_daily_copy_is_made_once_a_day_and_few_are_kept(library: Library, add: Add) -> None:
    add("a")
    library.close()
    for _ in range(3):
        Library.open(library.folder).close()
    folder = library.folder / "backups"
    (first,) = folder.iterdir()
    assert first.suffix == ".db"

    first.rename(folder / "library-20240101-000000.db")
    for day in range(2, 10):
        (folder / f"library-202401{day:02}-000000.db").touch()
    (folder / "library-20230101-000000-schema-1.db").touch()
    for copy in folder.iterdir():
        os.utime(copy, (1, 1))
    Library.open(library.folder).close()
    names = sorted(copy.name for copy in folder.iterdir())
    assert len(names) == 8
    assert names[:2] == ["library-20230101-000000-schema-1.db", "library-20240104-000000.db"]


def test_no_copy_is_made_of_what_has_not_changed(library: Library, add: Add) -> None:
    add("a")
    library.close()
    (library.folder / "backups").mkdir()
    copy = library.folder / "backups" / "library-20240101-000000.db"
    copy.touch()
    os.utime(copy, (1000, 1000))
    os.utime(library.folder / "library.db", (999, 999))
    Library.open(library.folder).close()
    assert list((library.folder / "backups").iterdir()) == [copy]


def test_a_copy_that_cannot_be_made_keeps_nobody_from_work(
    library: Library, add: Add, caplog: pytest.LogCaptureFixture
) -> None:
    add("a")
    library.close()
    (library.folder / "backups").write_text("in the way")
    with Library.open(library.folder) as again:
        again.tag([1], "t")
    assert "No daily copy" in caplog.text
