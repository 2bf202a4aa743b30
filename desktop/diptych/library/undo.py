"""Undo for every act of the analyst, by the rows it changed.

While an act runs, triggers write each row of the analyst's tables that changes, as it was and as it
becomes, into ``act_rows``, in the act's own transaction. Undoing puts the old rows back, last first;
redoing puts the new ones. Machines never write these tables (an import only adds to them), so the rows
an act left are still there when it is undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

import msgspec

from diptych.model import ChangeKind, Changes

T = TypeVar("T")
Row = dict[str, Any]

TYPING = timedelta(seconds=30)
"""Acts of one series that follow each other within this time are one act."""


class Tracked(NamedTuple):
    """What a change of a table's row means: its kind by column ("" for any), and whether the index cares."""

    kinds: dict[str, ChangeKind]
    indexed: frozenset[str]


_CORRECTED = frozenset({"article", "title", "subtitle", "authors", "outlet", "date", "language", "url"})

_OF_NAMES = {"": ChangeKind.ENTITIES, "created": ChangeKind.POSITIONS}
"""What says who is named says who holds a position; going to another text changes neither."""

TABLES: dict[str, Tracked] = {
    "states": Tracked(
        {"read": ChangeKind.READ_STATE, "binned": ChangeKind.ARTICLES, "text": ChangeKind.TEXTS},
        frozenset({"binned", "text"}),
    ),
    "corrections": Tracked({"": ChangeKind.METADATA}, _CORRECTED),
    "article_tags": Tracked({"": ChangeKind.TAGS}, frozenset()),
    "article_collections": Tracked({"": ChangeKind.COLLECTIONS}, frozenset()),
    "highlights": Tracked({"": ChangeKind.HIGHLIGHTS}, frozenset()),
    "overrides": Tracked({"": ChangeKind.POSITIONS}, frozenset()),
    "mention_overrides": Tracked(_OF_NAMES, frozenset()),
    "dossier_edits": Tracked(_OF_NAMES, frozenset()),
    "briefs": Tracked({"": ChangeKind.BRIEFS}, frozenset()),
    "brief_items": Tracked({"": ChangeKind.BRIEFS}, frozenset()),
    "evidence_links": Tracked({"": ChangeKind.POSITIONS}, frozenset()),
    "cell_summaries": Tracked({"": ChangeKind.POSITIONS}, frozenset()),
    "summary_evidence": Tracked({"": ChangeKind.POSITIONS}, frozenset()),
    "issues_aside": Tracked({"": ChangeKind.POSITIONS}, frozenset()),
    "family_verdicts": Tracked({"": ChangeKind.FAMILIES}, frozenset()),
    "saved_searches": Tracked({"": ChangeKind.SEARCHES}, frozenset()),
}

COMPARED = frozenset({ChangeKind.POSITIONS, ChangeKind.METADATA, ChangeKind.TEXTS, ChangeKind.ARTICLES})
"""The kinds of change after which an article's part in the comparison is read anew."""


class RowChange(NamedTuple):
    """One row as it was and as it became; None where there was or is none."""

    table: str
    old: Row | None
    new: Row | None


class NothingChanged(Exception):
    """The act left everything as it was: there is nothing to keep, and nothing to undo."""


def bump(db: sqlite3.Connection) -> int:
    """Count one more write and give back its number."""
    db.execute("UPDATE counters SET value = value + 1 WHERE name = 'change'")
    return change_number(db)


def change_number(db: sqlite3.Connection) -> int:
    """The number of the last write."""
    return int(db.execute("SELECT value FROM counters WHERE name = 'change'").fetchone()[0])


def act(
    db: sqlite3.Connection, label: str, work: Callable[[], T], *, series: str = "", lasting: bool = False
) -> tuple[T, Changes]:
    """Do ``work`` as one act that can be undone; raises ``NothingChanged`` when no row changed.

    An act joins the one before it when both are of the same series and that one is fresh, or however
    old it is where the series is ``lasting``. What was undone before can no longer be redone.
    """
    _watch(db)
    db.execute("DELETE FROM acts WHERE undone = 1")
    id_ = _act_of_series(db, series, lasting) or _new_act(db, label, series)
    before = db.execute("SELECT coalesce(max(id), 0) FROM act_rows").fetchone()[0]
    db.execute("UPDATE recording SET act = ?", (id_,))
    try:
        result = work()
    finally:
        db.execute("UPDATE recording SET act = NULL")
    changed = _rows(db, "act = ? AND id > ?", (id_, before))
    if not changed:
        raise NothingChanged
    if series and not lasting:
        _fold(db, id_)
    db.execute("UPDATE acts SET label = ?, made = ? WHERE id = ?", (label, _now().isoformat(), id_))
    return result, changes(db, changed, label)


def record(db: sqlite3.Connection, table: str, old: Row | None, new: Row | None) -> None:
    """Add to the act under way a change that undoing shall make, though this was not its way here."""
    db.execute(
        "INSERT INTO act_rows (act, name, old, new) SELECT act, ?, ?, ? FROM recording",
        (table, _encoded(old), _encoded(new)),
    )


def relabel(db: sqlite3.Connection, label: Callable[[int], str]) -> str:
    """Name the last act anew, given the number of rows it has changed, and give back the name."""
    id_, count = db.execute(
        "SELECT act, count(*) FROM act_rows WHERE act = (SELECT max(id) FROM acts)"
    ).fetchone()
    db.execute("UPDATE acts SET label = ? WHERE id = ?", (label(count), id_))
    return label(count)


def undo(db: sqlite3.Connection) -> Changes | None:
    """Take back the last act that stands; None when there is none."""
    return _turn(db, "SELECT id, label FROM acts WHERE undone = 0 ORDER BY id DESC LIMIT 1", back=True)


def redo(db: sqlite3.Connection) -> Changes | None:
    """Do again the act that was undone last; None when there is none."""
    return _turn(db, "SELECT id, label FROM acts WHERE undone = 1 ORDER BY id LIMIT 1", back=False)


def undo_label(db: sqlite3.Connection) -> str:
    """The act that ``undo`` would take back, in words; empty when there is none."""
    row = db.execute("SELECT label FROM acts WHERE undone = 0 ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def redo_label(db: sqlite3.Connection) -> str:
    """The act that ``redo`` would do again, in words; empty when there is none."""
    row = db.execute("SELECT label FROM acts WHERE undone = 1 ORDER BY id LIMIT 1").fetchone()
    return row[0] if row else ""


def history(db: sqlite3.Connection, limit: int) -> list[tuple[int, str, str, bool]]:
    """Acts, the newest first: id, when (ISO 8601, UTC), label, whether it is undone."""
    rows = db.execute("SELECT id, made, label, undone FROM acts ORDER BY id DESC LIMIT ?", (limit,))
    return [(id_, made, label, bool(undone)) for id_, made, label, undone in rows]


def changes(db: sqlite3.Connection, rows: Iterable[RowChange], label: str) -> Changes:
    """Count the write, mark the articles that the index has to renew, and say what changed."""
    number = bump(db)
    articles: set[int] = set()
    indexed: set[int] = set()
    kinds: set[ChangeKind] = set()
    for row in rows:
        tracked, columns = TABLES[row.table], _differing(row)
        kinds |= {kind for column, kind in tracked.kinds.items() if not column or column in columns}
        article = _article(db, row)
        if article is not None:
            articles.add(article)
            if columns & tracked.indexed:
                indexed.add(article)
    mark(db, indexed, number)
    if kinds & COMPARED:
        touch(db, articles, number)
    return Changes(number=number, articles=frozenset(articles), kinds=frozenset(kinds), label=label)


def mark(db: sqlite3.Connection, articles: Iterable[int], number: int) -> None:
    """Note in the articles the number of the write after which the index has to renew them."""
    db.executemany("UPDATE articles SET changed = ? WHERE id = ?", [(number, id_) for id_ in articles])


def touch(db: sqlite3.Connection, articles: Iterable[int], number: int) -> None:
    """Note in the articles the number of the write after which a comparison has to read them anew."""
    db.executemany("UPDATE articles SET touched = ? WHERE id = ?", [(number, id_) for id_ in articles])


def _turn(db: sqlite3.Connection, which: str, *, back: bool) -> Changes | None:
    found = db.execute(which).fetchone()
    if found is None:
        return None
    id_, label = found
    db.execute("PRAGMA defer_foreign_keys = ON")
    rows = _rows(db, "act = ?", (id_,))
    for row in reversed(rows) if back else rows:
        _put(db, row.table, *((row.new, row.old) if back else (row.old, row.new)))
    db.execute("UPDATE acts SET undone = ? WHERE id = ?", (back, id_))
    return changes(db, rows, label)


def _put(db: sqlite3.Connection, table: str, old: Row | None, new: Row | None) -> None:
    if old is not None:
        key = _key(db, table)
        where = " AND ".join(f'"{column}" = ?' for column in key)
        db.execute(f'DELETE FROM "{table}" WHERE {where}', [old[column] for column in key])
    if new is not None:
        columns = ", ".join(f'"{column}"' for column in new)
        marks = ", ".join("?" * len(new))
        db.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', list(new.values()))


def _key(db: sqlite3.Connection, table: str) -> list[str]:
    rows = db.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,))
    return [name for (name,) in rows]


def _watch(db: sqlite3.Connection) -> None:
    """Set the triggers that record rows while an act is under way; they last as long as the connection."""
    if db.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'recording'").fetchone():
        return
    db.execute("CREATE TEMP TABLE recording (act INTEGER)")
    db.execute("INSERT INTO recording VALUES (NULL)")
    for table in TABLES:
        columns = [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        old, new = _as_json("OLD", columns), _as_json("NEW", columns)
        for event, was, becomes in (("INSERT", "NULL", new), ("UPDATE", old, new), ("DELETE", old, "NULL")):
            db.execute(
                f"CREATE TEMP TRIGGER record_{table}_{event} AFTER {event} ON main.{table} "
                f"WHEN (SELECT act FROM recording) IS NOT NULL AND {was} IS NOT {becomes} "
                f"BEGIN INSERT INTO act_rows (act, name, old, new) "
                f"SELECT act, '{table}', {was}, {becomes} FROM recording; END"
            )


def _as_json(side: str, columns: list[str]) -> str:
    pairs = ", ".join(f"'{column}', {side}.\"{column}\"" for column in columns)
    return f"json_object({pairs})"


def _fold(db: sqlite3.Connection, id_: int) -> None:
    """Make one change of two that follow each other on a row, so that typing does not keep every letter."""
    pair = db.execute(
        "SELECT a.id, b.id, b.new FROM act_rows AS a JOIN act_rows AS b ON b.act = a.act AND b.id > a.id "
        "AND b.name = a.name AND b.old = a.new WHERE a.act = ? ORDER BY b.id LIMIT 1",
        (id_,),
    ).fetchone()
    if pair:
        db.execute("UPDATE act_rows SET new = ? WHERE id = ?", (pair[2], pair[0]))
        db.execute("DELETE FROM act_rows WHERE id = ?", (pair[1],))


def _act_of_series(db: sqlite3.Connection, series: str, lasting: bool) -> int | None:
    row = db.execute("SELECT id, series, made FROM acts ORDER BY id DESC LIMIT 1").fetchone()
    if not series or row is None or row[1] != series:
        return None
    fresh = _now() - datetime.fromisoformat(row[2]) < TYPING
    return int(row[0]) if lasting or fresh else None


def _new_act(db: sqlite3.Connection, label: str, series: str) -> int:
    cursor = db.execute(
        "INSERT INTO acts (made, label, series, undone) VALUES (?, ?, ?, 0)",
        (_now().isoformat(), label, series),
    )
    return int(cursor.lastrowid or 0)


def _rows(db: sqlite3.Connection, where: str, values: tuple[int, ...]) -> list[RowChange]:
    rows = db.execute(f"SELECT name, old, new FROM act_rows WHERE {where} ORDER BY id", values)
    return [RowChange(table, _decoded(old), _decoded(new)) for table, old, new in rows]


def _differing(row: RowChange) -> set[str]:
    old, new = row.old or {}, row.new or {}
    if not old or not new:
        return set(old or new)
    return {column for column in old if old[column] != new[column]}


def _article(db: sqlite3.Connection, change: RowChange) -> int | None:
    row = change.new or change.old or {}
    if "article" in row:
        return int(row["article"])
    if row.get("text") is None:
        return None
    found = db.execute("SELECT article FROM texts WHERE id = ?", (row["text"],)).fetchone()
    return int(found[0])


def _encoded(row: Row | None) -> str | None:
    return None if row is None else msgspec.json.encode(row).decode()


def _decoded(text: str | None) -> Row | None:
    return None if text is None else msgspec.json.decode(text, type=Row)


def _now() -> datetime:
    return datetime.now(UTC)
