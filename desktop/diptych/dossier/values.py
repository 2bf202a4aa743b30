"""What a dossier holds: parties, issues and the gazetteer of entities."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from functools import cached_property

import msgspec

from diptych.model import EntityKind, Value


class Badge(StrEnum):
    """The shape that stands for a party wherever colour alone would not do."""

    SQUARE = "square"
    CIRCLE = "circle"


class Party(Value, frozen=True):
    """One of the two sides.

    ``letter`` is its one-letter mark. ``states`` are entity ids: the state and its predecessors.
    ``demonyms`` are adjectives and plurals of nationality, in any language, that point to the party.
    """

    id: str
    name: str
    letter: str
    badge: Badge
    states: tuple[str, ...]
    demonyms: tuple[str, ...] = ()


class Cue(Value, frozen=True):
    """A lower-case English word or phrase that points to an issue; below zero it points away from it."""

    term: str
    weight: float = 1.0


class Issue(Value, frozen=True):
    """A question that the parties take positions on."""

    id: str
    name: str
    description: str
    cues: tuple[Cue, ...]


class Alias(Value, frozen=True):
    """Another spelling of an entity's name.

    ``lang`` is a language code. ``usage`` is the id of the party whose usage it is, only where the
    name is itself a claim.
    """

    text: str
    lang: str = "en"
    usage: str | None = None


class Role(Value, frozen=True):
    """An office that a person held from ``start`` to ``end``.

    ``office`` is a slug that all holders of an office within one party share; empty if none is worth
    having. The dates are ISO 8601, cut to what is known: empty is unknown at the start, and still in
    office at the end. In TOML and JSON they are named ``from`` and ``to``.
    """

    title: str
    office: str = ""
    start: str = msgspec.field(name="from", default="")
    end: str = msgspec.field(name="to", default="")


class Entity(Value, frozen=True):
    """A thing with a name: ``name`` is the canonical one, in English.

    ``party`` is the party's id or None. ``part_of`` is the entity that this one belongs to.
    ``not_same_as`` are entities that it must never be merged with; two of which share a name only if
    one of them says so here. ``not_named`` are spellings that never name it, though its names yield them.
    ``date`` is when an event took place or a document was made (ISO 8601, cut to what is known).
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[Alias, ...] = ()
    party: str | None = None
    roles: tuple[Role, ...] = ()
    part_of: str | None = None
    not_same_as: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()
    date: str = ""


class Dossier(Value, frozen=True, dict=True):
    """A whole dossier: exactly two parties, issues in their order, entities sorted by id.

    ``no_names`` are spellings that look like names and are none. ``hash`` is the SHA-256 of the content in
    hexadecimal: the same whatever file an entity stands in.
    """

    id: str
    name: str
    version: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    entities: tuple[Entity, ...]
    no_names: tuple[str, ...] = ()
    hash: str = ""

    @classmethod
    def of(cls, head: Head, issues: tuple[Issue, ...], entities: tuple[Entity, ...]) -> Dossier:
        """A dossier with its hash."""
        sorted_entities = tuple(sorted(entities, key=lambda entity: entity.id))
        content = msgspec.json.encode((head, issues, sorted_entities), order="deterministic")
        return cls(
            id=head.id,
            name=head.name,
            version=head.version,
            parties=head.parties,
            issues=issues,
            entities=sorted_entities,
            no_names=head.no_names,
            hash=hashlib.sha256(content).hexdigest(),
        )

    def party(self, slug: str) -> Party:
        """The party with this id; raises ``KeyError``."""
        return self._parties[slug]

    def issue(self, slug: str) -> Issue:
        """The issue with this id; raises ``KeyError``."""
        return self._issues[slug]

    def entity(self, slug: str) -> Entity:
        """The entity with this id; raises ``KeyError``."""
        return self._entities[slug]

    @cached_property
    def _parties(self) -> dict[str, Party]:
        return {party.id: party for party in self.parties}

    @cached_property
    def _issues(self) -> dict[str, Issue]:
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}


class Head(Value, frozen=True):
    """What ``dossier.toml`` holds."""

    id: str
    name: str
    version: str
    parties: tuple[Party, ...]
    no_names: tuple[str, ...] = ()
