"""How much a word or name tells, from common English and from the library's own articles."""

from __future__ import annotations

import math
from collections.abc import Callable

from diptych.analysis.alignment.words import common, stem

Frequency = Callable[[str], int]
"""In how many articles of the library a word, or the entity of a key, stands."""

_BLENDED = 40
"""Articles at which the library's own counts weigh as much as the general background."""


class Rarity:
    """Weights in 0..1: 0 for grammar, 1 for what stands in one article and in no list of common words.

    ``articles`` is the size of the library. Where it is small the general background decides.
    """

    def __init__(
        self, articles: int = 0, words: Frequency | None = None, entities: Frequency | None = None
    ) -> None:
        self._articles = articles
        self._words = words
        self._entities = entities
        self._known: dict[tuple[str, bool], float] = {}

    def word(self, surface: str, key: str) -> float:
        """The weight of a word as it stands in the text and as it is compared."""
        at = (key, False)
        if at not in self._known:
            general = common().weights.get(key, 1.0)
            count = self._words(surface) if self._words and general > 0 else 0
            self._known[at] = general * self._own(count)
        return self._known[at]

    def entity(self, key: str, name: str) -> float:
        """The weight of a named thing by its key; one whose name is a common word weighs as that word."""
        at = (key, True)
        if at not in self._known:
            words = [stem(word) for word in name.lower().replace("-", " ").split()]
            general = max((common().weights.get(word, 1.0) for word in words), default=1.0)
            self._known[at] = general * self._own(self._entities(key) if self._entities else 0)
        return self._known[at]

    def _own(self, count: int) -> float:
        """The library's factor: from 1 for a word of one article to a floor for one of all."""
        if count < 2 or self._articles < 2:
            return 1.0
        rare = math.log((self._articles + 1) / count) / math.log((self._articles + 1) / 1.0)
        trust = self._articles / (self._articles + _BLENDED)
        return 1.0 - trust * 0.8 * (1.0 - max(0.0, rare))
