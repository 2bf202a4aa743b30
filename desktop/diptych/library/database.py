"""Connections: one thread that writes, and readers that never share a connection at the same time."""

from __future__ import annotations

import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from diptych.library.problems import read_only, suspected, told

T = TypeVar("T")

_log = logging.getLogger(__name__)

BUSY_SECONDS = 10.0
"""How long a connection waits for another program's before it gives up."""


SHARED, UNTOUCHED, ALONE = "rw", "ro", "ro&immutable=1"
"""How a file is opened: beside programs that write it; the same, and never folding the journal into it;
or as it stands, with nothing beside it read or made, which is right only while nobody writes."""


def connect(file: Path, mode: str = SHARED, *, write: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode with foreign keys on; it never creates the file."""
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    if write:
        # Each act has to survive a crash of the machine the moment it is made; NORMAL would not in WAL.
        connection.execute("PRAGMA synchronous = FULL")
    else:
        connection.execute("PRAGMA query_only = ON")
    return connection


def connect_to_read(file: Path) -> sqlite3.Connection:
    """A connection for reading: shared, or alone where nothing can be written beside the file."""
    try:
        return _tried(file, SHARED)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.split("_")[1] not in ("CANTOPEN", "READONLY"):
            raise
        return _tried(file, ALONE)


def _tried(file: Path, mode: str) -> sqlite3.Connection:
    connection = connect(file, mode)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


class Database:
    """An open database file. Reads may come from any thread; writes are done one after another."""

    def __init__(self, file: Path, *, write: bool) -> None:
        self._file = file
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False
        self._thread = ThreadPoolExecutor(1, "library-writer") if write else None
        self._writer: sqlite3.Connection | None = None

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the database until the block ends."""
        if self._closed:
            raise ValueError("the library is closed")
        with told(self._file.parent):
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = connect_to_read(self._file)
            try:
                connection.execute("BEGIN")
                with suspected(self._file.parent, connection):
                    yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.close()
                raise
        self._give_back(connection)

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` in one transaction on the writing thread and wait for what comes back.

        What it raises undoes the transaction and comes to the caller. Raises ``LibraryReadOnly``.
        """
        if self._closed:
            raise ValueError("the library is closed")
        if self._thread is None:
            raise read_only(self._file.parent)
        with told(self._file.parent):
            return self._thread.submit(self._transaction, work).result()

    def close(self) -> bool:
        """Close all connections; whether everything now lies in the one file. Twice is harmless."""
        if self._closed:
            return False
        self._closed = True
        while self._idle:
            self._idle.pop().close()
        if self._thread is None:
            return False
        with told(self._file.parent):
            whole = self._thread.submit(self._close_writer).result()
            self._thread.shutdown()
        return whole

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)

    def _transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._writer is None:
            self._writer = connect(self._file, write=True)
            self._writer.execute("PRAGMA journal_mode = WAL")
        connection = self._writer
        connection.execute("BEGIN IMMEDIATE")
        try:
            with suspected(self._file.parent, connection):
                result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result

    def _close_writer(self) -> bool:
        if self._writer is not None:
            try:
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                _log.warning("The journal of %s stays beside it: %s", self._file, error)
            self._writer.close()
        wal = self._file.with_name(f"{self._file.name}-wal")
        return not wal.exists() or wal.stat().st_size == 0
