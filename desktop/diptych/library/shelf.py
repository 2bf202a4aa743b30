"""A library's articles: reading and finding them, and what the analyst does with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection

from diptych.library import acts, articles, imports, originals, undo, versions
from diptych.library.core import Core
from diptych.library.names import name_of
from diptych.library.problems import damaged, told
from diptych.model import Article, ArticleSummary, Changes, Correction, Draft, Renewal

Ids = Collection[int]


class Shelf(Core):
    """The articles of an open library."""

    def articles(
        self,
        *,
        binned: bool = False,
        tag: str | None = None,
        collection: str | None = None,
        unread: bool = False,
        ids: Ids | None = None,
    ) -> list[ArticleSummary]:
        """The articles that meet all conditions, the newest date first, then by title."""
        with self._database.read() as db:
            return articles.summaries(
                db, binned=binned, tag=tag, collection=collection, unread=unread, ids=ids
            )

    def article(self, id: int) -> Article:  # noqa: A002
        """One article with its current text; raises ``NotFound``."""
        with self._database.read() as db:
            return articles.article(db, id)

    def texts(self, ids: Ids) -> dict[int, str]:
        """The current canonical text by article; ids that are not there are left out."""
        with self._database.read() as db:
            return articles.texts(db, ids)

    def original(self, id: int) -> tuple[str, bytes] | None:  # noqa: A002
        """Name and bytes of the file an article was read from, None when it is lost from the folder.

        Raises ``NotFound``, and ``LibraryDamaged`` where the bytes are not the ones imported.
        """
        with self._database.read() as db:
            name, sha256 = articles.original_of(db, id)
        with told(self.folder):
            try:
                return name, originals.read(self.folder, sha256)
            except FileNotFoundError:
                return None
            except ValueError:
                reason = f"the original of article {id} is not what was imported"
                raise damaged(self.folder, reason) from None

    def tags(self) -> list[tuple[str, int]]:
        """The tags in use with their number of articles, by name."""
        return self._counted("tags")

    def collections(self) -> list[tuple[str, int]]:
        """The collections in use with their number of articles, by name."""
        return self._counted("collections")

    def outlets(self) -> list[tuple[str, int]]:
        """The outlets with their number of articles, by name."""
        return self._counted("outlets")

    def changed_since(self, number: int) -> list[int]:
        """The articles whose entry in the index has to be renewed since that change number."""
        with self._database.read() as db:
            return articles.changed_since(db, number)

    def find_duplicate(self, original_sha256: str, text_sha256: str) -> int | None:
        """The article with these bytes or else this text, in the bin or not."""
        with self._database.read() as db:
            return articles.duplicate(db, original_sha256, text_sha256)

    def add(
        self, draft: Draft, original: bytes, source: str, *, bundled: bool = False, series: str = ""
    ) -> tuple[int, Changes]:
        """Add an article with the bytes it was read from; ``source`` is kept for display.

        Undoing moves it to the bin; articles added one after another in one ``series`` are undone
        together. A bundled article comes with the program and is no act.
        """
        self._require_writing()
        with told(self.folder):
            sha256 = originals.keep(self.folder, original)

        size = (sha256, len(original))
        return self._database.write(
            lambda db: imports.add(db, draft, size, source, bundled=bundled, series=series)
        )

    def renew_text(self, id: int, draft: Draft) -> tuple[Renewal, Changes]:  # noqa: A002
        """Go to a new version of an article's text; its other facts stay. Raises ``NotFound``.

        Highlights and verdicts go along where their quote is found again, and the rest is listed.
        """
        self._require_writing()

        def work(db: sqlite3.Connection) -> tuple[Renewal, Changes]:
            articles.present(db, [id])
            text_id = versions.keep(db, id, draft)
            return undo.act(db, "Renew a text", lambda: versions.choose(db, id, text_id))

        try:
            return self._database.write(work)
        except undo.NothingChanged:
            return Renewal(text_id=self.article(id).text_id), Changes(number=self.change_number())

    def tag(self, ids: Ids, name: str) -> Changes:
        """Give articles a tag."""
        name = name_of(name, "tag")
        return self._act_on(
            f"Tag {_few(ids)} “{name}”", ids, lambda db, some: acts.tie(db, "tags", some, name)
        )

    def untag(self, ids: Ids, name: str) -> Changes:
        """Take a tag from articles."""
        name = name_of(name, "tag")
        return self._act_on(
            f"Remove tag “{name}” from {_few(ids)}",
            ids,
            lambda db, some: acts.untie(db, "tags", some, name),
        )

    def collect(self, ids: Ids, collection: str) -> Changes:
        """Put articles in a collection."""
        name = name_of(collection, "collection")
        return self._act_on(
            f"Add {_few(ids)} to “{name}”", ids, lambda db, some: acts.tie(db, "collections", some, name)
        )

    def uncollect(self, ids: Ids, collection: str) -> Changes:
        """Take articles out of a collection."""
        name = name_of(collection, "collection")
        return self._act_on(
            f"Take {_few(ids)} out of “{name}”",
            ids,
            lambda db, some: acts.untie(db, "collections", some, name),
        )

    def mark_read(self, ids: Ids, read: bool) -> Changes:
        """Mark articles as read or unread."""
        label = f"Mark {_few(ids)} {'read' if read else 'unread'}"
        return self._act_on(label, ids, lambda db, some: acts.mark_read(db, some, read))

    def correct(self, id: int, correction: Correction) -> Changes:  # noqa: A002
        """Set the analyst's facts over the stated ones, which are kept."""
        return self._act_on(
            "Correct an article", [id], lambda db, some: acts.correct(db, some[0], correction)
        )

    def bin(self, ids: Ids) -> Changes:
        """Move articles to the bin."""
        return self._act_on(
            f"Move {_few(ids)} to the bin", ids, lambda db, some: acts.mark_binned(db, some, True)
        )

    def restore(self, ids: Ids) -> Changes:
        """Take articles out of the bin."""
        return self._act_on(
            f"Restore {_few(ids)} from the bin", ids, lambda db, some: acts.mark_binned(db, some, False)
        )

    def _counted(self, what: str) -> list[tuple[str, int]]:
        with self._database.read() as db:
            return articles.counted(db, what)

    def _act_on(self, label: str, ids: Ids, work: Callable[[sqlite3.Connection, list[int]], None]) -> Changes:
        return self._act(label, lambda db: work(db, articles.present(db, ids)))[1]


def _few(ids: Ids) -> str:
    count = len(set(ids))
    return "an article" if count == 1 else f"{count} articles"
