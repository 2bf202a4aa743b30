"""One open library with everything that can be done to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from diptych import paths
from diptych.errors import LibraryReadOnly, WorkerFailed
from diptych.library import Library
from diptych.library import restore as restore_library
from diptych.model import Article, ArticleSummary, Changes, Correction, SearchResult, Span, Value
from diptych.progress import Cancelled, Progress

if TYPE_CHECKING:
    from diptych.search import Index
    from diptych.workspace.alignments import Alignments
    from diptych.workspace.comparing import Comparing
    from diptych.workspace.dispute import Dispute
    from diptych.workspace.dossiers import Dossiers
    from diptych.workspace.families import Families
    from diptych.workspace.finding import Finding
    from diptych.workspace.issue_desk import IssueDesk
    from diptych.workspace.notebook import Notebook
    from diptych.workspace.reading import ReadingRoom
    from diptych.workspace.report import ImportReport
    from diptych.workspace.symmetry import Symmetry

_SEEDED = "seeded"


class IndexStatus(StrEnum):
    """How far the search index can be relied on."""

    READY = "ready"
    BEHIND = "behind"
    BUILDING = "building"
    DAMAGED = "damaged"


class Status(Value, frozen=True, omit_defaults=False):
    """The state of a library at a glance."""

    articles: int
    index: IndexStatus


class Workspace:
    """A library opened for use. Close it; it is also a context manager.

    What each use case needs is imported when it is first used, so that the window is there sooner.
    """

    def __init__(self, library: Library, dossier: Path | None = None) -> None:
        self._library = library
        self._dossier = dossier
        self._index_folder = library.folder / "index"
        self._upkeep = threading.Lock()

    @classmethod
    def open(
        cls,
        folder: Path | None = None,
        *,
        dossier: Path | None = None,
        write: bool = True,
        holder: str = "Diptych",
    ) -> Workspace:
        """Open the library in ``folder`` (None: the user's default); raises ``LibraryError``.

        ``dossier`` is a dossier's folder (None: the library's own, else the first shipped).
        """
        return cls(Library.open(folder or paths.default_library(), write=write, holder=holder), dossier)

    def close(self) -> None:
        """Let go of the library; waits for a write under way."""
        with self._upkeep:
            if "_index" in self.__dict__:
                self._index.close()
            self._library.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._library.folder

    @cached_property
    def dispute(self) -> Dispute:
        """The library seen through its dossier, which is loaded when first asked for.

        Raises ``DossierInvalid``.
        """
        from diptych.workspace.dispute import Dispute

        return Dispute.of(self._library, self._dossier)

    @cached_property
    def notebook(self) -> Notebook:
        """The analyst's highlights and briefs."""
        from diptych.workspace.notebook import Notebook

        return Notebook(self._library, lambda: self.dispute)

    @cached_property
    def alignment(self) -> Alignments:
        """Which passages of two articles belong together."""
        from diptych.workspace.alignments import Alignments

        return Alignments(self._library, lambda: self.dispute, lambda: self._index)

    @cached_property
    def families(self) -> Families:
        """Which articles are copies of one another, to be counted once."""
        from diptych.workspace.families import Families

        return Families(self._library)

    @cached_property
    def comparing(self) -> Comparing:
        """The comparison of a whole library, and the analyst's word on it."""
        from diptych.workspace.comparing import Comparing

        return Comparing(self._library, lambda: self.dispute, lambda: self.families.all())

    @cached_property
    def reading(self) -> ReadingRoom:
        """Where the reader was in each article, and the files that the articles came from."""
        from diptych.workspace.reading import ReadingRoom

        return ReadingRoom(self._library)

    @cached_property
    def finding(self) -> Finding:
        """Search: hits, facets, saved searches, the analyst's own words."""
        from diptych.workspace.corrections import Corrections
        from diptych.workspace.finding import Finding

        corrections = Corrections(self._library, self.dispute.dossier)
        return Finding(
            self._library, self._index, lambda: corrections.standing.dossier, lambda: self.families.all()
        )

    @cached_property
    def issues(self) -> IssueDesk:
        """The issues as the analyst sees them."""
        from diptych.workspace.issue_desk import IssueDesk

        return IssueDesk(self._library, lambda: self.dispute, lambda: self.comparing)

    @cached_property
    def symmetry(self) -> Symmetry:
        """Whether the library is read alike with the parties changed over."""
        from diptych.workspace.symmetry import Symmetry

        return Symmetry(self._library, lambda: self.dispute)

    @cached_property
    def dossiers(self) -> Dossiers:
        """The library's dossier as one file, another one in its place, a new one."""
        from diptych.workspace.dossiers import Dossiers

        def forget() -> None:
            self._dossier = None
            self.__dict__.pop("dispute", None)

        return Dossiers(self._library, lambda: self.dispute, forget)

    @property
    def writable(self) -> bool:
        """Whether this program may change the library."""
        return self._library.writable

    # Reads

    def articles(
        self,
        *,
        binned: bool = False,
        tag: str | None = None,
        collection: str | None = None,
        unread: bool = False,
        ids: Collection[int] | None = None,
    ) -> list[ArticleSummary]:
        """The articles that fit, newest first, then by title."""
        return self._library.articles(binned=binned, tag=tag, collection=collection, unread=unread, ids=ids)

    def article(self, id_: int) -> Article:
        """One article with its text; raises ``NotFound``."""
        return self._library.article(id_)

    def original(self, id_: int) -> tuple[str, bytes] | None:
        """The imported file's name and bytes."""
        return self._library.original(id_)

    def tags(self) -> list[tuple[str, int]]:
        """Each tag and how many articles bear it."""
        return self._library.tags()

    def collections(self) -> list[tuple[str, int]]:
        """Each collection and how many articles it holds."""
        return self._library.collections()

    def outlets(self) -> list[tuple[str, int]]:
        """Each outlet and how many articles it has."""
        return self._library.outlets()

    def search(self, query: str, *, limit: int = 20, typing: bool = False) -> SearchResult:
        """The best articles for a query; ``typing`` takes the last word as the beginning of one."""
        from diptych.workspace.finding import SearchRequest

        return self.finding.search(SearchRequest(query=query, limit=limit, typing=typing))

    def find_spans(self, query: str, text: str, *, typing: bool = False) -> list[Span]:
        """Where the words of a query stand in a text, names in all their forms."""
        from diptych.workspace.finding import SearchRequest

        return self.finding.spans(SearchRequest(query=query, typing=typing), text)

    def needs_index(self) -> bool:
        """Whether the index lacks something or cannot be read."""
        from diptych.workspace import index_upkeep

        return index_upkeep.is_behind(self._library, self._index)

    def status(self) -> Status:
        """The state of the library at a glance."""
        return Status(articles=len(self._library.articles()), index=self._index_status())

    def undo_label(self) -> str:
        """The act that ``undo`` would take back, in words; empty when there is none."""
        return self._library.undo_label()

    def redo_label(self) -> str:
        """The act that ``redo`` would do again, in words; empty when there is none."""
        return self._library.redo_label()

    def history(self, limit: int = 100) -> list[tuple[int, str, str, bool]]:
        """The latest acts: id, time, label, whether undone."""
        return self._library.history(limit)

    def check(self) -> list[str]:
        """What is wrong with the library, a sentence each; empty when it is sound."""
        return self._library.check()

    # Import and index

    def import_paths(self, files: Sequence[Path], progress: Progress) -> ImportReport:
        """Import files and folders, then index them."""
        from diptych.workspace import import_run

        report = import_run.import_files(self._library, files, progress)
        return self._indexed(report, progress)

    def needs_seed(self) -> bool:
        """Whether the bundled corpus may still be put in: once, and only into an empty library."""
        return (
            self.writable
            and self._library.meta(_SEEDED) is None
            and not self._library.articles()
            and not self._library.articles(binned=True)
        )

    def seed(self, progress: Progress) -> ImportReport:
        """Import the bundled corpus, then index it."""
        from diptych.workspace import import_run

        folder = paths.corpus()
        files = sorted(folder.rglob("*.md"))
        sources = {file: f"corpus/{file.relative_to(folder).as_posix()}" for file in files}
        report = import_run.import_files(self._library, files, progress, bundled=True, sources=sources)
        if not report.cancelled and not report.failed:
            self._library.set_meta(_SEEDED, "yes")
        return self._indexed(report, progress)

    def update_index(self, progress: Progress) -> None:
        """Bring the index up to date; builds it anew when it is missing or damaged."""
        self._write_index(progress, anew=False)

    def reindex(self, progress: Progress) -> None:
        """Build the index anew."""
        self._write_index(progress, anew=True)

    # Acts

    def tag(self, ids: Collection[int], name: str) -> Changes:
        """Give the articles a tag."""
        return self._library.tag(ids, name)

    def untag(self, ids: Collection[int], name: str) -> Changes:
        """Take a tag from the articles."""
        return self._library.untag(ids, name)

    def collect(self, ids: Collection[int], collection: str) -> Changes:
        """Put the articles into a collection, made if need be."""
        return self._library.collect(ids, collection)

    def uncollect(self, ids: Collection[int], collection: str) -> Changes:
        """Take the articles out of a collection."""
        return self._library.uncollect(ids, collection)

    def mark_read(self, ids: Collection[int], read: bool) -> Changes:
        """Mark the articles as read or unread."""
        return self._library.mark_read(ids, read)

    def correct(self, id_: int, correction: Correction) -> Changes:
        """Correct an article's facts."""
        return self._library.correct(id_, correction)

    def bin(self, ids: Collection[int]) -> Changes:
        """Put the articles in the bin."""
        return self._library.bin(ids)

    def restore(self, ids: Collection[int]) -> Changes:
        """Take the articles out of the bin."""
        return self._library.restore(ids)

    def undo(self) -> Changes | None:
        """Take back the last act; None when there is none."""
        return self._library.undo()

    def redo(self) -> Changes | None:
        """Do the last undone act again; None when there is none."""
        return self._library.redo()

    # Upkeep

    def backup(self, file: Path) -> None:
        """Write the whole library into one file."""
        self._library.backup(file)

    @staticmethod
    def restore_backup(file: Path, folder: Path | None = None) -> None:
        """Make ``folder`` the library that a backup holds; the old one is kept among its backups."""
        restore_library(file, folder or paths.default_library())

    def _indexed(self, report: ImportReport, progress: Progress) -> ImportReport:
        # What was imported is in the library whatever becomes of its index, which is caught up later.
        if report.cancelled:
            return report
        try:
            self.update_index(progress)
        except Cancelled:
            return msgspec.structs.replace(report, index_problem="Indexing was cancelled.")
        except WorkerFailed as failure:
            return msgspec.structs.replace(report, index_problem=f"Indexing failed: {failure}.")
        with suppress(Cancelled):
            # What is left is compared after the next import.
            self.families.update(progress)
        return report

    @cached_property
    def _index(self) -> Index:
        from diptych.search import Index

        if not self.writable and self._index_elsewhere():
            self._index_folder = paths.index_cache() / self._library.id
        return Index(self._index_folder)

    def _index_elsewhere(self) -> bool:
        """Whether the library's own index is of no use here and cannot be mended."""
        from diptych.search import Index

        return not os.access(self.folder, os.W_OK) and Index(self._index_folder).state().status != "ready"

    def _write_index(self, progress: Progress, *, anew: bool) -> None:
        index = self._index
        if not self.writable and self._index_folder.is_relative_to(self.folder):
            raise LibraryReadOnly("The library is open for reading only, so its index cannot be written.")
        from diptych.workspace import index_upkeep

        with self._upkeep:
            index_upkeep.catch_up(self._library, index, self._index_folder, progress, anew=anew)

    def _index_status(self) -> IndexStatus:
        if self._upkeep.locked():
            return IndexStatus.BUILDING
        state = self._index.state()
        if state.status in ("damaged", "foreign"):
            return IndexStatus.DAMAGED
        return IndexStatus.BEHIND if self.needs_index() else IndexStatus.READY
