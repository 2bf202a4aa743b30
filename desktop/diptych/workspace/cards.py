"""What a hover card says of a named thing."""

from __future__ import annotations

from diptych.model import EntityKind, Value


class EntityCard(Value, frozen=True, omit_defaults=False):
    """What is known of a named thing, and how often it is named here and in the library.

    ``roles`` are those held at the article's date; ``party`` is a party's name or "". ``known``: the dossier
    has it; ``reviewed``: the analyst has said something of this mention; ``method`` and ``score`` say how
    it was found.
    """

    key: str
    name: str
    kind: EntityKind
    party: str
    roles: tuple[str, ...]
    here: int
    in_library: int
    articles: int
    known: bool = True
    reviewed: bool = False
    method: str = ""
    score: float = 1.0
