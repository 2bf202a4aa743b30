"""The names that searches expand: those of the dossier as it stands by the analyst's edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from diptych.dossier import Dossier, Entity, Issue
from diptych.model import EntityKind, NameForm
from diptych.search import NamedThing, Names, Subject

STRONG = 2.0
"""The weight of a cue from which on it names its issue by itself; questions with it are about that issue."""


def names_of(dossier: Dossier) -> Names:
    """All entities with all forms of their names, whichever party's usage.

    A person's last name is one of them unless other persons share it.
    """
    bearers = Counter(
        last for entity in dossier.entities for last in {form.text for form in _last_names(entity)}
    )
    return Names(
        (
            NamedThing(entity=entity.id, name=entity.name, forms=tuple(_forms(entity, bearers)))
            for entity in dossier.entities
        ),
        (Subject(name=issue.name, words=_pointers(issue)) for issue in dossier.issues),
    )


def _pointers(issue: Issue) -> tuple[str, ...]:
    """The words that leave no doubt of an issue, the strongest first."""
    strong = sorted((cue for cue in issue.cues if cue.weight >= STRONG), key=lambda cue: -cue.weight)
    return tuple(cue.term for cue in strong)


def _forms(entity: Entity, bearers: Mapping[str, int]) -> Iterator[NameForm]:
    given = _given(entity)
    if entity.kind is not EntityKind.PERSON:
        return iter({form.text: form for form in reversed(given)}.values())
    last = [form for form in _last_names(entity) if bearers[form.text] == 1]
    return iter({form.text: form for form in (*last, *reversed(given))}.values())


def _given(entity: Entity) -> list[NameForm]:
    aliases = (NameForm(text=a.text, party=a.usage, language=a.lang) for a in entity.aliases)
    return [NameForm(text=entity.name, language="en"), *aliases]


def _last_names(entity: Entity) -> list[NameForm]:
    if entity.kind is not EntityKind.PERSON:
        return []
    whole = ((entity.name, "en"), *((alias.text, alias.lang) for alias in entity.aliases))
    return [
        NameForm(text=text.rsplit(" ", 1)[1], language=language)
        for text, language in whole
        if " " in text and text[-1].isalpha()
    ]
