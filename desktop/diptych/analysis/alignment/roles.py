"""Office holders that a passage names by their title alone: "the premier", by party and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diptych.analysis.gazetteer import folded
from diptych.analysis.holders import Sides
from diptych.analysis.linking import in_office
from diptych.dossier import Dossier, Entity, Role
from diptych.model import EntityKind

_AROUND = 48
"""Characters before and after a title in which the party is looked for."""


class Titles:
    """The titles of one dossier's office holders."""

    def __init__(self, dossier: Dossier) -> None:
        sides = Sides(dossier)
        self._parties = sides.parties
        self._offices = sides.titles
        self._words: dict[str, str] = {
            **sides.names,
            **{
                folded(entity.name): entity.party
                for entity in dossier.entities
                if entity.party and entity.kind is EntityKind.PLACE and " " not in entity.name
            },
        }
        self._held: dict[tuple[str, str], list[tuple[Entity, Role]]] = {}
        for entity in dossier.entities:
            for role in entity.roles:
                if role.office and entity.party:
                    self._held.setdefault((role.office, entity.party), []).append((entity, role))
        self._title = _alternatives(self._offices)
        self._party = _alternatives(self._words)

    def named(self, text: str, date: str) -> Iterator[Entity]:
        """Those who held, on an ISO date cut to its precision, the offices that a text names by title.

        A title without a party near it counts where only one party has such an office.
        """
        if not date or self._title is None:
            return
        plain = text.lower()
        for match in self._title.finditer(plain):
            office = self._offices[match.group()]
            near = self._nearest(plain, match)
            parties = (near,) if near else self._parties
            holders = [holder for party in parties if (holder := self._holder(office, party, date))]
            if len(holders) == 1:
                yield holders[0]

    def _nearest(self, plain: str, title: re.Match[str]) -> str:
        """The party that is named nearest to a title, "" where none is near."""
        start = max(0, title.start() - _AROUND)
        around = plain[start : title.end() + _AROUND]
        found = list(self._party.finditer(around)) if self._party else []
        nearest = min(found, key=lambda name: abs(start + name.start() - title.start()), default=None)
        return self._words[nearest.group()] if nearest else ""

    def _holder(self, office: str, party: str, date: str) -> Entity | None:
        people = {e.id: e for e, role in self._held.get((office, party), ()) if in_office(role, date)}
        return next(iter(people.values())) if len(people) == 1 else None


def _alternatives(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
