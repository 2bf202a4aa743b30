"""What is searched: a generation of the index on disk, and over it the articles that it does not hold yet."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from diptych.search.arrays import Flags, Floats, Numbers, Table
from diptych.search.generation import Generation, Postings, joined
from diptych.search.lexicon import Lexicon
from diptych.search.overlay import Overlay

Years = npt.NDArray[np.uint16]


class Layers:
    """Documents are numbered through: those on disk, then those in memory. Not for two threads at a time."""

    def __init__(self, generation: Generation | None, overlay: Overlay | None) -> None:
        self._generation = generation
        self._overlay = overlay
        tables = [layer.table for layer in (generation, overlay) if layer is not None]
        self._below = len(generation.table) if generation else 0
        self._table: Table = tables[0] if len(tables) == 1 else np.concatenate(tables)
        self.ids: Numbers = np.ascontiguousarray(self._table["id"])

    @property
    def size(self) -> int:
        """Documents, the deleted ones too."""
        return len(self._table)

    @cached_property
    def living(self) -> Flags:
        """Which documents are there to be found."""
        living: Flags = np.logical_not(self._table["deleted"])
        if self._overlay is not None:
            living[: self._below] &= np.isin(self.ids[: self._below], self._overlay.hidden, invert=True)
        return living

    @property
    def lexicons(self) -> list[Lexicon]:
        """The words of each layer."""
        return [layer.lexicon for layer in (self._generation, self._overlay) if layer is not None]

    def lengths(self, field: str) -> Floats:
        """The field's length in words, for each document."""
        lengths: Floats = self._table[field].astype(np.float32)
        return lengths

    @cached_property
    def years(self) -> Years:
        """The year of each document's date, 0 for none."""
        return np.ascontiguousarray(self._table["year"])

    def postings(self, field: str, term: str) -> Postings:
        """Where a term stands in a field; raises ``Damaged``."""
        parts = [self._generation.postings(field, term)] if self._generation else []
        packed = self._overlay.packed(field, term) if self._overlay else None
        if packed is not None:
            parts.append(
                Postings(packed.documents + np.int32(self._below), packed.frequencies, packed.positions)
            )
        return joined([part for part in parts if len(part.documents)])
