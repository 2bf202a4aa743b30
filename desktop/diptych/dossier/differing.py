"""Which texts a change of the names or cues of a dossier bears on, told fast for thousands of texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from diptych.dossier.spelling import plain
from diptych.dossier.values import Dossier, Entity, Role
from diptych.model import EntityKind

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_STEM = 4


def differing(old: Dossier, new: Dossier) -> Callable[[str], bool]:
    """Whether an analysis of a text by ``new`` can differ from one by ``old``, as a function of the text.

    It can where the text holds a spelling of an entity that was added, dropped or changed, or a term of
    an issue that was; a change of the parties or of who held an office touches every text, as "the
    minister" may stand in any. It errs on the safe side.
    """
    if old.parties != new.parties or _offices(old) != _offices(new):
        return lambda _: True
    spelt = {_pattern(text) for text in _changed_terms(old, new)} | set(_changed_names(old, new))
    if not spelt:
        return lambda _: False
    found = re.compile("|".join(sorted(spelt, key=len, reverse=True)))
    return lambda text: found.search(plain_text(text)) is not None


def plain_text(text: str) -> str:
    """A text with its letters as ``plain`` leaves them."""
    return text.casefold() if text.isascii() else plain.__wrapped__(text)


def _changed_names(old: Dossier, new: Dossier) -> Iterator[str]:
    before, after = ({each.id: each for each in side.entities} for side in (old, new))
    yield from map(_pattern, {*old.no_names} ^ {*new.no_names})
    for id_ in before.keys() | after.keys():
        one, other = before.get(id_), after.get(id_)
        if one == other:
            continue
        if one is None or other is None or _facts(one) != _facts(other):
            texts = {text for each in (one, other) if each for text in _spellings(each)}
        else:
            texts = {*_spellings(one)} ^ {*_spellings(other)} | {*one.not_named} ^ {*other.not_named}
        entity = one or other
        assert entity is not None
        person = entity.kind is EntityKind.PERSON
        yield from (_pattern(_surname(text) if person else text) for text in texts)


def _offices(dossier: Dossier) -> list[tuple[str, Role]]:
    return [(entity.id, role) for entity in dossier.entities for role in entity.roles if role.office]


def _facts(entity: Entity) -> tuple[object, ...]:
    return entity.name, entity.kind, entity.party, entity.roles


def _spellings(entity: Entity) -> list[str]:
    return [entity.name, *(alias.text for alias in entity.aliases)]


def _changed_terms(old: Dossier, new: Dossier) -> list[str]:
    before, after = ({i.id: {*i.cues} for i in side.issues} for side in (old, new))
    changed = set()
    for id_ in before.keys() | after.keys():
        changed |= before.get(id_, set()) ^ after.get(id_, set())
    return [cue.term for cue in changed]


def _surname(name: str) -> str:
    """What of a personal name stands in all its forms."""
    return name if _CJK.search(name) else name.split()[-1]


def _pattern(spelling: str) -> str:
    """A spelling as found in a plain text; the last word may decline where it is not of Latin letters."""
    words = plain(spelling).split()
    if not words:
        return r"(?!)"
    if not words[-1].isascii() and not _CJK.search(words[-1]) and len(words[-1]) > _STEM:
        words[-1] = words[-1][:-2]
    phrase = r"\s+".join(map(re.escape, words))
    return phrase if _CJK.search(spelling) else r"(?<!\w)" + phrase
