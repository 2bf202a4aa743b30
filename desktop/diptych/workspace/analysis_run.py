"""Analyse what is not yet analysed, one article at a time, in a child process that may die."""

from __future__ import annotations

import logging

import msgspec

from diptych.analysis.touched import touched
from diptych.dossier import Dossier
from diptych.errors import WorkerFailed
from diptych.library import Library
from diptych.model import Article, Changes
from diptych.progress import Progress
from diptych.workers import jobs
from diptych.workers.jobs import AnalyseRequest
from diptych.workers.parent import Limits, Worker, WorkerBug
from diptych.workspace.changes import merged

LIMITS = Limits(seconds=1800, megabytes=2000)
"""What analysing one article may cost; a million words take about ten minutes."""

_log = logging.getLogger(__name__)


def analyse_pending(library: Library, dossier: Dossier, progress: Progress, known_as: str = "") -> Changes:
    """Analyse every article that this dossier and program have not tried yet.

    One that an earlier dossier was tried on is left as it is where no entry that has changed occurs in it.

    ``known_as`` is the hash that says so, where the dossier has edits since (its own, if it is "").

    What is done is kept at once, so that a cancelled or killed run is taken up where it ended. An
    article that fails is marked with the reason and the rest goes on. Raises ``Cancelled``.
    """
    stamp = known_as or dossier.hash
    pending = library.pending_analysis(stamp)
    content = msgspec.Raw(msgspec.json.encode(dossier))
    done: list[Changes] = []
    known: dict[str, Dossier | None] = {}
    progress.begin(len(pending))
    with Worker(jobs.ANALYSE, LIMITS) as worker:
        for id_ in pending:
            article = library.article(id_)
            progress.step(0, article.title)
            if not _touched(library, article, stamp, known):
                done.append(library.keep_analysis(article.text_id, stamp))
                progress.step(1)
                continue
            request = AnalyseRequest(
                text=article.text,
                language=article.language,
                date=article.date.value or "",
                dossier_hash=dossier.hash,
                dossier=content,
            )
            try:
                found = worker.ask(request, lambda: progress.step(0))
                done.append(library.save_analysis(article.text_id, found, stamp))
            except (WorkerFailed, WorkerBug) as error:
                _log.error("Analysing “%s” failed: %s", article.title, error)
                reason = str(error) if isinstance(error, WorkerFailed) else "the analysis has a fault"
                done.append(library.fail_analysis(article.text_id, stamp, reason))
            progress.step(1)
    return merged(library, done)


def _touched(library: Library, article: Article, stamp: str, known: dict[str, Dossier | None]) -> bool:
    """Whether what was found by an earlier dossier may be otherwise by this one; True where none is kept.

    What was found by this very dossier is pending only where the analyst's edits touch it.
    """
    earlier = library.analysed_by(article.text_id)
    if earlier is None or earlier == stamp:
        return True
    for hash_ in (earlier, stamp):
        if hash_ not in known:
            content = library.dossier(hash_)
            known[hash_] = None if content is None else msgspec.json.decode(content, type=Dossier)
    old, new = known[earlier], known[stamp]
    return old is None or new is None or touched(old, new, article.text)
