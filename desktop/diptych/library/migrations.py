"""The database's schema, as numbered steps that each run once and in one transaction.

The number of steps taken is the database's ``user_version``; a database with a greater one was
written by a newer program. Three sorts of table are kept apart: what an importer or the analysis
stated (never the analyst's to change), what the analyst said (never touched by a machine, and
recorded for undo), and the bookkeeping.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x44495054
"""Marks an SQLite file as a library ("DIPT")."""

_Columns = dict[str, Any]
_SPAN: _Columns = {"start": int, "end": int, "quote": str, "before": str, "after": str}


def m001_articles(db: Database) -> None:
    """Articles as their importers read them, with immutable texts in versions."""
    _table(db, "outlets", {"id": int, "name": str})
    _index(db, "outlets", "name", unique=True)
    _table(db, "originals", {"sha256": str, "size": int}, pk="sha256")
    _table(
        db,
        "articles",
        {"id": int, "original": str, "original_name": str, "source": str, "bundled": int}
        | {"title": str, "subtitle": str, "outlet": int, "outlet_guess": str, "guess_evidence": str}
        | {"publisher": str, "date": str, "date_precision": str, "date_printed": str}
        | {"date_evidence": str, "date_suggestion": str, "language": str, "sections": str}
        | {"url": str, "reports": str, "added": str, "changed": int},
        nullable={"reports"},
        links={"original": "originals", "outlet": "outlets"},
    )
    _index(db, "articles", "original")
    _index(db, "articles", "changed")
    _table(
        db,
        "authors",
        {"article": int, "place": int, "as_printed": str, "given": str, "family": str, "affiliation": str},
        pk=("article", "place"),
        links={"article": "articles"},
    )
    _table(
        db,
        "texts",
        {"id": int, "article": int, "version": int, "sha256": str, "importer": str}
        | {"added": str, "text": str, "blocks": str, "dropped": str, "flags": str},
        links={"article": "articles"},
    )
    _index(db, "texts", "article", "version", unique=True)
    _index(db, "texts", "sha256")


def m002_reading(db: Database) -> None:
    """What the analyst does with articles: choose a text, read, bin, correct, tag and collect."""
    _table(
        db,
        "states",
        {"article": int, "text": int, "words": int, "read": str, "binned": str},
        pk="article",
        nullable={"read", "binned"},
        links={"article": "articles", "text": "texts"},
    )
    facts = {"title": str, "subtitle": str, "authors": str, "outlet": int}
    facts |= {"date": str, "language": str, "url": str}
    _table(
        db,
        "corrections",
        {"article": int} | facts,
        pk="article",
        nullable=set(facts),
        links={"article": "articles", "outlet": "outlets"},
    )
    for names, links in (("tags", "article_tags"), ("collections", "article_collections")):
        _table(db, names, {"id": int, "name": str})
        _index(db, names, "name", unique=True)
        one = names.removesuffix("s")
        _table(
            db,
            links,
            {"article": int, one: int},
            pk=("article", one),
            links={"article": "articles", one: names},
        )
        _index(db, links, one)
    db.execute(_SHOWN)


def m003_bookkeeping(db: Database) -> None:
    """Facts of the library, the change number, and the acts with the rows they changed."""
    _table(db, "meta", {"key": str, "value": str}, pk="key")
    _table(db, "counters", {"name": str, "value": int}, pk="name")
    db.execute("INSERT INTO counters (name, value) VALUES ('change', 0)")
    _table(db, "acts", {"id": int, "made": str, "label": str, "series": str, "undone": int})
    _index(db, "acts", "undone")
    _table(
        db,
        "act_rows",
        {"id": int, "act": int, "name": str, "old": str, "new": str},
        nullable={"old", "new"},
        links={"act": "acts"},
        cascade=True,
    )
    _index(db, "act_rows", "act")


def m004_analysis(db: Database) -> None:
    """What the machine finds in a text; replaced as a whole when the text is analysed again."""
    _table(
        db,
        "dossiers",
        {"hash": str, "id": str, "name": str, "version": str, "content": str, "kept": str},
        pk="hash",
    )
    _table(
        db,
        "analyses",
        {"text": int, "dossier": str, "program": str, "state": str, "reason": str}
        | {"sentences": str, "made": str},
        pk="text",
        links={"text": "texts"},
    )
    _table(
        db,
        "entities",
        {"id": int, "key": str, "name": str, "kind": str, "party": str},
        nullable={"party"},
    )
    db.execute(
        "CREATE UNIQUE INDEX entities_as_named ON entities (key, name, kind, coalesce(party, char(0)))"
    )
    _table(
        db,
        "mentions",
        {"id": int, "text": int, "start": int, "end": int, "quote": str}
        | {"entity": int, "method": str, "score": float},
        links={"text": "texts", "entity": "entities"},
    )
    _table(
        db,
        "positions",
        {"id": int, "text": int, **_SPAN, "sentence": int, "party": str, "holder": str}
        | {"voice": str, "quoted": int, "reported_by": str, "rule": str},
        nullable={"reported_by"},
        links={"text": "texts"},
    )
    _table(
        db,
        "position_issues",
        {"position": int, "place": int, "issue": str, "direction": str, "confidence": float},
        pk=("position", "place"),
        links={"position": "positions"},
        cascade=True,
    )
    for table, column in (
        ("mentions", "text"),
        ("mentions", "entity"),
        ("positions", "text"),
        ("position_issues", "issue"),
    ):
        _index(db, table, column)


def m005_annotations(db: Database) -> None:
    """What the analyst says of texts and dossier, and the briefs they write."""
    _table(
        db,
        "highlights",
        {"id": int, "text": int, **_SPAN, "colour": int, "note": str, "created": str},
        links={"text": "texts"},
    )
    _index(db, "highlights", "text")
    _table(
        db,
        "overrides",
        {"id": int, "text": int, **_SPAN, "holder": str, "issue": str, "verdict": str, "party": str}
        | {"voice": str, "direction": str, "note": str, "created": str},
        links={"text": "texts"},
    )
    _index(db, "overrides", "text", "start", "end", "holder", "issue", unique=True)
    _table(
        db,
        "mention_overrides",
        {"id": int, "text": int, **_SPAN, "entity": str, "verdict": str, "note": str, "created": str},
        links={"text": "texts"},
    )
    _index(db, "mention_overrides", "text", "start", "end", unique=True)
    _table(
        db,
        "dossier_edits",
        {"id": int, "dossier": str, "action": str, "target": str, "content": str, "created": str},
    )
    _table(db, "briefs", {"id": int, "title": str, "created": str})
    _table(
        db,
        "brief_items",
        {"id": int, "brief": int, "place": int, "kind": str, "content": str, "text": int, **_SPAN},
        nullable={"text", *_SPAN},
        links={"brief": "briefs", "text": "texts"},
    )
    _index(db, "brief_items", "brief")
    _index(db, "brief_items", "text")


def m006_reasons(db: Database) -> None:
    """How firmly a position is stated, and why it was taken for one."""
    db.table("position_issues").add_column("strength", str, not_null_default="clear")
    db.table("positions").add_column("reasons", str, not_null_default="[]")


def m007_comparison(db: Database) -> None:
    """What the analyst says over the comparison, and which articles a write made it read anew."""
    db.execute("ALTER TABLE articles ADD COLUMN touched INTEGER NOT NULL DEFAULT 0")
    _index(db, "articles", "touched")
    for column in ("strength TEXT", "quoted INTEGER NOT NULL DEFAULT 0", "reported_by TEXT", "machine TEXT"):
        db.execute(f"ALTER TABLE overrides ADD COLUMN {column}")
    end: _Columns = {"text": int, **_SPAN, "holder": str, "issue": str}
    _table(
        db,
        "evidence_links",
        {"id": int, "kind": str, **end, **{f"other_{name}": kind for name, kind in end.items()}}
        | {"note": str, "created": str},
        links={"text": "texts", "other_text": "texts"},
    )
    _index(db, "evidence_links", "text")
    _index(db, "evidence_links", "other_text")
    _table(
        db,
        "cell_summaries",
        {"id": int, "dossier": str, "issue": str, "party": str, "words": str, "created": str, "changed": str},
    )
    _index(db, "cell_summaries", "dossier", "issue", "party", unique=True)
    _table(
        db,
        "summary_evidence",
        {"id": int, "summary": int, "place": int, **end},
        links={"summary": "cell_summaries", "text": "texts"},
    )
    _index(db, "summary_evidence", "summary")
    _index(db, "summary_evidence", "text")
    _table(db, "issues_aside", {"id": int, "dossier": str, "issue": str, "created": str})
    _index(db, "issues_aside", "dossier", "issue", unique=True)


def m008_corrections(db: Database) -> None:
    """What a verdict on a mention says in full, texts to be analysed anew, and names by their spelling."""
    for column in ("name TEXT NOT NULL DEFAULT ''", "kind TEXT NOT NULL DEFAULT 'person'", "party TEXT"):
        db.execute(f"ALTER TABLE mention_overrides ADD COLUMN {column}")
    _table(db, "stale", {"text": int}, pk="text", links={"text": "texts"})
    db.execute("INSERT INTO counters (name, value) VALUES ('found', 0)")
    _index(db, "mentions", "entity", "quote", "text")
    _index(db, "positions", "holder")
    _index(db, "dossier_edits", "dossier")


def m009_searches(db: Database) -> None:
    """Saved searches, what they showed at the last look, and what was asked lately."""
    _table(db, "saved_searches", {"id": int, "name": str, "request": str, "created": str})
    _table(db, "search_looks", {"search": int, "looked": str, "articles": str}, pk="search")
    _table(db, "past_searches", {"id": int, "query": str, "request": str, "count": int, "asked": str})
    _index(db, "past_searches", "request")


def m010_places(db: Database) -> None:
    """Where the reader left each article."""
    _table(
        db,
        "places",
        {"article": int, "text": int, "position": int},
        pk="article",
        links={"article": "articles"},
        cascade=True,
    )


def m011_families(db: Database) -> None:
    """By what texts are told to be copies, which are, and what the analyst says of that."""
    _table(db, "sketches", {"text": int, "version": int, "hashes": bytes}, pk="text", links={"text": "texts"})
    _table(
        db,
        "copies",
        {"text": int, "other": int, "score": float},
        pk=("text", "other"),
        links={"text": "texts", "other": "texts"},
    )
    _index(db, "copies", "other")
    _table(
        db,
        "family_verdicts",
        {"id": int, "article": int, "other": int, "same": int, "created": str},
        links={"article": "articles", "other": "articles"},
    )
    _index(db, "family_verdicts", "article", "other", unique=True)
    _index(db, "family_verdicts", "other")


MIGRATIONS: list[Callable[[Database], None]] = [
    m001_articles,
    m002_reading,
    m003_bookkeeping,
    m004_analysis,
    m005_annotations,
    m006_reasons,
    m007_comparison,
    m008_corrections,
    m009_searches,
    m010_places,
    m011_families,
]

SCHEMA = len(MIGRATIONS)
"""The ``user_version`` of an up-to-date database."""


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that are still to be taken; each is kept as soon as it is done.

    The connection must be in autocommit mode with foreign keys off, as tables may be rebuilt.
    """
    from sqlite_utils import Database, Migrations

    steps = Migrations("diptych")
    for number, step in enumerate(MIGRATIONS, 1):
        steps(name=step.__name__)(_numbered(number, step))
    steps.apply(Database(connection, execute_plugins=False))


def _numbered(number: int, step: Callable[[Database], None]) -> Callable[[Database], None]:
    def numbered(db: Database) -> None:
        step(db)
        db.execute(f"PRAGMA user_version = {number}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    numbered.__name__ = step.__name__
    return numbered


def _table(
    db: Database,
    name: str,
    columns: _Columns,
    *,
    pk: str | tuple[str, ...] = "id",
    nullable: set[str] | None = None,
    links: dict[str, str] | None = None,
    cascade: bool = False,
) -> None:
    """Create a strict table; ``links`` maps a column to the table whose key it holds."""
    from sqlite_utils.db import ForeignKey

    keys = [
        ForeignKey(name, column, other, _key_of(db, other), on_delete="CASCADE" if cascade else "NO ACTION")
        for column, other in (links or {}).items()
    ]
    db.table(name).create(
        columns,
        pk=pk,
        not_null=set(columns) - (nullable or set()),
        foreign_keys=keys,
        strict=True,
    )


def _index(db: Database, table: str, *columns: str, unique: bool = False) -> None:
    db.table(table).create_index(list(columns), unique=unique)


def _key_of(db: Database, table: str) -> str:
    return db.table(table).pks[0]


_SHOWN = """
CREATE VIEW shown AS
SELECT a.id, s.text, s.words, s.read, s.binned, a.bundled, a.source, a.changed,
    coalesce(c.title, a.title) AS title,
    coalesce(c.subtitle, a.subtitle) AS subtitle,
    c.authors AS corrected_authors,
    o.name AS outlet,
    coalesce(c.date, a.date) AS date,
    coalesce(c.language, a.language) AS language,
    coalesce(c.url, a.url) AS url
FROM articles AS a
JOIN states AS s ON s.article = a.id
LEFT JOIN corrections AS c ON c.article = a.id
JOIN outlets AS o ON o.id = coalesce(c.outlet, a.outlet)
"""
