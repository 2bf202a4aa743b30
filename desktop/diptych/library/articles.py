"""Reading articles: the importer's facts with the analyst's corrections over them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from typing import Any

import msgspec

from diptych.errors import NotFound
from diptych.model import (
    Article,
    ArticleDate,
    ArticleSummary,
    Author,
    Block,
    DatePrecision,
    Dropped,
    Report,
)

_names = msgspec.json.Decoder(tuple[str, ...]).decode
_blocks = msgspec.json.Decoder(tuple[Block, ...]).decode
_dropped = msgspec.json.Decoder(tuple[Dropped, ...]).decode
_report = msgspec.json.Decoder(Report).decode

_PRECISIONS = {
    0: DatePrecision.NONE,
    4: DatePrecision.YEAR,
    7: DatePrecision.MONTH,
    10: DatePrecision.DAY,
    16: DatePrecision.MINUTE,
}

CORRECTABLE = ("title", "subtitle", "authors", "outlet", "date", "language", "url")
"""The columns of ``corrections``, which are the fields of a ``Correction``."""


def as_ids(ids: Collection[int]) -> str:
    """Ids as one value for ``json_each``, which knows no limit of number."""
    return msgspec.json.encode(sorted(ids)).decode()


def summaries(
    db: sqlite3.Connection,
    *,
    binned: bool = False,
    tag: str | None = None,
    collection: str | None = None,
    unread: bool = False,
    ids: Collection[int] | None = None,
) -> list[ArticleSummary]:
    """The articles that meet all conditions, the newest date first, then by title."""
    where, values = ["binned IS NOT NULL" if binned else "binned IS NULL"], []
    if unread:
        where.append("read IS NULL")
    if tag is not None:
        where.append("id IN (SELECT article FROM article_tags JOIN tags ON tags.id = tag WHERE name = ?)")
        values.append(tag)
    if collection is not None:
        where.append(
            "id IN (SELECT article FROM article_collections "
            "JOIN collections ON collections.id = collection WHERE name = ?)"
        )
        values.append(collection)
    if ids is not None:
        where.append("id IN (SELECT value FROM json_each(?))")
        values.append(as_ids(ids))
    rows = db.execute(
        "SELECT id, title, corrected_authors, outlet, date, source, language, words, "
        f"read IS NOT NULL, binned IS NOT NULL, bundled FROM shown WHERE {' AND '.join(where)}",
        values,
    ).fetchall()
    authors, tags = _authors(db, ids), _tags(db, ids)
    found = [
        ArticleSummary(
            id=id_,
            title=title,
            authors=authors.get(id_, ()) if corrected is None else _names(corrected),
            outlet=outlet,
            date=date or None,
            source=source,
            language=language,
            words=words,
            read=bool(read),
            binned=bool(in_bin),
            bundled=bool(bundled),
            tags=tags.get(id_, ()),
        )
        for (
            id_,
            title,
            corrected,
            outlet,
            date,
            source,
            language,
            words,
            read,
            in_bin,
            bundled,
        ) in rows
    ]
    found.sort(key=lambda each: each.title.casefold())
    found.sort(key=lambda each: each.date or "", reverse=True)
    return found


def article(db: sqlite3.Connection, id_: int) -> Article:
    """One article with its current text; raises ``NotFound``."""
    row = _one(db, id_)
    corrected = row["c_date"] is not None
    date = ArticleDate(
        value=row["date"] or None,
        precision=_PRECISIONS[len(row["date"])]
        if corrected
        else msgspec.convert(row["date_precision"], DatePrecision),
        as_printed=row["date_printed"],
        evidence="corrected by the analyst" if corrected else row["date_evidence"],
        suggestion=row["date_suggestion"],
    )
    return Article(
        id=id_,
        title=row["title"],
        text_id=row["text_id"],
        text=row["text"],
        blocks=_blocks(row["blocks"]),
        subtitle=row["subtitle"],
        authors=_full_authors(db, id_, row["c_authors"]),
        outlet=row["outlet"],
        outlet_guess=row["outlet_guess"],
        guess_evidence=row["guess_evidence"],
        publisher=row["publisher"],
        date=date,
        language=row["language"],
        sections=_names(row["sections"]),
        tags=_tags(db, [id_]).get(id_, ()),
        collections=_collections(db, id_),
        url=row["url"],
        source=row["source"],
        reports=None if row["reports"] is None else _report(row["reports"]),
        dropped=_dropped(row["dropped"]),
        flags=_names(row["flags"]),
        version=row["version"],
        words=row["words"],
        read=row["read"] is not None,
        binned=row["binned"] is not None,
        bundled=bool(row["bundled"]),
        corrected=tuple(field for field in CORRECTABLE if row[f"c_{field}"] is not None),
    )


def texts(db: sqlite3.Connection, ids: Collection[int]) -> dict[int, str]:
    """The current canonical text by article; ids that are not there are left out."""
    rows = db.execute(
        "SELECT s.article, t.text FROM states AS s JOIN texts AS t ON t.id = s.text "
        "WHERE s.article IN (SELECT value FROM json_each(?))",
        (as_ids(ids),),
    )
    return dict(rows.fetchall())


def original_of(db: sqlite3.Connection, id_: int) -> tuple[str, str]:
    """The name and the SHA-256 of the file an article was read from; raises ``NotFound``."""
    row = db.execute("SELECT original_name, original FROM articles WHERE id = ?", (_key(id_),)).fetchone()
    if row is None:
        raise missing(id_)
    return row[0], row[1]


def counted(db: sqlite3.Connection, what: str) -> list[tuple[str, int]]:
    """The ``tags``, ``collections`` or ``outlets`` with their number of articles outside the bin, by name."""
    rows = db.execute(_COUNTS[what]).fetchall()
    return sorted(rows, key=lambda row: row[0].casefold())


def changed_since(db: sqlite3.Connection, number: int) -> list[int]:
    """The articles whose entry in the index was true at that change number and may no longer be."""
    return [id_ for (id_,) in db.execute("SELECT id FROM articles WHERE changed > ? ORDER BY id", (number,))]


def duplicate(db: sqlite3.Connection, original: str, text: str) -> int | None:
    """The article with these bytes or else with this text, one outside the bin before one in it."""
    for query, sha256 in (
        (
            "SELECT a.id FROM articles AS a JOIN states AS s ON s.article = a.id WHERE a.original = ?",
            original,
        ),
        (
            "SELECT s.article FROM texts AS t JOIN states AS s ON s.article = t.article WHERE t.sha256 = ?",
            text,
        ),
    ):
        row = db.execute(f"{query} ORDER BY s.binned IS NOT NULL, s.article LIMIT 1", (sha256,)).fetchone()
        if row:
            return int(row[0])
    return None


def present(db: sqlite3.Connection, ids: Collection[int]) -> list[int]:
    """The ids in order; raises ``NotFound`` for the first that is no article's."""
    wanted = sorted(set(ids))
    rows = db.execute(
        "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))", (as_ids(wanted),)
    )
    known = {id_ for (id_,) in rows}
    for id_ in wanted:
        if id_ not in known:
            raise missing(id_)
    return wanted


def missing(id_: int) -> NotFound:
    """The error for an article that is not there."""
    return NotFound(f"There is no article {id_} in this library; list what there is with: diptych articles")


def _key(id_: int) -> int:
    """The id where it can be one; SQLite takes no number beyond 64 bits."""
    return id_ if 0 < id_ < 2**63 else 0


def _one(db: sqlite3.Connection, id_: int) -> dict[str, Any]:
    cursor = db.execute(_ONE, (_key(id_),))
    row = cursor.fetchone()
    if row is None:
        raise missing(id_)
    return dict(zip((column[0] for column in cursor.description), row, strict=True))


def _authors(db: sqlite3.Connection, ids: Collection[int] | None) -> dict[int, tuple[str, ...]]:
    where, values = _only(ids)
    rows = db.execute(
        f"SELECT article, given, family, as_printed FROM authors {where} ORDER BY article, place",
        values,
    )
    names: dict[int, list[str]] = defaultdict(list)
    for id_, given, family, as_printed in rows:
        names[id_].append(" ".join(part for part in (given, family) if part) or as_printed)
    return {id_: tuple(each) for id_, each in names.items()}


def _full_authors(db: sqlite3.Connection, id_: int, corrected: str | None) -> tuple[Author, ...]:
    if corrected is not None:
        return tuple(Author(as_printed=name) for name in _names(corrected))
    rows = db.execute(
        "SELECT as_printed, given, family, affiliation FROM authors WHERE article = ? ORDER BY place", (id_,)
    )
    return tuple(
        Author(as_printed=printed, given=given, family=family, affiliation=affiliation)
        for printed, given, family, affiliation in rows
    )


def _tags(db: sqlite3.Connection, ids: Collection[int] | None) -> dict[int, tuple[str, ...]]:
    where, values = _only(ids)
    name_of = dict(db.execute("SELECT id, name FROM tags").fetchall())
    names: dict[int, list[str]] = defaultdict(list)
    for id_, tag in db.execute(f"SELECT article, tag FROM article_tags {where}", values):
        names[id_].append(name_of[tag])
    return {id_: tuple(sorted(each)) for id_, each in names.items()}


def _collections(db: sqlite3.Connection, id_: int) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT name FROM article_collections JOIN collections ON collections.id = collection "
        "WHERE article = ? ORDER BY name",
        (id_,),
    )
    return tuple(name for (name,) in rows)


def _only(ids: Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    if ids is None:
        return "", ()
    return "WHERE article IN (SELECT value FROM json_each(?))", (as_ids(ids),)


_ONE = f"""
SELECT v.title, v.subtitle, v.outlet, v.date, v.language, v.url, v.source, v.bundled,
    v.words, v.read, v.binned,
    t.id AS text_id, t.version, t.text, t.blocks, t.dropped, t.flags,
    a.outlet_guess, a.guess_evidence, a.publisher, a.date_precision, a.date_printed, a.date_evidence,
    a.date_suggestion,
    a.sections, a.reports, {", ".join(f"c.{field} AS c_{field}" for field in CORRECTABLE)}
FROM shown AS v
JOIN texts AS t ON t.id = v.text
JOIN articles AS a ON a.id = v.id
LEFT JOIN corrections AS c ON c.article = v.id
WHERE v.id = ?
"""

_COUNTS = {
    "tags": "SELECT name, count(*) FROM article_tags JOIN tags ON tags.id = tag "
    "JOIN states USING (article) WHERE binned IS NULL GROUP BY tag",
    "collections": "SELECT name, count(*) FROM article_collections "
    "JOIN collections ON collections.id = collection "
    "JOIN states USING (article) WHERE binned IS NULL GROUP BY collection",
    "outlets": "SELECT outlet, count(*) FROM shown WHERE binned IS NULL AND outlet <> '' GROUP BY outlet",
}
