"""A small sound dossier of two invented parties, to be spoilt, and a way to write it down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w

Files = dict[str, dict[str, Any]]


@pytest.fixture
def files() -> Files:
    """A sound dossier by file."""
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


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], Path]:
    """Writes the files of a dossier and gives its folder."""

    def _write(files: Files) -> Path:
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(tomli_w.dumps(content).encode())
        return tmp_path

    return _write
