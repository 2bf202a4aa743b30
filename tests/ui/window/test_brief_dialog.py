"""Making a brief in a dialog and writing it to a file; writing old ones again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.driving import OpenWindow

from diptych.model import Span
from diptych.ui.dialogs.base import Button
from diptych.ui.dialogs.brief import BriefDialog
from diptych.ui.dialogs.briefs import BriefsDialog
from diptych.ui.main_window import MainWindow
from diptych.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        text = opened.article(1)
        start = text.text.index("lapsed")
        opened.notebook.highlight(text.text_id, Span(start, start + len("lapsed")), 0, "When?")
        yield opened


def _dialog(window: MainWindow) -> BriefDialog:
    window.actions_["brief"].trigger()
    dialog = window.findChild(BriefDialog)
    assert isinstance(dialog, BriefDialog)
    return dialog


def _states(dialog: BriefDialog) -> dict[str, bool]:
    items = [dialog.issues.item(row) for row in range(dialog.issues.count())]
    return {item.text(): item.checkState() is Qt.CheckState.Checked for item in items}


def test_issues_come_with_their_counts(window: MainWindow) -> None:
    dialog = _dialog(window)
    states = _states(dialog)
    assert states["Flights and shipping  ·  1 piece of evidence"]
    assert len(states) == 9 and sum(states.values()) == 3
    assert all("nothing found" in words for words, chosen in states.items() if not chosen)
    dialog.reject()


def test_saving_needs_a_title_and_something_to_say(window: MainWindow) -> None:
    dialog = _dialog(window)
    save = dialog.buttons.button(Button.Save)
    assert not save.isEnabled()
    dialog.title.setText("The week")
    assert save.isEnabled()
    for list_ in (dialog.issues, dialog.highlights):
        for row in range(list_.count()):
            list_.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not save.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_a_brief_is_made_and_written(
    window: MainWindow, workspace: Workspace, tmp_path: Path, suffix: str
) -> None:
    dialog = _dialog(window)
    dialog.title.setText("The week")
    dialog.format.setCurrentIndex(dialog.format.findData(suffix))
    dialog.choose_file = lambda name: str(tmp_path / name)
    dialog.accept()
    written = (tmp_path / f"The-week{suffix}").read_text("utf-8")
    assert "lapsed" in written and "Kirchner wants a ferry on terms" in written and "When?" in written
    assert [brief.title for brief in workspace.notebook.briefs()] == ["The week"]
    assert dialog.isHidden()
    assert "The-week" in window.notice.words
    window.actions_["undo"].trigger()
    assert workspace.notebook.briefs() == []


def test_a_place_that_cannot_be_written_is_said_in_a_sentence_and_nothing_made_twice(
    window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    dialog = _dialog(window)
    dialog.title.setText("The week")
    dialog.choose_file = lambda name: str(tmp_path / "nowhere" / name)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.problem.text().endswith("could not be written: No such file or directory.")
    dialog.choose_file = lambda _: str(tmp_path / "The week.txt")
    dialog.accept()
    assert dialog.problem.text() == "The week.txt must end in .md or .html."
    dialog.choose_file = lambda name: str(tmp_path / name)
    dialog.accept()
    assert len(workspace.notebook.briefs()) == 1
    assert (tmp_path / "The-week.md").exists()


def test_leaving_the_file_dialog_makes_nothing(window: MainWindow, workspace: Workspace) -> None:
    dialog = _dialog(window)
    dialog.title.setText("The week")
    dialog.choose_file = lambda _: ""
    dialog.accept()
    assert dialog.isVisible() and workspace.notebook.briefs() == []
    dialog.reject()


def test_broken_highlights_cannot_be_chosen(
    open_window: OpenWindow, workspace: Workspace, library_folder: Path
) -> None:
    workspace.close()
    marked.break_highlight(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as damaged:
        window = open_window(damaged)
        dialog = _dialog(window)
        item = dialog.highlights.item(0)
        assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
        assert "broken, left out" in item.text()
        assert dialog.wanted().highlights == ()
        dialog.reject()
        window.close()


def test_old_briefs_are_listed_written_again_and_removed(
    window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.notebook.make_brief("Ferries", ["transport_links"], workspace.notebook.highlights())
    window.actions_["briefs"].trigger()
    dialog = window.findChild(BriefsDialog)
    assert isinstance(dialog, BriefsDialog)
    assert dialog.list.item(0).text().endswith("1 issue  ·  1 highlight")
    dialog.choose_file = lambda name: str(tmp_path / name)
    dialog.export.click()
    assert "Kirchner wants a ferry on terms" in (tmp_path / "Ferries.md").read_text("utf-8")
    dialog.remove.click()
    assert workspace.notebook.briefs() == []
    assert not dialog.export.isEnabled()
    dialog.reject()
