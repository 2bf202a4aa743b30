"""Analyse files by themselves, without a library."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from diptych.dossier import Dossier
from diptych.errors import ImportFailed, WorkerFailed
from diptych.model import Analysis, Draft
from diptych.workers import jobs
from diptych.workers.jobs import AnalyseRequest, ParseRequest
from diptych.workers.parent import Worker, WorkerBug
from diptych.workspace import analysis_run, import_run

_log = logging.getLogger(__name__)

PLAIN_LANGUAGE = "en"
"""What a clean text without further facts is taken for."""


def analyse_files(
    files: Iterable[Path], dossier: Dossier, *, plain: bool
) -> Iterator[tuple[Path, str, Analysis | ImportFailed]]:
    """Each file with its text and what is found in it, or why it could not be read.

    ``plain`` takes a file as clean UTF-8 text, whose offsets the result then uses.
    """
    content = msgspec.Raw(msgspec.json.encode(dossier))
    with (
        Worker(jobs.PARSE, import_run.LIMITS) as parser,
        Worker(jobs.ANALYSE, analysis_run.LIMITS) as analyst,
    ):
        for file in files:
            try:
                text, language, date = _plain(file) if plain else _read(parser, file)
                request = AnalyseRequest(
                    text=text, language=language, date=date, dossier_hash=dossier.hash, dossier=content
                )
                yield file, text, analyst.ask(request)
            except ImportFailed as failure:
                yield file, "", failure
            except WorkerFailed as failure:
                yield file, "", ImportFailed(f"{file.name} could not be analysed: {failure}.")
            except WorkerBug as bug:
                _log.error("Analysing %s failed: %s", file, bug)
                yield file, "", ImportFailed(f"{file.name} could not be analysed: please report this fault.")


def _plain(file: Path) -> tuple[str, str, str]:
    try:
        return import_run.bytes_of(file).decode("utf-8"), PLAIN_LANGUAGE, ""
    except UnicodeDecodeError:
        raise ImportFailed(f"{file.name} is not clean UTF-8 text; leave out --plain to import it.") from None


def _read(parser: Worker[ParseRequest, Draft], file: Path) -> tuple[str, str, str]:
    draft = parser.ask(ParseRequest(name=file.name, data=import_run.bytes_of(file)))
    return draft.text, draft.language, draft.date.value or ""
