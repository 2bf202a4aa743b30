"""How posting lists lie on disk: three arrays for each term, in the narrowest numbers that hold them.

Whoosh's own codec pickles a tuple of byte strings for each 128 postings; packed arrays take a sixth of
the space and are decoded as a whole. This is Whoosh's extension point for codecs, and the same in both
distributions.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter, sub
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
_NARROW = ((0xFF, "B"), (0xFFFF, "H"), (0xFFFFFFFF, "I"))
_WIDTH = {"B": 1, "H": 2, "I": 4}
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


class Gathered:
    """A posting list in the making."""

    __slots__ = ("documents", "frequencies", "positions")

    def __init__(self) -> None:
        self.documents = array("I")
        self.frequencies = array("I")
        self.positions = array("I")

    def pack(self) -> bytes:
        """The list as it lies on disk."""
        documents = self.documents
        deltas = array("I", documents[:1])
        deltas.extend(map(sub, documents[1:], documents))
        once = len(documents) == len(self.positions) or max(self.frequencies) == 1
        parts = [_narrow(deltas), array("B") if once else _narrow(self.frequencies), _narrow(self.positions)]
        data = b"".join([part.tobytes() for part in parts])
        widths = [_WIDTH[part.typecode] if part else 0 for part in parts]
        head = _HEAD.pack(len(data), len(documents), *widths)
        return head + _CHECKSUM.pack(crc32(data, crc32(head))) + data

    def packed(self) -> Packed:
        """The list as it is searched."""
        return Packed(
            np.array(self.documents, np.int32),
            np.array(self.frequencies, np.uint32),
            np.array(self.positions, np.uint32),
        )


def _narrow(numbers: array[int]) -> array[int]:
    highest = max(numbers, default=0)
    return next(array(code, numbers) for most, code in _NARROW if highest <= most)


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
    """Collects postings by term until the segment is written; takes the place of Whoosh's sorting pool."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, Gathered]] = {}

    def put(self, document: int, field: str, terms: Mapping[str, Sequence[int]]) -> None:
        """Append the postings of one document's field; documents come in order."""
        lists = self.fields.setdefault(field, {})
        for term, positions in terms.items():
            gathered = lists.get(term)
            if gathered is None:
                gathered = lists[term] = Gathered()
            gathered.documents.append(document)
            gathered.frequencies.append(len(positions))
            gathered.positions.extend(positions)

    def count(self, document: int, field: str, terms: Mapping[str, int]) -> None:
        """Append postings without positions."""
        lists = self.fields.setdefault(field, {})
        for term, times in terms.items():
            gathered = lists.get(term)
            if gathered is None:
                gathered = lists[term] = Gathered()
            gathered.documents.append(document)
            gathered.frequencies.append(times)

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Append one posting as Whoosh passes it when it merges: field, term, document, weight, value."""
        field, term, document, weight, value = item
        if value:
            self.put(document, field, {term.decode(): array("I", value)})
        else:
            self.count(document, field, {term.decode(): int(weight)})

    def iter_postings(self) -> Iterator[tuple[str, bytes, Gathered]]:
        """The lists in the order of fields and terms."""
        for field in sorted(self.fields):
            for term, gathered in sorted(self.fields[field].items(), key=itemgetter(0)):
                yield field, term.encode(), gathered

    def cleanup(self) -> None:
        """Let go of all postings."""
        self.fields.clear()


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

    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[tuple[str, bytes, Gathered]]) -> None:
        for field, group in groupby(items, itemgetter(0)):
            self.start_field(field, schema[field])
            for _, term, gathered in group:
                self.start_term(term)
                self._postwriter.gathered = gathered
                self.finish_term()
            self.finish_field()


class _ListWriter(PostingsWriter):  # type: ignore[misc]
    gathered: Gathered

    def __init__(self, dbfile: Any) -> None:
        self._dbfile = dbfile

    def start_postings(self, *_: Any) -> None:
        """Whoosh calls this before each term; the list comes from the pool."""

    def finish_postings(self) -> Any:
        """Write the list and say where it is. Lengths and weights stay unused: ``ranking`` has its own."""
        documents = self.gathered.documents
        terminfo = W3TermInfo(
            len(self.gathered.positions), len(documents), 0, 0, 1, documents[0], documents[-1]
        )
        offset = self._dbfile.tell()
        data = self.gathered.pack()
        self._dbfile.write(data)
        terminfo.set_extent(offset, len(data))
        return terminfo
