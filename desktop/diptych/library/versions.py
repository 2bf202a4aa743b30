"""Going to a new version of an article's text, with what the analyst marked in the old one."""

from __future__ import annotations

import sqlite3

import msgspec

from diptych.library import highlights, imports, overrides
from diptych.library.originals import digest
from diptych.library.quotes import Cut, Texts, cut
from diptych.model import Draft, Renewal, Span

_MARKED = (
    *(("highlights", ""), ("overrides", ""), ("mention_overrides", ""), ("summary_evidence", "")),
    *(("evidence_links", ""), ("evidence_links", "other_")),
)
"""The tables whose rows go along, and what the columns of the span begin with.

An excerpt in a brief keeps citing the version it was taken from.
"""

_MOST_PLACES = 1000


def keep(db: sqlite3.Connection, article: int, draft: Draft) -> int:
    """The version of the article's text that is as in the draft, made when there is none yet."""
    blocks = msgspec.json.encode(draft.blocks).decode()
    row = db.execute(
        "SELECT id FROM texts WHERE article = ? AND sha256 = ? AND blocks = ? AND importer = ?",
        (article, digest(draft.text.encode()), blocks, draft.importer),
    ).fetchone()
    if row:
        return int(row[0])
    (last,) = db.execute("SELECT max(version) FROM texts WHERE article = ?", (article,)).fetchone()
    return imports.insert_text(db, article, last + 1, draft)


def choose(db: sqlite3.Connection, article: int, text_id: int) -> Renewal:
    """Make a version the current one and carry over what still matches."""
    (old,) = db.execute("SELECT text FROM states WHERE article = ?", (article,)).fetchone()
    if old == text_id:
        return Renewal(text_id=text_id)
    text = Texts(db)[text_id]
    db.execute(
        "UPDATE states SET text = ?, words = ? WHERE article = ?", (text_id, imports.words(text), article)
    )
    carried = sum(_carry(db, table, prefix, old, text_id, text) for table, prefix in _MARKED)
    return Renewal(
        text_id=text_id,
        carried=carried,
        lost_highlights=tuple(each for each in highlights.of(db, article) if each.text_id == old),
        lost_verdicts=tuple(each for each in overrides.of(db, [article]) if each.text_id == old),
    )


def found_again(mark: Cut, text: str) -> Span | None:
    """Where a quote stands in another text: where what is around it is the same, or where it stands alone.

    None where that is no place or more than one, since a claim is never moved on a guess.
    """
    places: list[Cut] = []
    start = text.find(mark.quote)
    while start >= 0 and len(places) < _MOST_PLACES:
        places.append(cut(text, start, start + len(mark.quote)))
        start = text.find(mark.quote, start + 1)
    same = [each for each in places if (each.before, each.after) == (mark.before, mark.after)]
    chosen = same if len(same) == 1 else places
    return Span(chosen[0].start, chosen[0].end) if len(chosen) == 1 else None


def _carry(db: sqlite3.Connection, table: str, prefix: str, old: int, new: int, text: str) -> int:
    names = [f'"{prefix}{name}"' for name in ("start", "end", "quote", "before", "after")]
    rows = db.execute(
        f'SELECT id, {", ".join(names)} FROM {table} WHERE "{prefix}text" = ?', (old,)
    ).fetchall()
    start, end, _, before, after = names
    carried = 0
    for id_, *mark in rows:
        span = found_again(Cut(*mark), text)
        if span is not None:
            there = cut(text, *span)
            carried += db.execute(
                f'UPDATE OR IGNORE {table} SET "{prefix}text" = ?, {start} = ?, {end} = ?, {before} = ?, '
                f"{after} = ? WHERE id = ?",
                (new, there.start, there.end, there.before, there.after, id_),
            ).rowcount
    return carried
