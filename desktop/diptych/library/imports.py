"""Adding an article: what its importer stated, as it stated it."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from datetime import UTC, datetime

import msgspec

from diptych.library import undo
from diptych.library.names import storable
from diptych.library.originals import digest
from diptych.model import ChangeKind, Changes, Draft

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w[^\s\u3040-\u30ff\u3400-\u9fff]*")


def words(text: str) -> int:
    """The number of words, counting each character of a script without spaces as one."""
    return _WORD.subn("", text)[1]


def add(
    db: sqlite3.Connection,
    draft: Draft,
    original: tuple[str, int],
    source: str,
    *,
    bundled: bool,
    series: str = "",
) -> tuple[int, Changes]:
    """Add an article; ``original`` is hash and size of its bytes.

    The act that it is, unless it is bundled, moves it to the bin when undone.
    """
    id_ = _insert(db, draft, original, source, bundled=bundled)
    label = "" if bundled else f"Import “{draft.title}”"
    if bundled:
        number = undo.bump(db)
        undo.mark(db, [id_], number)
        undo.touch(db, [id_], number)
    else:
        _, changes = undo.act(db, label, lambda: _record_arrival(db, id_), series=series, lasting=True)
        number = changes.number
        if series:
            label = undo.relabel(db, lambda count: label if count == 1 else f"Import {count} articles")
    kinds = {ChangeKind.ARTICLES, ChangeKind.TEXTS} | ({ChangeKind.TAGS} if draft.tags else set())
    return id_, Changes(number=number, articles=frozenset({id_}), kinds=frozenset(kinds), label=label)


def _record_arrival(db: sqlite3.Connection, id_: int) -> None:
    columns = ("article", "text", "words", "read", "binned")
    row = db.execute(f"SELECT {', '.join(columns)} FROM states WHERE article = ?", (id_,)).fetchone()
    shown = dict(zip(columns, row, strict=True))
    undo.record(db, "states", shown | {"binned": _now()}, shown)


def _insert(
    db: sqlite3.Connection, draft: Draft, original: tuple[str, int], source: str, *, bundled: bool
) -> int:
    """Write the article with its first text and its tags."""
    db.execute("INSERT INTO originals (sha256, size) VALUES (?, ?) ON CONFLICT DO NOTHING", original)
    id_ = _put(
        db,
        "articles",
        original=original[0],
        original_name=re.split(r"[/\\]", source.rstrip("/\\"))[-1],
        source=source,
        bundled=bundled,
        title=draft.title,
        subtitle=draft.subtitle,
        outlet=named(db, "outlets", draft.outlet),
        outlet_guess=draft.outlet_guess,
        guess_evidence=draft.guess_evidence,
        publisher=draft.publisher,
        date=draft.date.value or "",
        date_precision=draft.date.precision,
        date_printed=draft.date.as_printed,
        date_evidence=draft.date.evidence,
        date_suggestion=draft.date.suggestion,
        language=draft.language,
        sections=_json(draft.sections),
        url=draft.url,
        reports=None if draft.reports is None else _json(draft.reports),
        added=_now(),
        changed=0,
    )
    for place, author in enumerate(draft.authors):
        _put(
            db,
            "authors",
            article=id_,
            place=place,
            as_printed=author.as_printed,
            given=author.given,
            family=author.family,
            affiliation=author.affiliation,
        )
    text = insert_text(db, id_, 1, draft)
    _put(db, "states", article=id_, text=text, words=words(draft.text), read=None, binned=None)
    for tag in draft.tags:
        if name := " ".join(unicodedata.normalize("NFC", tag).split()):
            link(db, "article_tags", "tag", id_, named(db, "tags", name))
    return id_


def insert_text(db: sqlite3.Connection, article: int, version: int, draft: Draft) -> int:
    """Write a version of an article's text and give back its id."""
    return _put(
        db,
        "texts",
        article=article,
        version=version,
        sha256=digest(draft.text.encode()),
        importer=draft.importer,
        added=_now(),
        text=draft.text,
        blocks=_json(draft.blocks),
        dropped=_json(draft.dropped),
        flags=_json(draft.flags),
    )


def named(db: sqlite3.Connection, table: str, name: str) -> int:
    """The id of the tag, collection or outlet of this name, which is made when it is new."""
    db.execute(f"INSERT INTO {table} (name) VALUES (?) ON CONFLICT DO NOTHING", (storable(name),))
    return int(db.execute(f"SELECT id FROM {table} WHERE name = ?", (storable(name),)).fetchone()[0])


def link(db: sqlite3.Connection, table: str, column: str, article: int, id_: int) -> None:
    """Tie an article to a tag or collection, if it is not yet."""
    db.execute(
        f"INSERT INTO {table} (article, {column}) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (article, id_),
    )


def _put(db: sqlite3.Connection, table: str, **row: object) -> int:
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    values = [storable(value) if isinstance(value, str) else value for value in row.values()]
    cursor = db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
    return int(cursor.lastrowid or 0)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
