"""The analyst's marks on texts."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from diptych.errors import NotFound
from diptych.library.names import storable
from diptych.library.quotes import Texts, cut
from diptych.model import Highlight


def add(db: sqlite3.Connection, text_id: int, start: int, end: int, colour: int, note: str) -> int:
    """Mark a span and give back the mark's id; raises ``NotFound`` or ``ValueError``."""
    span = cut(Texts(db)[text_id], start, end)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    cursor = db.execute(
        'INSERT INTO highlights (text, start, "end", quote, before, after, colour, note, created) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (text_id, *span, colour, storable(note), now),
    )
    return int(cursor.lastrowid or 0)


def change(db: sqlite3.Connection, id_: int, colour: int | None, note: str | None) -> None:
    """Give a mark another colour or note, where one is given; raises ``NotFound``."""
    cursor = db.execute(
        "UPDATE highlights SET colour = coalesce(?, colour), note = coalesce(?, note) WHERE id = ?",
        (colour, None if note is None else storable(note), id_),
    )
    _require(cursor, id_)


def remove(db: sqlite3.Connection, id_: int) -> None:
    """Take a mark away; raises ``NotFound``."""
    _require(db.execute("DELETE FROM highlights WHERE id = ?", (id_,)), id_)


def of(db: sqlite3.Connection, article: int | None) -> list[Highlight]:
    """The marks on an article, or on all outside the bin, in the order of the text."""
    where = "s.binned IS NULL" if article is None else "t.article = ?"
    rows = db.execute(
        'SELECT h.id, t.article, h.text, h.start, h."end", quote, before, after, colour, note, created '
        "FROM highlights AS h JOIN texts AS t ON t.id = h.text JOIN states AS s ON s.article = t.article "
        f"WHERE {where} ORDER BY t.article, h.text, h.start, h.id",
        () if article is None else (article,),
    ).fetchall()
    texts = Texts(db)
    return [
        Highlight(
            id=id_,
            article=article_,
            text_id=text,
            start=start,
            end=end,
            quote=quote,
            before=before,
            after=after,
            colour=colour,
            note=note,
            created=created,
            broken=not texts.read_so(text, start, end, quote),
        )
        for id_, article_, text, start, end, quote, before, after, colour, note, created in rows
    ]


def _require(cursor: sqlite3.Cursor, id_: int) -> None:
    if cursor.rowcount != 1:
        raise NotFound(f"There is no highlight {id_} in this library; it may have been removed.")
