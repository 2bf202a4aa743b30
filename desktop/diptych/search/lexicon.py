"""All words of the indexed articles, unstemmed, with the number of articles each came in.

What is typed is the beginning of a word, not of a stem: "negotiati" begins no stem but two words. The
file is plain text: a line for each word, in order, then a tab and the count. Words of articles that
left the index stay until it is built anew; they stand for terms that find nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from heapq import nlargest
from pathlib import Path

from diptych.search.words import stem


class Lexicon:
    """The words in order; prefixes become index terms."""

    def __init__(self, words: list[str], counts: list[int]) -> None:
        self._words = words
        self._counts = counts

    def __len__(self) -> int:
        return len(self._words)

    def expand(self, prefix: str, most: int) -> tuple[list[str], bool]:
        """The terms of the ``most`` commonest words that begin so, and whether that was all of them."""
        first = bisect_left(self._words, prefix)
        last = bisect_left(self._words, prefix + "\U0010ffff", first)
        chosen = nlargest(most, range(first, last), key=self._counts.__getitem__)
        return list(dict.fromkeys(stem(self._words[n]) for n in chosen)), last - first <= most

    def counted(self) -> Counter[str]:
        """How many articles each word came in."""
        return Counter(dict(zip(self._words, self._counts, strict=True)))


def load(file: Path) -> Lexicon:
    """The lexicon in a file; raises ``OSError``."""
    lines = file.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return Lexicon([word for word, _ in pairs], [int(count) for _, count in pairs])


def save(file: Path, counts: Mapping[str, int]) -> None:
    """Write a lexicon; raises ``OSError``."""
    lines = "\n".join(f"{word}\t{counts[word]}" for word in sorted(counts))
    file.write_text(lines, encoding="utf-8", newline="\n")
