"""Where the reader left each article. No act, and no change of an article: it moves no change number."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from diptych.library.core import Core


class Places(Core):
    """The reader's places."""

    def place(self, article: int) -> tuple[int, int]:
        """The text's id and the code point at which an article was left, zeros where it never was."""
        with self._database.read() as db:
            row = db.execute("SELECT text, position FROM places WHERE article = ?", (article,)).fetchone()
        return (row[0], row[1]) if row else (0, 0)

    def keep_places(self, places: Mapping[int, tuple[int, int]]) -> None:
        """Keep the text's id and the code point by article; an article that is gone is passed over."""

        def work(db: sqlite3.Connection) -> None:
            db.executemany(
                "INSERT INTO places (article, text, position) "
                "SELECT article, id, ? FROM texts WHERE article = ? AND id = ? "
                "ON CONFLICT (article) DO UPDATE SET text = excluded.text, position = excluded.position",
                [(position, article, text) for article, (text, position) in places.items()],
            )

        self._require_writing()
        self._database.write(work)
