"""Names that the dossier does not know, put together across articles by rules on names alone.

Two personal names are one when the surname is the same and the given names do not conflict, and a bare
surname or initial joins only where it can be one person's; other names when they are spelt alike but for
case, accents, marks and a leading article. Where in doubt they stay apart: a merge that is wrong costs
more than one that is missing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from diptych.dossier.spelling import plain
from diptych.model import EntityKind

_MARKS = re.compile(r"[^\w\s]+")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})


class Unknown(NamedTuple):
    """A name as found: its key, the longest form of it, its kind, and how often it stands."""

    key: str
    name: str
    kind: EntityKind
    times: int


def clusters(names: Iterable[Unknown]) -> Mapping[str, str]:
    """For each key the key of its cluster: that of its most frequent member."""
    people: dict[str, list[tuple[tuple[str, ...], Unknown]]] = defaultdict(list)
    alike: dict[tuple[EntityKind, str], list[Unknown]] = defaultdict(list)
    for each in sorted(names, key=lambda each: (-each.times, each.key)):
        words = _words(each.name)
        if each.kind is EntityKind.PERSON and words:
            people[words[-1]].append((tuple(words[:-1]), each))
        else:
            alike[each.kind, " ".join(words)].append(each)
    groups = list(alike.values())
    for bearers in people.values():
        groups += _persons(bearers)
    return {each.key: group[0].key for group in groups for each in group}


def compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows of given names may be one person's: equal, an initial of the other, or missing."""
    return all(
        first == second or (1 in (len(first), len(second)) and first[0] == second[0])
        for first, second in zip(one, other, strict=False)
    )


def _persons(bearers: list[tuple[tuple[str, ...], Unknown]]) -> list[list[Unknown]]:
    """Bearers of one surname as persons: the fullest names first, each of the rest where only one fits."""
    groups: list[tuple[tuple[str, ...], list[Unknown]]] = []
    loose: list[list[Unknown]] = []
    for given, each in sorted(bearers, key=lambda bearer: (-_fullness(bearer[0]), -bearer[1].times)):
        fitting = [group for known, group in groups if compatible(given, known)]
        if len(fitting) == 1:
            fitting[0].append(each)
        elif fitting:
            loose.append([each])
        else:
            groups.append((given, [each]))
    found = [sorted(group, key=lambda each: (-each.times, each.key)) for _, group in groups]
    return [*found, *loose]


def _fullness(given: tuple[str, ...]) -> int:
    return sum(len(name) for name in given)


def _words(name: str) -> list[str]:
    words = _MARKS.sub(" ", plain(name)).split()
    return words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words
