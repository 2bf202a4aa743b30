"""One import: each offered file, parsed in a child process, ends as added, duplicate, flagged or failed."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import uuid4

from diptych import importing
from diptych.errors import DiptychError, ImportFailed
from diptych.library import Library
from diptych.model import ArticleSummary, Changes, Draft, ImportResult, ImportStatus
from diptych.progress import Cancelled, Progress
from diptych.workers import jobs
from diptych.workers.jobs import ParseRequest
from diptych.workers.parent import Limits, Worker, WorkerBug
from diptych.workspace.changes import merged
from diptych.workspace.report import ImportReport

LIMITS = Limits(seconds=90, megabytes=2000)
"""What parsing one file may cost."""

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes; a larger file is no article."""

_log = logging.getLogger(__name__)


def import_files(
    library: Library,
    paths: Iterable[Path],
    progress: Progress,
    *,
    bundled: bool = False,
    sources: dict[Path, str] | None = None,
) -> ImportReport:
    """Import files and folders; cancelling keeps what is done and lists the rest as not read.

    ``sources`` names a file's origin where that is not its path.
    """
    offered = list(paths)
    files = list(importing.walk(offered))
    run = _Run(library, frozenset(offered), bundled, sources or {})
    results: list[ImportResult] = []
    try:
        progress.begin(len(files))
        with Worker(jobs.PARSE, LIMITS) as worker:
            for file in files:
                progress.step(0, file.name)
                results.append(run.import_file(worker, file, progress))
                progress.step(1)
    except Cancelled:
        left = [
            _failed(file, "The import was cancelled before this file was read.")
            for file in files[len(results) :]
        ]
        return ImportReport(results=(*results, *left), changes=merged(library, run.changes), cancelled=True)
    return ImportReport(results=tuple(results), changes=merged(library, run.changes))


class _Run:
    def __init__(
        self, library: Library, named: frozenset[Path], bundled: bool, sources: dict[Path, str]
    ) -> None:
        self._library = library
        self._named = named
        self._bundled = bundled
        self._sources = sources
        self._series = uuid4().hex
        self.changes: list[Changes] = []

    def import_file(
        self, worker: Worker[ParseRequest, Draft], file: Path, progress: Progress
    ) -> ImportResult:
        """How this file ended; raises only ``Cancelled``."""
        try:
            if file.is_file() and file not in self._named:
                _check_ending(file)
            data = bytes_of(file)
            original = hashlib.sha256(data).hexdigest()
            if (known := self._library.find_duplicate(original, "")) is not None:
                return self._duplicate(file, known, "The same file")
            draft = worker.ask(ParseRequest(name=file.name, data=data), lambda: progress.step(0))
            text = hashlib.sha256(draft.text.encode()).hexdigest()
            if (known := self._library.find_duplicate(original, text)) is not None:
                return self._duplicate(file, known, "The same text")
            source = self._sources.get(file, str(file))
            id_, changes = self._library.add(draft, data, source, bundled=self._bundled, series=self._series)
        except WorkerBug as bug:
            _log.error("Reading %s failed: %s", file, bug)
            return _failed(file, f"{file.name} could not be read: the reader has a fault; please report it.")
        except ImportFailed as error:
            return _failed(file, str(error))
        except DiptychError as error:
            return _failed(file, f"{file.name} could not be imported: {error}")
        self.changes.append(changes)
        status = ImportStatus.FLAGGED if draft.flags else ImportStatus.ADDED
        return ImportResult(path=str(file), status=status, id=id_, reason=" ".join(draft.flags))

    def _duplicate(self, file: Path, known: int, what: str) -> ImportResult:
        found: Sequence[ArticleSummary] = self._library.articles(ids=[known])
        if found:
            reason = f"{what} is in the library already: “{found[0].title}”."
        else:
            reason = f"{what} lies in the bin; restore it from there."
        return ImportResult(path=str(file), status=ImportStatus.DUPLICATE, id=known, reason=reason)


def _check_ending(file: Path) -> None:
    if file.suffix.lower() not in importing.SUPPORTED:
        ending = f"files ending in {file.suffix}" if file.suffix else "files without an ending"
        raise ImportFailed(f"{file.name} was passed over: {ending} are only read when chosen by themselves.")


def bytes_of(file: Path) -> bytes:
    """A file's content; raises ``ImportFailed`` with the reason why there is none."""
    try:
        if (size := file.stat().st_size) > LARGEST_FILE:
            raise ImportFailed(
                f"{file.name} has {size // 1_000_000} MB; the limit is {LARGEST_FILE // 1_000_000} MB."
            )
        return file.read_bytes()
    except FileNotFoundError:
        raise ImportFailed(f"{file.name} does not exist (any more).") from None
    except IsADirectoryError:
        raise ImportFailed(f"{file.name} is a folder that could not be entered.") from None
    except PermissionError:
        raise ImportFailed(f"{file.name} may not be read with your rights.") from None
    except OSError as error:
        raise ImportFailed(f"{file.name} could not be read: {error.strerror or error}.") from None


def _failed(file: Path, reason: str) -> ImportResult:
    return ImportResult(path=str(file), status=ImportStatus.FAILED, reason=reason)
