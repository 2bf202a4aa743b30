"""Whether a change of dossier can change what is found in a text."""

from __future__ import annotations

from diptych.analysis import gazetteer
from diptych.analysis.gazetteer import folded
from diptych.dossier import Dossier, Entity, Issue


def touched(old: Dossier, new: Dossier, text: str) -> bool:
    """Whether a text must be analysed anew: an entry that was changed, added or removed occurs in it.

    A change of the parties touches every text. Of an issue only the terms that changed count; an issue
    that came, went or moved in the order touches every text, as it may be what none of the terms says.
    """
    if old.parties != new.parties or [i.id for i in old.issues] != [i.id for i in new.issues]:
        return True
    plain = folded(text)
    if any(term in plain for term in _changed_terms(old, new)):
        return True
    before, after = _entities(old), _entities(new)
    changed = {id_ for id_ in {*before, *after} if before.get(id_) != after.get(id_)}
    if not changed:
        return False
    found = any(_occurs(dossier, changed, text) for dossier in (old, new))
    return found or _officials(changed, before, after)


def _changed_terms(old: Dossier, new: Dossier) -> set[str]:
    found: set[str] = set()
    for before, after in zip(old.issues, new.issues, strict=True):
        found |= {folded(term) for term, _ in _cues(before) ^ _cues(after)}
    return found


def _cues(issue: Issue) -> set[tuple[str, float]]:
    return {(cue.term, cue.weight) for cue in issue.cues}


def _entities(dossier: Dossier) -> dict[str, Entity]:
    return {entity.id: entity for entity in dossier.entities}


def _occurs(dossier: Dossier, entities: set[str], text: str) -> bool:
    """Whether one of the entities may be meant somewhere in a text."""
    return any(
        candidate.entity in entities
        for match in gazetteer.of(dossier).matches(text)
        for candidate in match.candidates
    )


def _officials(changed: set[str], before: dict[str, Entity], after: dict[str, Entity]) -> bool:
    """Whether an office has changed hands: "the minister" may then be another in any text."""
    return any(_roles(before.get(id_)) != _roles(after.get(id_)) for id_ in changed)


def _roles(entity: Entity | None) -> tuple[object, ...]:
    return tuple(role for role in entity.roles if role.office) if entity is not None else ()
