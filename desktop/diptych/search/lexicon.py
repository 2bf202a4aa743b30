"""All words of the indexed articles, unstemmed, with how many articles and which fields each came in.

What is typed is the beginning of a word, not of a stem: "negotiati" begins no stem but two words. The
file is the words in order, a line each, then their counts and their fields as sums of bits. Words of
articles that left the index stay until it is built anew; they stand for terms that find nothing.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from diptych.search.distance import distance
from diptych.search.gathering import WordCounts
from diptych.search.wildcards import beginning, pattern
from diptych.search.words import stem

_BITS = {"title": 1, "text": 2, "outlet": 4, "authors": 8}
_HEAD = struct.Struct("<II")
_ONES = np.array([bin(n).count("1") for n in range(256)], np.uint8)
_BIGRAMS_OF_AN_EDIT = 6


class Near(NamedTuple):
    """A word like another one: in how many letters they differ, and how many articles have it."""

    word: str
    edits: int
    articles: int


class Lexicon:
    """The words in order; what stands for several words becomes index terms."""

    def __init__(
        self, words: list[str], counts: npt.NDArray[np.uint32], fields: npt.NDArray[np.uint8]
    ) -> None:
        self.words = words
        self.counts = counts
        self.fields = fields
        self._expanded = lru_cache(maxsize=64)(self._expand)

    def __len__(self) -> int:
        return len(self.words)

    def count(self, word: str) -> int:
        """In how many articles the word is, in this form."""
        at = bisect_left(self.words, word)
        return int(self.counts[at]) if at < len(self.words) and self.words[at] == word else 0

    def expand(self, prefix: str, field: str, most: int) -> list[str]:
        """The terms in a field of the ``most`` commonest words that begin so."""
        bit = _BITS[field]
        return [term for term, fields in self._expanded(prefix, most).items() if fields & bit]

    def beginning(self, prefix: str) -> range:
        """The places of the words that begin so."""
        first = bisect_left(self.words, prefix)
        return range(first, bisect_left(self.words, prefix + "\U0010ffff", first))

    def terms_of_prefix(self, prefix: str, most: int) -> frozenset[str]:
        """The index terms of the ``most`` commonest words that begin so."""
        return frozenset(self._expanded(prefix, most))

    def terms_of_pattern(self, word: str, most: int) -> frozenset[str]:
        """The index terms of the ``most`` commonest words that a word with wildcards stands for."""
        matches, places = pattern(word).fullmatch, self.beginning(beginning(word))
        found = [n for n in places if matches(self.words[n])]
        return frozenset(stem(self.words[n]) for n in self._commonest(found, most))

    def terms_near(self, word: str, edits: int, most: int) -> frozenset[str]:
        """The index terms of the ``most`` commonest words that differ from a word in few letters."""
        found = sorted(self.near(word, edits), key=lambda each: (each.edits, -each.articles))
        return frozenset(stem(each.word) for each in found[:most])

    def near(self, word: str, edits: int) -> list[Near]:
        """The words that differ in at most ``edits`` letters."""
        if not self.words:
            return []
        letters, pairs, lengths = self._signatures
        mine, my_pairs, _ = _signatures([word])
        likely = np.abs(lengths - len(word)) <= edits
        likely &= _ones(letters ^ mine[0]) <= 2 * edits
        places = np.flatnonzero(likely)
        places = places[_ones(pairs[places] ^ my_pairs[0]) <= _BIGRAMS_OF_AN_EDIT * edits]
        return [
            Near(self.words[n], apart, int(self.counts[n]))
            for n in places.tolist()
            if (apart := distance(word, self.words[n], edits)) <= edits
        ]

    @cached_property
    def _signatures(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        return _signatures(self.words)

    def _commonest(self, places: Collection[int], most: int) -> Iterable[int]:
        if len(places) <= most:
            return places
        chosen = np.fromiter(places, np.int64, len(places))
        kept: list[int] = chosen[np.argpartition(self.counts[chosen], -most)[-most:]].tolist()
        return kept

    def _expand(self, prefix: str, most: int) -> dict[str, int]:
        terms: dict[str, int] = {}
        for n in self._commonest(self.beginning(prefix), most):
            term = stem(self.words[n])
            terms[term] = terms.get(term, 0) | int(self.fields[n])
        return terms


def _signatures(
    words: list[str],
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """For each word its letters and its pairs of letters as bits, and its length."""
    joined = ("\n" + "\n".join(words)).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, np.uint32).astype(np.uint64)
    starts = np.flatnonzero(codes == ord("\n"))
    one = np.uint64(1)
    letters = one << (codes & np.uint64(63))
    letters[starts] = 0
    after = np.append(codes[1:], np.uint64(ord("\n")))
    pairs = one << ((codes * np.uint64(31) + after) % np.uint64(61))
    lengths = np.diff(np.append(starts, len(codes))) - 1
    return np.bitwise_or.reduceat(letters, starts), np.bitwise_or.reduceat(pairs, starts), lengths


def _ones(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    ones: npt.NDArray[np.int64] = _ONES[bits.view(np.uint8).reshape(-1, 8)].sum(axis=1, dtype=np.int64)
    return ones


class Counting:
    """A lexicon in the making, begun with the words of another one."""

    def __init__(self, begun: Lexicon | None = None) -> None:
        self._counts: Counter[str] = Counter()
        self._fields: dict[str, int] = {}
        if begun:
            self._counts.update(dict(zip(begun.words, begun.counts.tolist(), strict=True)))
            self._fields.update(zip(begun.words, begun.fields.tolist(), strict=True))

    def add(self, words: WordCounts) -> None:
        """Add the words of a segment."""
        known = self._fields
        for word, articles, fields in zip(
            words.words, words.articles.tolist(), words.fields.tolist(), strict=True
        ):
            self._counts[word] += articles
            known[word] = known.get(word, 0) | fields

    def made(self) -> Lexicon:
        """The lexicon."""
        words = sorted(self._counts)
        counts = np.fromiter(map(self._counts.__getitem__, words), np.uint32, len(words))
        fields = np.fromiter(map(self._fields.__getitem__, words), np.uint8, len(words))
        return Lexicon(words, counts, fields)

    def save(self, file: Path) -> None:
        """Write the lexicon; raises ``OSError``."""
        made = self.made()
        text = "\n".join(made.words).encode("utf-8", "surrogatepass")
        head = _HEAD.pack(len(made), len(text))
        counts = made.counts.astype("<u4").tobytes()
        file.write_bytes(b"".join((head, text, counts, made.fields.tobytes())))


def load(file: Path) -> Lexicon:
    """The lexicon in a file; raises ``OSError``."""
    data = file.read_bytes()
    words, size = _HEAD.unpack_from(data)
    at = _HEAD.size + size
    counts = np.frombuffer(data, "<u4", words, at)
    fields = np.frombuffer(data, np.uint8, words, at + 4 * words)
    text = data[_HEAD.size : at].decode("utf-8", "surrogatepass")
    return Lexicon(text.split("\n") if words else [], counts, fields)
