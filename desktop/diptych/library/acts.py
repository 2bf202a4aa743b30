"""The analyst's acts on articles. Each changes rows; ``undo`` records them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec

from diptych.library.imports import link, named
from diptych.library.names import date_of, name_of, one_line
from diptych.model import Correction

_ONE_OF = {"tags": ("article_tags", "tag"), "collections": ("article_collections", "collection")}


def tie(db: sqlite3.Connection, what: str, ids: Iterable[int], name: str) -> None:
    """Give articles a tag or put them in a collection; ``what`` is ``tags`` or ``collections``."""
    table, column = _ONE_OF[what]
    target = named(db, what, name)
    for id_ in ids:
        link(db, table, column, id_, target)


def untie(db: sqlite3.Connection, what: str, ids: Iterable[int], name: str) -> None:
    """Take a tag from articles or take them out of a collection."""
    table, column = _ONE_OF[what]
    target = named(db, what, name)
    db.executemany(
        f"DELETE FROM {table} WHERE article = ? AND {column} = ?",
        [(id_, target) for id_ in ids],
    )


def mark_read(db: sqlite3.Connection, ids: Iterable[int], read: bool) -> None:
    """Mark articles as read or unread; those that are already keep their time."""
    _set_time(db, "read", ids, read)


def mark_binned(db: sqlite3.Connection, ids: Iterable[int], binned: bool) -> None:
    """Move articles to the bin or out of it."""
    _set_time(db, "binned", ids, binned)


def correct(db: sqlite3.Connection, id_: int, correction: Correction) -> None:
    """Set the analyst's values over the stated ones; one equal to the stated takes the correction back.

    Raises ``LibraryError`` for a title that is empty or a date that is none.
    """
    given = _values(db, correction)
    stated = _stated(db, id_)
    for field, value in given.items():
        if value == stated[field]:
            db.execute(f"UPDATE corrections SET {field} = NULL WHERE article = ?", (id_,))
        else:
            db.execute(
                f"INSERT INTO corrections (article, {field}) VALUES (?, ?) "
                f"ON CONFLICT (article) DO UPDATE SET {field} = excluded.{field}",
                (id_, value),
            )
    db.execute(
        "DELETE FROM corrections WHERE article = ? AND coalesce(title, subtitle, authors, outlet, date, "
        "language, url) IS NULL",
        (id_,),
    )


def _set_time(db: sqlite3.Connection, column: str, ids: Iterable[int], on: bool) -> None:
    time = datetime.now(UTC).isoformat(timespec="seconds") if on else None
    db.executemany(
        f"UPDATE states SET {column} = ? WHERE article = ? AND ({column} IS NULL) = ?",
        [(time, id_, on) for id_ in ids],
    )


def _values(db: sqlite3.Connection, correction: Correction) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": None if correction.title is None else name_of(correction.title, "article", longest=1000),
        "subtitle": _line(correction.subtitle),
        "authors": None,
        "outlet": None,
        "date": None if correction.date is None else date_of(correction.date),
        "language": _line(correction.language),
        "url": _line(correction.url),
    }
    if correction.authors is not None:
        names = [name for name in map(_line, correction.authors) if name]
        values["authors"] = msgspec.json.encode(names).decode()
    if correction.outlet is not None:
        values["outlet"] = named(db, "outlets", _line(correction.outlet) or "")
    return {field: value for field, value in values.items() if value is not None}


def _line(given: str | None) -> str | None:
    return None if given is None else one_line(given)


def _stated(db: sqlite3.Connection, id_: int) -> dict[str, Any]:
    row = db.execute(
        "SELECT title, subtitle, outlet, date, language, url FROM articles WHERE id = ?", (id_,)
    ).fetchone()
    stated = dict(zip(("title", "subtitle", "outlet", "date", "language", "url"), row, strict=True))
    authors = db.execute(
        "SELECT given, family, as_printed FROM authors WHERE article = ? ORDER BY place", (id_,)
    )
    names = [
        " ".join(part for part in (given, family) if part) or printed for given, family, printed in authors
    ]
    return stated | {"authors": msgspec.json.encode(names).decode()}
