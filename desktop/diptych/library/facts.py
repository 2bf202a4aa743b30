"""What a search asks of all articles at once: facts to filter, count and sort by."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from diptych.library.core import Core


class Fact(NamedTuple):
    """One article outside the bin; ``date`` is ISO cut to its precision, or ""."""

    id: int
    outlet: str
    date: str
    language: str
    read: bool


class Facts(Core):
    """The facts of an open library's articles outside the bin."""

    def facts(self) -> tuple[int, list[Fact]]:
        """The library's change number, and every article in the order of ids."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT id, outlet, coalesce(date, ''), language, read IS NOT NULL FROM shown "
                "WHERE binned IS NULL ORDER BY id"
            ).fetchall()
            return _number(db), [
                Fact(id_, outlet, date, language, bool(read)) for id_, outlet, date, language, read in rows
            ]

    def ties(self, what: str) -> list[tuple[int, str]]:
        """Each article with each of its "tags" or "collections"."""
        one = {"tags": "tag", "collections": "collection"}[what]
        with self._database.read() as db:
            return db.execute(
                f"SELECT t.article, n.name FROM article_{what} AS t JOIN {what} AS n ON n.id = t.{one}"
            ).fetchall()

    def marked_articles(self) -> list[tuple[int, bool]]:
        """The articles that have highlights in their current text, and whether one of those has a note."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT s.article, max(h.note != '') FROM highlights AS h "
                "JOIN states AS s ON s.text = h.text GROUP BY s.article"
            ).fetchall()
        return [(article, bool(noted)) for article, noted in rows]


def _number(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT value FROM counters WHERE name = 'change'").fetchone()[0])
