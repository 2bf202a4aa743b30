"""A library: one folder with the articles and everything that was made of them."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from diptych.errors import LibraryReadOnly
from diptych.library import backups, check, opening
from diptych.library.annotations import Annotations
from diptych.library.briefs import Briefs
from diptych.library.census import Census
from diptych.library.corrections import Corrections
from diptych.library.database import Database
from diptych.library.facts import Facts
from diptych.library.families import Families
from diptych.library.judgements import Judgements
from diptych.library.ledger import Ledger
from diptych.library.lock import FolderLock
from diptych.library.migrations import SCHEMA
from diptych.library.places import Places
from diptych.library.problems import DATABASE, told
from diptych.library.searches import Searches
from diptych.library.shelf import Shelf

_log = logging.getLogger(__name__)


class Library(
    Shelf, Annotations, Census, Briefs, Ledger, Judgements, Corrections, Facts, Searches, Places, Families
):
    """An open library. Reads may come from any thread and see one state each; writes wait their turn.

    All raise ``LibraryError`` with a sentence where disk, rights or another program stand in the way.
    Acts return what they changed; one that changes nothing has no label and cannot be undone.
    """

    _copying: threading.Thread | None = None

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
        version = opening.look(folder, locked=held is not None)
        if version < SCHEMA:
            if held is None:
                raise LibraryReadOnly(
                    f"The library in {folder} is of an older Diptych; open it once for writing to update it."
                )
            opening.update(folder, version)
        if held:
            held.sign()
        library = cls(folder, Database(folder / DATABASE, write=held is not None), held)
        if held and not is_new:
            library._copying = threading.Thread(target=backups.daily_or_log, args=(folder,))
            library._copying.start()
        return library

    def close(self) -> None:
        """Put everything into the one file and let go of the lock; waits for a write under way.

        Doing so twice is harmless.
        """
        if self._copying:
            self._copying.join()
        held, self._lock = self._lock, None
        try:
            with told(self.folder):
                if self._database.close() and held:
                    held.seal()
        finally:
            if held:
                held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def backup(self, file: Path) -> None:
        """Write one file that holds the whole library as it is at this moment."""
        from diptych.library import archive

        with told(Path(file).absolute().parent):
            archive.write(self.folder, Path(file).absolute())

    def check(self) -> list[str]:
        """Look through everything: a sentence for each thing that is not sound. Takes a while."""
        with self._database.read() as db:
            found = list(check.problems(self.folder, db))
            if self.writable:
                check.sweep(self.folder, db)
        return found


def restore(file: Path, folder: Path) -> None:
    """Make ``folder`` the library that is in a backup: the zip file, or a copy of the database alone.

    The backup is unpacked and checked first. A library that is there is moved to its ``backups/``; with
    a copy of the database alone the originals stay. Raises ``LibraryBusy`` or ``LibraryError``.
    """
    from diptych.library import archive

    archive.restore(Path(file).absolute(), Path(folder).absolute())


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
