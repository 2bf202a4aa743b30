"""Articles that the index on disk does not hold yet, or no longer: a segment in memory over it.

What was just imported is found at once, before a writer has put it into the index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from diptych.search.codec import Packed, Pool
from diptych.search.generation import ROW
from diptych.search.inverting import FIELDS, Field, inverted
from diptych.search.lexicon import Counting, Lexicon
from diptych.search.store import fill
from diptych.search.values import Document


class Overlay:
    """``hidden`` are the ids whose articles in the index on disk are out of date or gone."""

    def __init__(
        self, documents: Iterable[Document], removed: Collection[int], before: Overlay | None = None
    ) -> None:
        pool, words, rows = Pool(), Counting(), []
        known = before._made if before else {}
        self._made: dict[Document, Mapping[str, Field]] = {
            each: known.get(each) or inverted(each) for each in documents
        }
        for number, (document, fields) in enumerate(self._made.items()):
            fill(pool, number, fields)
            words.add({name: field.words for name, field in fields.items()})
            rows.append((document.id, *(fields[name].length for name in FIELDS), False))
        self._fields = pool.fields
        self.lexicon: Lexicon = words.made()
        self.table = np.array(rows, dtype=ROW)
        self.hidden = np.array([*(row[0] for row in rows), *removed], np.int64)

    def packed(self, field: str, term: str) -> Packed | None:
        """The posting list of a term, None where there is none."""
        gathered = self._fields.get(field, {}).get(term)
        return gathered.packed() if gathered else None
