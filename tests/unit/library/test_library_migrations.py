from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diptych.errors import LibraryReadOnly, LibraryTooNew
from diptych.library import Library, migrations, opening, store
from diptych.library.migrations import SCHEMA
from diptych.library.undo import TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

Add = Callable[..., int]


def m006_rooms(db: Database) -> None:
    db.table("rooms").create({"id": int}, pk="id")


def m007_fails(db: Database) -> None:
    db.table("halls").create({"id": int}, pk="id")
    raise ZeroDivisionError


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Make the program a newer one, with more steps."""

    def add_steps(*steps: Callable[[Database], None]) -> None:
        monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, *steps])
        for module in (migrations, opening, store):
            monkeypatch.setattr(module, "SCHEMA", len(migrations.MIGRATIONS))

    yield add_steps
    monkeypatch.undo()


def test_an_older_database_is_copied_and_brought_up_to_date(
    library: Library, add: Add, newer: Callable[..., None]
) -> None:
    add("a")
    library.tag([1], "t")
    library.close()
    old = (library.folder / "library.db").read_bytes()
    newer(m006_rooms)
    with Library.open(library.folder) as again:
        assert again.tags() == [("t", 1)]
        assert again.undo_label() == "Tag an article “t”"
        assert again.check() == []
        with again._database.read() as db:
            assert db.execute("SELECT count(*) FROM rooms").fetchone() == (0,)
    copies = sorted((library.folder / "backups").glob(f"*-schema-{SCHEMA}.db"))
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as db, closing(sqlite3.connect(":memory:")) as before:
        before.deserialize(_without_wal(old))
        assert list(db.iterdump()) == list(before.iterdump())
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def _without_wal(database: bytes) -> bytes:
    return database[:18] + b"\x01\x01" + database[20:]


def test_a_step_that_fails_leaves_the_database_as_it_was(
    library: Library, add: Add, newer: Callable[..., None]
) -> None:
    add("a")
    library.close()
    newer(m006_rooms, m007_fails)
    with pytest.raises(ZeroDivisionError):
        Library.open(library.folder)
    with closing(sqlite3.connect(library.folder / "library.db")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA + 1,), "the step before it is kept"
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    assert "rooms" in names
    assert "halls" not in names


def test_an_older_database_cannot_be_opened_for_reading_before_it_is_updated(
    library: Library, newer: Callable[..., None]
) -> None:
    library.close()
    newer(m006_rooms)
    with pytest.raises(LibraryReadOnly, match="older Diptych; open it once for writing"):
        Library.open(library.folder, write=False)


def test_the_older_program_refuses_what_the_newer_one_wrote(
    library: Library, newer: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    newer(m006_rooms)
    Library.open(library.folder).close()
    monkeypatch.undo()
    with pytest.raises(LibraryTooNew):
        Library.open(library.folder)


def test_the_steps_are_numbered_without_a_gap() -> None:
    names = [step.__name__ for step in migrations.MIGRATIONS]
    assert [name[:5] for name in names] == [f"m{number:03}_" for number in range(1, len(names) + 1)]
    assert len(names) == migrations.SCHEMA


def test_every_table_is_strict_and_every_reference_has_an_index(library: Library) -> None:
    with library._database.read() as db:
        tables = db.execute(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE '%sqlite_%'"
        ).fetchall()
        assert {name for name, strict in tables if not strict} == set()
        assert set(TABLES) < {name for name, _ in tables}
        for table, _ in tables:
            for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                assert key[3] in _indexed(db, table) or (table, key[3]) in NEVER_LOOKED_UP, (table, key[3])


NEVER_LOOKED_UP = {
    ("articles", "outlet"),
    ("corrections", "outlet"),
    ("states", "text"),
}
"""References to rows that are never deleted."""


def _indexed(db: sqlite3.Connection, table: str) -> set[str]:
    """The columns that begin an index or the key of a table."""
    first = {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?) WHERE pk = 1", (table,))}
    for _, index, *_ in db.execute(f"PRAGMA index_list({table})").fetchall():
        first.add(db.execute(f"PRAGMA index_info({index})").fetchone()[2])
    return first


def test_the_machines_tables_and_the_analysts_do_not_meet(library: Library) -> None:
    machine = {"mentions", "positions", "position_issues", "analyses", "entities"}
    with library._database.read() as db:
        for table in TABLES:
            referred = {row[2] for row in db.execute(f"PRAGMA foreign_key_list({table})")}
            assert not referred & machine, table
    assert not machine & set(TABLES)


def test_every_column_that_is_tracked_is_there(library: Library) -> None:
    with library._database.read() as db:
        for table, tracked in TABLES.items():
            columns = {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))}
            assert (set(tracked.kinds) | tracked.indexed) - {""} <= columns, table


def test_making_a_library_is_whole_or_nothing(
    tmp_path: Path, newer: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(m007_fails)
    with pytest.raises(ZeroDivisionError):
        Library.open(tmp_path / "library")
    assert not (tmp_path / "library" / "library.db").exists()
    monkeypatch.undo()
    with Library.open(tmp_path / "library") as library:
        assert library.check() == []
