"""What a write changed."""

from __future__ import annotations

from enum import StrEnum

from diptych.model.text import Value


class Changes(Value, frozen=True):
    """What a write changed; views refresh from it.

    ``number`` is the library's change number after the write. ``articles`` are the ids touched,
    ``kinds`` the sorts of thing touched (see ``ChangeKind``), ``label`` the act in words for the
    undo menu, empty for a machine's write.
    """

    number: int
    articles: frozenset[int] = frozenset()
    kinds: frozenset[ChangeKind] = frozenset()
    label: str = ""

    def touches(self, *kinds: ChangeKind) -> bool:
        """Whether any of the kinds changed."""
        return not self.kinds.isdisjoint(kinds)


class ChangeKind(StrEnum):
    """The sorts of thing that a write can touch."""

    ARTICLES = "articles"
    METADATA = "metadata"
    TEXTS = "texts"
    TAGS = "tags"
    COLLECTIONS = "collections"
    READ_STATE = "read_state"
    ENTITIES = "entities"
    POSITIONS = "positions"
    HIGHLIGHTS = "highlights"
    BRIEFS = "briefs"
    SEARCHES = "searches"
    FAMILIES = "families"
    SETTINGS = "settings"
