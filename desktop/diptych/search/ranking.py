"""Rank documents by BM25F: a word's weighted frequency in all fields, saturated once.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6. A
phrase, a prefix and a compound with its spellings each count as one word.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from diptych.search.generation import Flags, Floats, Generation, Integers, Numbers
from diptych.search.query import AllOf, AnyOf, Node, Not, Phrase, Slot, leaves
from diptych.search.store import FIELDS

WEIGHTS = {"title": 4.0, "text": 1.0, "outlet": 1.5, "authors": 2.0}
"""What a word in a field is worth against one in the text."""

LENGTH_SHARE = {"title": 0.4, "text": 0.75, "outlet": 0.2, "authors": 0.2}
"""b of BM25: how far a long field makes a word in it worth less."""

SATURATION = 1.2
"""k1 of BM25."""

MOST_EXPANSIONS = 200
"""Words that a prefix stands for: the commonest."""

_DENSE_EXPANSIONS = 20_000


class Scored(NamedTuple):
    """For each document whether it matches, and its score."""

    matching: Flags
    scores: Floats


class Ranking:
    """Evaluates queries over one generation."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._norms = {field: self._norm(field) for field in FIELDS}
        self._living = int(generation.living.sum())
        self._word = lru_cache(maxsize=64)(self._score)

    def _norm(self, field: str) -> Floats:
        lengths = self._generation.lengths(field)
        mean = float(lengths[self._generation.living].mean()) if self._generation.living.any() else 0.0
        share = LENGTH_SHARE[field]
        relative = lengths / max(mean, 1.0)
        return (WEIGHTS[field] / (1 - share + share * relative)).astype(np.float32)

    def evaluate(self, node: Node) -> Scored:
        """Which documents match, and how well."""
        if isinstance(node, Phrase):
            return self._word((node,))
        if isinstance(node, AnyOf) and node.spelling:
            return self._word(tuple(part for part in node.parts if isinstance(part, Phrase)))
        if isinstance(node, Not):
            matching = np.logical_not(self.evaluate(node.part).matching)
            return Scored(matching, np.zeros(len(matching), np.float32))
        parts = [self.evaluate(part) for part in node.parts]
        combine = np.logical_and if isinstance(node, AllOf) else np.logical_or
        matching = combine.reduce([part.matching for part in parts])
        return Scored(matching, np.sum([part.scores for part in parts], axis=0, dtype=np.float32))

    def best_of(self, parts: Collection[Node]) -> Scored:
        """The documents with some of the parts; those with more of them stand before those with fewer."""
        scored = [self.evaluate(part) for part in parts]
        held = np.sum([part.matching for part in scored], axis=0)
        scores = np.sum([part.scores for part in scored], axis=0, dtype=np.float32)
        return Scored(held > 0, scores * (held / len(scored)).astype(np.float32) ** 2)

    def cut_short(self, node: Node) -> list[str]:
        """The prefixes of a query that begin more words than are looked up."""
        slots = [phrase.slots[-1] for phrase in leaves(node)]
        prefixes = dict.fromkeys(slot.word for slot in slots if slot.kind == "prefix")
        return [word for word in prefixes if len(self._generation.lexicon.beginning(word)) > MOST_EXPANSIONS]

    def allowed(self, ids: Collection[int] | None) -> Flags:
        """The documents that may be found: living ones, of these ids."""
        living = self._generation.living
        if ids is None:
            return living
        wanted = np.fromiter(ids, np.int64, len(ids))
        return living & np.isin(self._generation.table["id"], wanted)

    def _score(self, spellings: tuple[Phrase, ...]) -> Scored:
        """What one word, phrase or prefix is worth, however it is spelt."""
        weighted: Floats = np.sum([self._weighted(phrase) for phrase in spellings], axis=0, dtype=np.float32)
        matching = np.greater(weighted, 0)
        having = int((matching & self._generation.living).sum())
        rarity = np.log1p((self._living - having + 0.5) / (having + 0.5))
        saturated = weighted * (SATURATION + 1) / (weighted + SATURATION)
        return Scored(matching, (rarity * saturated).astype(np.float32))

    def _weighted(self, phrase: Phrase) -> Floats:
        """The phrase's frequency in each document, weighted by field and evened out by length."""
        total = np.zeros(self._generation.size, np.float32)
        for field in (phrase.field,) if phrase.field else FIELDS:
            documents, frequencies = self._occurrences(phrase, field)
            total[documents] += frequencies * self._norms[field][documents]
        return total

    def _occurrences(self, phrase: Phrase, field: str) -> tuple[Integers, Integers]:
        """The documents with the phrase, and how often it stands there."""
        looked_up = _looked_up(phrase)
        if len(looked_up) == 1:
            return self._frequencies(looked_up[0], field)
        places: Numbers | None = None
        for slot in looked_up:
            here = self._places(slot, field) - slot.offset
            places = here if places is None else _common(places, here)
            if not len(places):
                break
        assert places is not None
        return np.unique(places >> 32, return_counts=True)

    def _frequencies(self, slot: Slot, field: str) -> tuple[Integers, Integers]:
        """The documents with a word, or any that a prefix stands for, and how often it is there."""
        found = [self._generation.postings(field, term) for term in self._terms(slot, field)]
        if len(found) == 1:
            return found[0].documents, found[0].frequencies
        documents = np.concatenate([each.documents for each in found])
        frequencies = np.concatenate([each.frequencies for each in found])
        summed = np.bincount(documents, frequencies, self._generation.size)
        held = np.flatnonzero(summed)
        return held, summed[held].astype(np.int64)

    def _places(self, slot: Slot, field: str) -> Numbers:
        each = [self._generation.postings(field, term).places for term in self._terms(slot, field)]
        return each[0] if len(each) == 1 else np.unique(np.concatenate(each))

    def _terms(self, slot: Slot, field: str) -> list[str]:
        """The index terms that a place stands for: never none."""
        if slot.kind == "word" or (slot.kind == "dense" and len(slot.term) > len(slot.word)):
            return [slot.term]
        most = _DENSE_EXPANSIONS if slot.kind == "dense" else MOST_EXPANSIONS
        return list(dict.fromkeys([slot.term, *self._generation.lexicon.expand(slot.word, field, most)]))


def _looked_up(phrase: Phrase) -> list[Slot]:
    """The places that are looked up: the last character of a dense run lies in the pair before it."""
    slots = phrase.slots
    return [
        slot
        for n, slot in enumerate(slots)
        if not (slot.kind == "dense" and slot.term == slot.word and n and _pairs(slots[n - 1], slot))
    ]


def _pairs(before: Slot, slot: Slot) -> bool:
    return before.kind == "dense" and before.offset + 1 == slot.offset and before.term != before.word


def _common(left: Numbers, right: Numbers) -> Numbers:
    """What stands in both of two ascending arrays without repeats."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(many):
        return many
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    common: Numbers = few[many[at] == few]
    return common
