"""What the command palette offers, and how typed letters choose among it: no widgets here."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST = 60
"""As many entries as are listed at once."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be done: its words, where it stands, its keys, and the doing."""

    words: str
    place: str
    keys: str
    do: Callable[[], object]
    enabled: bool = True


def chosen(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries that fit what was typed, best first; all in their order where nothing was.

    Every typed word must begin a word of the entry or of its place, stand inside one, or give the first
    letters of successive words ("nm": next name).
    """
    wanted = _folded(typed).split()
    if not wanted:
        return list(entries[:MOST])
    scored = []
    for at, entry in enumerate(entries):
        scores = [_score(word, entry) for word in wanted]
        if all(scores):
            scored.append((-sum(scores) - entry.enabled, at, entry))
    return [entry for _, _, entry in sorted(scored, key=lambda each: each[:2])[:MOST]]


def _score(word: str, entry: Entry) -> int:
    """How well a typed word fits: 0 not at all, 10 the beginning of the entry itself."""
    words = _folded(entry.words)
    parts = words.replace("-", " ").split()
    if words.startswith(word):
        return 10
    if any(part.startswith(word) for part in parts):
        return 8
    if "".join(part[0] for part in parts).startswith(word):
        return 6
    if any(part.startswith(word) for part in _folded(entry.place).split()):
        return 4
    return 2 if len(word) > 1 and word in words else 0


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
