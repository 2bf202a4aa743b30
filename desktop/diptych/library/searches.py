"""Searches that an analyst keeps, what they showed at the last look, and what was asked lately."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import UTC, datetime

import msgspec

from diptych.errors import NotFound
from diptych.library.core import Core
from diptych.library.names import name_of, storable
from diptych.model import Changes, PastSearch, SavedSearch

MOST_KEPT = 200
"""Past searches that are remembered."""


class Searches(Core):
    """The saved searches and the search history of an open library. ``request`` is the caller's own JSON."""

    def save_search(self, name: str, request: str) -> tuple[int, Changes]:
        """Keep a search and give back its id; raises ``LibraryError`` for an empty name."""
        name = name_of(name, "search")

        def work(db: sqlite3.Connection) -> int:
            made = db.execute(
                "INSERT INTO saved_searches (name, request, created) VALUES (?, ?, ?)",
                (name, storable(request), _now()),
            )
            return int(made.lastrowid or 0)

        id_, changes = self._act(f"Save the search “{name}”", work)
        assert id_ is not None
        return id_, changes

    def change_search(self, id: int, *, name: str | None = None, request: str | None = None) -> Changes:  # noqa: A002
        """Give a saved search another name or request; raises ``NotFound``."""
        before = self.saved_search(id)
        name = before.name if name is None else name_of(name, "search")
        request = before.request if request is None else storable(request)
        return self._act(
            f"Change the search “{name}”",
            lambda db: db.execute(
                "UPDATE saved_searches SET name = ?, request = ? WHERE id = ?", (name, request, id)
            ),
        )[1]

    def remove_search(self, id: int) -> Changes:  # noqa: A002
        """Take a saved search away; raises ``NotFound``."""
        name = self.saved_search(id).name
        return self._act(
            f"Remove the search “{name}”",
            lambda db: db.execute("DELETE FROM saved_searches WHERE id = ?", (id,)),
        )[1]

    def saved_searches(self) -> list[SavedSearch]:
        """All saved searches by name."""
        with self._database.read() as db:
            return _saved(db, "", ())

    def saved_search(self, id: int) -> SavedSearch:  # noqa: A002
        """One saved search; raises ``NotFound``."""
        with self._database.read() as db:
            found = _saved(db, "WHERE s.id = ?", (id,))
        if not found:
            raise NotFound(f"There is no saved search {id}.")
        return found[0]

    def note_look(self, id: int, articles: Collection[int]) -> None:  # noqa: A002
        """Remember what a saved search shows now; this is no act."""

        def work(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT INTO search_looks (search, looked, articles) VALUES (?, ?, ?) ON CONFLICT (search) "
                "DO UPDATE SET looked = excluded.looked, articles = excluded.articles",
                (id, _now(), msgspec.json.encode(sorted(articles)).decode()),
            )

        self._database.write(work)

    def looked_at(self, id: int) -> frozenset[int]:  # noqa: A002
        """The articles that a saved search showed at the last look."""
        with self._database.read() as db:
            row = db.execute("SELECT articles FROM search_looks WHERE search = ?", (id,)).fetchone()
        return msgspec.json.decode(row[0], type=frozenset[int]) if row else frozenset()

    def note_search(self, query: str, request: str, count: int) -> None:
        """Remember what was asked; an equal search before it is forgotten. This is no act."""

        def work(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM past_searches WHERE request = ?", (request,))
            db.execute(
                "INSERT INTO past_searches (query, request, count, asked) VALUES (?, ?, ?, ?)",
                (storable(query), storable(request), count, _now()),
            )
            db.execute(
                "DELETE FROM past_searches WHERE id NOT IN "
                "(SELECT id FROM past_searches ORDER BY id DESC LIMIT ?)",
                (MOST_KEPT,),
            )

        self._database.write(work)

    def past_searches(self, limit: int = 50) -> list[PastSearch]:
        """What was asked lately, the newest first."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT id, query, request, count, asked FROM past_searches ORDER BY id DESC LIMIT ?",
                (limit,),
            ).fetchall()
        return [
            PastSearch(id=id_, query=query, request=request, count=count, asked=asked)
            for id_, query, request, count, asked in rows
        ]

    def forget_searches(self) -> None:
        """Forget all that was asked; this is no act."""
        self._database.write(lambda db: db.execute("DELETE FROM past_searches") and None)


def _saved(db: sqlite3.Connection, where: str, values: tuple[int, ...]) -> list[SavedSearch]:
    rows = db.execute(
        "SELECT s.id, name, request, created, l.looked FROM saved_searches AS s "
        f"LEFT JOIN search_looks AS l ON l.search = s.id {where} ORDER BY name, s.id",
        values,
    ).fetchall()
    return [
        SavedSearch(id=id_, name=name, request=request, created=created, looked=looked)
        for id_, name, request, created, looked in rows
    ]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
