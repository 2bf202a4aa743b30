"""Why a statement was taken for a position: opened from the text and from a piece of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.marked import read

from diptych.model import Reason, ReasonStep
from diptych.ui.dialogs import why
from diptych.ui.dialogs.why import WhyDialog
from diptych.ui.main_window import MainWindow
from diptych.ui.theme import Theme
from diptych.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


@pytest.fixture
def reasoned(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    def reasons(evidence: object) -> tuple[Reason, ...]:
        start = evidence.start  # type: ignore[attr-defined]
        return (
            Reason(step=ReasonStep.CUE, words="“want” tells a will.", start=start + 9, end=start + 14),
            Reason(step=ReasonStep.HOLDER, words="Kirchner: the entity's record."),
            Reason(step=ReasonStep.ISSUE, words="transport_links: words of the sentence point to it."),
            Reason(step=ReasonStep.ISSUE, words="sovereignty: words of the sentence point to it."),
            Reason(step=ReasonStep.CONFIDENCE, words="0.80, weighed."),
        )

    monkeypatch.setattr(type(window.explaining._workspace.dispute), "why", lambda _, each: reasons(each))
    return window


def opened() -> WhyDialog:
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, WhyDialog) and w.isVisible()]
    return dialog


def words(dialog: WhyDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_position_in_the_text_is_explained(reasoned: MainWindow) -> None:
    read(reasoned, "The ferry")
    reasoned.actions_["next_position"].trigger()
    reasoned.actions_["why"].trigger()
    dialog = opened()
    shown = words(dialog)
    assert "Kirchner <b" in shown
    assert ">wants</b> a ferry on terms" in shown
    assert "“want” tells a will." in shown
    assert shown.count("words of the sentence point to it") == 1
    dialog.close()


def test_nothing_opens_where_no_position_is(window: MainWindow) -> None:
    read(window, "A calm week")
    window.actions_["why"].trigger()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, WhyDialog) and w.isVisible()]


def test_the_analysts_own_names_its_rule(window: MainWindow, light: Theme) -> None:
    read(window, "The ferry")
    window.actions_["next_position"].trigger()
    evidence = window.explaining.evidence()
    assert evidence is not None
    dialog = WhyDialog(window, light, evidence, (), "Ferries")
    assert ("Found by", evidence.rule) in dialog.rows(evidence, (), "Ferries")
    dialog.deleteLater()


def test_markup_in_a_sentence_stays_text(window: MainWindow, light: Theme) -> None:
    read(window, "The ferry")
    window.actions_["next_position"].trigger()
    evidence = window.explaining.evidence()
    assert evidence is not None
    evil = msgspec.structs.replace(evidence, quote="<img src=x> wants", start=0, end=17)
    cue = Reason(step=ReasonStep.CUE, words="", start=12, end=17)
    shown = why.marked(evil, (cue,), light)
    assert "<img" not in shown
    assert "&lt;img src=x&gt; <b" in shown
