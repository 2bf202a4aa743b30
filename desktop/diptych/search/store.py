"""How Whoosh keeps the posting lists: the schema, and a view of the folder that holds one generation.

Whoosh stores and merges segments; words come ready from ``words`` and are ranked by ``ranking``. Only
what whoosh3 shares with whoosh-reloaded 2.7.5 is used.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.index import FileIndex

FIELDS = ("title", "text", "outlet", "authors")
"""The indexed fields."""

POSITION_BYTES = 4


class PositionsFormat(Format):  # type: ignore[misc]
    """A posting is the word's positions in the field, ascending, four bytes each."""

    def decode_frequency(self, value: bytes) -> int:
        """How often the word stands in the field."""
        return len(value) // POSITION_BYTES

    def decode_positions(self, value: bytes) -> list[int]:
        """Where the word stands, counted in words."""
        positions = array("I")
        positions.frombytes(value)
        return positions.tolist()


class PositionsField(FieldType):  # type: ignore[misc]
    """A field whose value is, for each term, the array of its positions."""

    def __init__(self) -> None:
        super().__init__(PositionsFormat(), None)

    def index(self, value: Mapping[str, array[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of one document, as Whoosh wants them."""
        for term, positions in value.items():
            yield term.encode(), len(positions), 1.0, positions.tobytes()


def schema() -> Schema:
    """The fields; ids and lengths are in a table of ours, bodies are in the library."""
    return Schema(**{name: PositionsField() for name in FIELDS})


class View(FileStorage):  # type: ignore[misc]
    """A folder as if it held only given files and those made since.

    What Whoosh deletes is hidden and collected in ``hidden``; the files stay for readers of the old
    generation until the new manifest is in place.
    """

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        super().__init__(str(folder))
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


def open_index(view: View, name: str) -> FileIndex:
    """The index that the view shows. The schema is ours, the pickled one stays unread."""
    return FileIndex(view, schema(), name)
