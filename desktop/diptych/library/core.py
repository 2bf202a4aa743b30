"""What every part of a library stands on: its folder, its database, acts that can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from diptych.library import undo
from diptych.library.database import Database
from diptych.library.lock import FolderLock
from diptych.library.problems import read_only
from diptych.model import Changes

T = TypeVar("T")


class Core:
    """An open library's folder and database, its small facts, and its history."""

    def __init__(self, folder: Path, database: Database, held: FolderLock | None) -> None:
        self.folder = folder
        self._database = database
        self._lock = held
        self.id = self.meta("id") or ""

    @property
    def writable(self) -> bool:
        """Whether this program holds the library for writing."""
        return self._lock is not None

    def change_number(self) -> int:
        """The number of the last write; it only grows."""
        with self._database.read() as db:
            return undo.change_number(db)

    def meta(self, key: str) -> str | None:
        """A small fact of the library, None when it was never set."""
        with self._database.read() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Keep a small fact of the library."""

        def work(db: sqlite3.Connection) -> None:
            undo.bump(db)
            db.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

        self._database.write(work)

    def undo(self) -> Changes | None:
        """Take back the last act; None when there is none."""
        return self._database.write(undo.undo)

    def redo(self) -> Changes | None:
        """Do again what was undone last; None when there is none."""
        return self._database.write(undo.redo)

    def undo_label(self) -> str:
        """The act that ``undo`` takes back, in words; empty when there is none."""
        with self._database.read() as db:
            return undo.undo_label(db)

    def redo_label(self) -> str:
        """The act that ``redo`` does again, in words; empty when there is none."""
        with self._database.read() as db:
            return undo.redo_label(db)

    def history(self, limit: int = 100) -> list[tuple[int, str, str, bool]]:
        """Acts, the newest first: id, when (ISO 8601, UTC), label, whether it is undone."""
        with self._database.read() as db:
            return undo.history(db, limit)

    def _act(
        self, label: str, work: Callable[[sqlite3.Connection], T], *, series: str = ""
    ) -> tuple[T | None, Changes]:
        """Do one act; what ``work`` gives back, None when it changed nothing."""
        try:
            return self._database.write(lambda db: undo.act(db, label, lambda: work(db), series=series))
        except undo.NothingChanged:
            return None, Changes(number=self.change_number())

    def _require_writing(self) -> None:
        if not self.writable:
            raise read_only(self.folder)
