"""What a found mention names after the analyst's edits of the dossier, without analysing it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from diptych.dossier.spelling import plain
from diptych.dossier.values import Dossier, Entity
from diptych.model import DossierEdit, EditAction, EntityKind

UNKNOWN = "?"
"""What the key of a name begins with that the dossier does not know."""


class Named(NamedTuple):
    """What a mention names: its key, and the canonical name, kind and party."""

    key: str
    name: str
    kind: EntityKind
    party: str | None


class Naming:
    """A dossier after edits, as a function from what was found to what it stands for.

    A key is a dossier's id or "?" and a folded name. Each edit moves keys; taken in order they end where
    a new analysis by the edited dossier would, and where they never were they end when edits are undone.
    """

    def __init__(self, dossier: Dossier, taken: Iterable[DossierEdit]) -> None:
        self._dossier = dossier
        self._steps = [_Step(edit) for edit in taken if edit.action in _MOVING]
        self._no_names = {plain(text) for text in dossier.no_names}
        self._entities = {entity.id: entity for entity in dossier.entities}
        self._known: dict[tuple[str, str], str | None] = {}

    def of(self, key: str, text: str, name: str, kind: EntityKind, party: str | None) -> Named | None:
        """What a mention that reads ``text`` and was found as the rest names now; None: it is no name."""
        spelt = plain(text)
        if (key, spelt) not in self._known:
            self._known[key, spelt] = self._key(key, spelt)
        now = self._known[key, spelt]
        if now is None:
            return None
        entity = self._entities.get(now)
        if entity is not None:
            return Named(entity.id, entity.name, entity.kind, entity.party)
        return Named(now, name if now == key else " ".join(text.split()), kind, party)

    def entity(self, key: str) -> Entity | None:
        """The dossier's record of a key, None for an unknown name."""
        return self._entities.get(key)

    def _key(self, key: str, spelt: str) -> str | None:
        now: str | None = key
        for step in self._steps:
            now = step.after(now, spelt)
        if now is None or now.startswith(UNKNOWN):
            return None if now is None or spelt in self._no_names else now
        return now if now in self._entities else UNKNOWN + spelt


class _Step:
    """What one edit does to keys."""

    def __init__(self, edit: DossierEdit) -> None:
        content = edit.content
        self._action, self._target = edit.action, edit.target
        self._into = str(content.get("into") or "")
        self._keys = frozenset(map(str, content.get("keys", ())))
        texts = [content[key] for key in ("name", "text") if key in content]
        texts += [alias["text"] for alias in content.get("aliases", ())]
        self._texts = frozenset(plain(str(text)) for text in texts)

    def after(self, key: str | None, spelt: str) -> str | None:
        """The key of a mention after the edit; None: no name."""
        match self._action:
            case EditAction.MERGE_ENTITY:
                return self._into if key == self._target else key
            case EditAction.REMOVE_ALIAS:
                moved = key == self._target and spelt in self._texts
                return (self._into or UNKNOWN + spelt) if moved else key
            case EditAction.NO_NAME:
                return None if spelt in self._texts else key
            case _:
                unknown = key is None or key.startswith(UNKNOWN)
                claimed = key in self._keys or spelt in self._texts
                return self._target if unknown and claimed else key


_MOVING = frozenset(
    {
        EditAction.ADD_ENTITY,
        EditAction.CHANGE_ENTITY,
        EditAction.ADD_ALIAS,
        EditAction.REMOVE_ALIAS,
        EditAction.MERGE_ENTITY,
        EditAction.NO_NAME,
    }
)
