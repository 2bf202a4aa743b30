"""Which entity a form of the gazetteer names, by what stands around it and elsewhere in the text.

A bare surname counts only when the text supports it: the full name stands somewhere, a title stands
before it, or the parser takes it for a person. A given name before it must not conflict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from diptych.analysis import lexicons
from diptych.analysis.gazetteer import Candidate, Match, folded
from diptych.dossier import Dossier, Entity, Role
from diptych.model import EntityKind

_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*)(\s+)$")
_WINDOW = 60


class Linker:
    """Links matches of one text in order; remembers which full names it has met."""

    def __init__(self, dossier: Dossier, text: str, matches: Sequence[Match], date: str = "") -> None:
        self._dossier = dossier
        self._text = text
        self._date = date
        self._demonyms = {word.lower(): party.id for party in dossier.parties for word in party.demonyms}
        self._states = {state: party.id for party in dossier.parties for state in party.states}
        self._full = {
            c.entity for m in matches for c in m.candidates if not c.derived and len(m.candidates) == 1
        }
        self._latest: dict[str, int] = {}

    def entity(self, match: Match, *, person: bool = False) -> Entity | None:
        """The entity that a match names, or None. ``person``: the parser takes the form for a person."""
        fitting = [c for c in match.candidates if self._supported(c, match, person)]
        if not fitting:
            return None
        best = max(fitting, key=lambda candidate: self._score(candidate, match))
        self._latest[best.entity] = match.start
        return self._dossier.entity(best.entity)

    def _supported(self, candidate: Candidate, match: Match, person: bool) -> bool:
        entity = self._dossier.entity(candidate.entity)
        if entity.kind is not EntityKind.PERSON:
            return True
        form = self._text[match.start : match.end]
        if " " not in form and "\u00a0" not in form and self._given_conflicts(entity, match):
            return False
        if not candidate.derived:
            return True
        if form.lower() in lexicons.load().names["calendar"]:
            return self._titled(match)
        return (
            candidate.entity in self._full or self._titled(match) or person or self._is_known(entity, match)
        )

    def _is_known(self, entity: Entity, match: Match) -> bool:
        """Whether a surname is one person's only, who held an office then, and no word of the text."""
        form = self._text[match.start : match.end]
        in_power = [c.entity for c in match.candidates if self._in_power(self._dossier.entity(c.entity))]
        return in_power == [entity.id] and form.lower() not in self._lower_words

    def _in_power(self, entity: Entity) -> bool:
        return bool(self._date) and any(in_office(role, self._date) for role in entity.roles)

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\b[a-z]{3,}\b", self._text))

    def _given_conflicts(self, entity: Entity, match: Match) -> bool:
        before = _BEFORE.search(self._text, max(0, match.start - 30), match.start)
        if before is None or not before[1][0].isupper() or "\n" in before[2]:
            return False
        word = before[1]
        bare = re.sub(r"[’']s?$|\.$", "", word).lower()
        tables = lexicons.load()
        known = (
            tables.names["titles"]
            | tables.abbreviations.openers
            | self._demonyms.keys()
            | tables.names["calendar"]
        )
        ended = word.endswith(".") and len(bare) > 2
        if ended or bare in known or word.endswith(("'s", "’s")) or self._opens_sentence(before.start()):
            return False
        given = {
            folded(w) for name in (entity.name, *(a.text for a in entity.aliases)) for w in name.split()[:-1]
        }
        return folded(bare) not in given and not self._titled(match)

    def _opens_sentence(self, at: int) -> bool:
        return (
            not self._text[max(0, at - 3) : at].strip()
            or self._text[max(0, at - 20) : at].rstrip()[-1:] in '.!?:“"”'
        )

    def _titled(self, match: Match) -> bool:
        before = _BEFORE.search(self._text, max(0, match.start - 30), match.start)
        return before is not None and before[1].lower().rstrip(".") in lexicons.load().names["titles"] - {
            "the",
            "a",
            "an",
        }

    def _score(self, candidate: Candidate, match: Match) -> tuple[float, ...]:
        entity = self._dossier.entity(candidate.entity)
        around = self._text[max(0, match.start - _WINDOW) : match.start].lower()
        after = self._text[match.end : match.end + 30].lower()
        return (
            float(self._party_beside(entity, around, after)),
            float(candidate.entity in self._full) + float(candidate.entity in self._latest),
            float(self._office_named(entity, around)),
            float(any(in_office(role, self._date) for role in entity.roles)),
            self._latest.get(candidate.entity, -1.0),
            float(not candidate.derived),
            float(len(entity.roles)),
        )

    def _party_beside(self, entity: Entity, before: str, after: str) -> bool:
        if entity.party is None or entity.kind is EntityKind.PERSON:
            return False
        words = re.findall(r"[\w-]+", before)[-4:]
        words += re.findall(r"[\w-]+", after)[:4] if after.lstrip().startswith(("of ", "(", "in ")) else []
        names = {
            folded(self._dossier.entity(s).name) for s, party in self._states.items() if party == entity.party
        }
        return any(self._demonyms.get(word) == entity.party or word in names for word in words)

    def _office_named(self, entity: Entity, before: str) -> bool:
        return any(role.title.lower() in before and in_office(role, self._date) for role in entity.roles)


def in_office(role: Role, date: str) -> bool:
    """Whether a role was held on an ISO date, compared to the precision of each; True without a date."""
    if not date:
        return True
    begun = not role.start or date[: len(role.start)] >= role.start[: len(date)]
    return begun and (not role.end or date[: len(role.end)] <= role.end[: len(date)])


class Unknowns:
    """The entities of a text that the dossier does not know, clustered by name.

    Two personal names are one when the folded surname is equal and the given names do not conflict;
    other names when they fold to the same text or one is the other's acronym in parentheses.
    """

    def __init__(self) -> None:
        self._forms: dict[tuple[EntityKind, str], str] = {}
        self._names: dict[str, str] = {}

    def cluster(self, form: str, kind: EntityKind) -> str:
        """The id ("?" and a folded name) of the cluster that a form belongs to, made if need be."""
        key = folded(form)
        known = self._forms.get((kind, key)) or (
            self._same_person(key) if kind is EntityKind.PERSON else None
        )
        cluster = known or "?" + key
        self._forms[kind, key] = cluster
        if len(form) > len(self._names.get(cluster, "")):
            self._names[cluster] = " ".join(form.split())
        return cluster

    def person(self, form: str) -> str | None:
        """The one person of the text whose surname a form is, None where there is none or more than one."""
        key = folded(form)
        bearers = {
            cluster
            for (kind, other), cluster in self._forms.items()
            if kind is EntityKind.PERSON and " " in other and other.split()[-1] == key
        }
        return next(iter(bearers)) if len(bearers) == 1 else None

    def name(self, cluster: str) -> str:
        """The longest form of a cluster."""
        return self._names[cluster]

    def join(self, form: str, kind: EntityKind, cluster: str) -> None:
        """Make a form (an acronym) another name of a cluster."""
        self._forms.setdefault((kind, folded(form)), cluster)

    def _same_person(self, key: str) -> str | None:
        *given, last = key.split()
        for (kind, other), cluster in reversed(self._forms.items()):
            if kind is not EntityKind.PERSON or other.split()[-1] != last:
                continue
            if _compatible(given, other.split()[:-1]):
                return cluster
        return None


def _compatible(given: list[str], other: list[str]) -> bool:
    if not given or not other:
        return True
    first, second = given[0].rstrip("."), other[0].rstrip(".")
    return first == second or (1 in {len(first), len(second)} and first[0] == second[0])
