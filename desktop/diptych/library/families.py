"""Which texts are copies of one another, as the machine finds and the analyst says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from diptych.errors import DiptychError
from diptych.library import articles, undo
from diptych.library.core import Core
from diptych.model import ChangeKind, Changes

_LABELS = {
    True: "Say that two articles are copies",
    False: "Say that two articles are no copies",
    None: "Take back what was said of two articles",
}


class Copy(NamedTuple):
    """Two articles whose current texts are copies, the lower id first; ``score`` is in 0..1."""

    article: int
    other: int
    score: float


class FamilyVerdict(NamedTuple):
    """What the analyst says of two articles, the lower id first: copies of one text, or not."""

    article: int
    other: int
    same: bool


class Families(Core):
    """Sketches of the texts, the copies found by them, and the analyst's word on those."""

    def unsketched(self, version: int) -> dict[int, int]:
        """The current texts that have no sketch of this version, by article."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT s.article, s.text FROM states AS s LEFT JOIN sketches AS k "
                "ON k.text = s.text AND k.version = ? WHERE k.text IS NULL ORDER BY s.article",
                (version,),
            )
            return dict(rows.fetchall())

    def sketches(self, version: int) -> dict[int, tuple[int, bytes]]:
        """The text's id and sketch of this version, by article, of current texts."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT s.article, k.text, k.hashes FROM sketches AS k JOIN states AS s ON s.text = k.text "
                "WHERE k.version = ?",
                (version,),
            )
            return {article: (text, hashes) for article, text, hashes in rows}

    def keep_sketches(
        self, version: int, sketches: Mapping[int, bytes], copies: Iterable[tuple[int, int, float]]
    ) -> Changes:
        """Keep the sketches of texts, and the pairs of texts found to be copies with their scores.

        What was kept of these texts before is forgotten.
        """
        self._require_writing()
        found = list(copies)
        return self._database.write(lambda db: _keep(db, version, sketches, found))

    def copies(self) -> list[Copy]:
        """The pairs of articles outside the bin whose current texts are copies, as the machine finds."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT min(a.article, b.article), max(a.article, b.article), c.score FROM copies AS c "
                "JOIN states AS a ON a.text = c.text AND a.binned IS NULL "
                "JOIN states AS b ON b.text = c.other AND b.binned IS NULL"
            )
            return [Copy(*row) for row in rows]

    def family_verdicts(self) -> list[FamilyVerdict]:
        """What the analyst says of pairs of articles outside the bin."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT v.article, v.other, v.same FROM family_verdicts AS v "
                "JOIN states AS a ON a.article = v.article AND a.binned IS NULL "
                "JOIN states AS b ON b.article = v.other AND b.binned IS NULL"
            )
            return [FamilyVerdict(article, other, bool(same)) for article, other, same in rows]

    def say_copies(self, one: int, other: int, same: bool | None) -> Changes:
        """Say that two articles are copies of one text, or that they are not; None takes the word back.

        Raises ``NotFound`` for an article that is not there and ``DiptychError`` for one with itself.
        """
        if one == other:
            raise DiptychError("An article cannot be set against itself; choose two different ones.")
        pair = min(one, other), max(one, other)
        label = _LABELS[same]
        return self._act(label, lambda db: _say(db, pair, same))[1]


def _keep(
    db: sqlite3.Connection,
    version: int,
    sketches: Mapping[int, bytes],
    copies: list[tuple[int, int, float]],
) -> Changes:
    texts = [(text,) for text in sketches]
    db.executemany("DELETE FROM copies WHERE text = ?", texts)
    db.executemany("DELETE FROM copies WHERE other = ?", texts)
    db.executemany(
        "INSERT INTO sketches (text, version, hashes) VALUES (?, ?, ?) "
        "ON CONFLICT (text) DO UPDATE SET version = excluded.version, hashes = excluded.hashes",
        [(text, version, hashes) for text, hashes in sketches.items()],
    )
    db.executemany(
        "INSERT INTO copies (text, other, score) VALUES (?, ?, ?) "
        "ON CONFLICT (text, other) DO UPDATE SET score = excluded.score",
        copies,
    )
    number = undo.bump(db)
    touched = _articles(db, copies)
    undo.touch(db, touched, number)
    kinds = frozenset({ChangeKind.FAMILIES}) if copies else frozenset[ChangeKind]()
    return Changes(number=number, articles=touched, kinds=kinds)


def _articles(db: sqlite3.Connection, copies: list[tuple[int, int, float]]) -> frozenset[int]:
    texts = {text for one, other, _ in copies for text in (one, other)}
    find = "SELECT article FROM texts WHERE id = ?"
    return frozenset(db.execute(find, (text,)).fetchone()[0] for text in texts)


def _say(db: sqlite3.Connection, pair: tuple[int, int], same: bool | None) -> None:
    articles.present(db, pair)
    if same is None:
        db.execute("DELETE FROM family_verdicts WHERE article = ? AND other = ?", pair)
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    db.execute(
        "INSERT INTO family_verdicts (article, other, same, created) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (article, other) DO UPDATE SET same = excluded.same, created = excluded.created "
        "WHERE same != excluded.same",
        (*pair, int(same), now),
    )
