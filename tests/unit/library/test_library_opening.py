from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from diptych.errors import LibraryDamaged, LibraryError, LibraryReadOnly, LibraryTooNew
from diptych.library import Library
from diptych.library.migrations import SCHEMA
from diptych.model import Draft

Add = Callable[..., int]
Run = Callable[..., list[str]]


@pytest.fixture
def closed(library: Library, add: Add) -> Path:
    """The folder of a closed library with one article."""
    add("a", "Some text " * 500)
    library.close()
    return library.folder


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_new_library_is_made_with_its_folder(tmp_path: Path) -> None:
    with Library.open(tmp_path / "a" / "b") as library:
        assert library.writable
        assert library.folder == tmp_path / "a" / "b"
        assert library.articles() == []
        assert library.check() == []


def test_reading_where_nothing_is_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no library in"):
        Library.open(tmp_path / "none", write=False)
    assert list(tmp_path.iterdir()) == []


def test_closing_leaves_one_file(closed: Path) -> None:
    assert sorted(path.name for path in closed.iterdir()) == [
        "library.db",
        "library.lock",
        "originals",
        "session.json",
    ]


def test_closing_twice_is_harmless_and_using_after_it_a_bug(closed: Path) -> None:
    library = Library.open(closed)
    library.close()
    library.close()
    with pytest.raises(ValueError, match="closed"):
        library.articles()
    with pytest.raises(ValueError, match="closed"):
        library.undo()


def test_opening_again_changes_nothing_and_loads_little(closed: Path, run: Run) -> None:
    before = contents(closed)
    code = (
        "import sys; from pathlib import Path; from diptych.library import Library\n"
        "library = Library.open(Path(sys.argv[1])); library.articles(); library.close()\n"
        "print([name for name in ('sqlite_utils', 'numpy', 'zipfile', 'filelock') if name in sys.modules])"
    )
    assert run(code, closed) == ["[]"]
    assert contents(closed)["library.db"] == before["library.db"]


def test_a_library_can_be_read_while_it_is_written(closed: Path) -> None:
    with Library.open(closed) as writer, Library.open(closed, write=False) as reader:
        assert not reader.writable
        writer.tag([1], "t")
        assert reader.tags() == [("t", 1)]
        with pytest.raises(LibraryReadOnly, match="reading only"):
            reader.tag([1], "u")
        assert reader.check() == []


def test_reading_takes_no_lock_and_changes_nothing(closed: Path) -> None:
    before = contents(closed)
    with Library.open(closed, write=False) as reader, Library.open(closed) as writer:
        assert (len(reader.articles()), writer.writable) == (1, True)
    with Library.open(closed, write=False) as reader:
        assert len(reader.articles()) == 1
    assert contents(closed)["library.db"] == before["library.db"]


def test_every_write_is_refused_in_a_library_open_for_reading(
    closed: Path, draft: Callable[..., Draft]
) -> None:
    before = contents(closed)
    with Library.open(closed, write=False) as reader:
        acts: list[Callable[[], object]] = [
            lambda: reader.add(draft(), b"x", "x.txt"),
            lambda: reader.bin([1]),
            lambda: reader.set_meta("k", "v"),
            reader.undo,
            reader.redo,
            lambda: reader.remove_highlight(1),
        ]
        for act in acts:
            with pytest.raises(LibraryReadOnly):
                act()
    assert contents(closed)["library.db"] == before["library.db"]
    assert len(list((closed / "originals").rglob("*"))) == 2


READ_AS_NOBODY = """
import os, sys
from pathlib import Path
from diptych.library import Library
from diptych.errors import DiptychError
os.setgid(65534); os.setuid(65534)
try:
    with Library.open(Path(sys.argv[1])) as library:
        print(library.writable, len(library.articles()), library.article(1).words, library.check())
        library.tag([1], "t")
except DiptychError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs to become another user")
def test_where_nothing_may_be_written_is_opened_for_reading(closed: Path, tmp_path: Path, run: Run) -> None:
    _for_nobody(tmp_path, closed)
    before = {str(path): path.stat().st_mtime_ns for path in closed.rglob("*")}
    assert run(READ_AS_NOBODY, closed) == [
        "False 1 1000 []",
        f"LibraryReadOnly The library in {closed} is open for reading only; open it for writing first.",
    ]
    assert {str(path): path.stat().st_mtime_ns for path in closed.rglob("*")} == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs to become another user")
def test_a_file_that_may_not_be_read_is_said_so(closed: Path, tmp_path: Path, run: Run) -> None:
    _for_nobody(tmp_path, closed)
    (closed / "library.db").chmod(0o600)
    (line,) = run(READ_AS_NOBODY, closed)
    assert line == (
        f"LibraryError {closed}/library.db may not be opened with your rights; change its permissions."
    )


def _for_nobody(tmp_path: Path, folder: Path) -> None:
    """Let everybody read, and nobody but the owner write, the folder and what leads to it."""
    for parent in tmp_path.parents:
        if parent.name.startswith(("pytest-", "popen-")):
            parent.chmod(0o755)
    for path in (tmp_path, folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_place_that_is_no_folder_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(LibraryError, match="is not a folder"):
        Library.open(file)
    with pytest.raises(LibraryError, match="is not a folder"):
        Library.open(file / "below")


def test_a_newer_database_is_refused_and_left_as_it_is(closed: Path) -> None:
    with closing(sqlite3.connect(closed / "library.db")) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = contents(closed)
    for write in (True, False):
        with pytest.raises(LibraryTooNew, match=f"newer Diptych .schema {SCHEMA + 1}, .*update the program"):
            Library.open(closed, write=write)
    assert contents(closed) == before


def test_a_newer_database_with_its_last_writes_beside_it_is_left_as_it_is(closed: Path, run: Run) -> None:
    code = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA journal_mode = WAL'); db.execute('PRAGMA user_version = 99')\n"
        "os._exit(0)"
    )
    run(code, closed / "library.db")
    assert (closed / "library.db-wal").stat().st_size
    before = contents(closed)
    with pytest.raises(LibraryTooNew, match="schema 99"):
        Library.open(closed)
    after = contents(closed)
    for name in ("library.db", "library.db-wal"):
        assert after[name] == before[name]


def test_a_database_of_another_program_is_refused(library_folder: Path) -> None:
    library_folder.mkdir()
    with closing(sqlite3.connect(library_folder / "library.db")) as db:
        db.execute("CREATE TABLE other (x)")
    before = contents(library_folder)
    with pytest.raises(LibraryDamaged, match="another program"):
        Library.open(library_folder)
    assert contents(library_folder)["library.db"] == before["library.db"]


@pytest.mark.parametrize(
    "data", [b"", b"x", b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(closed: Path, data: bytes) -> None:
    (closed / "library.db").write_bytes(data)
    for write in (True, False):
        with pytest.raises(LibraryDamaged, match=r"damaged .*no backup in .*restore one of your own"):
            Library.open(closed, write=write)
    assert (closed / "library.db").read_bytes() == data


@pytest.mark.parametrize("keep", [100, 4096, 0.5, 0.95, -1])
def test_a_database_that_is_cut_off_is_refused_and_left_as_it_is(closed: Path, keep: float) -> None:
    whole = (closed / "library.db").read_bytes()
    part = whole[: int(keep * len(whole)) if isinstance(keep, float) else keep]
    (closed / "library.db").write_bytes(part)
    with pytest.raises(LibraryDamaged, match="cut off"):
        Library.open(closed)
    assert (closed / "library.db").read_bytes() == part


def test_damage_names_the_newest_backup(closed: Path) -> None:
    (closed / "backups").mkdir()
    for number, name in enumerate(("library-20250101-000000.db", "mine.zip", ".x.db", "notes.txt")):
        (closed / "backups" / name).touch()
        os.utime(closed / "backups" / name, (number, number))
    (closed / "library.db").write_bytes(b"x" * 5000)
    with pytest.raises(LibraryDamaged, match=r"newest backup with: diptych restore .*backups/mine\.zip "):
        Library.open(closed)


@pytest.mark.parametrize("what", ["originals", "backups"])
def test_a_library_that_lost_its_database_is_not_begun_anew(closed: Path, what: str) -> None:
    (closed / "library.db").unlink()
    (closed / "backups").mkdir()
    (closed / "backups" / "library-20250101-000000.db").touch()
    if what == "backups":
        (closed / "originals").rename(closed.parent / "elsewhere")
    with pytest.raises(LibraryDamaged, match=r"library\.db is missing.*20250101"):
        Library.open(closed)
    assert not (closed / "library.db").exists()


def test_a_creation_that_was_cut_short_is_begun_anew(library_folder: Path) -> None:
    library_folder.mkdir()
    (library_folder / ".library.db.part").write_bytes(b"half")
    with Library.open(library_folder) as library:
        assert library.check() == []
    assert not (library_folder / ".library.db.part").exists()


def test_the_lock_is_let_go_when_opening_fails(closed: Path) -> None:
    whole = (closed / "library.db").read_bytes()
    (closed / "library.db").write_bytes(whole[:-1])
    with pytest.raises(LibraryDamaged):
        Library.open(closed)
    (closed / "library.db").write_bytes(whole)
    with Library.open(closed) as library:
        assert library.writable
