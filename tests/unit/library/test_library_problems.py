from __future__ import annotations

import errno
import os
import sqlite3
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from diptych.errors import DiptychError, LibraryBusy, LibraryDamaged, LibraryError, LibraryReadOnly
from diptych.library import Library, database, originals
from diptych.library.problems import told
from diptych.model import Block, BlockKind, Draft

Add = Callable[..., int]


def test_a_full_disk_is_said_so_and_nothing_is_half_written(library: Library, add: Add) -> None:
    add("a")

    def fill(db: sqlite3.Connection) -> None:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 2}")

    library._database.write(fill)
    with pytest.raises(LibraryError, match="no space left for the library in"):
        add("b", "A long text. " * 10_000)
    assert [each.title for each in library.articles()] == ["a"]
    library.tag([1], "small")
    assert library.check() == []


def test_a_disk_that_is_full_for_the_original_is_said_so(
    library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(originals.os, "fsync", full)  # type: ignore[attr-defined]
    with pytest.raises(LibraryError, match="no space left"):
        add("a")
    assert [path for path in (library.folder / "originals").rglob("*") if path.is_file()] == []
    assert library.articles() == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_is_full_at_the_end_loses_nothing(
    library: Library, add: Add, caplog: pytest.LogCaptureFixture
) -> None:
    import resource

    add("a")
    library.close()
    size = (library.folder / "library.db").stat().st_size
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    again = Library.open(library.folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        text = "A text. " * (size // 16)
        block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
        again.add(Draft(title="b", text=text, blocks=(block,), importer="test"), b"", "b.txt")
        again.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "journal" in caplog.text
    with Library.open(library.folder) as after:
        assert [each.title for each in after.articles()] == ["a", "b"]
        assert after.check() == []


def test_another_program_that_keeps_the_database_busy_is_said_so(
    library: Library, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("a")
    library.close()
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with (
        Library.open(library.folder) as again,
        closing(sqlite3.connect(again.folder / "library.db")) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy, match="close it"):
            again.tag([1], "t")
        other.execute("ROLLBACK")
        again.tag([1], "t")


def test_damage_that_is_met_while_reading_names_the_backup(library: Library, add: Add) -> None:
    add("a", "Some text. " * 5000)
    library.close()
    with Library.open(library.folder) as again:
        pass
    file = library.folder / "library.db"
    state = file.stat()
    data = bytearray(file.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 100] = b"\xff" * 100
    file.write_bytes(data)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    way_out = r"newest backup with: diptych restore .*library-.*\.db"
    with pytest.raises(LibraryDamaged, match=way_out), Library.open(library.folder, write=False) as again:
        again.articles()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "full", "f"), LibraryError),
        (OSError(errno.EROFS, "read-only", "f"), LibraryReadOnly),
        (PermissionError(errno.EACCES, "no", "f"), LibraryError),
        (NotADirectoryError(errno.ENOTDIR, "no", "f"), LibraryError),
        (FileNotFoundError(errno.ENOENT, "no", "f"), LibraryError),
        (OSError(errno.EIO, "Input/output error"), LibraryError),
        (OSError("without a number"), LibraryError),
    ],
)
def test_what_the_system_refuses_is_one_sentence(
    tmp_path: Path, error: OSError, kind: type[DiptychError]
) -> None:
    with pytest.raises(kind) as caught, told(tmp_path):
        raise error
    sentence = str(caught.value)
    assert sentence[-1] == "."
    assert "\n" not in sentence
    assert caught.value.__cause__ is error


def test_our_bugs_are_not_made_the_users(library: Library, tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax"), library._database.read() as db:
        db.execute("SELEC")
    with pytest.raises(sqlite3.IntegrityError):
        library._database.write(lambda db: db.execute("INSERT INTO authors VALUES (9, 9, '', '', '', '')"))
    with pytest.raises(KeyError), told(tmp_path):
        raise KeyError
    assert library.check() == []


def test_many_threads_write_at_once(library: Library, draft: Callable[..., Draft]) -> None:
    def write(name: str) -> None:
        for number in range(15):
            id_, _ = library.add(draft(f"{name}{number}"), name.encode(), "a.txt")
            library.tag([id_], name)

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, "abc"))
    assert library.tags() == [("a", 15), ("b", 15), ("c", 15)]
    assert len(library.history(1000)) == 90
    assert library.check() == []


def test_readers_see_whole_acts_while_another_thread_writes(library: Library, add: Add) -> None:
    ids = [add(str(number)) for number in range(20)]
    done = threading.Event()

    def look() -> set[int]:
        seen = set()
        while not done.is_set():
            seen.add(len(library.articles(unread=True)))
        return seen

    with ThreadPoolExecutor() as pool:
        looking = [pool.submit(look) for _ in range(4)]
        for number in range(40):
            library.mark_read(ids, number % 2 == 0)
        done.set()
        assert set().union(*(each.result() for each in looking)) <= {0, len(ids)}


def test_a_reader_sees_one_state(library: Library, add: Add) -> None:
    add("a")
    with library._database.read() as db:
        before = db.execute("SELECT count(*) FROM articles").fetchone()
        add("b")
        assert db.execute("SELECT count(*) FROM articles").fetchone() == before
    assert len(library.articles()) == 2
