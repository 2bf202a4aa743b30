"""The briefs an analyst puts together: a title and what is to stand in it, in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from diptych.errors import NotFound
from diptych.library.core import Core
from diptych.library.names import name_of, storable
from diptych.library.quotes import Texts, cut
from diptych.model import BriefItem, BriefItemKind, Changes, StoredBrief

_NO_SPAN = (None, None, None, None, None)


class Briefs(Core):
    """The briefs of an open library."""

    def make_brief(self, title: str, items: Sequence[BriefItem]) -> tuple[int, Changes]:
        """Keep a new brief and give back its id; of an excerpt only text and span are taken.

        Raises ``LibraryError`` for an empty title, ``NotFound`` or ``ValueError`` for a span that is none.
        """
        title = name_of(title, "brief")
        id_, changes = self._act(f"Make the brief “{title}”", lambda db: _insert(db, title, items))
        assert id_ is not None
        return id_, changes

    def remove_brief(self, id: int) -> Changes:  # noqa: A002
        """Take a brief away; raises ``NotFound``."""
        title = self.brief(id).title
        return self._act(f"Remove the brief “{title}”", lambda db: _remove(db, id))[1]

    def briefs(self) -> list[StoredBrief]:
        """All briefs, the newest first."""
        with self._database.read() as db:
            ids = db.execute("SELECT id FROM briefs ORDER BY created DESC, id DESC").fetchall()
            return [_read(db, id_) for (id_,) in ids]

    def brief(self, id: int) -> StoredBrief:  # noqa: A002
        """One brief; raises ``NotFound``."""
        with self._database.read() as db:
            return _read(db, id)


def _insert(db: sqlite3.Connection, title: str, items: Sequence[BriefItem]) -> int:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = db.execute("INSERT INTO briefs (title, created) VALUES (?, ?)", (storable(title), now))
    brief = int(made.lastrowid or 0)
    texts = Texts(db)
    for place, item in enumerate(items):
        text: int | None = None
        span: tuple[object, ...] = _NO_SPAN
        if item.kind is BriefItemKind.EXCERPT:
            text, span = item.text_id, cut(texts[item.text_id], item.start, item.end)
        db.execute(
            'INSERT INTO brief_items (brief, place, kind, content, text, start, "end", quote, before, after) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (brief, place, item.kind, storable(item.content), text, *span),
        )
    return brief


def _remove(db: sqlite3.Connection, id_: int) -> None:
    db.execute("DELETE FROM brief_items WHERE brief = ?", (id_,))
    db.execute("DELETE FROM briefs WHERE id = ?", (id_,))


def _read(db: sqlite3.Connection, id_: int) -> StoredBrief:
    row = db.execute("SELECT title, created FROM briefs WHERE id = ?", (id_,)).fetchone()
    if row is None:
        raise NotFound(f"There is no brief {id_} in this library.")
    texts = Texts(db)
    items = db.execute(
        'SELECT kind, content, text, article, start, "end", quote, before, after FROM brief_items AS i '
        "LEFT JOIN (SELECT id AS of, article FROM texts) ON of = text WHERE brief = ? ORDER BY place, i.id",
        (id_,),
    ).fetchall()
    return StoredBrief(
        id=id_, title=row[0], created=row[1], items=tuple(_item(item, texts) for item in items)
    )


def _item(row: tuple[str, str, int | None, int, int, int, str, str, str], texts: Texts) -> BriefItem:
    kind, content, text, article, start, end, quote, before, after = row
    if text is None:
        return BriefItem(kind=BriefItemKind(kind), content=content)
    return BriefItem(
        kind=BriefItemKind(kind),
        content=content,
        text_id=text,
        article=article,
        start=start,
        end=end,
        quote=quote,
        before=before,
        after=after,
        broken=not texts.read_so(text, start, end, quote),
    )
