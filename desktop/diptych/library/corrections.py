"""The analyst's corrections of names: verdicts on mentions of one text, and edits of the dossier for all.

Both are apart from what the machine found. How they stand over it is for those who know the dossier.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import msgspec

from diptych.errors import NotFound
from diptych.library import overrides
from diptych.library.articles import as_ids
from diptych.library.core import Core
from diptych.library.names import storable
from diptych.library.problems import known
from diptych.library.quotes import Texts, cut
from diptych.model import (
    Changes,
    DossierEdit,
    EditAction,
    EntityKind,
    MentionOverride,
    MentionVerdict,
)

_VERDICTS = {each.value: each for each in MentionVerdict}
_KINDS = {each.value: each for each in EntityKind}
_ACTIONS = {each.value: each for each in EditAction}


class Corrections(Core):
    """What the analyst says of names in an open library."""

    def correct_names(
        self,
        label: str,
        verdicts: Sequence[MentionOverride] = (),
        edits: Sequence[DossierEdit] = (),
        *,
        taken_back: Collection[int] = (),
        dossier: str = "",
    ) -> Changes:
        """Keep verdicts on mentions and edits of a dossier, and take verdicts back, as one act.

        A verdict stands in place of an earlier one on the same span. Of a verdict, text, span and what is
        said are taken; of an edit, all but id and time. Raises ``NotFound`` or ``ValueError``.
        """

        def work(db: sqlite3.Connection) -> None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            for id_ in taken_back:
                _remove(db, id_)
            texts = Texts(db)
            for verdict in verdicts:
                _put(db, texts, verdict, now)
            for edit in edits:
                add_edit(db, dossier, edit, now)

        return self._act(label, work)[1]

    def mention_overrides(self, article_ids: Collection[int] | None = None) -> list[MentionOverride]:
        """The verdicts on mentions of the current texts of some articles, or of all outside the bin."""
        where, values = overrides.in_articles(article_ids)
        with self._database.read() as db:
            rows = db.execute(
                'SELECT o.id, s.article, o.text, o.start, o."end", o.quote, o.verdict, o.entity, o.name, '
                "o.kind, o.party, o.created FROM mention_overrides AS o "
                f"CROSS JOIN states AS s ON s.text = o.text WHERE {where} ORDER BY o.text, o.start, o.id",
                values,
            ).fetchall()
        return [_override(*row) for row in rows]

    def dossier_edits(self, dossier: str) -> tuple[DossierEdit, ...]:
        """The edits of a dossier, in the order in which they were made."""
        with self._database.read() as db:
            rows = db.execute(
                "SELECT id, action, target, content, created FROM dossier_edits WHERE dossier = ? "
                "ORDER BY id",
                (dossier,),
            ).fetchall()
        return tuple(
            DossierEdit(
                action=known(_ACTIONS, action),
                target=target,
                content=msgspec.json.decode(content),
                id=id_,
                created=created,
            )
            for id_, action, target, content, created in rows
        )

    def mark_stale(self, article_ids: Collection[int]) -> None:
        """Note that what was found in articles is to be found anew; it is shown until then."""

        def work(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT OR IGNORE INTO stale (text) SELECT a.text FROM states AS s "
                "JOIN analyses AS a ON a.text = s.text "
                "WHERE s.article IN (SELECT value FROM json_each(?))",
                (as_ids(article_ids),),
            )

        self._database.write(work)

    def holders(self) -> list[str]:
        """Who holds the positions that were found, each once."""
        with self._database.read() as db:
            return [holder for (holder,) in db.execute("SELECT DISTINCT holder FROM positions")]


def _put(db: sqlite3.Connection, texts: Texts, verdict: MentionOverride, now: str) -> None:
    span = cut(texts[verdict.text_id], verdict.start, verdict.end)
    said = (verdict.entity, verdict.verdict, storable(verdict.name), verdict.kind, verdict.party)
    db.execute(
        'INSERT INTO mention_overrides (text, start, "end", quote, before, after, entity, verdict, name, '
        "kind, party, note, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?) "
        'ON CONFLICT (text, start, "end") DO UPDATE SET entity = excluded.entity, '
        "verdict = excluded.verdict, name = excluded.name, kind = excluded.kind, party = excluded.party",
        (verdict.text_id, *span, *said, now),
    )


def _remove(db: sqlite3.Connection, id_: int) -> None:
    if db.execute("DELETE FROM mention_overrides WHERE id = ?", (id_,)).rowcount != 1:
        raise NotFound(f"There is no verdict {id_} on a name in this library; it may have been taken back.")


def add_edit(db: sqlite3.Connection, dossier: str, edit: DossierEdit, now: str) -> None:
    """Keep an edit of a dossier."""
    db.execute(
        "INSERT INTO dossier_edits (dossier, action, target, content, created) VALUES (?, ?, ?, ?, ?)",
        (dossier, edit.action, storable(edit.target), msgspec.json.encode(edit.content).decode(), now),
    )


def _override(
    id_: int,
    article: int,
    text: int,
    start: int,
    end: int,
    quote: str,
    verdict: str,
    entity: str,
    name: str,
    kind: str,
    party: str | None,
    created: str,
) -> MentionOverride:
    return MentionOverride(
        text_id=text,
        start=start,
        end=end,
        verdict=known(_VERDICTS, verdict),
        entity=entity,
        name=name,
        kind=known(_KINDS, kind),
        party=party,
        id=id_,
        article=article,
        quote=quote,
        created=created,
    )
