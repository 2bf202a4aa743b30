"""Whether the library is read alike with the parties changed over, article by article, in a child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from diptych.errors import WorkerFailed
from diptych.library import Library
from diptych.model import Analysis, AnalysisState, Article, Span, Value
from diptych.progress import Cancelled, Progress
from diptych.workers import jobs
from diptych.workers.jobs import AnalyseRequest
from diptych.workers.parent import Worker, WorkerBug
from diptych.workspace.analysis_run import LIMITS
from diptych.workspace.dispute import Dispute

if TYPE_CHECKING:
    from diptych.analysis.symmetry import Mirror

_UNREADABLE = (AnalysisState.UNSUPPORTED, AnalysisState.FAILED)

Reading = tuple[str, str, str]
"""A party's, an issue's id and a direction."""


class Leaning(Value, frozen=True, omit_defaults=False):
    """A sentence that is read otherwise when the parties change places.

    ``found`` is what is read as it stands; ``mirrored`` what is read of ``swapped``, the same sentence with
    the parties changed over, with the parties changed back.
    """

    article: int
    title: str
    span: Span
    words: str
    swapped: str
    found: tuple[Reading, ...]
    mirrored: tuple[Reading, ...]


class SymmetryReport(Value, frozen=True, omit_defaults=False):
    """The outcome: how many ``sentences`` of ``articles`` hold a position either way, and which of them lean.

    So many articles were ``wanted``; where fewer were read it was cancelled. ``failed`` are the titles of
    articles that could not be read.
    """

    articles: int
    wanted: int
    sentences: int
    leans: tuple[Leaning, ...]
    failed: tuple[str, ...] = ()

    @property
    def rate(self) -> float:
        """The share of sentences that lean."""
        return len(self.leans) / self.sentences if self.sentences else 0.0


class Symmetry:
    """The symmetry check of a library."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute]) -> None:
        self._library, self._dispute = library, dispute

    def check(self, progress: Progress) -> SymmetryReport:
        """Read every article that can be analysed twice; what is done stays when this is cancelled."""
        dispute = self._dispute()
        states = dispute.states()
        listed = self._library.articles()
        ids = [each.id for each in listed if states.get(each.id) not in _UNREADABLE]
        progress.begin(len(ids))
        done = sentences = 0
        leans: list[Leaning] = []
        failed: list[str] = []
        with Worker(jobs.ANALYSE, LIMITS) as worker:
            for id_ in ids:
                article = self._library.article(id_)
                try:
                    progress.step(0, article.title)
                    found = self._mirror(worker, article, progress)
                    progress.step(1)
                except Cancelled:
                    break
                except (WorkerFailed, WorkerBug):
                    failed.append(article.title)
                    continue
                done += 1
                sentences += found.sentences
                leans += _leanings(article, found)
        return SymmetryReport(
            articles=done, wanted=len(ids), sentences=sentences, leans=tuple(leans), failed=tuple(failed)
        )

    def _mirror(
        self, worker: Worker[AnalyseRequest, Analysis], article: Article, progress: Progress
    ) -> Mirror:
        from diptych.analysis.symmetry import mirror

        dossier = self._dispute().corrections.standing.found_by
        content = msgspec.Raw(msgspec.json.encode(dossier))

        def analyse(text: str) -> Analysis:
            request = AnalyseRequest(
                text=text,
                language=article.language,
                date=article.date.value or "",
                dossier_hash=dossier.hash,
                dossier=content,
            )
            return worker.ask(request, lambda: progress.step(0))

        return mirror(article.text, dossier, analyse)


def _leanings(article: Article, found: Mirror) -> Iterator[Leaning]:
    for lean in found.leans:
        yield Leaning(
            article=article.id,
            title=article.title,
            span=lean.span,
            words=article.text[lean.span.start : lean.span.end],
            swapped=lean.swapped,
            found=tuple(sorted(lean.found)),
            mirrored=tuple(sorted(lean.mirrored)),
        )
