"""Links between pieces of evidence, summaries of cells, and issues set aside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from diptych.errors import LibraryError, NotFound
from diptych.library.names import storable
from diptych.library.quotes import Texts, cut
from diptych.model import CellSummary, EvidenceEnd, EvidenceLink, LinkKind

LONGEST_SUMMARY = 20_000
_END = ("text", "start", "end", "quote", "before", "after", "holder", "issue")


def link(db: sqlite3.Connection, kind: LinkKind, one: EvidenceEnd, other: EvidenceEnd, note: str) -> int:
    """Link two pieces and give back the link's id; raises ``NotFound`` or ``ValueError``."""
    texts = Texts(db)
    columns = ["kind", *_END, *(f"other_{name}" for name in _END), "note", "created"]
    values = (kind, *_place(texts, one), *_place(texts, other), storable(note), _now())
    return _insert(db, "evidence_links", columns, values)


def unlink(db: sqlite3.Connection, id_: int) -> None:
    """Take a link away; raises ``NotFound``."""
    if db.execute("DELETE FROM evidence_links WHERE id = ?", (id_,)).rowcount != 1:
        raise NotFound(f"There is no link {id_} in this library; it may have been taken away.")


def links(db: sqlite3.Connection) -> list[EvidenceLink]:
    """All links whose articles are outside the bin, the oldest first."""
    ends = ", ".join(f'l."{prefix}{name}"' for prefix in ("", "other_") for name in _END)
    rows = db.execute(
        f"SELECT l.id, l.kind, l.note, l.created, s.article, s.text, o.article, o.text, {ends} "
        "FROM evidence_links AS l "
        "JOIN texts AS t ON t.id = l.text JOIN states AS s ON s.article = t.article "
        "JOIN texts AS u ON u.id = l.other_text JOIN states AS o ON o.article = u.article "
        "WHERE s.binned IS NULL AND o.binned IS NULL ORDER BY l.id"
    ).fetchall()
    texts = Texts(db)
    return [
        EvidenceLink(
            id=id_,
            kind=LinkKind(kind),
            evidence=_end(texts, article, text, ends[: len(_END)]),
            other=_end(texts, other, other_text, ends[len(_END) :]),
            note=note,
            created=created,
        )
        for id_, kind, note, created, article, text, other, other_text, *ends in rows
    ]


def summarise(
    db: sqlite3.Connection, dossier: str, issue: str, party: str, words: str, rests_on: Sequence[EvidenceEnd]
) -> None:
    """Write the summary of a cell in place of an earlier one; without words there is none any more.

    Raises ``LibraryError`` for one that is too long, ``NotFound`` or ``ValueError`` for evidence.
    """
    words = storable(words).strip()
    if len(words) > LONGEST_SUMMARY:
        raise LibraryError(f"The summary has more than {LONGEST_SUMMARY:,} characters; shorten it.")
    row = db.execute(
        "SELECT id FROM cell_summaries WHERE dossier = ? AND issue = ? AND party = ?", (dossier, issue, party)
    ).fetchone()
    if row:
        db.execute("DELETE FROM summary_evidence WHERE summary = ?", row)
    if not words:
        db.execute("DELETE FROM cell_summaries WHERE id = ?", row or (0,))
        return
    if row:
        id_ = row[0]
        db.execute("UPDATE cell_summaries SET words = ?, changed = ? WHERE id = ?", (words, _now(), id_))
    else:
        columns = ["dossier", "issue", "party", "words", "created", "changed"]
        id_ = _insert(db, "cell_summaries", columns, (dossier, issue, party, words, _now(), _now()))
    texts = Texts(db)
    for place, end in enumerate(rests_on):
        _insert(db, "summary_evidence", ["summary", "place", *_END], (id_, place, *_place(texts, end)))


def summaries(db: sqlite3.Connection, dossier: str) -> list[CellSummary]:
    """The summaries of a dossier's cells."""
    texts = Texts(db)
    ends = ", ".join(f'e."{name}"' for name in _END)
    rests_on: dict[int, list[EvidenceEnd]] = {}
    for summary, article, text, *end in db.execute(
        f"SELECT e.summary, s.article, s.text, {ends} FROM summary_evidence AS e "
        "JOIN texts AS t ON t.id = e.text JOIN states AS s ON s.article = t.article "
        "ORDER BY e.summary, e.place"
    ).fetchall():
        rests_on.setdefault(summary, []).append(_end(texts, article, text, end))
    rows = db.execute(
        "SELECT id, issue, party, words, created, changed FROM cell_summaries WHERE dossier = ? ORDER BY id",
        (dossier,),
    )
    return [
        CellSummary(
            id=id_,
            issue=issue,
            party=party,
            words=words,
            evidence=tuple(rests_on.get(id_, ())),
            created=created,
            changed=changed,
        )
        for id_, issue, party, words, created, changed in rows
    ]


def set_aside(db: sqlite3.Connection, dossier: str, issue: str, aside: bool) -> None:
    """Mark an issue as not relevant, or take that back."""
    if aside:
        db.execute(
            "INSERT INTO issues_aside (dossier, issue, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (dossier, issue, _now()),
        )
    else:
        db.execute("DELETE FROM issues_aside WHERE dossier = ? AND issue = ?", (dossier, issue))


def aside(db: sqlite3.Connection, dossier: str) -> frozenset[str]:
    """The issues of a dossier that are marked as not relevant."""
    rows = db.execute("SELECT issue FROM issues_aside WHERE dossier = ?", (dossier,))
    return frozenset(issue for (issue,) in rows)


def move_ends(db: sqlite3.Connection, old: EvidenceEnd, new: EvidenceEnd) -> None:
    """Let links and summaries that rest on one piece rest on another, as when it is repaired."""
    values = _place(Texts(db), new)
    for table, prefix in (("evidence_links", ""), ("evidence_links", "other_"), ("summary_evidence", "")):
        names = [f'"{prefix}{name}"' for name in _END]
        known = [f'"{prefix}{name}" = ?' for name in ("text", "start", "end", "holder", "issue")]
        db.execute(
            f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE {' AND '.join(known)}",
            (*values, old.text_id, old.start, old.end, old.holder, old.issue),
        )


def _place(texts: Texts, end: EvidenceEnd) -> tuple[Any, ...]:
    span = cut(texts[end.text_id], end.start, end.end)
    return (end.text_id, *span, storable(end.holder), end.issue)


def _end(texts: Texts, article: int, current: int, row: Sequence[Any]) -> EvidenceEnd:
    text, start, end, quote, before, after, holder, issue = row
    return EvidenceEnd(
        text_id=text,
        start=start,
        end=end,
        holder=holder,
        issue=issue,
        article=article,
        quote=quote,
        before=before,
        after=after,
        broken=text != current or not texts.read_so(text, start, end, quote),
    )


def _insert(db: sqlite3.Connection, table: str, columns: Iterable[str], values: Sequence[Any]) -> int:
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(values))
    return int(db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values).lastrowid or 0)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
