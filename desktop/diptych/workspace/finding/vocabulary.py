"""What an analyst may write after a field of a query, in several languages and by the dossier's names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from diptych import paths
from diptych.dossier import Dossier, Issue, Party
from diptych.model import Value


class Words(Value, frozen=True):
    """The words of ``resources/lexicons/query.toml``."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    languages: dict[str, tuple[str, ...]]
    has: dict[str, tuple[str, ...]]
    directions: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The words that are no dossier's."""
    file = paths.resources() / "lexicons" / "query.toml"
    return msgspec.toml.decode(file.read_bytes(), type=Words)


def meant(value: str, known: Mapping[str, Iterable[str]]) -> str | None:
    """The key that a value names: by the key itself, one of its words, or else the beginning of only one."""
    wanted = value.casefold().strip()
    found = {key for key, names in known.items() if wanted in (key.casefold(), *map(str.casefold, names))}
    if not found and wanted:
        found = {
            key
            for key, names in known.items()
            if any(name.casefold().startswith(wanted) for name in (key, *names))
        }
    return found.pop() if len(found) == 1 else None


def party_names(dossier: Dossier) -> dict[str, list[str]]:
    """Each party's id with all that it is called."""
    return {party.id: _names(party, dossier) for party in dossier.parties}


def _names(party: Party, dossier: Dossier) -> list[str]:
    states = [entity for entity in dossier.entities if entity.id in party.states]
    names = [name for state in states for name in (state.name, *(alias.text for alias in state.aliases))]
    return [party.name, party.letter, *party.demonyms, *names]


def issue_names(dossier: Dossier) -> dict[str, list[str]]:
    """Each issue's id with its names."""
    return {issue.id: _issue_names(issue) for issue in dossier.issues}


def _issue_names(issue: Issue) -> list[str]:
    spaced = issue.id.replace("_", " ")
    return [issue.name, spaced, *issue.name.split()]
