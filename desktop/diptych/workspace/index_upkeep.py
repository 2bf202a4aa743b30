"""Keep the search index in step with the library: catch up, or build anew when it is missing or damaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from diptych.errors import LibraryError
from diptych.library import Library
from diptych.model import ArticleSummary
from diptych.progress import Progress
from diptych.search import Document, Index
from diptych.workers import jobs
from diptych.workers.jobs import IndexRequest
from diptych.workers.parent import Limits, Worker

LIMITS = Limits(seconds=600, megabytes=1500)
"""What writing one batch may cost."""

FIRST_BATCH = 250
BATCH = 2500
"""Documents in one commit."""


def is_behind(library: Library, index: Index) -> bool:
    """Whether the index lacks a change of the library's, or cannot be read."""
    state = index.state()
    if state.status != "ready" or state.change_number > library.change_number():
        return True
    return bool(library.changed_since(state.change_number))


def catch_up(library: Library, index: Index, folder: Path, progress: Progress, *, anew: bool = False) -> None:
    """Write what the index lacks; raises ``Cancelled`` and ``WorkerFailed``, leaving a usable index.

    Until the last batch is in, the index keeps its old change number, so that an interrupted run is
    taken up again. One that turns out to be damaged is built anew.
    """
    state = index.state()
    fresh = anew or state.status != "ready" or state.change_number > library.change_number()
    try:
        _write(library, folder, progress, 0 if fresh else state.change_number, fresh=fresh)
    except LibraryError:
        if fresh or index.state().status == "ready":
            raise
        _write(library, folder, progress, 0, fresh=True)


def _write(library: Library, folder: Path, progress: Progress, held: int, *, fresh: bool) -> None:
    target = library.change_number()
    ids = library.changed_since(held)
    if not ids and not fresh and held == target:
        return
    progress.begin(len(ids))
    with Worker(jobs.INDEX, LIMITS) as worker:
        for batch, last in _batches(ids):
            documents = documents_of(library, batch)
            living = {document.id for document in documents}
            request = IndexRequest(
                folder=str(folder),
                documents=tuple(documents),
                removed=tuple(id_ for id_ in batch if id_ not in living),
                change_number=target if last else held,
                fresh=fresh,
            )
            worker.ask(request, lambda: progress.step(0))
            fresh = False
            progress.step(len(batch))


def _batches(ids: Sequence[int]) -> Iterator[tuple[Sequence[int], bool]]:
    """The first is small, so that there is soon something to search."""
    if not ids:
        yield (), True
    start, end = 0, FIRST_BATCH
    while start < len(ids):
        yield ids[start:end], end >= len(ids)
        start, end = end, end + BATCH


def document(article: ArticleSummary, text: str) -> Document:
    """What the index holds of an article."""
    return Document(
        id=article.id,
        title=article.title,
        text=text,
        outlet=article.outlet,
        authors=article.authors,
        language=article.language,
        date=article.date or "",
    )


def documents_of(library: Library, ids: Sequence[int]) -> list[Document]:
    """What the index holds of articles; those that are gone or in the bin are left out."""
    texts = library.texts(ids)
    return [
        document(article, texts[article.id]) for article in library.articles(ids=ids) if article.id in texts
    ]
