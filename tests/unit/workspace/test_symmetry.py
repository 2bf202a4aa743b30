"""The symmetry check over a small library: what leans, what does not, and cancelling."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.model import Analysis, ArticleDate, Block, BlockKind, Draft, Span
from diptych.progress import Progress
from diptych.workers.jobs import AnalyseRequest
from diptych.workers.parent import Worker
from diptych.workspace import Workspace
from diptych.workspace.symmetry import Leaning, SymmetryReport

DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"
TEXTS = ("The first paper is short.", "The second paper is short too.")


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        library = opened._library
        for number, text in enumerate(TEXTS):
            draft = Draft(
                title=f"Article {number}",
                text=text,
                blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
                importer="test",
                date=ArticleDate(),
                language="en",
            )
            id_, _ = library.add(draft, str(number).encode(), f"/{number}.txt")
            nothing = Analysis(sentences=(), mentions=(), positions=())
            library.save_analysis(library.article(id_).text_id, nothing, opened.dispute.dossier.hash)
        yield opened


def asking(monkeypatch: pytest.MonkeyPatch, progress: Progress | None = None) -> list[str]:
    """Let the child answer that nothing is found; what it was asked."""
    asked: list[str] = []

    def ask(_: object, request: AnalyseRequest, check: object) -> Analysis:
        asked.append(request.text)
        if progress is not None and len(asked) == len(TEXTS):
            progress.cancel()
        return Analysis(sentences=(), mentions=(), positions=())

    monkeypatch.setattr(Worker, "ask", ask)
    return asked


def test_each_article_is_read_twice(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asking(monkeypatch)
    report = workspace.symmetry.check(Progress())
    assert (report.articles, report.wanted, report.sentences, report.leans) == (2, 2, 0, ())
    assert sorted(asked) == sorted([*TEXTS, *TEXTS])
    assert report.rate == 0.0


def test_what_is_done_stays_when_it_is_cancelled(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress()
    asking(monkeypatch, progress)
    report = workspace.symmetry.check(progress)
    assert report.articles < report.wanted == 2


def test_the_rate_is_the_share_of_sentences_that_lean() -> None:
    lean = Leaning(article=1, title="A", span=Span(0, 4), words="Said", swapped="Said", found=(), mirrored=())
    assert SymmetryReport(articles=1, wanted=1, sentences=8, leans=(lean, lean)).rate == 0.25
