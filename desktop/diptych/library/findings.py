"""Reading what was found in the texts, with the analyst's verdicts over it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

import msgspec

from diptych.library import overrides
from diptych.library.articles import as_ids
from diptych.library.problems import known
from diptych.library.quotes import Texts
from diptych.model import (
    Direction,
    EntityKind,
    Mention,
    Override,
    Position,
    Reason,
    Span,
    Stance,
    StoredMention,
    StoredPosition,
    Strength,
    Voice,
)

_DIRECTIONS = {each.value: each for each in Direction}
_KINDS = {each.value: each for each in EntityKind}
_STRENGTHS = {each.value: each for each in Strength}
_VOICES = {each.value: each for each in Voice}
_COLUMNS = (
    'p.id, s.article, p.text, p.start, p."end", quote, before, after, sentence, party, holder, '
    "voice, quoted, reported_by, rule, reasons, i.issue, i.direction, i.confidence, i.strength"
)
_Row = tuple[Any, ...]
_spans = msgspec.json.Decoder(tuple[Span, ...]).decode
_reasons = msgspec.json.Decoder(tuple[Reason, ...]).decode


def sentences(db: sqlite3.Connection, article: int) -> tuple[Span, ...]:
    """The sentences of an article's current text, empty while it is not analysed."""
    row = db.execute(
        "SELECT a.sentences FROM states AS s JOIN analyses AS a ON a.text = s.text WHERE s.article = ?",
        (article,),
    ).fetchone()
    return _spans(row[0]) if row else ()


def mentions(db: sqlite3.Connection, article: int) -> list[StoredMention]:
    """The names found in an article's current text, in order."""
    rows = db.execute(
        'SELECT m.text, start, "end", quote, key, name, kind, party, method, score FROM states AS s '
        "JOIN mentions AS m ON m.text = s.text JOIN entities AS e ON e.id = m.entity "
        "WHERE s.article = ? ORDER BY start, m.id",
        (article,),
    ).fetchall()
    texts = Texts(db)
    return [
        StoredMention(
            article=article,
            text_id=text,
            mention=Mention(
                start=start,
                end=end,
                text=quote,
                entity=key,
                name=name,
                kind=known(_KINDS, kind),
                party=party,
                method=method,
                score=score,
            ),
            broken=not texts.read_so(text, start, end, quote),
        )
        for text, start, end, quote, key, name, kind, party, method, score in rows
    ]


def positions(
    db: sqlite3.Connection, articles: Collection[int] | None, issue: str | None
) -> list[StoredPosition]:
    """What stands in current texts, by the analyst's verdicts, of some or all articles outside the bin.

    With an issue, those that the machine or the analyst put to it.
    """
    texts = Texts(db)
    found = _found(db, articles, issue, texts)
    verdicts = overrides.of(db, articles, current=True)
    if issue is None:
        return overrides.decided(found, verdicts, texts)
    spans = {_place(each.text_id, each.position) for each in found}
    verdicts = [each for each in verdicts if each.issue == issue or _place(each.text_id, each) in spans]
    standing = overrides.decided(found, verdicts, texts)
    return [each for each in standing if any(stance.issue == issue for stance in each.position.stances)]


def by_ids(db: sqlite3.Connection, ids: Collection[int], texts: Texts) -> dict[int, StoredPosition]:
    """Machine's positions by id, as found; those that are gone are left out."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM positions AS p JOIN states AS s ON s.text = p.text "
        "LEFT JOIN position_issues AS i ON i.position = p.id "
        "WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.text, p.id, i.place",
        (as_ids(ids),),
    )
    return {
        id_: _stored(next(parts), parts, texts)
        for id_, parts in groupby(rows.fetchall(), key=lambda row: row[0])
    }


def _place(text_id: int, said: Position | Override) -> tuple[int, int, int, str]:
    return text_id, said.start, said.end, said.holder


def _found(
    db: sqlite3.Connection, articles: Collection[int] | None, issue: str | None, texts: Texts
) -> list[StoredPosition]:
    where, values = overrides.in_articles(articles)
    if issue is not None:
        where += " AND EXISTS (SELECT 1 FROM position_issues AS j WHERE j.position = p.id AND j.issue = ?)"
        values += (issue,)
    rows = db.execute(
        f"SELECT {_COLUMNS} "
        "FROM states AS s CROSS JOIN positions AS p ON p.text = s.text "
        "LEFT JOIN position_issues AS i ON i.position = p.id "
        f"WHERE {where} ORDER BY s.article, p.start, p.id, i.place",
        values,
    )
    return [
        _stored(next(parts), parts, texts) for _, parts in groupby(rows.fetchall(), key=lambda row: row[0])
    ]


def _stored(first: _Row, others: Iterator[_Row], texts: Texts) -> StoredPosition:
    """A position of its rows, one for each stance."""
    _, article, text, start, end, quote, before, after, *said = first
    sentence, party, holder, voice, quoted, reported_by, rule, reasons, *_ = said
    stances = tuple(
        Stance(
            issue=issue,
            direction=known(_DIRECTIONS, direction),
            confidence=confidence,
            strength=known(_STRENGTHS, strength),
        )
        for *_, issue, direction, confidence, strength in (first, *others)
        if issue is not None
    )
    return StoredPosition(
        article=article,
        text_id=text,
        quote=quote,
        before=before,
        after=after,
        position=Position(
            start=start,
            end=end,
            sentence=sentence,
            party=party,
            holder=holder,
            voice=known(_VOICES, voice),
            stances=stances,
            quoted=bool(quoted),
            reported_by=reported_by,
            rule=rule,
            reasons=_reasons(reasons),
        ),
        stances=stances,
        broken=not texts.read_so(text, start, end, quote),
    )
