"""Several writes' changes as one."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.library import Library
from diptych.model import Changes


def merged(library: Library, changes: Iterable[Changes]) -> Changes:
    """The union of the changes, with the last label."""
    all_ = list(changes)
    return Changes(
        number=max((each.number for each in all_), default=library.change_number()),
        articles=frozenset().union(*(each.articles for each in all_)),
        kinds=frozenset().union(*(each.kinds for each in all_)),
        label=all_[-1].label if all_ else "",
    )
