"""Words as small numbers, so that a hundred thousand rows are a few arrays."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


class Codes:
    """Numbers for words, given out in the order in which they are met; they are never taken back."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}
        for word in words:
            self[word]

    def __getitem__(self, word: str) -> int:
        """The word's number, a new one for a new word."""
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def get(self, word: str) -> int:
        """The word's number, -1 for one that was never met."""
        return self._numbers.get(word, -1)

    def table(self, words: Iterable[str]) -> NDArray[np.int64]:
        """By number the word's place among these, -1 where it is not one of them."""
        places = np.full(len(self.words) + 1, -1, np.int64)
        for place, word in enumerate(words):
            if (number := self.get(word)) >= 0:
                places[number] = place
        return places
