"""Articles become posting lists: each word a number, and all lists of a segment sorted out at once.

A word costs a look into a dictionary; what follows is done for millions of words in one sort.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from diptych.search.codec import Table
from diptych.search.layout import AUTHOR_GAP, BEGINNING, FIELDS, SHORT
from diptych.search.values import Document
from diptych.search.words import PARAGRAPH_GAP, Token, mixed_tokens, paragraphs, plain_word, raw_words

Ints = npt.NDArray[np.int64]
_NONE: Ints = np.empty(0, np.int64)


class WordCounts(NamedTuple):
    """Words with the number of articles that each is in, and its fields as a sum of bits."""

    words: list[str]
    articles: Ints
    fields: Ints


class _Codes(dict[str, int]):
    """A number for each word as it is written; -1 where it is cut into characters, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[int] = []
        self.words: list[int] = []
        self.term_ids: dict[str, int] = {}
        self.word_ids: dict[str, int] = {}

    def __missing__(self, raw: str) -> int:
        plain = plain_word(raw)
        made = self[raw] = self.of(plain[0], plain[1]) if plain and plain[0] else -1
        return made

    def of(self, word: str, term: str) -> int:
        """The number of a word with its term."""
        self.terms.append(self.term_ids.setdefault(term, len(self.term_ids)))
        # Of dense scripts the pairs: what one character stands for are the pairs that it begins.
        known = term if len(term) > len(word) else word
        self.words.append(self.word_ids.setdefault(known, len(self.word_ids)))
        return len(self.terms) - 1

    def of_token(self, token: Token) -> int:
        """The number of a character of a dense script."""
        key = f"{token.word}\x00{token.term}"
        if key not in self:
            self[key] = self.of(token.word, token.term)
        return self[key]


class _Stream:
    """The words of one field, article after article."""

    def __init__(self) -> None:
        self.codes = array("q")
        self.positions = array("q")
        self.documents = array("q")
        self.lengths = array("q")


class Gathering:
    """The postings of a segment in the making."""

    def __init__(self) -> None:
        self._codes = _Codes()
        self._streams = {field: _Stream() for field in FIELDS}

    def add(self, number: int, document: Document) -> tuple[int, ...]:
        """Take an article in as the document of this number; gives back its fields' lengths in words."""
        texts = {"title": (document.title,), "text": (document.text,), "outlet": (document.outlet,)}
        return tuple(
            self._add(self._streams[field], number, texts.get(field, document.authors)) for field in FIELDS
        )

    def _add(self, stream: _Stream, number: int, texts: tuple[str, ...]) -> int:
        before = len(stream.codes)
        for n, text in enumerate(texts):
            self._take(stream, text, n * AUTHOR_GAP)
        length = len(stream.codes) - before
        stream.documents.append(number)
        stream.lengths.append(length)
        return length

    def _take(self, stream: _Stream, text: str, position: int) -> None:
        for start, end in paragraphs(text):
            raws = raw_words(text, start, end)
            codes = list(map(self._codes.__getitem__, raws))
            if -1 in codes:
                position = self._take_mixed(stream, raws, codes, position)
            else:
                stream.codes.extend(codes)
                stream.positions.extend(range(position, position + len(codes)))
                position += len(codes)
            position += PARAGRAPH_GAP

    def _take_mixed(self, stream: _Stream, raws: list[str], codes: list[int], position: int) -> int:
        """Words among which some are cut into characters; gives back the position after them."""
        for raw, code in zip(raws, codes, strict=True):
            if code >= 0:
                stream.codes.append(code)
                stream.positions.append(position)
                position += 1
            elif plain_word(raw) is None:
                for token in mixed_tokens(raw, position):
                    stream.codes.append(self._codes.of_token(token))
                    stream.positions.append(token.position)
                    position = token.position
                position += 2
            else:
                position += 1
        return position

    def tables(self, field: str) -> list[Table]:
        """The field's posting lists: those of the beginnings of words, which sort first, and of terms."""
        codes, positions, documents = self._arrays(field)
        if not len(codes):
            return []
        of_code, names = _sorted_ids(self._codes.terms, self._codes.term_ids)
        terms = of_code[codes]
        order = np.argsort(terms, kind="stable")
        terms, positions, documents = terms[order], positions[order], documents[order]
        starts = np.flatnonzero(_changes(terms) | _changes(documents))
        counts = np.diff(np.append(starts, len(terms)))
        return [
            self._beginnings(codes, self._arrays(field)[2]),
            _table(terms[starts], names, documents[starts], counts, positions),
        ]

    def _beginnings(self, codes: Ints, documents: Ints) -> Table:
        """How often words begin so: lists without positions."""
        of_code, words = _sorted_ids(self._codes.words, self._codes.word_ids)
        pairs, times = _counted((of_code[codes] << 32) | documents)
        which, where = pairs >> 32, pairs & 0xFFFFFFFF
        names = sorted({word[:length] for word in words for length in range(1, SHORT + 1)})
        ids = {name: n for n, name in enumerate(names)}
        keys, sums = [], []
        for length in range(1, SHORT + 1):
            begun = np.array([ids[w[:length]] if len(w) >= length else -1 for w in words], np.int64)[which]
            kept = begun >= 0
            keys.append((begun[kept] << 32) | where[kept])
            sums.append(times[kept])
        all_keys, all_times = np.concatenate(keys), np.concatenate(sums)
        order = np.argsort(all_keys, kind="stable")
        all_keys, all_times = all_keys[order], all_times[order]
        starts = np.flatnonzero(_changes(all_keys))
        found = all_keys[starts]
        counts = np.add.reduceat(all_times, starts)
        marked = [BEGINNING + name for name in names]
        return _table(found >> 32, marked, found & 0xFFFFFFFF, counts, None)

    def words(self) -> WordCounts:
        """The words of all fields."""
        of_code, names = _sorted_ids(self._codes.words, self._codes.word_ids)
        fields = np.zeros(len(names), np.int64)
        pairs = []
        for n, field in enumerate(FIELDS):
            codes, _, documents = self._arrays(field)
            here = of_code[codes]
            fields[here] |= 1 << n
            pairs.append(_counted((here << 32) | documents)[0])
        articles = np.bincount(_counted(np.concatenate(pairs))[0] >> 32, minlength=len(names))
        return WordCounts(names, articles, fields)

    def _arrays(self, field: str) -> tuple[Ints, Ints, Ints]:
        stream = self._streams[field]
        documents = np.repeat(_ints(stream.documents), _ints(stream.lengths))
        return _ints(stream.codes), _ints(stream.positions), documents


def _counted(numbers: Ints) -> tuple[Ints, Ints]:
    """The different numbers in order, and how often each is there; sorting is far quicker than hashing."""
    ordered = np.sort(numbers)
    starts = np.flatnonzero(_changes(ordered))
    return ordered[starts], np.diff(np.append(starts, len(ordered)))


def _ints(numbers: array[int]) -> Ints:
    return np.array(numbers, np.int64)


def _sorted_ids(of_code: list[int], ids: dict[str, int]) -> tuple[Ints, list[str]]:
    """For each code the place of its name among all names in order, and those names."""
    names = sorted(ids)
    places = np.empty(len(ids), np.int64)
    places[[ids[name] for name in names]] = np.arange(len(names))
    return places[np.array(of_code, np.int64)] if of_code else np.empty(0, np.int64), names


def _changes(numbers: Ints) -> npt.NDArray[np.bool_]:
    """Where another number begins."""
    changes = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changes[1:])
    return changes


def _table(which: Ints, names: list[str], documents: Ints, counts: Ints, positions: Ints | None) -> Table:
    """A table of postings that are in the order of ``which``, which are places of names."""
    starts = np.flatnonzero(_changes(which))
    bounds = np.append(starts, len(which))
    terms = [names[n] for n in which[starts].tolist()]
    if positions is None:
        return Table(terms, bounds, documents, counts, np.zeros(len(bounds), np.int64), _NONE)
    ends = np.append(0, np.cumsum(counts))
    return Table(terms, bounds, documents, counts, ends[bounds], positions)
