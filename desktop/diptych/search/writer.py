"""Write an index: new segments beside the old, then one new manifest that makes them count."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from diptych.errors import LibraryBusy, LibraryError
from diptych.search import manifest
from diptych.search.manifest import Damaged, Foreign, Manifest, Verified
from diptych.search.values import Document

_LOCK = "write.lock"
_OURS = re.compile(r"_?g[0-9a-f]{12}[._].*|(?:documents|words)-[0-9a-f]{12}\..*|manifest\.json.+")
"""The names of the files and folders that building an index makes, and of nothing else."""


class Writer:
    """Writes the index in a folder; used in one process at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._verified = Verified()
        self._fresh = False

    @classmethod
    def create(cls, folder: Path) -> Writer:
        """A writer whose first update starts a new index; until it is done the old one can be searched."""
        writer = cls(folder)
        writer._fresh = True
        return writer

    def update(self, documents: Iterable[Document], removed: Collection[int], change_number: int) -> None:
        """Put documents in, in place of those with the same ids, and take ``removed`` ids out, in one step.

        A reader sees all of it or nothing. Raises ``LibraryBusy`` when another process writes, and
        ``LibraryError`` when the folder cannot be written or there is no sound index to add to.
        """
        try:
            with self._locked():
                self._write(documents, removed, change_number)
        except Damaged as error:
            # It came to light only now: without its manifest the index is known to be none.
            (self._folder / manifest.NAME).unlink(missing_ok=True)
            raise LibraryError(
                f"The search index in {self._folder} is damaged ({error}): build it anew."
            ) from error
        except OSError as error:
            raise LibraryError(
                f"The search index in {self._folder} could not be written ({error.strerror or error}): "
                "free some space or check the folder, then build the index anew."
            ) from error
        self._fresh = False

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._folder / _LOCK, timeout=0):
                self._clean()
                try:
                    yield
                finally:
                    self._clean()
        except Timeout as error:
            raise LibraryBusy(
                f"The search index in {self._folder} is being written by another process: "
                "try again when that has ended."
            ) from error

    def _base(self) -> Manifest | None:
        """The generation to add to, None for a new index."""
        if self._fresh:
            return None
        try:
            old = manifest.read(self._folder)
            if old is not None:
                self._verified.check(self._folder, old)
                return old
        except (Damaged, Foreign):
            pass
        raise LibraryError(f"There is no sound search index in {self._folder} to add to: build it anew.")

    def _write(self, documents: Iterable[Document], removed: Collection[int], change_number: int) -> None:
        from diptych.search.building import Building

        base = self._base()
        with Building(self._folder, base) as building:
            building.remove(removed)
            for document in documents:
                building.put(document)
            made = building.finish(change_number, self._verified)
        manifest.write(self._folder, made)

    def _clean(self) -> None:
        """Delete what an older generation or a broken-off update left."""
        kept: Collection[str] = ()
        with suppress(Damaged, Foreign):
            current = manifest.read(self._folder)
            kept = current.files if current else ()
        for path in self._folder.iterdir():
            if _OURS.fullmatch(path.name) and path.name not in kept:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    # A reader of the old generation may hold it open, which forbids this on Windows.
                    with suppress(OSError):
                        path.unlink()
