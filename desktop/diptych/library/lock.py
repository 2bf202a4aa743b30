"""The lock on a library's folder, and the note beside it that says who holds it.

The operating system holds the lock and lets go of it when the program ends, however it ends. The
note is for people and locks nothing. When the library is closed in order, the note keeps the size and
time of the database, so that one that was changed by anything else is looked at before it is used.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from diptych.errors import LibraryBusy
from diptych.library.problems import DATABASE

LOCK = "library.lock"
NOTE = "session.json"

_log = logging.getLogger(__name__)


class Note(msgspec.Struct, frozen=True):
    """Who opened the library for writing last, and, once closed, how the database was left."""

    holder: str = ""
    pid: int = 0
    host: str = ""
    since: str = ""
    closed: str = ""
    size: int = 0
    mtime_ns: int = 0


class FolderLock:
    """The right to write in a folder, held from ``acquire`` to ``release``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None
        self._note = Note()

    def acquire(self, holder: str) -> None:
        """Take the lock; raises ``LibraryBusy``, naming the holder, or ``OSError``."""
        handle = os.open(self._folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            raise _busy(self._folder) from None
        self._handle = handle

        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._note = Note(holder=holder, pid=os.getpid(), host=socket.gethostname(), since=now)

    def sign(self) -> None:
        """Say in the note who holds the lock."""
        self._write(self._note)

    def seal(self) -> None:
        """Note how the database was left, once it is closed and whole in its file."""
        state = (self._folder / DATABASE).stat()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._write(
            msgspec.structs.replace(self._note, closed=now, size=state.st_size, mtime_ns=state.st_mtime_ns)
        )

    def release(self) -> None:
        """Let go; doing so twice is harmless."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _write(self, note: Note) -> None:
        """Write the note where that can be done; a full disk shall keep nobody from reading."""
        draft = self._folder / f".{NOTE}"
        try:
            draft.write_bytes(msgspec.json.format(msgspec.json.encode(note)))
            draft.replace(self._folder / NOTE)
        except OSError as error:
            _log.warning("No note of who uses %s: %s", self._folder, error)


def read_note(folder: Path) -> Note:
    """The note, empty where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / NOTE).read_bytes(), type=Note)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Note()


def left_in_order(folder: Path) -> bool:
    """Whether the database is, by size and time, the one that was last closed in order."""
    note = read_note(folder)
    state = (folder / DATABASE).stat()
    return bool(note.closed) and (note.size, note.mtime_ns) == (state.st_size, state.st_mtime_ns)


def _busy(folder: Path) -> LibraryBusy:
    note = read_note(folder)
    if not note.holder or note.closed:
        who = "another program"
    else:
        who = f"“{note.holder}” (process {note.pid} on {note.host})"
    return LibraryBusy(f"The library in {folder} is being written by {who}; close that first.")


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
