"""Reads a dossier from its folder."""

from __future__ import annotations

import stat
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

_HEAD = "dossier.toml"
_ISSUES = "issues.toml"
_LARGEST_FILE = 8_000_000  # bytes; a gazetteer of 300 entities has about 200,000


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


def read_issues(folder: Path) -> tuple[Issue, ...]:
    """The issues in a folder's ``issues.toml``; raises ``DossierInvalid`` with the first fault."""
    problems: list[Problem] = []
    issues, _ = _values(Issue, _toml(folder, _ISSUES, problems), _ISSUES, "issues", problems)
    if problems:
        raise DossierInvalid(f"The issues in {folder} cannot be used; correct {problems[0]}")
    return tuple(issue.value for issue in issues)


def check(folder: Path) -> list[Problem]:
    """The faults of the dossier in a folder, and warnings; empty when it is sound.

    They are all there are, unless a file cannot be read at all: then only such files are named.
    """
    return _read(folder).problems


def _read(folder: Path) -> _Content:
    entity_files = sorted(
        path.relative_to(folder).as_posix() for path in (folder / "entities").glob("*.toml")
    )
    problems: list[Problem] = []
    tables = {file: _toml(folder, file, problems) for file in (_HEAD, _ISSUES, *entity_files)}
    if not entity_files:
        problems.append(Problem("entities", "", "There is no file of entities, like entities/places.toml."))
    if problems:
        # An unreadable file hides what the others refer to: nothing more can be said with certainty.
        return _Content(None, (), (), problems)
    head = read_table(Head, tables[_HEAD], _HEAD, "", problems)
    issues, _ = _values(Issue, tables[_ISSUES], _ISSUES, "issues", problems)
    entities: list[Located[Entity]] = []
    ids: set[str] = set()
    for file in entity_files:
        found, declared = _values(Entity, tables[file], file, "entities", problems)
        entities += found
        ids |= declared
    if head is not None:
        problems += head_problems(Located(_HEAD, "", head), ids)
    problems += issue_problems(issues)
    problems += entity_problems(entities, _party_ids(tables[_HEAD]), ids)
    return _Content(head, issues, entities, problems)


def _values(
    kind: type[T], content: dict[str, Any], file: str, name: str, problems: list[Problem]
) -> tuple[list[Located[T]], set[str]]:
    """The readable tables of a file as values, and the ids of all its tables, readable or not."""
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


def _toml(folder: Path, file: str, problems: list[Problem]) -> dict[str, Any]:
    """The content of a file; empty, with a problem, if it cannot be read."""
    try:
        return _parsed(folder / file)
    except FileNotFoundError:
        fault = "The file is missing."
    except OSError as error:
        fault = f"The file cannot be read: {error.strerror}."
    except UnicodeDecodeError:
        fault = "The file is not in UTF-8."
    except tomllib.TOMLDecodeError as error:
        fault = f"The file is not readable as TOML: {error}."
    except RecursionError:
        fault = "The file is nested too deep."
    problems.append(Problem(file, "", fault))
    return {}


def _parsed(path: Path) -> dict[str, Any]:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "it is no ordinary file")
    if status.st_size > _LARGEST_FILE:
        raise OSError(0, f"it is larger than {_LARGEST_FILE:,} bytes")
    return tomllib.loads(path.read_text(encoding="utf-8-sig"))


def _party_ids(head: dict[str, Any]) -> set[str]:
    parties = head.get("parties")
    return {_id(party) for party in parties} - {""} if isinstance(parties, list) else set()


def _id(table: object) -> str:
    slug = table.get("id") if isinstance(table, dict) else None
    return slug if isinstance(slug, str) else ""
