"""The rows that a comparison reckons with: one for each statement and issue, as the analyst's word leaves it.

What a comparison of a whole library reads is a few numbers of each row; quotes and the rest of a
statement are read for those few that are shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import msgspec

from diptych import __version__
from diptych.library import findings, overrides
from diptych.library.articles import as_ids
from diptych.library.core import Core
from diptych.library.quotes import Texts
from diptych.model import Override, StoredPosition, Strength, Verdict

_SOURCE_DATE = """
CASE WHEN c.date IS NOT NULL THEN c.date
     WHEN a.reports IS NOT NULL THEN coalesce(json_extract(a.reports, '$.date'), '')
     ELSE a.date END
"""


class ArticleFacts(NamedTuple):
    """What a comparison knows of an article outside the bin.

    ``date`` is its source's: the analyst's correction, else that of the article which a summary reports,
    else its own; "" where none is stated. ``state`` is an ``AnalysisState``'s value.
    """

    id: int
    date: str
    outlet: str
    state: str


class LedgerRow(NamedTuple):
    """One statement on one issue.

    ``source`` is the machine's position's id, or the analyst's verdict's below zero where the row is the
    analyst's own. ``verdict`` is "" where the analyst has said nothing.
    """

    article: int
    source: int
    issue: str
    party: str
    direction: str
    voice: str
    strength: str
    verdict: str
    holder: str
    confidence: float
    quoted: bool
    broken: bool
    start: int
    end: int


class Ledger(Core):
    """The rows behind the comparison of an open library."""

    def touched_since(self, number: int) -> tuple[int, list[int]]:
        """The library's change number, and the articles whose part in a comparison changed after one."""
        with self._database.read() as db:
            (now,) = db.execute("SELECT value FROM counters WHERE name = 'change'").fetchone()
            if now == number:
                return now, []
            rows = db.execute("SELECT id FROM articles WHERE touched > ?", (number,)).fetchall()
        return now, [id_ for (id_,) in rows]

    @contextmanager
    def ledger(
        self, dossier: str, articles: Collection[int] | None = None, program: str = __version__
    ) -> Iterator[tuple[int, list[ArticleFacts], Iterator[LedgerRow]]]:
        """One state of the library: its change number, the articles (of these), and their rows in order.

        A context: the rows are read while it is held.
        """
        with self._database.read() as db:
            (number,) = db.execute("SELECT value FROM counters WHERE name = 'change'").fetchone()
            yield number, facts(db, dossier, program, articles), rows(db, articles)

    def article_facts(self, dossier: str, program: str = __version__) -> list[ArticleFacts]:
        """What a comparison knows of each article."""
        with self._database.read() as db:
            return facts(db, dossier, program, None)

    def source_dates(self, articles: Collection[int] | None = None) -> dict[int, str]:
        """The date of the source of each article outside the bin, "" where none is stated."""
        with self._database.read() as db:
            return {each.id: each.date for each in facts(db, "", "", articles)}

    def quotes(self, sources: Collection[int]) -> dict[int, str]:
        """The quotes of rows by their source."""
        with self._database.read() as db:
            return quotes(db, sources)

    def statements(self, sources: Collection[int]) -> dict[tuple[int, str], StoredPosition]:
        """The whole statements behind rows, by source and issue; those that are gone are left out."""
        with self._database.read() as db:
            return statements(db, sources)

    def names_used(
        self, keys: Collection[str], articles: Collection[int] | None = None
    ) -> list[tuple[int, str, str, int]]:
        """How often articles call these things what: article, key, words as they stand, number."""
        where, values = overrides.in_articles(articles)
        with self._database.read() as db:
            return db.execute(
                "SELECT s.article, e.key, m.quote, count(*) FROM entities AS e "
                "JOIN mentions AS m ON m.entity = e.id JOIN states AS s ON s.text = m.text "
                f"WHERE e.key IN (SELECT value FROM json_each(?)) AND {where} "
                "GROUP BY s.article, e.key, m.quote ORDER BY s.article, e.key, m.quote",
                (_names(keys), *values),
            ).fetchall()


def facts(
    db: sqlite3.Connection, dossier: str, program: str, articles: Collection[int] | None
) -> list[ArticleFacts]:
    """What a comparison knows of articles outside the bin, in order of their ids."""
    only, values = _among(articles)
    rows = db.execute(
        f"SELECT s.article, {_SOURCE_DATE}, o.name, coalesce(n.state, 'pending') FROM states AS s "
        "JOIN articles AS a ON a.id = s.article LEFT JOIN corrections AS c ON c.article = a.id "
        "JOIN outlets AS o ON o.id = coalesce(c.outlet, a.outlet) "
        "LEFT JOIN analyses AS n ON n.text = s.text AND n.dossier = ? AND n.program = ? "
        f"WHERE s.binned IS NULL{only} ORDER BY s.article",
        (dossier, program, *values),
    )
    return [ArticleFacts(*row) for row in rows]


def rows(db: sqlite3.Connection, articles: Collection[int] | None) -> Iterator[LedgerRow]:
    """The rows of articles outside the bin: the machine's in the order of the texts, then the analyst's."""
    only, values = _among(articles)
    texts = Texts(db)
    verdicts = _by_key(overrides.of(db, articles, current=True))
    used: set[overrides.Key] = set()
    cursor = db.execute(
        'SELECT s.article, p.id, p.text, p.start, p."end", p.quote, p.holder, p.party, p.voice, p.quoted, '
        "i.issue, i.direction, i.confidence, i.strength "
        "FROM states AS s CROSS JOIN positions AS p ON p.text = s.text "
        "JOIN position_issues AS i ON i.position = p.id "
        f"WHERE s.binned IS NULL{only} ORDER BY s.article, p.start, p.id, i.place",
        values,
    )
    for article, id_, text, start, end, quote, holder, party, voice, quoted, issue, *said in cursor:
        direction, confidence, strength = said
        key = (text, start, end, holder, issue)
        verdict = verdicts.get(key) if verdicts else None
        word = ""
        if verdict is not None:
            if verdict.verdict == Verdict.REJECTED or (verdict.party, verdict.voice) != (party, voice):
                continue
            used.add(key)
            word, direction, confidence = verdict.verdict, verdict.direction, 1.0
            strength = verdict.strength or strength
        broken = not texts.read_so(text, start, end, quote)
        yield LedgerRow(
            *(article, id_, issue, party, direction, voice, strength, word, holder, confidence),
            *(bool(quoted), broken, start, end),
        )
    for key, each in verdicts.items():
        if key not in used and each.verdict != Verdict.REJECTED and _shown(db, each.article):
            yield _own(each, texts)


def quotes(db: sqlite3.Connection, sources: Collection[int]) -> dict[int, str]:
    """The quotes of rows by their source."""
    found: dict[int, str] = {}
    for table, sign in (("positions", 1), ("overrides", -1)):
        ids = as_ids([sign * each for each in sources if sign * each > 0])
        chosen = f"SELECT id, quote FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        found |= {sign * id_: quote for id_, quote in db.execute(chosen, (ids,))}
    return found


def statements(db: sqlite3.Connection, sources: Collection[int]) -> dict[tuple[int, str], StoredPosition]:
    """The whole statements behind rows, by source and issue, as they stand by the analyst's verdicts."""
    texts = Texts(db)
    machine = findings.by_ids(db, [each for each in sources if each > 0], texts)
    in_texts = {each.text_id for each in machine.values()}
    verdicts = overrides.in_texts(db, in_texts, [-each for each in sources if each < 0])
    found: dict[tuple[int, str], StoredPosition] = {}
    keys = _by_key(verdicts)
    for id_, each in machine.items():
        standing = overrides.by_verdicts(each, keys)
        found |= {(id_, stance.issue): standing for stance in standing.stances}
    own = [each for each in verdicts if -each.id in sources]
    for position in overrides.own(own, texts):
        found |= {(-each.id, each.issue): position for each in position.verdicts}
    return found


def _own(verdict: Override, texts: Texts) -> LedgerRow:
    broken = not texts.read_so(verdict.text_id, verdict.start, verdict.end, verdict.quote)
    return LedgerRow(
        *(verdict.article, -verdict.id, verdict.issue, verdict.party, verdict.direction, verdict.voice),
        *(verdict.strength or Strength.CLEAR, verdict.verdict, verdict.holder, 1.0),
        *(verdict.quoted, broken, verdict.start, verdict.end),
    )


def _shown(db: sqlite3.Connection, article: int) -> bool:
    return bool(db.execute("SELECT binned IS NULL FROM states WHERE article = ?", (article,)).fetchone()[0])


def _by_key(verdicts: list[Override]) -> dict[overrides.Key, Override]:
    return {(each.text_id, each.start, each.end, each.holder, each.issue): each for each in verdicts}


def _among(articles: Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    if articles is None:
        return "", ()
    return " AND s.article IN (SELECT value FROM json_each(?))", (as_ids(articles),)


def _names(keys: Collection[str]) -> str:
    return msgspec.json.encode(sorted(keys)).decode()
