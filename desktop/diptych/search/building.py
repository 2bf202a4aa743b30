"""Build one generation: the segments that change, the table of documents, the lexicon."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import numpy as np

from diptych.search import lexicon, store
from diptych.search.generation import ROW
from diptych.search.manifest import Manifest, Verified
from diptych.search.values import Document

SEGMENT = 2500
"""Documents in one segment, at most."""

SEGMENT_TOKENS = 5_000_000
"""Words after which a segment is written, so that its postings fit in memory."""

MOST_SEGMENTS = 12
"""Small segments are merged when there are more than this."""

SMALL = 100
"""Documents in a segment that is always small."""

MERGED = 5000
"""Documents in a segment that merging makes, at most."""


class _Row(NamedTuple):
    """One document of the table; a living one or a deleted one."""

    id: int
    lengths: tuple[int, ...]
    year: int
    deleted: bool = False


class Building:
    """The next generation in the making; close it, and nothing has happened."""

    def __init__(self, folder: Path, base: Manifest | None) -> None:
        self._folder = folder
        self._base = base
        self._name = base.name if base else f"g{_token()}"
        self._view = store.View(folder, base.files if base else ())
        self._index = (
            store.open_index(self._view, self._name) if base else store.create(self._view, self._name)
        )
        self._rows = _rows(folder / base.table) if base else []
        self._words = lexicon.Counting(lexicon.load(folder / base.lexicon) if base else None)
        self._where = {row.id: n for n, row in enumerate(self._rows) if not row.deleted}
        self._writer: store.SegmentWriter | None = None
        self._pending: list[_Row] = []
        self._fresh: set[int] = set()
        self._tokens = 0

    def __enter__(self) -> Building:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None:
            # After an error the writer is of no use, and may not even be able to give up.
            with suppress(Exception):
                self._writer.cancel()
        self._view.release()

    def remove(self, ids: Iterable[int]) -> None:
        """Take articles out; ids that are not there are passed over."""
        for id_ in ids:
            self._delete(id_)

    def put(self, document: Document) -> None:
        """Put an article in, in place of one with its id."""
        if document.id in self._fresh:
            self._commit()
        self._delete(document.id)
        self._pending.append(_Row(document.id, self._open_writer().add(document), document.year))
        self._fresh.add(document.id)
        self._tokens += sum(self._pending[-1].lengths)
        if len(self._pending) >= SEGMENT or self._tokens >= SEGMENT_TOKENS:
            self._commit()

    def finish(self, change_number: int, verified: Verified) -> Manifest:
        """Write what is still to be written and say what the generation consists of."""
        self._commit()
        mark = _token()
        table, words = f"documents-{mark}.npy", f"words-{mark}.txt"
        np.save(self._folder / table, self._table(), allow_pickle=False)
        self._words.save(self._folder / words)
        old = {self._base.table, self._base.lexicon} if self._base else set()
        names = {table, words, *self._view.list()} - old
        return Manifest(
            name=self._name,
            change_number=change_number,
            documents=len(self._where),
            table=table,
            lexicon=words,
            files=verified.entries(self._folder, names, self._base),
        )

    def _open_writer(self) -> store.SegmentWriter:
        if self._writer is None:
            self._writer = store.SegmentWriter(self._index)
        return self._writer

    def _delete(self, id_: int) -> None:
        place = self._where.pop(id_, None)
        if place is not None:
            self._open_writer().delete(place)
            self._rows[place] = self._rows[place]._replace(deleted=True)

    def _commit(self) -> None:
        if self._writer is not None:
            self._words.add(self._writer.words())
            self._writer.commit(self._choose)
        self._writer = None
        self._rows += self._pending
        self._pending, self._fresh, self._tokens = [], set(), 0
        self._where = {row.id: n for n, row in enumerate(self._rows) if not row.deleted}

    def _choose(self, sizes: list[int]) -> list[int]:
        """The segments to merge; the table is put in the order that they will have."""
        ends = list(accumulate(sizes))
        parts = [self._rows[end - size : end] for size, end in zip(sizes, ends, strict=True)]
        chosen = _small([sum(not row.deleted for row in part) for part in parts])
        self._rows = [row for n, part in enumerate(parts) if n not in chosen for row in part]
        self._pending += [row for n in chosen for row in parts[n] if not row.deleted]
        return chosen

    def _table(self) -> np.ndarray[Any, np.dtype[Any]]:
        return np.array([(row.id, *row.lengths, row.year, row.deleted) for row in self._rows], dtype=ROW)


def _token() -> str:
    return uuid.uuid4().hex[:12]


def _rows(table: Path) -> list[_Row]:
    loaded = np.load(table, allow_pickle=False)
    return [_Row(id_, tuple(lengths), year, deleted) for id_, *lengths, year, deleted in loaded.tolist()]


def _small(sizes: Sequence[int]) -> list[int]:
    """The segments to merge: from the smallest on, each no larger than twice what is before it."""
    if len(sizes) < MOST_SEGMENTS:
        return []
    chosen: list[int] = []
    total = 0
    for n in sorted(range(len(sizes)), key=sizes.__getitem__):
        if sizes[n] > max(SMALL, 2 * total) or total + sizes[n] > MERGED:
            break
        chosen.append(n)
        total += sizes[n]
    return chosen if len(chosen) > 1 else []
