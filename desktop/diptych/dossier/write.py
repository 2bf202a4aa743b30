"""Writes a dossier as the folder that ``load`` reads."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from diptych.dossier.values import Dossier, Head

_FILES = {
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "event": "events",
    "document": "documents",
    "media": "media",
}


def write(dossier: Dossier, folder: Path) -> None:
    """Write a dossier into a folder, made if need be, that holds no dossier yet.

    Raises ``FileExistsError`` where one is, and ``OSError``.
    """
    entities = folder / "entities"
    if (folder / "dossier.toml").exists() or entities.exists():
        raise FileExistsError(f"{folder} already holds a dossier; choose another folder.")
    head = Head(
        id=dossier.id,
        name=dossier.name,
        version=dossier.version,
        parties=dossier.parties,
        no_names=dossier.no_names,
    )
    by_file: dict[str, list[Any]] = defaultdict(list)
    for entity in dossier.entities:
        by_file[_FILES[entity.kind]].append(_table(entity))
    entities.mkdir(parents=True)
    _put(folder / "dossier.toml", _table(head))
    _put(folder / "issues.toml", {"issues": [_table(issue) for issue in dossier.issues]})
    for name, tables in sorted(by_file.items()):
        _put(entities / f"{name}.toml", {"entities": tables})


def _table(value: msgspec.Struct) -> dict[str, Any]:
    table: dict[str, Any] = msgspec.to_builtins(value)
    return table


def _put(file: Path, content: dict[str, Any]) -> None:
    file.write_bytes(tomli_w.dumps(content).encode())
