"""How Whoosh keeps the posting lists: the schema, and a view of the folder that holds one generation.

Whoosh stores and merges segments; words come ready from ``words`` and are ranked by ``ranking``. Only
what whoosh3 shares with whoosh-reloaded 2.7.5 is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from diptych.search.codec import Codec, Pool
from diptych.search.gathering import Gathering, WordCounts
from diptych.search.layout import FIELDS
from diptych.search.values import Document


class PositionsFormat(Format):  # type: ignore[misc]
    """A posting's value is the word's positions in the field, ascending, four bytes each."""


class PositionsField(FieldType):  # type: ignore[misc]
    """A field whose postings come from a ``Pool`` and not from an analyser of Whoosh's."""

    def __init__(self) -> None:
        super().__init__(PositionsFormat(), None)


def schema() -> Schema:
    """The fields; ids and lengths are in a table of ours, bodies are in the library."""
    return Schema(**{name: PositionsField() for name in FIELDS})


class _Tracked(FileStorage):  # type: ignore[misc]
    """A folder that knows its open files: Whoosh forgets to close some, for one after errors."""

    def __init__(self, folder: Path, handles: list[Any]) -> None:
        super().__init__(str(folder))
        self._handles = handles

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Make a file."""
        self._handles.append(super().create_file(name, *args, **kwargs))
        return self._handles[-1]

    def open_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Open a file for reading."""
        self._handles.append(super().open_file(name, *args, **kwargs))
        return self._handles[-1]

    def release(self) -> None:
        """Close all files that are still open. (``close`` is what Whoosh calls after each segment.)"""
        for handle in self._handles:
            if not handle.is_closed:
                with suppress(OSError):
                    handle.close()
        self._handles.clear()

    def temp_storage(self, name: str | None = None) -> _Tracked:
        """A folder for files that are put together later."""
        made = _Tracked(Path(self.folder) / (name or "temporary.tmp"), self._handles)
        made.create()
        return made


class View(_Tracked):
    """A folder as if it held only given files and those made since.

    What Whoosh deletes is only hidden: it stays for readers of the old generation until the new manifest
    is in place.
    """

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        super().__init__(folder, [])
        self._names = set(names)

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Make a file, and show it from now on."""
        self._names.add(name)
        return super().create_file(name, *args, **kwargs)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file, and show it under its new name."""
        super().rename_file(oldname, newname, safe=safe)
        self._names.discard(oldname)
        self._names.add(newname)

    def delete_file(self, name: str) -> None:
        """Show the file no longer."""
        self._names.discard(name)

    def list(self) -> list[str]:
        """The files shown."""
        return sorted(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.list())


def create(view: View, name: str) -> FileIndex:
    """An empty index."""
    return FileIndex.create(view, schema(), name)


class SegmentWriter:
    """Writes one segment, a file for each of its parts: opening is sixty times faster than from one file."""

    def __init__(self, index: FileIndex) -> None:
        self._writer = index.writer(compound=False, codec=Codec())
        self._gathering = Gathering()
        self._writer.pool = Pool(self._gathering.tables, FIELDS)

    def add(self, document: Document) -> tuple[int, ...]:
        """Add a document; gives back its fields' lengths in words."""
        lengths = self._gathering.add(self._writer.docnum, document)
        self._writer.add_document()
        return lengths

    def words(self) -> WordCounts:
        """The words of the documents added."""
        return self._gathering.words()

    def delete(self, document: int) -> None:
        """Mark a document of an older segment as deleted."""
        self._writer.delete_document(document)

    def commit(self, choose: Callable[[list[int]], list[int]]) -> None:
        """Write the segment and, into it, those older ones that ``choose`` picks by their sizes."""
        self._writer.commit(mergetype=lambda writer, segments: _merged(writer, segments, choose))

    def cancel(self) -> None:
        """Give up; nothing was written that counts."""
        self._writer.cancel()


def _merged(writer: Any, segments: list[Any], choose: Callable[[list[int]], list[int]]) -> list[Any]:
    """Whoosh's merge policy: takes segments into the new one and says which stay."""
    chosen = choose([segment.doc_count_all() for segment in segments])
    for n in chosen:
        reader = SegmentReader(writer.storage, writer.schema, segments[n])
        writer.add_reader(reader)
        reader.close()
    return [segment for n, segment in enumerate(segments) if n not in chosen]


def open_index(view: View, name: str) -> FileIndex:
    """The index that the view shows. The schema is ours, the pickled one stays unread."""
    return FileIndex(view, schema(), name)
