"""A frame: who (source) by which word (cue) says, wants or does what (content)."""

from __future__ import annotations

from typing import NamedTuple


class Frame(NamedTuple):
    """One attribution. ``source`` and ``cue`` are token indices; ``content`` lists the
    tokens of what is said.

    ``kind`` is verb, noun, adjective or phrase; ``depth`` counts clauses under the main one; ``place``
    is where a cue stands: subject, object, clause (a noun with a clause of its own), gerund, inside
    subject, or "". ``deed`` is the verb that is done: the cue, or the one that it wills.
    """

    source: int | None
    cue: int
    base: str
    group: str
    kind: str
    content: tuple[int, ...]
    negated: bool = False
    passive: bool = False
    depth: int = 0
    modal: str = ""
    place: str = ""
    deed: int = -1
