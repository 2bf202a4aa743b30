"""Names of authors: which part is the family name."""

from __future__ import annotations

import re

from diptych.importing.canonical import line
from diptych.importing.lexicon import lexicon
from diptych.model import Author


def author(printed: str, affiliation: str = "", text: str = "") -> Author:
    """The author of a printed name, its parts told apart.

    The family name comes first when a comma or capitals say so, when ``text`` has the parts the other
    way round, or when the first part ends as only family names do and the last does not; else the
    name reads given name first. A name in one word, or in a script without spaces, is not divided.
    """
    printed = line(printed)
    given, family = _divided(printed, text)
    return Author(as_printed=printed, given=given, family=family, affiliation=affiliation)


def _divided(printed: str, text: str) -> tuple[str, str]:
    """The given and the family name."""
    from nameparser import HumanName

    words = printed.split()
    if len(words) < 2 or not any(char.isalpha() for char in printed):
        return "", ""
    if "," not in printed:
        if _family_first(words, text):
            return " ".join(words[1:]), words[0]
        # A short family name of two words passes for a degree with the parser ("Aas", "Ma").
        if len(words) == 2:
            return words[0], words[1]
    name = HumanName(printed)
    return " ".join(part for part in (name.first, name.middle) if part), name.last


def _family_first(words: list[str], text: str) -> bool:
    first, last = words[0], words[-1]
    capitals = [len(word) > 2 and word.isupper() for word in (first, last)]
    if capitals[0] != capitals[1]:
        return capitals[0]
    if len(words) == 2 and re.search(rf"(?<!\w){re.escape(last)}\s+{re.escape(first)}(?!\w)", text):
        return True
    if _ends(words[-1], lexicon().patronymic_suffixes) and len(words) == 3:
        return True
    family = lexicon().family_suffixes
    return _ends(first, family) and not _ends(last, family)


def _ends(word: str, suffixes: tuple[str, ...]) -> bool:
    """Whether the word ends with one of the suffixes and has two letters before it."""
    word = word.lower()
    return any(word.endswith(suffix) and len(word) >= len(suffix) + 2 for suffix in suffixes)
