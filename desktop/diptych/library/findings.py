"""Reading what was found in the texts, with the analyst's verdicts over it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Any

import msgspec

from diptych.library import overrides
from diptych.library.quotes import Texts
from diptych.model import (
    Direction,
    EntityKind,
    Mention,
    Override,
    Position,
    Span,
    Stance,
    StoredMention,
    StoredPosition,
    Voice,
)

_spans = msgspec.json.Decoder(tuple[Span, ...]).decode


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
                kind=msgspec.convert(kind, EntityKind),
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


def _place(text_id: int, said: Position | Override) -> tuple[int, int, int, str]:
    return text_id, said.start, said.end, said.holder


def _found(
    db: sqlite3.Connection, articles: Collection[int] | None, issue: str | None, texts: Texts
) -> list[StoredPosition]:
    where, values = overrides.in_articles(articles)
    if issue is not None:
        where += " AND p.id IN (SELECT position FROM position_issues WHERE issue = ?)"
        values += (issue,)
    these = (
        "FROM positions AS p JOIN states AS s ON s.text = p.text JOIN texts AS t ON t.id = p.text "
        f"WHERE {where}"
    )
    stances: dict[int, list[Stance]] = {}
    for id_, on, direction, confidence in db.execute(
        f"SELECT position, issue, direction, confidence FROM position_issues "
        f"WHERE position IN (SELECT p.id {these}) ORDER BY position, place",
        values,
    ):
        stances.setdefault(id_, []).append(
            Stance(issue=on, direction=msgspec.convert(direction, Direction), confidence=confidence)
        )
    rows = db.execute(
        'SELECT p.id, t.article, p.text, p.start, p."end", quote, before, after, sentence, party, holder, '
        f"voice, quoted, reported_by, rule {these} ORDER BY p.text, p.start, p.id",
        values,
    ).fetchall()
    return [_stored(row, tuple(stances.get(row[0], ())), texts) for row in rows]


def _stored(row: tuple[Any, ...], stances: tuple[Stance, ...], texts: Texts) -> StoredPosition:
    _, article, text, start, end, quote, before, after, *rest = row
    sentence, party, holder, voice, quoted, reported_by, rule = rest
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
            voice=msgspec.convert(voice, Voice),
            stances=stances,
            quoted=bool(quoted),
            reported_by=reported_by,
            rule=rule,
        ),
        stances=stances,
        broken=not texts.read_so(text, start, end, quote),
    )
