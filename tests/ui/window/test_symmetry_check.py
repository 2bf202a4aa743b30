"""The symmetry check from the menu: how it ended is shown, and each sentence leads to its article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from tests.ui.window import disputed
from tests.ui.window.disputed import CLAIM

from diptych.model import Span
from diptych.progress import Progress
from diptych.ui.dialogs.symmetry import SymmetryDialog
from diptych.ui.main_window import MainWindow
from diptych.workspace import Workspace
from diptych.workspace.symmetry import Leaning, Symmetry, SymmetryReport

LEAN = Leaning(
    article=1,
    title="First paper",
    span=Span(0, len(CLAIM)),
    words=CLAIM,
    swapped=CLAIM.replace("islands", "rocks"),
    found=(("argentina", "sovereignty", "demands"),),
    mirrored=(),
)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    disputed.fill(library_folder)
    with Workspace.open(library_folder, dossier=disputed.DOSSIER) as opened:
        yield opened


def ended(monkeypatch: pytest.MonkeyPatch, window: MainWindow, report: SymmetryReport) -> SymmetryDialog:
    def check(_: Symmetry, progress: Progress) -> SymmetryReport:
        progress.begin(report.wanted)
        return report

    monkeypatch.setattr(Symmetry, "check", check)
    window.actions_["symmetry"].trigger()
    dialog = window.mirroring.dialog
    assert dialog is not None
    return dialog


def test_a_sentence_that_leans_is_shown_with_its_mirror_image(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = SymmetryReport(articles=3, wanted=3, sentences=4, leans=(LEAN,))
    dialog = ended(monkeypatch, window, report)
    assert "1 of 4 sentences with a position, in 3 articles, read otherwise (25.0%)." in dialog.said.text()
    (card,) = dialog.cards
    assert card.accessibleName() == CLAIM
    card.findChildren(QPushButton)[0].click()
    dialog.close()
    assert window.reading.shown("left") == 1


def test_a_mirror_image_that_holds_is_said(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = ended(monkeypatch, window, SymmetryReport(articles=3, wanted=3, sentences=4, leans=()))
    assert "The mirror image holds" in dialog.said.text()
    assert not dialog.cards
    dialog.close()


def test_a_cancelled_check_says_so(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = ended(monkeypatch, window, SymmetryReport(articles=1, wanted=3, sentences=0, leans=()))
    assert "cancelled" in dialog.said.text()
    dialog.close()
