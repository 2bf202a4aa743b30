"""The analyst's edits of issues: seen at once, undone as one, and a preview of what a term would match."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.dossier.pack import unpack
from diptych.errors import DiptychError
from diptych.model import Block, BlockKind, Draft
from diptych.workspace import Workspace
from diptych.workspace.issues import Issues

_DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"
_TEXT = "The lighthouse keepers met.  Two Lighthouse\nkeepers, no light and no lighthousekeepers."


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    with Workspace.open(library_folder, dossier=_DOSSIER) as opened:
        blocks = (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(_TEXT)),)
        draft = Draft(title="Lights", text=_TEXT, blocks=blocks, importer="test")
        opened._library.add(draft, b"", "/lights.txt", bundled=True)
        yield opened


@pytest.fixture
def issues(workspace: Workspace) -> Issues:
    return workspace.issues


def names(workspace: Workspace) -> list[str]:
    return [issue.name for issue in workspace.dispute.dossier.issues]


def test_issues_are_added_renamed_ordered_split_and_merged(
    workspace: Workspace, issues: Issues, tmp_path: Path
) -> None:
    before = workspace.dispute.dossier
    first, second, *_ = before.issues
    issues.add("Lighthouses", terms=["Lighthouse  keeper", "beacon", "beacon"])
    added = workspace.dispute.dossier.issues[-1]
    assert (added.id, added.name) == ("lighthouses", "Lighthouses")
    assert [cue.term for cue in added.cues] == ["lighthouse keeper", "beacon"]
    issues.add("Lighthouses")
    assert workspace.dispute.dossier.issues[-1].id == "lighthouses_2"
    issues.rename(added.id, "Lights")
    issues.order([added.id])
    assert names(workspace)[0] == "Lights"
    issues.split(added.id, "Beacons", ["beacon"])
    assert names(workspace)[:2] == ["Lights", "Beacons"]
    issues.set_cue(added.id, "Lamp", 0.5)
    issues.remove_cue(added.id, "lighthouse keeper")
    assert [cue.term for cue in workspace.dispute.dossier.issue(added.id).cues] == ["lamp"]
    issues.merge(second.id, first.id)
    assert second.name not in names(workspace)
    issues.change_party("uk", name="Britain")
    assert workspace.dispute.dossier.party("uk").name == "Britain"
    workspace.dossiers.export(tmp_path / "x.dossier")
    assert [issue.name for issue in unpack(tmp_path / "x.dossier").issues] == names(workspace)
    while workspace.undo_label():
        workspace.undo()
    assert workspace.dispute.dossier == before


def test_what_does_not_fit_is_a_sentence_and_no_act(workspace: Workspace, issues: Issues) -> None:
    first = workspace.dispute.dossier.issues[0].id
    with pytest.raises(DiptychError, match="cannot be merged with itself"):
        issues.merge(first, first)
    with pytest.raises(DiptychError):
        issues.rename(first, "  ")
    assert workspace.undo_label() == ""


def test_a_term_is_seen_before_it_is_kept(issues: Issues) -> None:
    found = issues.preview(" lighthouse  KEEPER")
    assert (found.places, found.articles) == (2, 1)
    assert [each.words[slice(*each.mark)] for each in found.first] == [
        "lighthouse keepers",
        "Lighthouse\nkeepers",
    ]
    assert len(issues.preview("lighthouse keeper", most=1).first) == 1
    assert issues.preview("mountain").places == issues.preview(" ").places == 0
