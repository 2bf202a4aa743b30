"""Which names stand in the library, and how often."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

import msgspec

from diptych.library.core import Core
from diptych.model import EntityCount, EntityKind, Span

_COUNTED = """
SELECT e.key, e.name, e.kind, e.party, count(*), count(DISTINCT s.article)
FROM mentions AS m
JOIN states AS s ON s.text = m.text AND s.binned IS NULL
JOIN entities AS e ON e.id = m.entity
"""


class Spelling(NamedTuple):
    """A spelling that the machine took for the name of a thing; ``entity`` is the row that says so."""

    entity: int
    key: str
    name: str
    kind: EntityKind
    party: str | None
    text: str
    method: str


Spellings = Mapping[Spelling, "tuple[array[int], array[int]]"]
"""For each spelling the texts that have it, and how often each has it."""


class Census(Core):
    """The named things of an open library, over the current texts of articles outside the bin."""

    _spelt: tuple[int, Spellings] | None = None

    def entity_counts(self, kind: EntityKind | None = None) -> list[EntityCount]:
        """Every named thing as it was found, the most mentioned first, then by name."""
        where = "" if kind is None else "WHERE e.kind = ? "
        values = () if kind is None else (str(kind),)
        with self._database.read() as db:
            return _counts(db, f"{where}GROUP BY e.key ORDER BY count(*) DESC, e.name", values)

    def entity_count(self, key: str) -> EntityCount | None:
        """One named thing as it was found, None when nothing names it."""
        with self._database.read() as db:
            found = _counts(db, "WHERE e.key = ? GROUP BY e.key", (key,))
        return found[0] if found else None

    def mentions_of(self, key: str) -> list[tuple[int, Span]]:
        """Where a thing was found to be named: article and span, in order of articles and spans."""
        with self._database.read() as db:
            rows = db.execute(
                'SELECT s.article, m.start, m."end" FROM mentions AS m '
                "JOIN states AS s ON s.text = m.text AND s.binned IS NULL "
                "JOIN entities AS e ON e.id = m.entity WHERE e.key = ? ORDER BY s.article, m.start",
                (key,),
            ).fetchall()
        return [(article, Span(start, end)) for article, start, end in rows]

    def spellings(self) -> Spellings:
        """Every spelling of every named thing in all texts, old versions and the bin's among them.

        It is kept until something is found anew: an analyst's act costs no reading of it.
        """
        with self._database.read() as db:
            (found,) = db.execute("SELECT value FROM counters WHERE name = 'found'").fetchone()
            if self._spelt is None or self._spelt[0] != found:
                self._spelt = (found, _spellings(db))
        return self._spelt[1]

    def found_number(self) -> int:
        """A number that grows when something is found anew in any text."""
        with self._database.read() as db:
            return int(db.execute("SELECT value FROM counters WHERE name = 'found'").fetchone()[0])

    def shown_texts(self) -> dict[int, int]:
        """The current texts of articles outside the bin, with the articles."""
        with self._database.read() as db:
            return dict(db.execute("SELECT text, article FROM states WHERE binned IS NULL").fetchall())

    def found_texts(self) -> set[int]:
        """The texts in which something was looked for, old versions and the bin's among them."""
        with self._database.read() as db:
            return {text for (text,) in db.execute("SELECT text FROM analyses")}

    def dates(self) -> dict[int, str | None]:
        """The dates of the articles outside the bin."""
        with self._database.read() as db:
            return dict(db.execute("SELECT id, date FROM shown WHERE binned IS NULL").fetchall())

    def found_in(self, spellings: Collection[Spelling]) -> list[tuple[int, int, Span, str, float]]:
        """Where spellings stand: article, text, span, method and score, in order of articles and spans."""
        wanted = msgspec.json.encode({(each.entity, each.text) for each in spellings}).decode()
        with self._database.read() as db:
            rows = db.execute(
                'SELECT s.article, m.text, m.start, m."end", m.method, m.score FROM json_each(?) AS w '
                "CROSS JOIN mentions AS m ON m.entity = json_extract(w.value, '$[0]') "
                "AND m.quote = json_extract(w.value, '$[1]') "
                "JOIN states AS s ON s.text = m.text AND s.binned IS NULL ORDER BY s.article, m.start",
                (wanted,),
            ).fetchall()
        return [
            (article, text, Span(start, end), method, score)
            for article, text, start, end, method, score in rows
        ]


def _spellings(db: sqlite3.Connection) -> Spellings:
    entities = {
        id_: (key, name, EntityKind(kind), party)
        for id_, key, name, kind, party in db.execute("SELECT id, key, name, kind, party FROM entities")
    }
    found: defaultdict[tuple[int, str, str], tuple[array[int], array[int]]]
    found = defaultdict(lambda: (array("q"), array("q")))
    rows = db.execute(
        "SELECT entity, quote, method, text, count(*) FROM mentions GROUP BY entity, quote, method, text"
    )
    for entity, quote, method, text, count in rows:
        texts, counts = found[entity, quote, method]
        texts.append(text)
        counts.append(count)
    return {
        Spelling(entity, *entities[entity], quote, method): arrays
        for (entity, quote, method), arrays in found.items()
    }


def _counts(db: sqlite3.Connection, rest: str, values: tuple[str, ...]) -> list[EntityCount]:
    return [
        EntityCount(
            key=key, name=name, kind=EntityKind(kind), party=party, mentions=mentions, articles=articles
        )
        for key, name, kind, party, mentions, articles in db.execute(_COUNTED + rest, values)
    ]
