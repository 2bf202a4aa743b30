"""Which names stand in the library, and how often."""

from __future__ import annotations

import sqlite3

from diptych.library.core import Core
from diptych.model import EntityCount, EntityKind, Span

_COUNTED = """
SELECT e.key, e.name, e.kind, e.party, count(*), count(DISTINCT s.article)
FROM mentions AS m
JOIN states AS s ON s.text = m.text AND s.binned IS NULL
JOIN entities AS e ON e.id = m.entity
"""


class Census(Core):
    """The named things of an open library, over the current texts of articles outside the bin."""

    def entity_counts(self, kind: EntityKind | None = None) -> list[EntityCount]:
        """Every named thing with its mentions and articles, the most mentioned first, then by name."""
        where = "" if kind is None else "WHERE e.kind = ? "
        values = () if kind is None else (str(kind),)
        with self._database.read() as db:
            return _counts(db, f"{where}GROUP BY e.key ORDER BY count(*) DESC, e.name", values)

    def entity_count(self, key: str) -> EntityCount | None:
        """One named thing with its mentions and articles, None when nothing names it."""
        with self._database.read() as db:
            found = _counts(db, "WHERE e.key = ? GROUP BY e.key", (key,))
        return found[0] if found else None

    def mentions_of(self, key: str) -> list[tuple[int, Span]]:
        """Where a named thing is named: article and span, in order of articles and spans."""
        with self._database.read() as db:
            rows = db.execute(
                'SELECT s.article, m.start, m."end" FROM mentions AS m '
                "JOIN states AS s ON s.text = m.text AND s.binned IS NULL "
                "JOIN entities AS e ON e.id = m.entity WHERE e.key = ? ORDER BY s.article, m.start",
                (key,),
            ).fetchall()
        return [(article, Span(start, end)) for article, start, end in rows]


def _counts(db: sqlite3.Connection, rest: str, values: tuple[str, ...]) -> list[EntityCount]:
    return [
        EntityCount(
            key=key, name=name, kind=EntityKind(kind), party=party, mentions=mentions, articles=articles
        )
        for key, name, kind, party, mentions, articles in db.execute(_COUNTED + rest, values)
    ]
