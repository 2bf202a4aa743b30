"""Families of copies: found at import, kept, and settled by the analyst."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.errors import DiptychError, NotFound
from diptych.model import ChangeKind
from diptych.progress import Cancelled, Progress
from diptych.workspace import Workspace

STORY = """
The harbour office of Lisbon closed the eastern quay on Friday after a crane had tipped over in the wind.
Nobody was hurt, but two barges lie on the bottom of the dock and will have to be raised before the season
begins. The office hopes that this can be done by the end of the month. A diver who went down on Saturday
found the hulls whole. The owners of the barges blame the office, which had let the crane stand unmoored for
three nights. A commission of five is to find out who gave the order, and whether the storm warning of the
evening before was ever read by anybody. Until then the ferries leave from the western side.
"""
OTHER = """
Forty shepherds drove their flocks through the centre of Madrid on Sunday, as the law of 1418 lets them.
They paid the mayor twenty-five coins for the passage. Tourists photographed the animals, which took no notice
and ate the flowers of a roundabout. The association says that the old roads are being built over one after
another, and that in ten years there may be nothing left to walk on but asphalt.
"""


def write(folder: Path, **texts: str) -> list[Path]:
    files = []
    for name, text in texts.items():
        file = folder / f"{name}.md"
        file.write_text(f"---\ntitle: The news of {name}\n---\n\n{text}\n", encoding="utf-8")
        files.append(file)
    return files


@pytest.fixture
def stocked(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Articles 1, 3 and 4 are the same story, 4 without its end; 2 is another."""
    repost = STORY.replace("Nobody was hurt, but two", "Two").replace("hopes", "expects")
    cut = "Lisbon (Agency) – " + STORY[: int(len(STORY) * 0.7)]
    files = write(tmp_path, first=STORY, second=OTHER, third=repost, fourth=cut)
    workspace.import_paths(files, Progress())
    return workspace


def test_copies_are_one_family_from_the_import_on(stocked: Workspace) -> None:
    assert stocked.families.family_of([1, 2, 3, 4, 99]) == {1: 1, 3: 1, 4: 1}
    assert stocked.families.members(4) == [1, 3, 4]
    assert stocked.families.members(2) == [2]
    assert stocked.families.pending() == 0


def test_hits_carry_their_family(stocked: Workspace) -> None:
    families = {hit.id: hit.family for hit in stocked.search("Lisbon OR Madrid").hits}
    assert families == {1: 1, 2: None, 3: 1, 4: 1}


def test_a_copy_that_comes_later_joins_and_one_in_the_bin_leaves(stocked: Workspace, tmp_path: Path) -> None:
    stocked.import_paths(write(tmp_path, fifth=OTHER.replace("Sunday", "Monday")), Progress())
    assert stocked.families.family_of([2, 5]) == {2: 2, 5: 2}
    stocked.bin([1])
    assert stocked.families.family_of([1, 3, 4]) == {3: 3, 4: 3}


def test_the_analyst_parts_what_the_machine_joined(stocked: Workspace) -> None:
    changes = stocked.families.say_different(4, 1)
    assert changes.touches(ChangeKind.FAMILIES)
    assert stocked.undo_label() == "Say that two articles are no copies"
    found = stocked.families.family_of([1, 3, 4])
    assert found.get(4, 4) != found.get(1, 1)
    stocked.undo()
    assert stocked.families.family_of([1, 3, 4]) == {1: 1, 3: 1, 4: 1}
    stocked.redo()
    assert stocked.families.family_of([1, 3, 4]) == found
    stocked.families.take_back(1, 4)
    assert stocked.families.family_of([1, 3, 4]) == {1: 1, 3: 1, 4: 1}


def test_the_analyst_joins_what_the_machine_parted(stocked: Workspace) -> None:
    stocked.families.say_same(2, 3)
    assert stocked.families.members(2) == [1, 2, 3, 4]
    assert stocked.families.say_same(2, 3).label == ""
    with pytest.raises(DiptychError, match="two different"):
        stocked.families.say_same(2, 2)
    with pytest.raises(NotFound):
        stocked.families.say_same(2, 77)


def test_what_was_found_survives_a_restart(stocked: Workspace, library_folder: Path) -> None:
    stocked.families.say_same(1, 2)
    stocked.close()
    with Workspace.open(library_folder, write=False) as again:
        assert again.families.members(1) == [1, 2, 3, 4]


def test_a_cancelled_comparison_is_taken_up_again(workspace: Workspace, tmp_path: Path) -> None:
    class Impatient(Progress):
        def step(self, n: int = 1, label: str | None = None) -> None:
            if label == "Looking for copies":
                raise Cancelled

    workspace.import_paths(write(tmp_path, one=STORY, two=STORY + " The end."), Impatient())
    assert workspace.families.pending() == 2
    changes = workspace.families.update(Progress())
    assert changes.touches(ChangeKind.FAMILIES)
    assert changes.articles == {1, 2}
    assert workspace.families.members(1) == [1, 2]
    assert not workspace.families.update(Progress()).kinds
