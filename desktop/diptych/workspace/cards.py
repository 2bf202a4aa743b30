"""What a hover card says of a named thing."""

from __future__ import annotations

from diptych.model import EntityKind, Value


class EntityCard(Value, frozen=True, omit_defaults=False):
    """What is known of a named thing, and how often it is named here and in the library.

    ``roles`` are those held at the article's date; ``party`` is a party's name or "".
    """

    key: str
    name: str
    kind: EntityKind
    party: str
    roles: tuple[str, ...]
    here: int
    in_library: int
    articles: int
