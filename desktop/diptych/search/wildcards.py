"""Words with ``*`` for any letters and ``?`` for one."""

from __future__ import annotations

import re
from functools import lru_cache

MOST_STARS = 4


@lru_cache(maxsize=64)
def pattern(word: str) -> re.Pattern[str]:
    """The expression that a whole folded word has to match; stars beyond ``MOST_STARS`` are one letter."""
    parts, stars = [], 0
    for letter in re.sub(r"\*+", "*", word):
        if letter == "*" and stars < MOST_STARS:
            stars += 1
            parts.append(r"[^\t\n]*?")
        else:
            parts.append(r"[^\t\n]" if letter in "*?" else re.escape(letter))
    return re.compile("".join(parts))


def beginning(word: str) -> str:
    """The letters before the first wildcard."""
    return re.split(r"[*?]", word, maxsplit=1)[0]
