"""The kinds of work a child process does: what goes in, what comes out, and who does it.

A job's ``start`` runs once in the child and returns the function that answers each request, so the
heavy libraries are loaded there and only there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from diptych.model import Analysis, Draft, Value
from diptych.search import Document

Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(frozen=True)
class Job(Generic[Q, A]):
    """One kind of work: its name on the command line, the types of request and answer, its maker."""

    name: str
    request: type[Q]
    answer: type[A]
    start: Callable[[], Callable[[Q], A]]


class ParseRequest(Value, frozen=True):
    """A file's bytes, and the name that tells its format."""

    name: str
    data: bytes


class IndexRequest(Value, frozen=True):
    """Documents to put in (or renew) and ids to take out of the index in ``folder``.

    ``fresh`` starts a new index in place of the old. ``change_number`` is the library's, up to which
    the index is complete after this request.
    """

    folder: str
    documents: tuple[Document, ...]
    removed: tuple[int, ...]
    change_number: int
    fresh: bool = False


class IndexAnswer(Value, frozen=True):
    """The index was written; ``documents`` were put in."""

    documents: int


class AnalyseRequest(Value, frozen=True):
    """A text with its language and ISO date, and the dossier as JSON (decoded again only for a new hash)."""

    text: str
    language: str
    date: str
    dossier_hash: str
    dossier: msgspec.Raw


def _start_parse() -> Callable[[ParseRequest], Draft]:
    from diptych import importing

    return lambda request: importing.read(request.data, request.name)


def _start_index() -> Callable[[IndexRequest], IndexAnswer]:
    from diptych.search import Writer

    def update(request: IndexRequest) -> IndexAnswer:
        folder = Path(request.folder)
        writer = Writer.create(folder) if request.fresh else Writer(folder)
        writer.update(request.documents, request.removed, request.change_number)
        return IndexAnswer(documents=len(request.documents))

    return update


def _start_analyse() -> Callable[[AnalyseRequest], Analysis]:
    from functools import lru_cache

    from diptych import analysis
    from diptych.dossier import Dossier

    parser_for = lru_cache(analysis.parser_for)
    dossiers: dict[str, Dossier] = {}

    def analyse(request: AnalyseRequest) -> Analysis:
        if request.dossier_hash not in dossiers:
            dossiers.clear()
            dossiers[request.dossier_hash] = msgspec.json.decode(request.dossier, type=Dossier)
        return analysis.analyse(
            request.text,
            dossiers[request.dossier_hash],
            language=request.language,
            date=request.date,
            parser=parser_for(request.language),
        )

    return analyse


PARSE = Job("parse", ParseRequest, Draft, _start_parse)
INDEX = Job("index", IndexRequest, IndexAnswer, _start_index)
ANALYSE = Job("analyse", AnalyseRequest, Analysis, _start_analyse)
JOBS: dict[str, Job[Any, Any]] = {job.name: job for job in (PARSE, INDEX, ANALYSE)}
