"""Keeping what the machine finds in a text, as a whole in place of what it found there before."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from datetime import UTC, datetime

import msgspec

from diptych.library import undo
from diptych.library.names import storable
from diptych.library.problems import known
from diptych.library.quotes import Texts, cut
from diptych.model import (
    Analysis,
    AnalysisState,
    ChangeKind,
    Changes,
    EntityKind,
    Mention,
    Position,
    Span,
)

_STATES = {each.value: each for each in AnalysisState}


def save(db: sqlite3.Connection, text_id: int, analysis: Analysis, dossier: str, program: str) -> Changes:
    """Put what was found in a text in place of what was found before.

    Raises ``NotFound``, or ``ValueError`` for a span outside the text or a mention that reads otherwise.
    """
    text = Texts(db)[text_id]
    _forget(db, text_id)
    state = AnalysisState.DONE if analysis.analysed else AnalysisState.UNSUPPORTED
    _note(db, text_id, dossier, program, state, "", analysis.sentences)
    _insert_mentions(db, text_id, text, analysis.mentions)
    for position in analysis.positions:
        _insert_position(db, text_id, text, position)
    return _changes(db, text_id)


def fail(db: sqlite3.Connection, text_id: int, dossier: str, program: str, reason: str) -> Changes:
    """Note that a text could not be analysed, and why; what was found before is no longer shown."""
    Texts(db)[text_id]
    _forget(db, text_id)
    _note(db, text_id, dossier, program, AnalysisState.FAILED, storable(reason), ())
    return _changes(db, text_id)


def pending(db: sqlite3.Connection, dossier: str, program: str) -> list[int]:
    """The articles outside the bin whose text this program has yet to analyse by this dossier, or anew."""
    rows = db.execute(
        "SELECT s.article FROM states AS s LEFT JOIN analyses AS a ON a.text = s.text "
        "AND a.dossier = ? AND a.program = ? WHERE s.binned IS NULL "
        "AND (a.text IS NULL OR s.text IN (SELECT text FROM stale)) ORDER BY s.article",
        (dossier, program),
    )
    return [id_ for (id_,) in rows]


def done_by(db: sqlite3.Connection, text_id: int, program: str) -> str | None:
    """The hash of the dossier by which this program has analysed a text, None where it has not."""
    row = db.execute(
        "SELECT dossier FROM analyses WHERE text = ? AND program = ? AND state = ?",
        (text_id, program, AnalysisState.DONE),
    ).fetchone()
    return row[0] if row else None


def stands(db: sqlite3.Connection, text_id: int, dossier: str) -> Changes:
    """Note that what was found in a text stands by another dossier too."""
    db.execute("UPDATE analyses SET dossier = ? WHERE text = ?", (dossier, text_id))
    return Changes(number=undo.bump(db))


def states(db: sqlite3.Connection, dossier: str, program: str) -> dict[int, tuple[AnalysisState, str]]:
    """How far the analysis of each article outside the bin is, and why it failed where it did."""
    rows = db.execute(
        "SELECT s.article, coalesce(a.state, ?), coalesce(a.reason, '') FROM states AS s "
        "LEFT JOIN analyses AS a ON a.text = s.text AND a.dossier = ? AND a.program = ? "
        "WHERE s.binned IS NULL",
        (AnalysisState.PENDING, dossier, program),
    )
    return {article: (known(_STATES, state), reason) for article, state, reason in rows}


def keep_dossier(db: sqlite3.Connection, hash_: str, id_: str, name: str, version: str, content: str) -> None:
    """Keep a copy of a dossier under its hash; the first one kept under a hash stays."""
    undo.bump(db)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    db.execute(
        "INSERT INTO dossiers (hash, id, name, version, content, kept) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (hash_, id_, name, version, content, now),
    )


def dossier(db: sqlite3.Connection, hash_: str) -> str | None:
    """The content of a dossier that was kept, None when it was not."""
    row = db.execute("SELECT content FROM dossiers WHERE hash = ?", (hash_,)).fetchone()
    return row[0] if row else None


def _forget(db: sqlite3.Connection, text_id: int) -> None:
    for table in ("mentions", "positions", "analyses", "stale"):
        db.execute(f"DELETE FROM {table} WHERE text = ?", (text_id,))


def _note(
    db: sqlite3.Connection,
    text_id: int,
    dossier_hash: str,
    program: str,
    state: AnalysisState,
    reason: str,
    found: tuple[Span, ...],
) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    db.execute(
        "INSERT INTO analyses (text, dossier, program, state, reason, sentences, made) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (text_id, dossier_hash, program, state, reason, msgspec.json.encode(found).decode(), now),
    )


def _insert_mentions(db: sqlite3.Connection, text_id: int, text: str, found: Collection[Mention]) -> None:
    entities = {named: _entity(db, *named) for named in {(m.entity, m.name, m.kind, m.party) for m in found}}
    rows = []
    for each in found:
        span = cut(text, each.start, each.end)
        if span.quote != each.text:
            raise ValueError(f"the mention “{each.text}” reads “{span.quote}” in text {text_id}")
        entity = entities[each.entity, each.name, each.kind, each.party]
        rows.append((text_id, each.start, each.end, each.text, entity, each.method, each.score))
    db.executemany(
        'INSERT INTO mentions (text, start, "end", quote, entity, method, score) '
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _entity(db: sqlite3.Connection, key: str, name: str, kind: EntityKind, party: str | None) -> int:
    where = "key = ? AND name = ? AND kind = ? AND coalesce(party, char(0)) = coalesce(?, char(0))"
    find = f"SELECT id FROM entities WHERE {where}"
    row = db.execute(find, (key, name, kind, party)).fetchone()
    if row:
        return int(row[0])
    cursor = db.execute(
        "INSERT INTO entities (key, name, kind, party) VALUES (?, ?, ?, ?)", (key, name, kind, party)
    )
    return int(cursor.lastrowid or 0)


def _insert_position(db: sqlite3.Connection, text_id: int, text: str, found: Position) -> None:
    cursor = db.execute(
        'INSERT INTO positions (text, start, "end", quote, before, after, sentence, party, holder, voice, '
        "quoted, reported_by, rule, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            text_id,
            *cut(text, found.start, found.end),
            found.sentence,
            found.party,
            found.holder,
            found.voice,
            found.quoted,
            found.reported_by,
            found.rule,
            msgspec.json.encode(found.reasons).decode(),
        ),
    )
    db.executemany(
        "INSERT INTO position_issues (position, place, issue, direction, confidence, strength) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (cursor.lastrowid, place, each.issue, each.direction, each.confidence, each.strength)
            for place, each in enumerate(found.stances)
        ],
    )


def _changes(db: sqlite3.Connection, text_id: int) -> Changes:
    (article,) = db.execute("SELECT article FROM texts WHERE id = ?", (text_id,)).fetchone()
    number = undo.bump(db)
    undo.touch(db, [article], number)
    db.execute("UPDATE counters SET value = value + 1 WHERE name = 'found'")
    return Changes(
        number=number,
        articles=frozenset({article}),
        kinds=frozenset({ChangeKind.ENTITIES, ChangeKind.POSITIONS}),
    )
