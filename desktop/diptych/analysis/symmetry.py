"""Whether the analysis treats the two parties alike: swap them in a text and compare what is found.

Each name and nationality of one party gives way to one of the other, by kind and office; what is
found must be the same with the parties changed over. What is not shows a lean of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diptych.dossier import Dossier, Entity
from diptych.model import Analysis, EntityKind, Span

Analyse = Callable[[str], Analysis]


@dataclass(frozen=True)
class Lean:
    """A sentence that is read otherwise when the parties change places: what was found, what was expected."""

    span: Span
    swapped: str
    found: frozenset[tuple[str, str, str]]
    mirrored: frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Mirror:
    """The outcome for a text: how many sentences hold a position either way, and those that lean."""

    sentences: int
    leans: tuple[Lean, ...]

    @property
    def rate(self) -> float:
        """The share of sentences that lean."""
        return len(self.leans) / self.sentences if self.sentences else 0.0


def counterparts(dossier: Dossier) -> dict[str, str]:
    """Each word that points to a party, with the one that stands for it on the other side.

    States change with states, capitals and towns, bodies and people with those of the same kind, and
    people of the same office first; nationalities change place by place. What has no counterpart stays.
    """
    one, other = dossier.parties
    words: dict[str, str] = {}
    for word, opposite in zip(one.demonyms, other.demonyms, strict=False):
        _put(words, word, opposite)
    states = dossier.entity(one.states[0]), dossier.entity(other.states[0])
    _put(words, states[0].name, states[1].name)
    for kind in EntityKind:
        ours = [e for e in _of(dossier, one.id, kind) if e.id not in one.states]
        theirs = [e for e in _of(dossier, other.id, kind) if e.id not in other.states]
        for left, right in _paired(ours, theirs):
            for a, b in zip(_names(left), _names(right), strict=False):
                _put(words, a, b)
    return words


def swapped(text: str, words: Mapping[str, str]) -> str:
    """A text with every known word changed for its counterpart, the longest first."""
    if not words:
        return text
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
    return pattern.sub(lambda match: words[match.group()], text)


def mirror(text: str, dossier: Dossier, analyse: Analyse) -> Mirror:
    """What a text gives with the parties in their places and changed over, sentence by sentence.

    Texts whose sentences part otherwise after the change are compared as far as both go.
    """
    changed = swapped(text, counterparts(dossier))
    before, after = analyse(text), analyse(changed)
    parties = {dossier.parties[0].id: dossier.parties[1].id, dossier.parties[1].id: dossier.parties[0].id}
    found, other = _by_sentence(before, {}), _by_sentence(after, parties)
    leans, total = [], 0
    for at in range(min(len(before.sentences), len(after.sentences))):
        mine, theirs = found.get(at, frozenset()), other.get(at, frozenset())
        total += bool(mine or theirs)
        if mine != theirs:
            span = after.sentences[at]
            leans.append(Lean(before.sentences[at], changed[span.start : span.end], mine, theirs))
    return Mirror(total, tuple(leans))


def _by_sentence(
    analysis: Analysis, parties: Mapping[str, str]
) -> dict[int, frozenset[tuple[str, str, str]]]:
    found: dict[int, set[tuple[str, str, str]]] = {}
    for position in analysis.positions:
        party = parties.get(position.party, position.party)
        found.setdefault(position.sentence, set()).update(
            (party, stance.issue, str(stance.direction)) for stance in position.stances
        )
    return {at: frozenset(each) for at, each in found.items()}


def _of(dossier: Dossier, party: str, kind: EntityKind) -> list[Entity]:
    return [entity for entity in dossier.entities if entity.party == party and entity.kind is kind]


def _paired(ours: list[Entity], theirs: list[Entity]) -> list[tuple[Entity, Entity]]:
    """Entities of the two sides in pairs: those that share an office first, then in order."""
    pairs, left = [], list(theirs)
    rest = []
    for entity in ours:
        offices = {role.office for role in entity.roles if role.office}
        match = next((e for e in left if offices & {role.office for role in e.roles}), None)
        if match is None:
            rest.append(entity)
            continue
        left.remove(match)
        pairs.append((entity, match))
    return pairs + list(zip(rest, left, strict=False))


def _names(entity: Entity) -> list[str]:
    """The canonical name, then the name's last word where it is a person's."""
    last = entity.name.split()[-1]
    return [entity.name, last] if entity.kind is EntityKind.PERSON and last != entity.name else [entity.name]


def _put(words: dict[str, str], one: str, other: str) -> None:
    if one not in words and other not in words and one != other:
        words[one] = other
        words[other] = one
