"""Office holders that a passage names by their title alone: "the premier", by party and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from diptych.analysis.gazetteer import folded
from diptych.analysis.holders import Sides
from diptych.dossier import Dossier, Entity
from diptych.model import EntityKind

_AROUND = 48
"""Characters before and after a title in which the party is looked for."""


class Titles:
    """The titles of one dossier's office holders."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._sides = Sides(dossier)
        self._words: dict[str, str] = {
            **self._sides.names,
            **{
                folded(entity.name): entity.party
                for entity in dossier.entities
                if entity.party and entity.kind is EntityKind.PLACE and " " not in entity.name
            },
        }
        self._form = _alternatives(self._sides.titles)
        self._party = _alternatives(self._words)

    def named(self, text: str, date: str) -> Iterator[Entity]:
        """Those who held, on an ISO date cut to its precision, the offices that a text names by title.

        A title without a party near it counts where only one party has such an office.
        """
        if not date or self._form is None:
            return
        plain = text.lower()
        sides = Sides(self._dossier, date)
        for match in self._form.finditer(plain):
            office = sides.titles[match.group()]
            around = plain[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            near = list(self._party.finditer(around)) if self._party else []
            here = min(match.start(), _AROUND)
            near.sort(key=lambda found: abs(found.start() - here))
            parties = [self._words[found.group()] for found in near[:1]] or list(sides.parties)
            holders = [holder for party in parties if (holder := sides.in_office(office, party))]
            if len(holders) == 1:
                yield holders[0]


@lru_cache(maxsize=2)
def of(dossier: Dossier) -> Titles:
    """The titles of a dossier, read once."""
    return Titles(dossier)


def _alternatives(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
