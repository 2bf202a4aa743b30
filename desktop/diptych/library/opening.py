"""Before a library is used: what its file is, whether it can be trusted, and bringing it up to date."""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from diptych.errors import LibraryDamaged, LibraryError, LibraryTooNew
from diptych.library import lock, originals
from diptych.library.database import ALONE, UNTOUCHED, connect, connect_to_read
from diptych.library.migrations import APPLICATION_ID, SCHEMA, migrate
from diptych.library.problems import BACKUPS, DATABASE, damaged

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def look(folder: Path, *, locked: bool) -> int:
    """The schema of the database, which is left untouched.

    The pages are looked through where the file is not as it was last closed, which a reader can tell
    only while nobody writes. Raises ``LibraryDamaged``, ``LibraryTooNew``, ``sqlite3.Error`` or ``OSError``.
    """
    file = folder / DATABASE
    journal = file.with_name(f"{DATABASE}-wal")
    live = journal.exists() and journal.stat().st_size > 0
    version, application = _header(folder, file, whole=not live)
    with closing(connect(file, UNTOUCHED if live else ALONE)) as db:
        if live:
            version, application = (
                db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")
            )
        if application != APPLICATION_ID:
            raise LibraryDamaged(f"{file} is a database of another program; choose another folder.")
        if version > SCHEMA:
            raise LibraryTooNew(
                f"The library in {folder} was written by a newer Diptych (schema {version}, this program "
                f"knows {SCHEMA}); update the program to open it."
            )
        if not lock.left_in_order(folder) and (locked or lock.read_note(folder).closed):
            _check_pages(folder, db)
    return version


def create(folder: Path) -> None:
    """Make an empty library's database, whole or not at all; refuses where one has been lost."""
    lost = (folder / originals.FOLDER).exists() or any((folder / BACKUPS).glob("*"))
    if lost:
        raise damaged(folder, f"{DATABASE} is missing")
    from uuid import uuid4

    draft = folder / f".{DATABASE}.part"
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        # Nothing can be lost yet, and each step would wait for the disk: it is waited for once, at the end.
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection)
        connection.executemany(
            "INSERT INTO meta (key, value) VALUES (?, ?)",
            [("id", uuid4().hex), ("created", datetime.now(UTC).isoformat(timespec="seconds"))],
        )
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(folder / DATABASE)
    originals.sync_folder(folder)


def update(folder: Path, version: int) -> None:
    """Copy a database of an older program to the backups and bring it up to date."""
    now = datetime.now(UTC)
    copy(folder, f"library-{now:%Y%m%d-%H%M%S}-schema-{version}.db")
    connection = connect(folder / DATABASE, write=True)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        migrate(connection)
    finally:
        connection.close()


def copy(folder: Path, name: str) -> Path:
    """Copy the database as it is at this moment to the backups, whole or not at all."""
    (folder / BACKUPS).mkdir(exist_ok=True)
    target = folder / BACKUPS / name
    snapshot(folder / DATABASE, target)
    return target


def snapshot(file: Path, target: Path) -> None:
    """Copy a database into one file, whole or not at all, while others may use it."""
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    source = connect_to_read(file)
    try:
        copied = sqlite3.connect(draft, isolation_level=None)
        try:
            source.backup(copied)
            copied.execute("PRAGMA journal_mode = DELETE")
        finally:
            copied.close()
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    finally:
        source.close()
    originals.sync_folder(target.parent)


def _header(folder: Path, file: Path, *, whole: bool) -> tuple[int, int]:
    """Schema and application of a database file; ``whole``: all of it must be there.

    The places of the figures are those of "The Database Header" in SQLite's "Database File Format".
    """
    with file.open("rb") as stream:
        header = stream.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise damaged(folder, f"{DATABASE} is not a database")
    page, pages, version, application = struct.unpack(">16x H 10x I 28x I 4x I 28x", header)
    if whole and file.stat().st_size < pages * (65536 if page == 1 else page):
        raise damaged(folder, f"{DATABASE} is cut off")
    return version, application


def _check_pages(folder: Path, connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise damaged(folder, found.splitlines()[-1])


def exists(folder: Path) -> bool:
    """Whether the folder holds a database."""
    return (folder / DATABASE).exists()


def nowhere(folder: Path) -> LibraryError:
    """The error for reading where no library is."""
    return LibraryError(
        f"There is no library in {folder}; choose another folder or import something into it."
    )
