"""The one place where what SQLite and the file system raise becomes a sentence for the user."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from diptych.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryReadOnly

T = TypeVar("T")

DATABASE = "library.db"
BACKUPS = "backups"
RESTORING = ".restore-"


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Raise a ``LibraryError`` for what is the user's problem; what is our bug passes as it is."""
    try:
        yield
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise damaged(folder, "something it keeps cannot be read") from error
    except sqlite3.Error as error:
        problem = _of_sqlite(folder, error)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        raise _of_system(folder, error) from error


def damaged(folder: Path, reason: str) -> LibraryDamaged:
    """The error for a database that cannot be trusted, naming the newest backup."""
    backup = newest_backup(folder)
    way_out = (
        f"restore its newest backup with: diptych restore {backup} --library {folder}"
        if backup
        else f"there is no backup in {folder / BACKUPS}, so restore one of your own"
    )
    return LibraryDamaged(f"The library in {folder} is damaged ({_short(reason)}); {way_out}")


def _short(reason: str) -> str:
    return " ".join(reason.split())[:120]


def known(values: Mapping[str, T], value: str) -> T:
    """The member of an enumeration that a stored value names; one that is none is damage."""
    try:
        return values[value]
    except KeyError:
        raise msgspec.ValidationError(f"{value!r} is none of {', '.join(values)}") from None


def read_only(folder: Path) -> LibraryReadOnly:
    """The error for a write to a library that is open for reading."""
    return LibraryReadOnly(f"The library in {folder} is open for reading only; open it for writing first.")


@contextmanager
def suspected(folder: Path, db: sqlite3.Connection) -> Iterator[None]:
    """Blame what looks like a bug on the database where that turns out to be damaged."""
    try:
        yield
    except UnicodeDecodeError:
        raise
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise damaged(folder, found.splitlines()[-1]) from error
        raise


def newest_backup(folder: Path) -> Path | None:
    """The most recent backup that the library's folder holds."""
    try:
        found = [
            (file.stat().st_mtime_ns, file)
            for file in (folder / BACKUPS).iterdir()
            if file.suffix in (".db", ".zip") and not file.name.startswith(".")
        ]
    except OSError:
        return None
    return max(found)[1] if found else None


def _of_sqlite(folder: Path, error: sqlite3.Error) -> LibraryError | None:
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ")):
        return damaged(folder, str(error))
    if any(sign in str(error) for sign in _SIGNS_OF_DAMAGE):
        return damaged(folder, "something it keeps cannot be read")
    for start, (kind, sentence) in _SENTENCES.items():
        if name.startswith(start):
            return kind(sentence.format(folder=folder, error=error))
    return None


_SIGNS_OF_DAMAGE = ("Could not decode", "no such column", "no such table", "has no column named")
"""What SQLite or Python's module says, without a code of its own, where bytes have decayed."""

_SENTENCES: dict[str, tuple[type[LibraryError], str]] = {
    "SQLITE_FULL": (
        LibraryError,
        "There is no space left for the library in {folder}; free some, then retry.",
    ),
    "SQLITE_BUSY": (LibraryBusy, "Another program keeps the library in {folder} busy; close it, then retry."),
    "SQLITE_LOCKED": (LibraryBusy, "The library in {folder} is busy; try again in a moment."),
    "SQLITE_READONLY": (LibraryReadOnly, "The library in {folder} cannot be written; check its permissions."),
    "SQLITE_CANTOPEN": (LibraryError, "The library in {folder} cannot be opened; check its permissions."),
    "SQLITE_PERM": (LibraryError, "The library in {folder} cannot be opened; check its permissions."),
    "SQLITE_IOERR": (LibraryError, "The disk fails the library in {folder} ({error}); check the disk."),
    "SQLITE_NOMEM": (LibraryError, "The library in {folder} needs more memory; close other programs."),
}


def _of_system(folder: Path, error: OSError) -> LibraryError:
    where = error.filename or folder
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LibraryError(f"There is no space left for {where}; free some and try again.")
    if error.errno == errno.EROFS:
        return LibraryReadOnly(f"{where} cannot be written, as its disk is read-only.")
    if isinstance(error, PermissionError):
        return LibraryError(f"{where} may not be opened with your rights; change its permissions.")
    if isinstance(error, NotADirectoryError | FileExistsError):
        return LibraryError(f"{where} is not a folder; choose another place for the library.")
    if isinstance(error, FileNotFoundError):
        return LibraryError(f"{where} does not exist; check the path.")
    return LibraryError(f"{where} cannot be used: {error.strerror or error}; check the disk.")
