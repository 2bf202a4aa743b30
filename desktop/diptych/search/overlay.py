"""Articles that the index on disk does not hold yet, or no longer: a segment in memory over it.

What was just imported is found at once, before a writer has put it into the index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from diptych.search.codec import Packed
from diptych.search.gathering import Gathering
from diptych.search.generation import ROW
from diptych.search.layout import FIELDS
from diptych.search.lexicon import Counting, Lexicon
from diptych.search.values import Document


class Overlay:
    """``hidden`` are the ids whose articles in the index on disk are out of date or gone."""

    def __init__(self, documents: Iterable[Document], removed: Collection[int]) -> None:
        gathering, words = Gathering(), Counting()
        rows = [(each.id, *gathering.add(n, each), each.year, False) for n, each in enumerate(documents)]
        words.add(gathering.words())
        self._places = {
            field: {
                term: (table, n) for table in gathering.tables(field) for n, term in enumerate(table.terms)
            }
            for field in FIELDS
        }
        self.lexicon: Lexicon = words.made()
        self.table = np.array(rows, dtype=ROW)
        self.hidden = np.array([*(row[0] for row in rows), *removed], np.int64)

    def packed(self, field: str, term: str) -> Packed | None:
        """The posting list of a term, None where there is none."""
        place = self._places[field].get(term)
        return place[0].list_at(place[1]) if place else None
