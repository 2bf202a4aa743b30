"""Which texts are copies of one another: syndicated, reposted with edits, cut, or excerpted.

A text is sketched by a quarter of the hashes of its overlapping five-word sequences. Texts whose sketches
share enough are compared word by word. Two reports on one event by different authors share names but
few sequences; a chronicle continued has a part of its own on both sides.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Sketch = npt.NDArray[np.uint64]
"""Sorted hashes, each once."""

VERSION = 1
"""To be raised with each change that makes sketches of other texts' sketches incomparable."""

_GRAM = 5
_SHARE = 4
_TOKEN = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]|[^\W_]+")
_ODD = (1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_LONGEST = 60_000
"""Characters of a text that are compared word by word; what goes beyond is told by the sketch alone."""

TOKEN_SET = 88.0
"""Least token-set ratio, of 100: chronicles with half their text in common reach 88 at most, copies rarely
less than 89 (``tests/bench/near_duplicates.py``)."""
CONTAINED = 0.30
"""Least share of the shorter text's sketch that must lie in the longer one's."""
EXCERPT_CONTAINED = 0.6
"""The same for an excerpt."""
EXCERPT = 0.5
"""A text shorter than this share of the other is an excerpt at most."""
FEWEST = 4
"""Least number of hashes that two sketches must share."""
_COMMONEST = 60
"""Of the texts that have one sequence only those are set against each other that stand so near in a row."""
_PARTNERS = 12


class Pair(NamedTuple):
    """Two texts, by their keys, that are copies, the lower key first; ``score`` is in 0..1."""

    one: int
    other: int
    score: float


def words(text: str) -> list[str]:
    """The words of a text in lower case; a script without spaces gives its characters."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def sketch(text: str) -> Sketch:
    """A text's sketch; that of a text of fewer than five words is empty."""
    return _sketch_of(words(text))


def _sketch_of(found: Sequence[str]) -> Sketch:
    if len(found) < _GRAM:
        return np.empty(0, np.uint64)
    hashes = np.fromiter(map(_hash, found), np.uint64, len(found))
    count = len(found) - _GRAM + 1
    grams = np.zeros(count, np.uint64)
    for place in range(_GRAM):
        grams += hashes[place : place + count] * np.uint64(_ODD[place])
    mixed = (grams ^ (grams >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    return np.unique(mixed[mixed % np.uint64(_SHARE) == 0])


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def contained(one: Sketch, other: Sketch) -> float:
    """The share of the smaller sketch that lies in the greater one; 0 where they share too little."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / min(len(one), len(other)) if shared >= FEWEST else 0.0


def candidates(sketches: Mapping[int, Sketch], new: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs, each with a new text, whose sketches share enough to be compared; the lower key first.

    Of a text with very many such partners only those that share the most.
    """
    fresh = {key for key in new if key in sketches}
    if not fresh:
        return []
    keys = np.concatenate([np.full(len(found), key, np.int64) for key, found in sketches.items()])
    hashes = np.concatenate(list(sketches.values()))
    kept = np.isin(hashes, np.unique(np.concatenate([sketches[key] for key in fresh])))
    keys, hashes = keys[kept], hashes[kept]
    order = np.lexsort((keys, hashes))
    likely = [
        (-shared, pair)
        for pair, shared in _shared(keys[order], hashes[order]).items()
        if shared >= max(FEWEST, CONTAINED * min(len(sketches[key]) for key in pair))
        and not fresh.isdisjoint(pair)
    ]
    partners: Counter[int] = Counter()
    found: list[tuple[int, int]] = []
    for _, pair in sorted(likely):
        if min(partners[key] for key in pair) < _PARTNERS:
            partners.update(pair)
            found.append(pair)
    return sorted(found)


def _shared(keys: npt.NDArray[np.int64], hashes: Sketch) -> Counter[tuple[int, int]]:
    """How many hashes each two texts share that are near each other in a row of texts with that hash."""
    counted: Counter[tuple[int, int]] = Counter()
    for step in range(1, _COMMONEST):
        same = hashes[step:] == hashes[:-step]
        if not same.any():
            break
        pairs, counts = np.unique(keys[:-step][same] << 32 | keys[step:][same], return_counts=True)
        for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
            counted[pair >> 32, pair & 0xFFFFFFFF] += count
    return counted


def same(one: str, other: str, share: float) -> float:
    """How surely two texts are copies, in 0..1, 0 where they are none.

    ``share`` is what ``contained`` says of their sketches.
    """
    from rapidfuzz import fuzz

    short, long = sorted((words(one[:_LONGEST]), words(other[:_LONGEST])), key=len)
    if not short or share < CONTAINED:
        return 0.0
    if len(short) < EXCERPT * len(long) and share < EXCERPT_CONTAINED:
        return 0.0
    ratio = fuzz.token_set_ratio(" ".join(short), " ".join(long), score_cutoff=TOKEN_SET)
    return round(ratio / 100, 3)


def families(pairs: Iterable[Pair], apart: Iterable[tuple[int, int]] = ()) -> dict[int, int]:
    """The family of each text that has copies: the lowest key among them.

    The surest pairs are joined first; none is joined that would bring together two that are said to be
    ``apart``.
    """
    members: dict[int, set[int]] = {}
    sundered: dict[int, set[int]] = {}
    for one, other in apart:
        sundered.setdefault(one, set()).add(other)
        sundered.setdefault(other, set()).add(one)
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other)):
        left, right = (members.get(key, {key}) for key in (pair.one, pair.other))
        if left is right or any(sundered.get(key, set()) & right for key in left):
            continue
        joined = left | right
        members |= dict.fromkeys(joined, joined)
    return {key: min(group) for key, group in members.items()}
