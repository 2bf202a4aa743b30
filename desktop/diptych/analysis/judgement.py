"""How much a passage judges: modal verbs, evaluative words, and the phrases in which authors opine."""

from __future__ import annotations

import re
from functools import cache

from diptych.analysis import lexicons, wordlists

_WEIGHTS = {"words": 0.5, "phrases": 0.6, "modals": 0.3}
_EVALUATION = 0.3
_MOST = 1.6


def weight(text: str) -> float:
    """The weight of the judging words in a text, from 0 to 1.6."""
    plain = text.lower().replace("’", "'")
    total = sum(
        value * min(2, len(set(_pattern("opinion", name).findall(plain)))) for name, value in _WEIGHTS.items()
    )
    total += _EVALUATION * min(
        3, sum(len(set(_pattern("judgement", n).findall(plain))) for n in ("supports", "opposes", "neutral"))
    )
    return min(_MOST, total)


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    source = lexicons.load()
    return wordlists.pattern((source.opinion if table == "opinion" else source.judgement)[name])
