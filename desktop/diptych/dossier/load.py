"""Reads a dossier from its folder."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from diptych.dossier.problem import Located, Problem
from diptych.dossier.rules import entity_problems, head_problems, issue_problems
from diptych.dossier.tables import read_table
from diptych.dossier.values import Dossier, Entity, Head, Issue
from diptych.errors import DossierInvalid

T = TypeVar("T", bound=msgspec.Struct)

_LARGEST_FILE = 8_000_000  # bytes; a gazetteer of 300 entities has about 100,000


class _Content(NamedTuple):
    head: Head | None
    issues: Sequence[Located[Issue]]
    entities: Sequence[Located[Entity]]
    problems: list[Problem]


def load(folder: Path) -> Dossier:
    """The dossier in a folder; raises ``DossierInvalid`` with its first fault, naming file and key."""
    content = _read(folder)
    faults = [problem for problem in content.problems if not problem.warning]
    if faults or content.head is None:
        raise DossierInvalid(f"The dossier in {folder} cannot be used; correct {faults[0]}")
    issues = tuple(issue.value for issue in content.issues)
    return Dossier.of(content.head, issues, tuple(entity.value for entity in content.entities))


def check(folder: Path) -> list[Problem]:
    """All the faults of the dossier in a folder, and warnings; empty when it is sound."""
    return _read(folder).problems


def _read(folder: Path) -> _Content:
    problems: list[Problem] = []
    head_table = _toml(folder, "dossier.toml", problems)
    head = None if head_table is None else read_table(Head, head_table, "dossier.toml", "", problems)
    issues, _ = _tables(Issue, folder, "issues.toml", "issues", problems)
    files = sorted(path.relative_to(folder).as_posix() for path in (folder / "entities").glob("*.toml"))
    if not files:
        problems.append(Problem("entities", "", "There is no file of entities, like entities/places.toml."))
    entities: list[Located[Entity]] = []
    ids: set[str] = set()
    for file in files:
        found, declared = _tables(Entity, folder, file, "entities", problems)
        entities += found
        ids |= declared
    parties = _party_ids(head_table)
    if head is not None:
        problems += head_problems(Located("dossier.toml", "", head), ids)
    problems += issue_problems(issues)
    problems += entity_problems(entities, parties, ids)
    return _Content(head, issues, entities, problems)


def _tables(
    kind: type[T], folder: Path, file: str, name: str, problems: list[Problem]
) -> tuple[list[Located[T]], set[str]]:
    """The readable tables of a file, and the ids of all its tables, readable or not."""
    content = _toml(folder, file, problems)
    if content is None:
        return [], set()
    tables = content.get(name)
    problems += [
        Problem(file, key, f"There is no such key; the only one is {name}.") for key in content if key != name
    ]
    if not isinstance(tables, list) or not tables:
        problems.append(Problem(file, name, f"There should be tables that start with [[{name}]]."))
        return [], set()
    found: list[Located[T]] = []
    ids: set[str] = set()
    for at, table in enumerate(tables, 1):
        slug = _id(table)
        key = f"{name}.{slug}" if slug else f"{name}[{at}]"
        ids |= {slug} - {""}
        value = read_table(kind, table, file, key, problems)
        if value is not None:
            found.append(Located(file, key, value))
    return found, ids


def _toml(folder: Path, file: str, problems: list[Problem]) -> dict[str, Any] | None:
    path = folder / file
    try:
        if path.stat().st_size > _LARGEST_FILE:
            problems.append(Problem(file, "", f"The file is larger than {_LARGEST_FILE:,} bytes."))
            return None
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        problems.append(Problem(file, "", "The file is missing."))
    except OSError as error:
        problems.append(Problem(file, "", f"The file cannot be read: {error.strerror}."))
    except UnicodeDecodeError:
        problems.append(Problem(file, "", "The file is not in UTF-8."))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(file, "", f"The file is not readable as TOML: {error}."))
    except RecursionError:
        problems.append(Problem(file, "", "The file is nested too deep."))
    return None


def _party_ids(head: dict[str, Any] | None) -> set[str]:
    parties = head.get("parties") if head else None
    return {_id(party) for party in parties} - {""} if isinstance(parties, list) else set()


def _id(table: object) -> str:
    slug = table.get("id") if isinstance(table, dict) else None
    return slug if isinstance(slug, str) else ""
