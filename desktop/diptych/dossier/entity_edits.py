"""Edits of the named things of a dossier; ``edits`` says what their contents are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from diptych.dossier.desk import Desk, Misfit
from diptych.dossier.spelling import plain
from diptych.dossier.values import Alias, Entity

_CHANGEABLE = ("name", "kind", "party", "roles", "part_of", "not_same_as")


def add(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """A new named thing. What it shares a spelling with is marked as not the same."""
    desk.require_new(target, desk.entities, "name")
    fields = {key: value for key, value in content.items() if key != "keys"}
    entity = msgspec.convert({**fields, "id": target}, Entity)
    _check(desk, entity)
    desk.entities[target] = entity
    for text in (entity.name, *(alias.text for alias in entity.aliases)):
        _claim(desk, target, text)


def change(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """Other facts of a named thing; an old name stays as another spelling."""
    entity = desk.entity(target)
    fields = {key: content[key] for key in _CHANGEABLE if key in content}
    changed = msgspec.convert({**msgspec.to_builtins(entity), **fields}, Entity)
    _check(desk, changed)
    if plain(changed.name) != plain(entity.name):
        changed = replace(changed, aliases=_with(changed, entity.name))
    desk.entities[target] = changed
    _claim(desk, target, changed.name)


def add_alias(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """Another spelling of a named thing."""
    entity = desk.entity(target)
    alias = msgspec.convert({key: value for key, value in content.items() if key != "keys"}, Alias)
    text = plain(alias.text)
    if not text:
        raise Misfit("A spelling cannot be empty.")
    if alias.usage is not None:
        desk.party(alias.usage)
    if all(plain(each) != text for each in _spellings(entity)):
        entity = replace(entity, aliases=(*entity.aliases, alias))
    not_named = tuple(each for each in entity.not_named if plain(each) != text)
    desk.entities[target] = replace(entity, not_named=not_named)
    desk.no_names = [each for each in desk.no_names if plain(each) != text]
    _claim(desk, target, alias.text)


def remove_alias(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """A spelling that does not name this thing, and perhaps another one."""
    entity, text = desk.entity(target), str(content["text"])
    into = content.get("into")
    if into == target:
        raise Misfit(f"The spelling “{text}” cannot go from {entity.name} to itself.")
    kept = tuple(alias for alias in entity.aliases if plain(alias.text) != plain(text))
    not_named = tuple(each for each in entity.not_named if plain(each) != plain(text))
    desk.entities[target] = replace(entity, aliases=kept, not_named=(*not_named, text))
    if into is not None:
        add_alias(desk, str(into), {"text": text})


def merge(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """Two named things are one: ``into`` takes the spellings, roles and relations of the other."""
    into = desk.entity(str(content["into"]))
    if target.startswith("?"):
        for text in content.get("texts", ()):
            add_alias(desk, into.id, {"text": str(text)})
        return
    gone = desk.entity(target)
    if gone.id == into.id:
        raise Misfit(f"{gone.name} cannot be merged with itself.")
    parted = gone.id in into.not_same_as or into.id in gone.not_same_as
    if parted and frozenset((gone.id, into.id)) not in desk.shared:
        raise Misfit(f"The dossier says that {gone.name} and {into.name} are not the same.")
    del desk.entities[target]
    for other in list(desk.entities.values()):
        desk.entities[other.id] = _redirected(other, target, into.id)
    aliases = _united(into, (Alias(text=gone.name), *gone.aliases))
    apart = (*into.not_same_as, *(each for each in gone.not_same_as if each not in into.not_same_as))
    merged = replace(
        desk.entities[into.id],
        aliases=aliases,
        roles=(*into.roles, *(role for role in gone.roles if role not in into.roles)),
        not_same_as=tuple(each for each in apart if each not in (target, into.id)),
    )
    desk.entities[into.id] = replace(merged, part_of=_whole(merged, into.id))
    for party in desk.parties.values():
        states = dict.fromkeys(into.id if state == target else state for state in party.states)
        desk.parties[party.id] = replace(party, states=tuple(states))


def part(desk: Desk, target: str, content: Mapping[str, Any]) -> None:
    """Two named things are never to be taken for one."""
    entity, other = desk.entity(target), desk.entity(str(content["other"]))
    if entity.id == other.id:
        raise Misfit(f"{entity.name} cannot be parted from itself.")
    desk.shared.discard(frozenset((entity.id, other.id)))
    _apart(desk, entity.id, other.id)


def no_name(desk: Desk, _: str, content: Mapping[str, Any]) -> None:
    """A spelling that is no name."""
    text = str(content["text"])
    if not plain(text):
        raise Misfit("A spelling cannot be empty.")
    if all(plain(each) != plain(text) for each in desk.no_names):
        desk.no_names.append(text)


def _check(desk: Desk, entity: Entity) -> None:
    if not plain(entity.name):
        raise Misfit("A name cannot be empty.")
    if entity.party is not None:
        desk.party(entity.party)
    if entity.part_of is not None:
        desk.entity(entity.part_of)


def _spellings(entity: Entity) -> list[str]:
    return [entity.name, *(alias.text for alias in entity.aliases)]


def _with(entity: Entity, text: str) -> tuple[Alias, ...]:
    return _united(entity, (Alias(text=text),))


def _united(entity: Entity, more: Iterable[Alias]) -> tuple[Alias, ...]:
    known = {plain(each) for each in _spellings(entity)}
    new: list[Alias] = []
    for alias in more:
        if plain(alias.text) not in known:
            known.add(plain(alias.text))
            new.append(alias)
    return (*entity.aliases, *new)


def _claim(desk: Desk, id_: str, text: str) -> None:
    """Mark those that already bear a spelling as others than the one that takes it."""
    wanted = plain(text)
    for other in list(desk.entities.values()):
        if other.id != id_ and any(plain(each) == wanted for each in _spellings(other)):
            if other.id not in desk.entities[id_].not_same_as and id_ not in other.not_same_as:
                desk.shared.add(frozenset((id_, other.id)))
            _apart(desk, id_, other.id)


def _apart(desk: Desk, one: str, other: str) -> None:
    entity = desk.entities[one]
    if other not in entity.not_same_as:
        desk.entities[one] = replace(entity, not_same_as=(*entity.not_same_as, other))


def _redirected(entity: Entity, old: str, new: str) -> Entity:
    if entity.part_of != old and old not in entity.not_same_as:
        return entity
    apart = dict.fromkeys(new if each == old else each for each in entity.not_same_as)
    apart.pop(entity.id, None)
    whole = new if entity.part_of == old and new != entity.id else entity.part_of
    return replace(entity, not_same_as=tuple(apart), part_of=None if whole == old else whole)


def _whole(entity: Entity, id_: str) -> str | None:
    return None if entity.part_of == id_ else entity.part_of
