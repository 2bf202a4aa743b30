"""A dossier is read whole, or refused with the file and the key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli_w

from diptych.dossier import Badge, check, load
from diptych.model import EntityKind


def small() -> dict[str, dict[str, Any]]:
    """A sound dossier of two invented parties, by file."""
    return {
        "dossier.toml": {
            "id": "north-south",
            "name": "North and South",
            "version": "1",
            "parties": [
                {"id": "north", "name": "North", "letter": "N", "badge": "square", "states": ["northland"]},
                {"id": "south", "name": "South", "letter": "S", "badge": "circle", "states": ["southland"]},
            ],
        },
        "issues.toml": {
            "issues": [
                {
                    "id": "border",
                    "name": "Border",
                    "description": "Where it runs.",
                    "cues": [{"term": "border", "weight": 2.0}, {"term": "boundary"}],
                }
            ]
        },
        "entities/places.toml": {
            "entities": [
                {"id": "northland", "kind": "place", "name": "Northland", "party": "north"},
                {"id": "southland", "kind": "place", "name": "Southland", "party": "south"},
                {
                    "id": "green-isle",
                    "kind": "place",
                    "name": "Green Isle",
                    "aliases": [{"text": "Verdant Isle", "usage": "south"}, {"text": "緑島", "lang": "ja"}],
                    "part_of": "northland",
                    "not_same_as": ["southland"],
                },
            ]
        },
        "entities/people.toml": {
            "entities": [
                {
                    "id": "ann-east",
                    "kind": "person",
                    "name": "Ann East",
                    "party": "north",
                    "roles": [{"title": "Head", "office": "head", "from": "2001-04", "to": "2003"}],
                }
            ]
        },
    }


def write(folder: Path, files: dict[str, dict[str, Any]]) -> Path:
    """The folder, holding these files."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(tomli_w.dumps(content).encode())
    return folder


def test_a_sound_dossier_is_read_whole(tmp_path: Path) -> None:
    folder = write(tmp_path, small())
    dossier = load(folder)
    assert check(folder) == []
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
