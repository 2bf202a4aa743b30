"""A library: one folder with the articles and everything that was made of them."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from diptych.errors import LibraryReadOnly
from diptych.library import acts, articles, backups, check, imports, opening, originals, undo
from diptych.library.database import Database
from diptych.library.lock import FolderLock
from diptych.library.migrations import SCHEMA
from diptych.library.names import name_of
from diptych.library.problems import DATABASE, damaged, told
from diptych.model import Article, ArticleSummary, Changes, Correction, Draft

T = TypeVar("T")
Ids = Collection[int]

_log = logging.getLogger(__name__)


class Library:
    """An open library. Reads may come from any thread and see one state each; writes wait their turn.

    All raise ``LibraryError`` with a sentence where disk, rights or another program stand in the way.
    Acts return what they changed; one that changes nothing has no label and cannot be undone.
    """

    def __init__(self, folder: Path, database: Database, held: FolderLock | None) -> None:
        self.folder = folder
        self._database = database
        self._lock = held
        self._copying: threading.Thread | None = None
        self.id = self.meta("id") or ""

    @classmethod
    def open(cls, folder: Path, *, write: bool = True, holder: str = "diptych") -> Library:
        """Open a library, and make it when it is missing and is to be written.

        A folder that cannot be written is opened for reading. Raises ``LibraryBusy``, naming the one
        that writes it, ``LibraryDamaged``, naming the newest backup, ``LibraryTooNew`` or ``LibraryError``.
        """
        folder = Path(folder).absolute()
        with told(folder):
            held = _acquire(folder, holder) if write else None
            try:
                return cls._open(folder, held)
            except BaseException:
                if held:
                    held.release()
                raise

    @classmethod
    def _open(cls, folder: Path, held: FolderLock | None) -> Library:
        is_new = not opening.exists(folder)
        if is_new:
            if held is None:
                raise opening.nowhere(folder)
            opening.create(folder)
        version = opening.look(folder)
        if version < SCHEMA:
            if held is None:
                raise LibraryReadOnly(
                    f"The library in {folder} is of an older Diptych; open it once for writing to update it."
                )
            opening.update(folder, version)
        if held:
            held.sign()
        immutable = held is None and not _writable(folder) and not _has_changes(folder)
        library = cls(folder, Database(folder / DATABASE, write=held is not None, immutable=immutable), held)
        if held and not is_new:
            library._copying = threading.Thread(target=backups.daily_or_log, args=(folder,))
            library._copying.start()
        return library

    @property
    def writable(self) -> bool:
        """Whether this program holds the library for writing."""
        return self._lock is not None

    def close(self) -> None:
        """Put everything into the one file and let go of the lock; waits for a write under way."""
        if self._copying:
            self._copying.join()
        with told(self.folder):
            whole = self._database.close()
            if self._lock:
                if whole:
                    self._lock.seal()
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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
            file = originals.place(self.folder, sha256)
            try:
                data = file.read_bytes()
            except FileNotFoundError:
                return None
        if originals.digest(data) != sha256:
            raise damaged(self.folder, f"the original of article {id} is not what was imported")
        return name, data

    def tags(self) -> list[tuple[str, int]]:
        """The tags in use with their number of articles, by name."""
        return self._counted("tags")

    def collections(self) -> list[tuple[str, int]]:
        """The collections in use with their number of articles, by name."""
        return self._counted("collections")

    def outlets(self) -> list[tuple[str, int]]:
        """The outlets with their number of articles, by name."""
        return self._counted("outlets")

    def change_number(self) -> int:
        """The number of the last write; it only grows."""
        with self._database.read() as db:
            return undo.change_number(db)

    def changed_since(self, number: int) -> list[int]:
        """The articles whose entry in the index has to be renewed since that change number."""
        with self._database.read() as db:
            return articles.changed_since(db, number)

    def find_duplicate(self, original_sha256: str, text_sha256: str) -> int | None:
        """The article with these bytes or else this text, in the bin or not."""
        with self._database.read() as db:
            return articles.duplicate(db, original_sha256, text_sha256)

    def meta(self, key: str) -> str | None:
        """A small fact of the library, None when it was never set."""
        with self._database.read() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Keep a small fact of the library."""

        def work(db: sqlite3.Connection) -> None:
            undo.bump(db)
            db.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )

        self._database.write(work)

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

    def tag(self, ids: Ids, name: str) -> Changes:
        """Give articles a tag."""
        name = name_of(name, "tag")
        return self._act(f"Tag {_few(ids)} “{name}”", ids, lambda db, some: acts.tie(db, "tags", some, name))

    def untag(self, ids: Ids, name: str) -> Changes:
        """Take a tag from articles."""
        name = name_of(name, "tag")
        return self._act(
            f"Remove tag “{name}” from {_few(ids)}",
            ids,
            lambda db, some: acts.untie(db, "tags", some, name),
        )

    def collect(self, ids: Ids, collection: str) -> Changes:
        """Put articles in a collection."""
        name = name_of(collection, "collection")
        return self._act(
            f"Add {_few(ids)} to “{name}”", ids, lambda db, some: acts.tie(db, "collections", some, name)
        )

    def uncollect(self, ids: Ids, collection: str) -> Changes:
        """Take articles out of a collection."""
        name = name_of(collection, "collection")
        return self._act(
            f"Take {_few(ids)} out of “{name}”",
            ids,
            lambda db, some: acts.untie(db, "collections", some, name),
        )

    def mark_read(self, ids: Ids, read: bool) -> Changes:
        """Mark articles as read or unread."""
        label = f"Mark {_few(ids)} {'read' if read else 'unread'}"
        return self._act(label, ids, lambda db, some: acts.mark_read(db, some, read))

    def correct(self, id: int, correction: Correction) -> Changes:  # noqa: A002
        """Set the analyst's facts over the stated ones, which are kept."""
        return self._act("Correct an article", [id], lambda db, some: acts.correct(db, some[0], correction))

    def bin(self, ids: Ids) -> Changes:
        """Move articles to the bin."""
        return self._act(
            f"Move {_few(ids)} to the bin", ids, lambda db, some: acts.mark_binned(db, some, True)
        )

    def restore(self, ids: Ids) -> Changes:
        """Take articles out of the bin."""
        return self._act(
            f"Restore {_few(ids)} from the bin", ids, lambda db, some: acts.mark_binned(db, some, False)
        )

    def undo(self) -> Changes | None:
        """Take back the last act; None when there is none."""
        return self._database.write(undo.undo)

    def redo(self) -> Changes | None:
        """Do again what was undone last; None when there is none."""
        return self._database.write(undo.redo)

    def undo_label(self) -> str:
        """The act that ``undo`` takes back, in words; empty when there is none."""
        with self._database.read() as db:
            return undo.undo_label(db)

    def redo_label(self) -> str:
        """The act that ``redo`` does again, in words; empty when there is none."""
        with self._database.read() as db:
            return undo.redo_label(db)

    def history(self, limit: int = 100) -> list[tuple[int, str, str, bool]]:
        """Acts, the newest first: id, when (ISO 8601, UTC), label, whether it is undone."""
        with self._database.read() as db:
            return undo.history(db, limit)

    def backup(self, file: Path) -> None:
        """Write one file that holds the whole library as it is at this moment."""
        with told(Path(file).absolute().parent):
            backups.write(self.folder, Path(file).absolute())

    def check(self) -> list[str]:
        """Look through everything: a sentence for each thing that is not sound. Takes a while."""
        with self._database.read() as db:
            found = list(check.problems(self.folder, db))
            if self.writable:
                check.sweep(self.folder, db)
        return found

    def _counted(self, what: str) -> list[tuple[str, int]]:
        with self._database.read() as db:
            return articles.counted(db, what)

    def _act(self, label: str, ids: Ids, work: Callable[[sqlite3.Connection, list[int]], T]) -> Changes:
        def whole(db: sqlite3.Connection) -> Changes:
            some = articles.present(db, ids)
            return undo.act(db, label, lambda: work(db, some))[1]

        try:
            return self._database.write(whole)
        except undo.NothingChanged:
            return Changes(number=self.change_number())

    def _require_writing(self) -> None:
        if not self.writable:
            raise LibraryReadOnly(f"The library in {self.folder} is open for reading only.")


def _acquire(folder: Path, holder: str) -> FolderLock | None:
    """The lock on the folder, made when missing; None where nothing can be written."""
    held = FolderLock(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held.acquire(holder)
    except OSError as error:
        if not opening.exists(folder):
            raise
        _log.info("Opened for reading only: %s", error)
        return None
    return held


def _writable(folder: Path) -> bool:
    import os

    return os.access(folder, os.W_OK)


def _has_changes(folder: Path) -> bool:
    changes = folder / f"{DATABASE}-wal"
    return changes.exists() and changes.stat().st_size > 0


def _few(ids: Ids) -> str:
    count = len(set(ids))
    return "an article" if count == 1 else f"{count} articles"
