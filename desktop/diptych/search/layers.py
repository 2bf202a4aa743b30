"""What is searched: a generation of the index on disk, and over it the articles that it does not hold yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from diptych.search.arrays import Flags, Floats, Numbers, Table
from diptych.search.generation import Generation, Postings, joined
from diptych.search.lexicon import Lexicon
from diptych.search.overlay import Overlay

Years = npt.NDArray[np.uint16]


class Layers:
    """Documents are numbered through: those on disk, then those in memory, of which a later segment hides
    older states of its articles. Not for two threads at a time."""

    def __init__(self, generation: Generation | None, overlays: Sequence[Overlay] = ()) -> None:
        self._generation = generation
        self._overlays = overlays
        layers = [layer for layer in (generation, *overlays) if layer is not None]
        tables = [layer.table for layer in layers]
        self._bases = list(accumulate((len(table) for table in tables), initial=0))[-len(overlays) - 1 : -1]
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
        for overlay, base in zip(self._overlays, self._bases, strict=True):
            living[:base] &= np.isin(self.ids[:base], overlay.hidden, invert=True)
        return living

    @property
    def lexicons(self) -> list[Lexicon]:
        """The words of each layer."""
        return [layer.lexicon for layer in (self._generation, *self._overlays) if layer is not None]

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
        for overlay, base in zip(self._overlays, self._bases, strict=True):
            packed = overlay.packed(field, term)
            if packed is not None:
                documents = packed.documents + np.int32(base)
                parts.append(Postings(documents, packed.frequencies, packed.positions))
        return joined([part for part in parts if len(part.documents)])
