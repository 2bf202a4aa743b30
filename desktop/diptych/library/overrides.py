"""The analyst's verdicts on positions, and how they stand over what the machine found.

A verdict is known by text, span, holder and issue, so that it outlives every new analysis. Where the
machine finds the same again, the verdict decides; where it does not, what the analyst said stays
visible as the analyst's own.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from diptych.errors import NotFound
from diptych.library.articles import as_ids
from diptych.library.names import storable
from diptych.library.quotes import Texts, cut
from diptych.model import (
    MachineAnswer,
    Override,
    Position,
    Stance,
    StoredPosition,
    Strength,
    Verdict,
)

OWN_RULE = "the analyst"
"""The rule of a position that is the analyst's own."""

_FIELDS = (
    *("text_id", "start", "end", "holder", "issue", "verdict", "party", "voice", "direction", "note"),
    *("id", "article", "quote", "before", "after", "created", "strength", "quoted", "reported_by", "machine"),
)
_COLUMNS = (
    'o.text, o.start, o."end", holder, issue, verdict, party, voice, direction, note, o.id, '
    "t.article, quote, before, after, created, strength, quoted, reported_by, machine"
)
Key = tuple[int, int, int, str, str]
"""What a verdict is known by: text, start, end, holder, issue."""

_machine = msgspec.json.Decoder(MachineAnswer).decode


def put(db: sqlite3.Connection, verdict: Override) -> None:
    """Keep a verdict in place of an earlier one on the same, with what the machine says of it now.

    Raises ``NotFound`` or ``ValueError``.
    """
    span = cut(Texts(db)[verdict.text_id], verdict.start, verdict.end)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    holder = storable(verdict.holder)
    machine = machine_answer(db, verdict.text_id, verdict.start, verdict.end, holder, verdict.issue)
    said = {
        "verdict": verdict.verdict,
        "party": verdict.party,
        "voice": verdict.voice,
        "direction": verdict.direction,
        "note": storable(verdict.note),
        "strength": verdict.strength,
        "quoted": verdict.quoted,
        "reported_by": verdict.reported_by,
        "machine": None if machine is None else msgspec.json.encode(machine).decode(),
        "created": now,
    }
    db.execute(
        'INSERT INTO overrides (text, start, "end", quote, before, after, holder, issue, '
        f"{', '.join(said)}) VALUES ({', '.join('?' * (8 + len(said)))}) "
        'ON CONFLICT (text, start, "end", holder, issue) DO UPDATE SET '
        + ", ".join(f"{column} = excluded.{column}" for column in said),
        (verdict.text_id, *span, holder, verdict.issue, *said.values()),
    )


def machine_answer(
    db: sqlite3.Connection, text_id: int, start: int, end: int, holder: str, issue: str
) -> MachineAnswer | None:
    """What the machine says of a span, a holder and an issue, the surest of several; None: nothing."""
    row = db.execute(
        "SELECT party, voice, direction, confidence, strength, rule FROM positions AS p "
        "CROSS JOIN position_issues AS i ON i.position = p.id "
        'WHERE p.text = ? AND start = ? AND "end" = ? AND holder = ? AND issue = ? '
        "ORDER BY confidence DESC LIMIT 1",
        (text_id, start, end, holder, issue),
    ).fetchone()
    if row is None:
        return None
    fields = ("party", "voice", "direction", "confidence", "strength", "rule")
    return msgspec.convert(dict(zip(fields, row, strict=True)), MachineAnswer)


def note_machine(db: sqlite3.Connection, id_: int) -> None:
    """Take what the machine now says of a verdict's words as known; raises ``NotFound``."""
    row = db.execute(
        'SELECT text, start, "end", holder, issue FROM overrides WHERE id = ?', (id_,)
    ).fetchone()
    if row is None:
        raise _no_verdict(id_)
    machine = machine_answer(db, *row)
    kept = None if machine is None else msgspec.json.encode(machine).decode()
    db.execute("UPDATE overrides SET machine = ? WHERE id = ?", (kept, id_))


def remove(db: sqlite3.Connection, id_: int) -> None:
    """Take a verdict back; raises ``NotFound``."""
    if db.execute("DELETE FROM overrides WHERE id = ?", (id_,)).rowcount != 1:
        raise _no_verdict(id_)


def exists(db: sqlite3.Connection, key: Key) -> bool:
    """Whether the analyst has said something of a place."""
    return (
        db.execute(
            'SELECT 1 FROM overrides WHERE text = ? AND start = ? AND "end" = ? AND holder = ? AND issue = ?',
            key,
        ).fetchone()
        is not None
    )


def forget(db: sqlite3.Connection, key: Key) -> None:
    """Take back what was said of a place, if anything was."""
    db.execute(
        'DELETE FROM overrides WHERE text = ? AND start = ? AND "end" = ? AND holder = ? AND issue = ?', key
    )


def one(db: sqlite3.Connection, id_: int) -> Override:
    """A verdict; raises ``NotFound``."""
    for verdict in in_texts(db, (), [id_]):
        return verdict
    raise _no_verdict(id_)


def of(db: sqlite3.Connection, articles: Collection[int] | None, *, current: bool = False) -> list[Override]:
    """The verdicts on articles, or on all outside the bin, in the order of their texts.

    ``current``: those on current texts alone.
    """
    where, values = in_articles(articles)
    if current:
        where += " AND o.text = s.text"
    rows = db.execute(
        f"SELECT {_COLUMNS} "
        "FROM overrides AS o CROSS JOIN texts AS t ON t.id = o.text "
        "JOIN states AS s ON s.article = t.article "
        f"WHERE {where} ORDER BY t.article, o.text, o.start, o.id",
        values,
    ).fetchall()
    return [_override(row) for row in rows]


def in_texts(db: sqlite3.Connection, texts: Collection[int], ids: Collection[int] = ()) -> list[Override]:
    """The verdicts on these texts, and those of these ids."""
    chosen = "(SELECT value FROM json_each(?))"
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM overrides AS o JOIN texts AS t ON t.id = o.text "
        f"WHERE o.text IN {chosen} OR o.id IN {chosen} ORDER BY o.text, o.start, o.id",
        (as_ids(texts), as_ids(ids)),
    ).fetchall()
    return [_override(row) for row in rows]


def in_articles(articles: Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    """A condition on ``s`` (states): of these articles, or of all outside the bin."""
    if articles is None:
        return "s.binned IS NULL", ()
    return "s.article IN (SELECT value FROM json_each(?))", (as_ids(articles),)


def decided(
    found: Iterable[StoredPosition], verdicts: Iterable[Override], texts: Texts
) -> list[StoredPosition]:
    """Positions as they stand by the verdicts, and the analyst's own, in the order of the texts."""
    by_key: dict[Key, Override] = {
        (each.text_id, each.start, each.end, each.holder, each.issue): each for each in verdicts
    }
    used: set[Key] = set()
    positions = [by_verdicts(each, by_key, used) for each in found]
    alone = [each for key, each in by_key.items() if key not in used and each.verdict != Verdict.REJECTED]
    positions += own(alone, texts)
    return sorted(positions, key=lambda each: (each.article, each.text_id, each.position.start, each.own))


def by_verdicts(
    stored: StoredPosition, by_key: Mapping[Key, Override], used: set[Key] | None = None
) -> StoredPosition:
    """A position as it stands by the verdicts; the keys of those that decide it are added to ``used``."""
    position = stored.position
    stances: list[Stance] = []
    verdicts: list[Override] = []
    for stance in position.stances:
        key = (stored.text_id, position.start, position.end, position.holder, stance.issue)
        verdict = by_key.get(key)
        if verdict is None:
            stances.append(stance)
            continue
        verdicts.append(verdict)
        if verdict.verdict == Verdict.REJECTED:
            continue
        if (verdict.party, verdict.voice) == (position.party, position.voice):
            if used is not None:
                used.add(key)
            stances.append(msgspec.structs.replace(stance, direction=verdict.direction, confidence=1.0))
    return msgspec.structs.replace(stored, stances=tuple(stances), verdicts=tuple(verdicts))


def own(verdicts: Iterable[Override], texts: Texts) -> list[StoredPosition]:
    """Positions made of verdicts alone."""
    together: dict[tuple[object, ...], list[Override]] = defaultdict(list)
    for each in verdicts:
        together[each.text_id, each.start, each.end, each.holder, each.party, each.voice].append(each)
    return [_own_position(tuple(group), texts) for group in together.values()]


def _own_position(verdicts: tuple[Override, ...], texts: Texts) -> StoredPosition:
    first = verdicts[0]
    stances = tuple(
        Stance(
            issue=each.issue,
            direction=each.direction,
            confidence=1.0,
            strength=each.strength or Strength.CLEAR,
        )
        for each in verdicts
    )
    return StoredPosition(
        article=first.article,
        text_id=first.text_id,
        quote=first.quote,
        before=first.before,
        after=first.after,
        position=Position(
            start=first.start,
            end=first.end,
            sentence=-1,
            party=first.party,
            holder=first.holder,
            voice=first.voice,
            stances=stances,
            quoted=first.quoted,
            reported_by=first.reported_by,
            rule=OWN_RULE,
        ),
        stances=stances,
        verdicts=verdicts,
        own=True,
        broken=not texts.read_so(first.text_id, first.start, first.end, first.quote),
    )


def _override(row: tuple[Any, ...]) -> Override:
    *stated, quoted, reported_by, machine = row
    answer = None if machine is None else _machine(machine)
    values = (*stated, bool(quoted), reported_by, answer)
    return msgspec.convert(dict(zip(_FIELDS, values, strict=True)), Override)


def _no_verdict(id_: int) -> NotFound:
    return NotFound(f"There is no verdict {id_} in this library; it may have been taken back.")
