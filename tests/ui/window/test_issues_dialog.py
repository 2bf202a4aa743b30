"""The editor of issues and parties: every act of it and its undo, the preview, dossiers as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window import disputed
from tests.ui.window.disputed import CLAIM, REFUSAL, evidence

from diptych.dossier import Cue
from diptych.ui.dialogs.issue_split import SplitDialog
from diptych.ui.dialogs.issues import IssuesDialog
from diptych.ui.main_window import MainWindow
from diptych.workspace import Workspace


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    disputed.fill(library_folder)
    with Workspace.open(library_folder, dossier=disputed.DOSSIER) as opened:
        yield opened


@pytest.fixture
def editor(window: MainWindow) -> Iterator[IssuesDialog]:
    window.actions_["issues"].trigger()
    dialog = window.issue_editing.dialog
    assert dialog is not None
    yield dialog
    dialog.reject()


def names(window: MainWindow) -> list[str]:
    return [issue.name for issue in window.workspace.dispute.dossier.issues]


def listed(editor: IssuesDialog) -> list[str]:
    return [editor.list.item(at).text().split("  ·  ")[0] for at in range(editor.list.count())]


def test_the_issues_stand_in_their_order_with_their_evidence(
    window: MainWindow, editor: IssuesDialog
) -> None:
    assert window.actions_["issues"].shortcut().toString() == "Ctrl+Shift+I"
    assert listed(editor) == names(window)
    editor.choose("sovereignty")
    assert editor.list.currentItem().text() == "Sovereignty  ·  3 quotes"
    assert editor.name.text() == "Sovereignty"


def test_an_issue_is_added_and_lacks_cue_terms(window: MainWindow, editor: IssuesDialog) -> None:
    editor.added.emit("Ferries")
    assert "Ferries" in names(window)
    line = next(
        editor.list.item(at).text()
        for at in range(editor.list.count())
        if "Ferries" in editor.list.item(at).text()
    )
    assert "lacks cue terms" in line
    editor.choose("ferries")
    assert "no cue terms" in editor.preview.warning.text()
    window.acts.undo()
    assert "Ferries" not in listed(editor)


def test_an_issue_is_renamed_by_typing(window: MainWindow, editor: IssuesDialog) -> None:
    editor.choose("sovereignty")
    editor.name.setText("Whose islands")
    editor.name.editingFinished.emit()
    assert "Whose islands" in listed(editor)
    window.acts.undo()
    assert "Sovereignty" in listed(editor)


def test_a_name_is_not_taken_away(window: MainWindow, editor: IssuesDialog) -> None:
    editor.choose("sovereignty")
    editor.name.setText(" ")
    editor.name.editingFinished.emit()
    assert "needs a name" in editor.problem.text()
    assert editor.name.text() == "Sovereignty"
    assert "Sovereignty" in names(window)


def test_issues_are_ordered_by_keys(window: MainWindow, editor: IssuesDialog) -> None:
    before = names(window)
    editor.list.setCurrentRow(0)
    QTest.keyClick(editor.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(window)[:2] == [before[1], before[0]]
    assert editor.list.currentRow() == 1
    window.acts.undo()
    assert names(window) == before
    editor.list.setCurrentRow(0)
    editor.move_by(-1)
    assert names(window) == before


def test_undo_and_redo_have_their_keys_in_the_editor(window: MainWindow, editor: IssuesDialog) -> None:
    before = names(window)
    editor.move_by(1)
    after = names(window)
    undo, redo = editor.findChildren(QShortcut)
    undo.activated.emit()
    assert names(window) == before
    redo.activated.emit()
    assert names(window) == after
    assert (undo.key().toString(), redo.key().toString()) == ("Ctrl+Z", "Ctrl+Shift+Z")


def test_merging_moves_the_evidence_and_undo_brings_it_back(window: MainWindow, editor: IssuesDialog) -> None:
    editor.merged.emit("sovereignty", "self_determination")
    assert evidence(window, CLAIM).issue == "self_determination"
    assert "Sovereignty" not in listed(editor)
    window.acts.undo()
    assert evidence(window, CLAIM).issue == "sovereignty"


def test_an_issue_is_set_aside_and_taken_back(window: MainWindow, editor: IssuesDialog) -> None:
    editor.choose("sovereignty")
    QTest.mouseClick(editor.aside, Qt.MouseButton.LeftButton)
    assert "not relevant" in editor.list.currentItem().text()
    assert editor.aside.text() == "Relevant again"
    window.acts.undo()
    assert "not relevant" not in editor.list.currentItem().text()


def test_cue_terms_are_previewed_while_they_are_typed_and_kept(
    window: MainWindow, editor: IssuesDialog, qtbot: QtBot
) -> None:
    editor.choose("sovereignty")
    assert not editor.keep.isEnabled()
    editor.cue_table.show_cues([])
    editor.cue_table.add_term("Ferry", "1,5")
    assert editor.cue_table.cues() == (Cue(term="ferry", weight=1.5),)
    qtbot.waitUntil(lambda: "Would match 1 sentence in 1 article" in editor.preview.said.text())
    assert "new ferry" in editor.preview.list.item(0).text()
    QTest.mouseClick(editor.keep, Qt.MouseButton.LeftButton)
    assert window.workspace.dispute.issue("sovereignty").cues == (Cue(term="ferry", weight=1.5),)
    window.acts.undo()
    assert len(window.workspace.dispute.issue("sovereignty").cues) > 1
    assert len(editor.cue_table.cues()) > 1


def test_weak_terms_are_warned_of(editor: IssuesDialog) -> None:
    editor.cue_table.show_cues([])
    editor.cue_table.add_term("ferry", "0.4")
    assert "do not suffice" in editor.preview.warning.text()


def test_a_term_is_removed(editor: IssuesDialog) -> None:
    editor.choose("sovereignty")
    before = editor.cue_table.cues()
    editor.cue_table.table.selectRow(0)
    QTest.mouseClick(editor.cue_table.remove, Qt.MouseButton.LeftButton)
    assert editor.cue_table.cues() == before[1:]
    QTest.mouseClick(editor.revert, Qt.MouseButton.LeftButton)
    assert editor.cue_table.cues() == before


def test_a_split_sends_evidence_by_terms_and_by_hand(
    window: MainWindow, editor: IssuesDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(parent: object, issue: object, pieces: list[object]) -> object:
        dialog = SplitDialog(None, issue, pieces)  # type: ignore[arg-type]
        dialog.name.setText("The flag")
        assert not dialog.buttons.buttons()[0].isEnabled()
        dialog.terms.item(0).setCheckState(Qt.CheckState.Checked)
        quotes = [dialog.pieces.item(at).text() for at in range(dialog.pieces.count())]
        at = next(at for at, words in enumerate(quotes) if REFUSAL in words)
        dialog.pieces.item(at).setCheckState(Qt.CheckState.Checked)
        assert dialog.buttons.buttons()[0].isEnabled()
        given = dialog.answer()
        dialog.deleteLater()
        return given

    monkeypatch.setattr(SplitDialog, "ask", answer)
    editor.choose("sovereignty")
    editor.split_asked.emit("sovereignty")
    assert "The flag" in listed(editor)
    assert evidence(window, REFUSAL).issue == "the_flag"
    assert evidence(window, CLAIM).issue == "sovereignty"
    window.acts.undo()
    assert evidence(window, REFUSAL).issue == "sovereignty"


def test_a_party_is_renamed_and_a_third_one_explained(window: MainWindow, editor: IssuesDialog) -> None:
    form = editor.parties.forms[0]
    before = form.name.text()
    form.name.setText("Southland")
    QTest.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    assert window.workspace.dispute.dossier.parties[0].name == "Southland"
    assert "compares two parties" in editor.parties.note.text()
    window.acts.undo()
    assert editor.parties.forms[0].name.text() == before


def test_what_does_not_fit_is_said_in_the_editor(window: MainWindow, editor: IssuesDialog) -> None:
    form = editor.parties.forms[0]
    form.name.setText(editor.parties.forms[1].name.text())
    QTest.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    assert "different name" in editor.problem.text()


def test_a_dossier_goes_out_and_in_with_its_changes(
    window: MainWindow, editor: IssuesDialog, tmp_path: Path
) -> None:
    editor.added.emit("Ferries")
    window.issue_editing.export_to(tmp_path / "my.dossier")
    window.acts.undo()
    assert "Ferries" not in names(window)
    window.issue_editing.import_from(tmp_path / "my.dossier")
    assert "Ferries" in names(window)
    assert "Ferries" in listed(editor)


def test_a_file_that_is_no_dossier_changes_nothing(
    window: MainWindow, editor: IssuesDialog, tmp_path: Path
) -> None:
    before = names(window)
    (tmp_path / "my.dossier").write_bytes(b"no zip")
    window.issue_editing.import_from(tmp_path / "my.dossier")
    assert "no dossier" in editor.problem.text()
    assert names(window) == before


def test_a_new_dossier_is_begun_and_the_one_before_taken_again(
    window: MainWindow, editor: IssuesDialog
) -> None:
    old = window.workspace.dispute.dossier
    tab = editor.dossier
    assert not tab.make.isEnabled()
    for field, words in ((tab.name, "Two valleys"), (tab.first, "Upland"), (tab.second, "Lowland")):
        field.setText(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window.upkeep, "analyse", lambda: None)
        QTest.mouseClick(tab.make, Qt.MouseButton.LeftButton)
        assert [party.name for party in window.workspace.dispute.dossier.parties] == ["Upland", "Lowland"]
        assert [form.name.text() for form in editor.parties.forms] == ["Upland", "Lowland"]
        window.issue_editing.take(old)
    assert window.workspace.dispute.dossier.name == old.name
