"""A dossier is read whole, or refused with the file and the key of its first fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diptych.dossier import Badge, check, load
from diptych.errors import DossierInvalid
from diptych.model import EntityKind

Files = dict[str, dict[str, Any]]
Write = Callable[[Files], Path]


def test_a_sound_dossier_is_read_whole(files: Files, write: Write) -> None:
    folder = write(files)
    dossier = load(folder)
    assert check(folder) == []
    assert (dossier.id, dossier.name, dossier.version) == ("north-south", "North and South", "1")
    assert [party.id for party in dossier.parties] == ["north", "south"]
    assert dossier.party("south").badge is Badge.CIRCLE
    assert [cue.weight for cue in dossier.issue("border").cues] == [2.0, 1.0]
    assert [entity.id for entity in dossier.entities] == ["ann-east", "green-isle", "northland", "southland"]
    isle = dossier.entity("green-isle")
    assert (isle.kind, isle.part_of, isle.not_same_as) == (EntityKind.PLACE, "northland", ("southland",))
    assert [(alias.text, alias.lang, alias.usage) for alias in isle.aliases] == [
        ("Verdant Isle", "en", "south"),
        ("緑島", "ja", None),
    ]
    (role,) = dossier.entity("ann-east").roles
    assert (role.office, role.start, role.end) == ("head", "2001-04", "2003")


def test_what_is_not_there_is_a_key_error(files: Files, write: Write) -> None:
    dossier = load(write(files))
    for find in (dossier.party, dossier.issue, dossier.entity):
        with pytest.raises(KeyError):
            find("nowhere")


def test_the_first_fault_is_told_with_file_and_key(files: Files, write: Write) -> None:
    files["entities/people.toml"]["entities"][0]["roles"][0]["from"] = "yesterday"
    with pytest.raises(
        DossierInvalid, match=r"entities/people\.toml, entities\.ann-east\.roles\[1\]\.from: “yesterday”"
    ):
        load(write(files))


def test_warnings_do_not_keep_a_dossier_from_use(files: Files, write: Write) -> None:
    files["issues.toml"]["issues"][0]["cues"] = []
    folder = write(files)
    (problem,) = check(folder)
    assert problem.warning
    assert (problem.file, problem.key) == ("issues.toml", "issues.border.cues")
    assert load(folder).issue("border").cues == ()


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DossierInvalid, match=re.escape("dossier.toml: The file is missing.")):
        load(tmp_path / "nowhere")
    assert {problem.file for problem in check(tmp_path)} == {"dossier.toml", "issues.toml", "entities"}


def test_the_hash_tells_contents_apart_and_not_files(files: Files, write: Write) -> None:
    before = load(write(files)).hash
    places = files["entities/places.toml"]["entities"]
    files["entities/people.toml"]["entities"].append(places.pop())
    assert load(write(files)).hash == before
    places[0]["name"] = "North Land"
    after = load(write(files)).hash
    assert after != before
    assert re.fullmatch("[0-9a-f]{64}", after)
