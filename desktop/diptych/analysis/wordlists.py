"""Lists of words and phrases as one pattern that is fast for thousands of them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def pattern(words: Iterable[str], endings: str = "") -> re.Pattern[str]:
    """A pattern for whole words out of a list, a longer one before those that it begins with.

    ``endings`` is a pattern for what may follow a word of the list. The words are gathered by their first
    two letters: where a text goes on otherwise, all of them are passed over at once. Raises ``ValueError``
    where there are no words, as there is nothing to find.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[:1], {}).setdefault(word[1:2], []).append(re.escape(word[2:]))
    if not groups:
        raise ValueError("a list of words has none")
    firsts = (
        re.escape(first)
        + "(?:"
        + "|".join(f"{re.escape(then)}(?:{'|'.join(rest)})" for then, rest in ordered)
        + ")"
        for first, seconds in groups.items()
        for ordered in [sorted(seconds.items(), reverse=True)]
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(firsts)}){endings}(?!\w)")
