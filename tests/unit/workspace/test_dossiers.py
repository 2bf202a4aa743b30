"""A library's dossier with the analyst's changes goes into one file and from there into another library."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.cli import run
from diptych.dossier import check
from diptych.dossier.pack import unpack
from diptych.errors import DiptychError
from diptych.model import DossierEdit, EditAction
from diptych.workspace import Workspace

_DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"


def test_what_the_analyst_changed_is_baked_in(library_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.dossier"
    with Workspace.open(library_folder, dossier=_DOSSIER) as workspace:
        workspace.dossiers.export(file)
        assert unpack(file) == workspace.dispute.dossier
        issue = workspace.dispute.dossier.issues[0].id
        edit = DossierEdit(action=EditAction.CHANGE_ISSUE, target=issue, content={"name": "Renamed"})
        workspace._library.correct_names("Rename an issue", (), (edit,), dossier="argentina-uk")
        workspace.dossiers.export(file)
    baked = unpack(file)
    assert baked.issue(issue).name == "Renamed"
    assert "edited" in baked.version
    with Workspace.open(tmp_path / "other") as workspace:
        before = workspace.dispute.dossier
        assert workspace.dossiers.adopt(file) == baked
        assert workspace.dispute.dossier == baked != before
        assert workspace.comparing.matrix().row(issue).name == "Renamed"
    with Workspace.open(tmp_path / "other") as workspace:
        assert workspace.dispute.dossier == baked, "it is the library's own from now on"


def test_dossiers_are_made_and_taken_along_from_the_command_line(
    library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "new", tmp_path / "new.dossier"
    assert run(["dossier", "new", str(folder), "--name", "Two", "--parties", "Ruritania", "Rovinia"]) == 0
    assert check(folder) == []
    common = ["--library", str(library_folder)]
    assert run([*common, "--dossier", str(folder), "dossier", "export", str(file)]) in (0, 1)
    Workspace.open(library_folder).close()
    assert run([*common, "--dossier", str(folder), "dossier", "export", str(file)]) == 0
    assert run([*common, "dossier", "import", str(file)]) == 0
    assert "“Two”" in capsys.readouterr().out
    with Workspace.open(library_folder) as workspace:
        assert [party.name for party in workspace.dispute.dossier.parties] == ["Ruritania", "Rovinia"]
    assert run(["dossier", "new", str(folder), "--name", "Two", "--parties", "A", "B"]) == 1
    with pytest.raises(DiptychError):
        unpack(folder / "dossier.toml")
