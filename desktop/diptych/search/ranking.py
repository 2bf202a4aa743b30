"""Rank documents by BM25F: a word's weighted frequency in all fields, saturated once.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.6. A
phrase, a prefix, a compound with its spellings and a name with its forms each count as one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from diptych.search.arrays import Flags, Floats, Integers, Numbers
from diptych.search.layers import Layers
from diptych.search.layout import BEGINNING, FIELDS, SHORT
from diptych.search.names import Subject
from diptych.search.nodes import AllOf, AnyOf, Filter, Named, Node, Not, Phrase, Slot, leaves
from diptych.search.places import best_passages, common, together

WEIGHTS = {"title": 4.0, "text": 1.0, "outlet": 1.5, "authors": 2.0}
"""What a word in a field is worth against one in the text."""

LENGTH_SHARE = {"title": 0.4, "text": 0.75, "outlet": 0.2, "authors": 0.2}
"""b of BM25: how far a long field makes a word in it worth less."""

SATURATION = 1.2
"""k1 of BM25."""

DATED = 1.5
"""What a year is worth as that of the article's date, against one in the text."""

SUBJECT = 2.0
"""What the words of a question's subject are worth against one of its own."""

LOOSE_NAME = 0.5
"""What the words of a name are worth where they stand apart."""

COMPLETENESS = 0.3
"""The share of its score that a document with hardly any of the parts of a question loses."""

CLOSENESS = 0.3
"""The share that one loses whose parts never stand in one passage."""

PASSAGE = 120
"""Words of a passage."""

MOST_COMPARED = 200
"""Documents whose passages are looked at, the best."""

Conditions = Mapping[Filter, Flags]


class Scored(NamedTuple):
    """For each document whether it matches, and its score; ``weight`` is how much a match says."""

    matching: Flags
    scores: Floats
    weight: float = 0.0


class Ranking:
    """Evaluates queries over what is searched."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self._norms = {field: self._norm(field) for field in FIELDS}
        self._living = int(layers.living.sum())
        self._word = lru_cache(maxsize=64)(self._score)

    def _norm(self, field: str) -> Floats:
        lengths = self.layers.lengths(field)
        mean = float(lengths[self.layers.living].mean()) if self.layers.living.any() else 0.0
        share = LENGTH_SHARE[field]
        relative = lengths / max(mean, 1.0)
        return (WEIGHTS[field] / (1 - share + share * relative)).astype(np.float32)

    def evaluate(self, node: Node, known: Conditions) -> Scored:
        """Which documents match, and how well; ``known`` are the documents that meet each condition."""
        if isinstance(node, Phrase):
            return self._phrase(node)
        if isinstance(node, AnyOf) and node.spelling:
            return self._word(tuple(part for part in node.parts if isinstance(part, Phrase)))
        if isinstance(node, Named):
            return self._named(node, known)
        if isinstance(node, Not | Filter):
            nothing = np.zeros(self.layers.size, np.float32)
            if isinstance(node, Filter):
                return Scored(known[node], nothing)
            return Scored(np.logical_not(self.evaluate(node.part, known).matching), nothing)
        parts = [self.evaluate(part, known) for part in node.parts]
        combine = np.logical_and if isinstance(node, AllOf) else np.logical_or
        matching = combine.reduce([part.matching for part in parts])
        scores: Floats = np.sum([part.scores for part in parts], axis=0, dtype=np.float32)
        return Scored(matching, scores, sum(part.weight for part in parts))

    def _phrase(self, node: Phrase) -> Scored:
        slot = node.slots[0]
        found = self._word((node,))
        if slot.kind != "word" or not slot.terms:
            return found
        # A word itself says more than those akin to it, which are commoner together.
        exact = self._word((replace(node, slots=(slot._replace(terms=frozenset()),)),))
        return Scored(found.matching, np.maximum(found.scores, exact.scores), exact.weight)

    def _named(self, node: Named, known: Conditions) -> Scored:
        typed = node.typed
        if isinstance(typed, AnyOf) and typed.spelling:
            same = tuple(part for part in typed.parts if isinstance(part, Phrase))
        else:
            same = (typed,) if isinstance(typed, Phrase) else ()
        named = self._word(tuple(dict.fromkeys((*same, *node.forms))))
        if same:
            return named
        loose = self.evaluate(typed, known)
        scores = np.maximum(named.scores, LOOSE_NAME * loose.scores * loose.matching)
        return Scored(named.matching | loose.matching, scores, named.weight)

    def best_of(
        self, parts: Sequence[Node], known: Conditions, least: float, subjects: Sequence[Subject] = ()
    ) -> Scored:
        """The documents with some of the parts; those with more, rarer and closer ones stand first.

        ``least`` is the share of all weight that the parts of a document must have. What else is said of
        the ``subjects`` counts too, but finds nothing by itself.
        """
        scored = [self.evaluate(part, known) for part in parts]
        total = sum(part.weight for part in scored) or 1.0
        held = np.sum([part.matching * np.float32(part.weight) for part in scored], axis=0) / total
        scores = np.sum([part.scores * part.matching for part in scored], axis=0, dtype=np.float32)
        some = np.logical_or.reduce([part.matching for part in scored])
        complete = (scores * (1 - COMPLETENESS + COMPLETENESS * held)).astype(np.float32)
        matching: Flags = some & (held >= least) & self.layers.living
        self._bring_close(parts, [part.weight / total for part in scored], matching, complete)
        for subject in subjects:
            more = self._word(subject.phrases).scores * np.float32(SUBJECT / len(subjects))
            complete += np.where(matching, more, np.float32(0))
        return Scored(matching, complete, total)

    def _bring_close(
        self, parts: Sequence[Node], weights: Sequence[float], matching: Flags, scores: Floats
    ) -> None:
        """Let the best documents count the more, the more of the parts stand in one passage of theirs."""
        documents = np.flatnonzero(matching)
        if len(documents) > MOST_COMPARED:
            best = np.argpartition(scores[documents], -MOST_COMPARED)[-MOST_COMPARED:]
            documents = np.sort(documents[best])
        if not len(documents):
            return
        found = [self._all_places(part) for part in parts]
        shares = best_passages(documents, found, weights, PASSAGE)
        scores[documents] *= (1 - CLOSENESS + CLOSENESS * shares).astype(np.float32)

    def _all_places(self, node: Node) -> Numbers:
        """Where a part of a query stands in the text, in any form."""
        parts = [phrase for phrase in leaves(node) if phrase.field in ("", "text")]
        each = [self._phrase_places(phrase) for phrase in parts]
        return np.concatenate(each) if each else np.empty(0, np.int64)

    def _phrase_places(self, phrase: Phrase) -> Numbers:
        looked_up = _looked_up(phrase)
        if phrase.within is not None or len(looked_up) > 1:
            return self._stretches(phrase, looked_up, "text")
        return self._places(looked_up[0], "text")

    def among(self, ids: Iterable[int]) -> Flags:
        """The documents of these articles."""
        wanted = np.asarray(ids if isinstance(ids, np.ndarray) else list(ids), np.int64)
        flags: Flags = np.isin(self.layers.ids, wanted)
        return flags

    def _score(self, spellings: tuple[Phrase, ...]) -> Scored:
        """What one word, phrase or prefix is worth, however it is spelt."""
        weighted = np.zeros(self.layers.size, np.float32)
        for phrase in spellings:
            self._add_weighted(phrase, weighted)
            if phrase.year:
                weighted[self.layers.years == phrase.year] += np.float32(DATED)
        matching = np.greater(weighted, 0)
        having = int((matching & self.layers.living).sum())
        rarity = float(np.log1p((self._living - having + 0.5) / (having + 0.5)))
        saturated = weighted * (SATURATION + 1) / (weighted + SATURATION)
        return Scored(matching, (np.float32(rarity) * saturated).astype(np.float32), rarity)

    def _add_weighted(self, phrase: Phrase, total: Floats) -> None:
        """Add the phrase's frequency in each document, weighted by field and evened out by length."""
        for field in (phrase.field,) if phrase.field else FIELDS:
            documents, frequencies = self._occurrences(phrase, field)
            total[documents] += frequencies * self._norms[field][documents]

    def _occurrences(self, phrase: Phrase, field: str) -> tuple[Integers, Integers]:
        """The documents with the phrase, and how often it stands there."""
        looked_up = _looked_up(phrase)
        if len(looked_up) == 1:
            return self._frequencies(looked_up[0], field)
        return np.unique(self._stretches(phrase, looked_up, field) >> 32, return_counts=True)

    def _stretches(self, phrase: Phrase, looked_up: Sequence[Slot], field: str) -> Numbers:
        """Where several words stand as a phrase wants them."""
        if phrase.within is not None:
            each = [self._places(slot, field) for slot in looked_up]
            return together(each, phrase.within)
        lists = sorted(((self._places(slot, field) - slot.offset) for slot in looked_up), key=len)
        found = lists[0]
        for others in lists[1:]:
            if not len(found):
                break
            found = common(found, others)
        return found

    def _frequencies(self, slot: Slot, field: str) -> tuple[Integers, Integers]:
        """The documents with a word, or any that a prefix stands for, and how often it is there."""
        found = [self.layers.postings(field, term) for term in _terms(slot, alone=True)]
        found = [each for each in found if len(each.documents)] or found[:1]
        if len(found) == 1:
            return found[0].documents, found[0].frequencies
        documents = np.concatenate([each.documents for each in found])
        frequencies = np.concatenate([each.frequencies for each in found])
        summed = np.bincount(documents, frequencies, self.layers.size)
        held = np.flatnonzero(summed)
        return held, summed[held].astype(np.int64)

    def _places(self, slot: Slot, field: str) -> Numbers:
        each = [self.layers.postings(field, term).places for term in _terms(slot, alone=False)]
        return each[0] if len(each) == 1 else np.unique(np.concatenate(each))


def _terms(slot: Slot, *, alone: bool) -> list[str]:
    """The index terms that a place stands for: never none."""
    if alone and slot.kind == "prefix" and len(slot.word) <= SHORT:
        return [BEGINNING + slot.word]
    if alone and slot.kind == "dense" and slot.term == slot.word:
        return [BEGINNING + slot.word]
    if slot.kind in ("wildcard", "fuzzy"):
        return sorted(slot.terms) or [slot.term]
    return [slot.term, *sorted(slot.terms - {slot.term})]


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
