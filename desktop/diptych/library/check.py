"""Whether a library is sound: its database, its originals, and every quote against its text."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from diptych.library import originals
from diptych.library.problems import RESTORING
from diptych.model import Block

QUOTING = {
    "highlights": "a highlight",
    "overrides": "a verdict",
    "mention_overrides": "a verdict on a name",
    "brief_items": "an excerpt of a brief",
    "evidence_links": "a link between evidence",
    "summary_evidence": "evidence of a summary",
    "positions": "a position",
    "mentions": "a mention",
}
"""The tables whose rows quote a text."""

_OTHER_END = "SELECT id, other_start, other_end, other_quote FROM evidence_links WHERE other_text = ?"

_HOUR = 60 * 60
_blocks = msgspec.json.Decoder(tuple[Block, ...]).decode


def problems(folder: Path, db: sqlite3.Connection) -> Iterator[str]:
    """A sentence for everything that is not as it should be."""
    texts: list[int] = []
    yield from _readable(_spoilt_pages(db))
    yield from _readable(_lost_originals(folder, db))
    with suppress(sqlite3.Error):
        texts = [text for (text,) in db.execute("SELECT id FROM texts ORDER BY id")]
    for text in texts:
        yield from _readable(_spoilt_text(db, text))


def _readable(found: Iterator[str]) -> Iterator[str]:
    """What is found, and, where reading fails, that it does."""
    try:
        yield from found
    except (sqlite3.Error, TypeError, ValueError) as error:
        yield f"Something in the database cannot be read: {str(error)[:80]}."


def _spoilt_pages(db: sqlite3.Connection) -> Iterator[str]:
    for (found,) in db.execute("PRAGMA integrity_check(20)").fetchall():
        if found != "ok":
            yield f"The database is damaged: {found.splitlines()[-1]}."
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall():
        yield f"Row {row} of {table} points at a row of {parent} that is not there."


def sweep(folder: Path, db: sqlite3.Connection) -> None:
    """Remove what was left over where a program died: restores, and originals of no article.

    Fresh originals may be in use. Whoever calls this holds the lock, so that no restore is under way.
    """
    known = {sha256 for (sha256,) in db.execute("SELECT sha256 FROM originals")}
    for file in (folder / originals.FOLDER).glob("*/*"):
        if file.name not in known and time.time() - file.stat().st_mtime > _HOUR:
            file.unlink(missing_ok=True)
    for left_over in folder.glob(f"{RESTORING}*"):
        shutil.rmtree(left_over, ignore_errors=True)


def _lost_originals(folder: Path, db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        "SELECT o.sha256, min(a.id) FROM originals AS o JOIN articles AS a ON a.original = o.sha256 "
        "GROUP BY o.sha256 ORDER BY 2"
    )
    for sha256, article in rows.fetchall():
        file = originals.place(folder, sha256)
        try:
            originals.read(folder, sha256)
        except ValueError:
            yield f"The original of article {article} is not what was imported: {file}."
        except FileNotFoundError:
            yield f"The original of article {article} is missing: {file}."
        except OSError as error:
            yield f"The original of article {article} cannot be read ({error.strerror}): {file}."


def _spoilt_text(db: sqlite3.Connection, text_id: int) -> Iterator[str]:
    article, version, sha256, text, blocks = db.execute(
        "SELECT article, version, sha256, text, blocks FROM texts WHERE id = ?", (text_id,)
    ).fetchone()
    name = f"the text of article {article} (version {version})"
    if originals.digest(text.encode()) != sha256:
        yield f"{name[0].upper()}{name[1:]} is not what was imported."
    try:
        if any(not 0 <= block.start <= block.end <= len(text) for block in _blocks(blocks)):
            yield f"A block lies outside {name}."
    except msgspec.MsgspecError:
        yield f"The blocks of {name} cannot be read."
    quoting = [
        (table, thing, f'SELECT id, start, "end", quote FROM {table} WHERE text = ? AND quote IS NOT NULL')
        for table, thing in QUOTING.items()
    ]
    quoting.append(("evidence_links", QUOTING["evidence_links"], _OTHER_END))
    for table, thing, rows_of in quoting:
        rows = db.execute(rows_of, (text_id,))
        for id_, start, end, quote in rows:
            if not 0 <= start < end or text[start:end] != quote:
                yield f"{thing[0].upper()}{thing[1:]} (row {id_} of {table}) does not quote {name}."
