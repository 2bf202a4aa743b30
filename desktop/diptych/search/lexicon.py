"""All words of the indexed articles, unstemmed, with how many articles and which fields each came in.

What is typed is the beginning of a word, not of a stem: "negotiati" begins no stem but two words. The
file is plain text: a line for each word, in order, with its count and its fields as a sum of bits.
Words of articles that left the index stay until it is built anew; they stand for terms that find nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache
from heapq import nlargest
from pathlib import Path

from diptych.search.words import stem

_BITS = {"title": 1, "text": 2, "outlet": 4, "authors": 8}


class Lexicon:
    """The words in order; prefixes become index terms."""

    def __init__(self, words: list[str], counts: list[int], fields: list[int]) -> None:
        self._words = words
        self._counts = counts
        self._fields = fields
        self._expanded = lru_cache(maxsize=64)(self._expand)

    def __len__(self) -> int:
        return len(self._words)

    def expand(self, prefix: str, field: str, most: int) -> list[str]:
        """The terms in a field of the ``most`` commonest words that begin so."""
        bit = _BITS[field]
        return [term for term, fields in self._expanded(prefix, most).items() if fields & bit]

    def count(self, word: str) -> int:
        """In how many articles a folded word stands."""
        place = bisect_left(self._words, word)
        return self._counts[place] if self._words[place : place + 1] == [word] else 0

    def beginning(self, prefix: str) -> range:
        """The places of the words that begin so."""
        first = bisect_left(self._words, prefix)
        return range(first, bisect_left(self._words, prefix + "\U0010ffff", first))

    def _expand(self, prefix: str, most: int) -> dict[str, int]:
        terms: dict[str, int] = {}
        for n in nlargest(most, self.beginning(prefix), key=self._counts.__getitem__):
            term = stem(self._words[n])
            terms[term] = terms.get(term, 0) | self._fields[n]
        return terms


class Counting:
    """A lexicon in the making, begun with the words of another one."""

    def __init__(self, begun: Lexicon | None = None) -> None:
        self._counts: Counter[str] = Counter()
        self._fields: dict[str, int] = {}
        if begun:
            self._counts.update(dict(zip(begun._words, begun._counts, strict=True)))
            self._fields.update(zip(begun._words, begun._fields, strict=True))

    def add(self, words: Mapping[str, Collection[str]]) -> None:
        """Count the words of one document's fields."""
        self._counts.update(set().union(*words.values()))
        for field, found in words.items():
            bit = _BITS[field]
            for word in found:
                self._fields[word] = self._fields.get(word, 0) | bit

    def save(self, file: Path) -> None:
        """Write the lexicon; raises ``OSError``."""
        lines = (f"{word}\t{count}\t{self._fields[word]}" for word, count in sorted(self._counts.items()))
        file.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def load(file: Path) -> Lexicon:
    """The lexicon in a file; raises ``OSError``."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line]
    return Lexicon([row[0] for row in rows], [int(row[1]) for row in rows], [int(row[2]) for row in rows])
