"""Who holds a position: a noun phrase becomes a party and a voice.

Party and voice come from the dossier's record of the entity, from the nationality that a phrase
names, or from the kind of its noun; never from an apposition, which articles get wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from diptych.analysis import lexicons
from diptych.analysis.gazetteer import folded
from diptych.analysis.linking import in_office
from diptych.dossier import Dossier, Entity
from diptych.model import EntityKind, Mention, Voice

BOTH = "both"
THIRD = "third"
ANALYST = "analyst"
AUTHOR_NAME = "author"


class Holder(NamedTuple):
    """Who holds a position. ``party`` is a party's id, both, third, analyst, or "" if unknown.

    ``entity`` is the dossier's id where the holder is one entity; ``plural`` holders answer to "they";
    treaties and events cannot speak.
    """

    party: str
    name: str
    voice: Voice
    rule: str
    entity: str = ""
    plural: bool = False
    person: bool = False
    can_speak: bool = True


AUTHOR = Holder(ANALYST, AUTHOR_NAME, Voice.AUTHOR, "the author's own judgement")


class Sides:
    """What a dossier knows of holders: nationalities, offices and the records of entities."""

    def __init__(self, dossier: Dossier, date: str = "") -> None:
        self.dossier = dossier
        self.date = date
        self.parties = tuple(party.id for party in dossier.parties)
        self.demonyms: Mapping[str, str] = {
            folded(word): party.id for party in dossier.parties for word in party.demonyms
        }
        self.names: Mapping[str, str] = self.demonyms | {
            folded(dossier.entity(state).name): party.id
            for party in dossier.parties
            for state in party.states
        }
        self._offices = [
            (role.office, entity, role) for entity in dossier.entities for role in entity.roles if role.office
        ]
        self.titles = {
            title: office for office, titles in lexicons.load().roles.offices.items() for title in titles
        } | {folded(role.title): office for office, _, role in self._offices}

    def name(self, party: str) -> str:
        """What a party is called."""
        return self.dossier.party(party).name

    def office(self, phrase: str) -> str:
        """The slug of the office that a phrase names by the longest title in it, or ""."""
        plain = f" {folded(phrase)} "
        fitting = [title for title in self.titles if f" {title} " in plain]
        return self.titles[max(fitting, key=len)] if fitting else ""

    def in_office(self, office: str, party: str) -> Entity | None:
        """Who held an office of a party on the article's date; None when unknown or not one person."""
        if not self.date:
            return None
        people = {
            e.id: e
            for slug, e, role in self._offices
            if slug == office and e.party == party and in_office(role, self.date)
        }
        return next(iter(people.values())) if len(people) == 1 else None

    def holds(self, entity: str, office: str) -> bool:
        """Whether an entity ever held an office."""
        return any(slug == office and known.id == entity for slug, known, _ in self._offices)

    def of_entity(self, entity: Entity) -> Holder:
        """An entity of the dossier as a holder."""
        if entity.party is None and entity.kind in {EntityKind.EVENT, EntityKind.DOCUMENT}:
            return Holder("", entity.name, Voice.OFFICIAL, "no holder", entity.id, can_speak=False)
        voice = self._voice(entity)
        observers = {Voice.ANALYST: ANALYST, Voice.MEDIA: THIRD}
        party = observers.get(voice) or entity.party or THIRD
        return Holder(
            party,
            entity.name,
            voice,
            "the entity's record",
            entity.id,
            person=entity.kind is EntityKind.PERSON,
        )

    def of_mention(self, mention: Mention) -> Holder:
        """A mention as a holder; the party of one that the dossier does not know is ""."""
        if not mention.entity.startswith("?"):
            return self.of_entity(self.dossier.entity(mention.entity))
        person = mention.kind is EntityKind.PERSON
        if mention.kind is EntityKind.MEDIA:
            return Holder(THIRD, mention.name, Voice.MEDIA, "a medium", mention.entity)
        if mention.kind is EntityKind.PLACE:
            return Holder(THIRD, mention.name, Voice.OFFICIAL, "a place outside the dossier", mention.entity)
        if mention.kind in {EntityKind.EVENT, EntityKind.DOCUMENT}:
            return Holder("", mention.name, Voice.OFFICIAL, "no holder", mention.entity, can_speak=False)
        voice = (
            _organisation_voice(mention.name) if mention.kind is EntityKind.ORGANISATION else Voice.OFFICIAL
        )
        return Holder("", mention.name, voice, "a name outside the dossier", mention.entity, person=person)

    def _voice(self, entity: Entity) -> Voice:
        if entity.kind is EntityKind.MEDIA:
            return Voice.MEDIA
        if entity.kind is EntityKind.ORGANISATION:
            return _organisation_voice(entity.name)
        if entity.kind is not EntityKind.PERSON:
            return Voice.OFFICIAL
        voices = [voice for role in entity.roles if (voice := voice_of(role.title)) is not None]
        if Voice.OFFICIAL in voices or any(role.office for role in entity.roles):
            return Voice.OFFICIAL
        if voices:
            return voices[0]
        return Voice.NON_OFFICIAL if entity.party else Voice.ANALYST


def voice_of(phrase: str) -> Voice | None:
    """The voice that the nouns of a phrase name; the last noun before "of" decides."""
    table = lexicons.load().roles.voices
    plain = f" {folded(phrase)} "
    for several in (key for key in table if " " in key):
        if f" {several} " in plain:
            return Voice(table[several])
    words = folded(phrase).replace(",", " ").split()
    stop = next((i for i, word in enumerate(words) if word in {"of", "for", "at", "in", "to"}), len(words))
    for word in [*reversed(words[:stop]), *words[stop:]]:
        if word in table:
            return Voice(table[word])
    return None


def _organisation_voice(name: str) -> Voice:
    words = [word.strip(".,") for word in folded(name).split()]
    roles = lexicons.load().roles
    if any(word in roles.corporate for word in words):
        return Voice.NON_OFFICIAL
    voices = [roles.voices[word] for word in words if word in roles.voices]
    if "analyst" in voices:
        return Voice.ANALYST
    return Voice.OFFICIAL if "official" in voices else Voice.NON_OFFICIAL


def together(holders: Sequence[Holder], parties: Sequence[str]) -> Holder | None:
    """Joined holders as one: both when they span both parties, else the first that has a party."""
    known = [holder for holder in holders if holder.party]
    if not known:
        return holders[0] if holders else None
    spanned = {holder.party for holder in known}
    if BOTH in spanned or set(parties) <= spanned:
        return Holder(
            BOTH,
            " and ".join(h.name for h in holders),
            Voice.OFFICIAL,
            "holders of both parties",
            plural=True,
        )
    first = known[0]
    return first._replace(plural=True, person=False) if len(holders) > 1 else first
