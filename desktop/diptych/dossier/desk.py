"""A dossier opened for editing: its parts by id, changed in place until they are put together again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from diptych.dossier.values import Dossier, Entity, Issue, Party


class Misfit(Exception):
    """An edit does not fit the dossier; the text is one sentence."""


@dataclass
class Desk:
    """The parts of a dossier. ``shared`` are pairs that were only parted because they share a spelling."""

    parties: dict[str, Party]
    issues: dict[str, Issue]
    entities: dict[str, Entity]
    no_names: list[str]
    shared: set[frozenset[str]] = field(default_factory=set)

    @classmethod
    def of(cls, dossier: Dossier) -> Desk:
        """The parts of a dossier."""
        return cls(
            {party.id: party for party in dossier.parties},
            {issue.id: issue for issue in dossier.issues},
            {entity.id: entity for entity in dossier.entities},
            list(dossier.no_names),
        )

    def copy(self) -> Desk:
        """The same parts, to be changed apart from these."""
        return replace(
            self,
            parties=dict(self.parties),
            issues=dict(self.issues),
            entities=dict(self.entities),
            no_names=list(self.no_names),
            shared=set(self.shared),
        )

    def party(self, id_: str) -> Party:
        """A party; raises ``Misfit``."""
        if id_ not in self.parties:
            raise Misfit(f"There is no party {id_!r} in the dossier.")
        return self.parties[id_]

    def issue(self, id_: str) -> Issue:
        """An issue; raises ``Misfit``."""
        if id_ not in self.issues:
            raise Misfit(f"There is no issue {id_!r} in the dossier.")
        return self.issues[id_]

    def entity(self, id_: str) -> Entity:
        """An entity; raises ``Misfit``."""
        if id_ not in self.entities:
            raise Misfit(f"There is no name {id_!r} in the dossier.")
        return self.entities[id_]

    def require_new(self, id_: str, among: Mapping[str, object], what: str) -> None:
        """Raise ``Misfit`` for an id that is empty or taken."""
        if not id_ or id_ in among:
            raise Misfit(f"There already is a {what} {id_!r} in the dossier.")
