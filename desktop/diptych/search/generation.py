"""One opened generation of the index: posting lists decoded into arrays and kept while they are in use."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.reading import TermNotFound

from diptych.search import lexicon, store
from diptych.search.arrays import Numbers
from diptych.search.codec import Narrow
from diptych.search.layout import FIELDS
from diptych.search.manifest import Manifest

CACHE_BYTES = 64 << 20
"""Decoded posting lists are kept up to this size."""

ROW = np.dtype([("id", "<i8"), *((name, "<u4") for name in FIELDS), ("year", "<u2"), ("deleted", "?")])
"""One document in the table: the article's id, the lengths of its fields in words, the year of its date."""


class Postings(NamedTuple):
    """Where a term stands in a field: ascending documents, how often in each, and all positions in a row."""

    documents: npt.NDArray[np.int32]
    frequencies: Narrow
    positions: Narrow

    @property
    def places(self) -> Numbers:
        """Document and position in one ascending number."""
        return (np.repeat(self.documents.astype(np.int64), self.frequencies) << 32) | self.positions

    @property
    def bytes(self) -> int:
        """The memory that they take."""
        return sum(part.nbytes for part in self) + 200


NOWHERE = Postings(np.empty(0, np.int32), np.empty(0, np.uint8), np.empty(0, np.uint8))


def joined(parts: list[Postings]) -> Postings:
    """The lists of segments that follow each other as one."""
    if len(parts) == 1:
        return parts[0]
    return Postings(*map(np.concatenate, zip(*parts, strict=True))) if parts else NOWHERE


class Generation:
    """What a manifest names, opened for reading. Not for two threads at a time."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self.table = np.load(folder / manifest.table, allow_pickle=False)
        self._view = store.View(folder, manifest.files)
        self._reader = store.open_index(self._view, manifest.name).reader()
        self._leaves = self._reader.leaf_readers() if len(self.table) else []
        self._cache: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._cached = 0

    def __enter__(self) -> Generation:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all files."""
        self._reader.close()
        self._view.release()

    @cached_property
    def lexicon(self) -> lexicon.Lexicon:
        """The words that prefixes stand for."""
        return lexicon.load(self._folder / self._manifest.lexicon)

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands in a field; decoded once and then kept for a while. Raises ``Damaged``."""
        key = field, term
        known = self._cache.get(key)
        if known is not None:
            self._cache.move_to_end(key)
            return known
        made = self._decode(field, term.encode())
        self._cache[key] = made
        self._cached += made.bytes
        while self._cached > CACHE_BYTES and len(self._cache) > 1:
            self._cached -= self._cache.popitem(last=False)[1].bytes
        return made

    def _decode(self, field: str, term: bytes) -> Postings:
        parts = []
        for leaf, base in self._leaves:
            try:
                matcher = leaf.postings(field, term)
            except TermNotFound:
                continue
            # Whoosh wraps the list where documents were deleted; the table says which those are.
            packed = getattr(matcher, "child", matcher).packed
            parts.append(Postings(packed.documents + np.int32(base), packed.frequencies, packed.positions))
        return joined(parts)
