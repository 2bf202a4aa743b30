"""How posting lists lie on disk: three arrays for each term, in the narrowest numbers that hold them.

Whoosh's own codec pickles a tuple of byte strings for each 128 postings; packed arrays take a sixth of
the space and are decoded as a whole. This is Whoosh's extension point for codecs, and the same in both
distributions.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from heapq import merge
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.matching import ListMatcher

from diptych.search.manifest import Damaged

Narrow = npt.NDArray[np.unsignedinteger[Any]]

_HEAD = struct.Struct("<IIBBB")
"""Bytes that follow the checksum, documents, and the widths of the three arrays' numbers (0: each is 1, or
no positions are kept)."""
_CHECKSUM = struct.Struct("<I")
"""CRC-32 of head and arrays: these files are too large to be verified as a whole when they are opened."""
_DTYPE: dict[int, np.dtype[Any]] = {1: np.dtype("<u1"), 2: np.dtype("<u2"), 4: np.dtype("<u4")}
VALUE = np.dtype("=u4")
"""A position in the value of one posting, as Whoosh passes it around."""


class Packed(NamedTuple):
    """A posting list: ascending documents, how often the term stands in each, all its positions in a row.

    The lists of beginnings of words have no positions.
    """

    documents: npt.NDArray[np.int32]
    frequencies: Narrow
    positions: Narrow


class Ready(NamedTuple):
    """A posting list as it lies on disk, with what Whoosh notes of it."""

    data: bytes
    documents: int
    weight: int
    first: int
    last: int


class Table(NamedTuple):
    """Posting lists in the order of their terms, one after another in arrays.

    List ``n`` has the postings from ``bounds[n]`` to ``bounds[n + 1]``, and the positions from
    ``places[n]`` to ``places[n + 1]``: those of its documents in a row, or none.
    """

    terms: list[str]
    bounds: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int64]
    frequencies: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    positions: npt.NDArray[np.int64]

    def lists(self) -> Iterator[tuple[str, Packed]]:
        """The lists as they are searched."""
        return ((term, self.list_at(n)) for n, term in enumerate(self.terms))

    def list_at(self, n: int) -> Packed:
        """One list as it is searched."""
        some = slice(self.bounds[n], self.bounds[n + 1])
        return Packed(
            self.documents[some].astype(np.int32),
            self.frequencies[some].astype(np.uint32),
            self.positions[self.places[n] : self.places[n + 1]].astype(np.uint32),
        )

    def ready(self) -> Iterator[tuple[str, Ready]]:
        """The lists as they lie on disk."""
        if not self.terms:
            return
        starts = self.bounds[:-1]
        deltas = np.diff(self.documents, prepend=0)
        deltas[starts] = self.documents[starts]
        parts = [
            _Cut(deltas, self.bounds),
            _Cut(self.frequencies, self.bounds, ones=True),
            _Cut(self.positions, self.places),
        ]
        first, last = self.documents[starts].tolist(), self.documents[self.bounds[1:] - 1].tolist()
        counts, weights = np.diff(self.bounds).tolist(), np.diff(self.places).tolist()
        for n, term in enumerate(self.terms):
            cut = [part.of(n) for part in parts]
            data = b"".join([each for _, each in cut])
            head = _HEAD.pack(len(data), counts[n], *[width for width, _ in cut])
            whole = b"".join((head, _CHECKSUM.pack(crc32(data, crc32(head))), data))
            yield term, Ready(whole, counts[n], weights[n], first[n], last[n])


class _Cut:
    """An array to be cut at bounds, each piece in the narrowest numbers that hold it."""

    def __init__(self, whole: npt.NDArray[Any], bounds: npt.NDArray[np.int64], ones: bool = False) -> None:
        self._bounds = bounds.tolist()
        most = np.zeros(len(bounds) - 1, np.int64)
        filled = np.flatnonzero(np.diff(bounds))
        if len(filled):
            most[filled] = np.maximum.reduceat(whole, bounds[:-1][filled])
        widths = np.where(most <= 0xFF, 1, np.where(most <= 0xFFFF, 2, 4))
        widths[most <= 1 if ones else np.diff(bounds) == 0] = 0
        self._widths = widths.tolist()
        self._bytes = {width: whole.astype(_DTYPE[width]).tobytes() for width in {*self._widths} - {0}}

    def of(self, n: int) -> tuple[int, bytes]:
        """The width of a piece's numbers, and the piece."""
        width = self._widths[n]
        if not width:
            return 0, b""
        return width, self._bytes[width][self._bounds[n] * width : self._bounds[n + 1] * width]


class Gathered:
    """The posting list of a term that segments have which are merged."""

    __slots__ = ("documents", "frequencies", "positions")

    def __init__(self) -> None:
        self.documents = array("q")
        self.frequencies = array("q")
        self.positions = array("q")

    def after(self, ready: Ready | None, term: str) -> Ready:
        """The list as it lies on disk, behind one of documents with lower numbers."""
        parts = [np.array(each, np.int64) for each in (self.documents, self.frequencies, self.positions)]
        if ready is not None:
            parts = [np.concatenate(pair) for pair in zip(unpack(BytesIO(ready.data)), parts, strict=True)]
        documents, frequencies, positions = (part.astype(np.int64) for part in parts)
        bounds, places = np.array([0, len(documents)]), np.array([0, len(positions)])
        table = Table([term], bounds, documents, frequencies, places, positions)
        return next(table.ready())[1]


def unpack(file: Any) -> Packed:
    """The posting list that begins where the file stands; raises ``Damaged``."""
    try:
        head = file.read(_HEAD.size)
        size, count, document_width, frequency_width, position_width = _HEAD.unpack(head)
        (checksum,) = _CHECKSUM.unpack(file.read(_CHECKSUM.size))
        data = file.read(size)
        if crc32(data, crc32(head)) != checksum:
            raise Damaged("a posting list is not what was written")
        documents = np.frombuffer(data, _DTYPE[document_width], count).cumsum(dtype=np.int32)
        at = count * document_width
        frequencies: Narrow = np.ones(count, np.uint8)
        if frequency_width:
            frequencies = np.frombuffer(data, _DTYPE[frequency_width], count, at)
        positions: Narrow = np.empty(0, np.uint8)
        if position_width:
            positions = np.frombuffer(data, _DTYPE[position_width], -1, at + count * frequency_width)
    except (struct.error, KeyError, ValueError, MemoryError, OverflowError) as error:
        raise Damaged(f"a posting list cannot be read: {error}") from error
    return Packed(documents, frequencies, positions)


class Pool:
    """What a segment is written from: the tables of new documents, then the postings of merged segments.

    Takes the place of Whoosh's sorting pool.
    """

    def __init__(self, tables: Callable[[str], Iterable[Table]], fields: Iterable[str]) -> None:
        self._tables = tables
        self._fields = sorted(fields)
        self._merged: dict[str, dict[str, Gathered]] = {field: {} for field in self._fields}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Append one posting as Whoosh passes it when it merges: field, term, document, weight, value."""
        field, term, document, weight, value = item
        gathered = self._merged[field].setdefault(term.decode(), Gathered())
        gathered.documents.append(document)
        gathered.frequencies.append(int(weight))
        gathered.positions.extend(array("I", value).tolist())

    def iter_postings(self) -> Iterator[tuple[str, bytes, Ready]]:
        """The lists in the order of fields and terms."""
        for field in self._fields:
            new = (pair for table in self._tables(field) for pair in table.ready())
            merged: list[tuple[str, Ready | None]] = [(term, None) for term in sorted(self._merged[field])]
            for term, group in groupby(merge(new, merged, key=itemgetter(0)), itemgetter(0)):
                ready = next((each for _, each in group if each is not None), None)
                gathered = self._merged[field].get(term)
                if gathered is not None:
                    ready = gathered.after(ready, term)
                assert ready is not None
                yield field, term.encode(), ready

    def cleanup(self) -> None:
        """Let go of all postings."""
        self._merged.clear()


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with packed posting lists. Its segments must be written from a ``Pool``."""

    def field_writer(self, storage: Any, segment: Any) -> Any:
        """A writer of posting lists."""
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, **_: Any) -> Any:
        """A writer of the lists of one field."""
        return _ListWriter(dbfile)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, **_: Any) -> Any:
        """The posting list of one term."""
        dbfile.seek(terminfo.extent()[0])
        return PackedMatcher(unpack(dbfile), format_, term)


class PackedMatcher(ListMatcher):  # type: ignore[misc]
    """A posting list as Whoosh walks it; ``packed`` is all of it at once."""

    def __init__(self, packed: Packed, format_: Any, term: Any) -> None:
        super().__init__(packed.documents, format=format_, term=term, all_weights=1.0)
        self.packed = packed

    @cached_property
    def _ends(self) -> npt.NDArray[np.int64]:
        return self.packed.frequencies.cumsum(dtype=np.int64)

    def id(self) -> int:
        """The document."""
        return int(self.packed.documents[self._i])

    def weight(self) -> float:
        """How often the term is in it."""
        return float(self.packed.frequencies[self._i])

    def value(self) -> bytes:
        """The positions in it, nothing where none are kept."""
        if not len(self.packed.positions):
            return b""
        end = int(self._ends[self._i])
        start = end - int(self.packed.frequencies[self._i])
        return self.packed.positions[start:end].astype(VALUE).tobytes()


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes what a ``Pool`` gathered."""

    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[tuple[str, bytes, Ready]]) -> None:
        for field, group in groupby(items, itemgetter(0)):
            self.start_field(field, schema[field])
            for _, term, ready in group:
                self.start_term(term)
                self._postwriter.list = ready
                self.finish_term()
            self.finish_field()


class _ListWriter(PostingsWriter):  # type: ignore[misc]
    list: Ready

    def __init__(self, dbfile: Any) -> None:
        self._dbfile = dbfile

    def start_postings(self, *_: Any) -> None:
        """Whoosh calls this before each term; the list comes from the pool."""

    def finish_postings(self) -> Any:
        """Write the list and say where it is. Lengths and weights stay unused: ``ranking`` has its own."""
        data, documents, weight, first, last = self.list
        terminfo = W3TermInfo(weight, documents, 0, 0, 1, first, last)
        offset = self._dbfile.tell()
        self._dbfile.write(data)
        terminfo.set_extent(offset, len(data))
        return terminfo
