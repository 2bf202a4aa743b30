"""Search an index: open the generation that the manifest names, and follow it when a writer renews it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.search import manifest
from diptych.search.manifest import Damaged, Foreign, Manifest, Stamp, Verified
from diptych.search.names import Names
from diptych.search.nodes import Filter
from diptych.search.query import Query, parse
from diptych.search.values import Document, Found, IndexState
from diptych.search.words import fold

if TYPE_CHECKING:
    from diptych.search.generation import Generation
    from diptych.search.overlay import Overlay
    from diptych.search.ranking import Ranking

NOT_READY = "The search index is not ready; it has to be built first."

MOST_LAYERS = 8
"""Segments in memory over the index; when one more is needed they are made into one."""

_TRIES = 5
_NO_NAMES = Names(())


class _Opened(NamedTuple):
    stamp: Stamp | None
    number: int
    generation: Generation | None


_NOTHING = _Opened(None, 0, None)


class Index:
    """The index in a folder, for any thread: one search runs at a time.

    A search answers from the newest generation that a writer has finished, and from what ``cover`` laid
    over it. Small files are verified when a generation is opened, and no file is opened before; posting
    lists are verified as they are read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._verified = Verified()
        self._opened = _NOTHING
        self._broken: Stamp | None = None
        self._overlays: list[Overlay] = []
        self._laid_over: dict[int, Document | None] = {}
        self._covered = 0
        self._ranking: Ranking | None = None

    def close(self) -> None:
        """Close all files and forget what was laid over them; a later search opens them again."""
        with self._lock:
            if self._opened.generation:
                self._opened.generation.close()
            self._opened = _NOTHING
            self._overlays, self._laid_over = [], {}
            self._covered, self._ranking = 0, None

    def state(self) -> IndexState:
        """Whether the index on disk can be searched, and which change number it holds; never raises."""
        with self._lock:
            try:
                found = self._sound()
            except Foreign:
                return IndexState("foreign")
            except Damaged:
                return IndexState("damaged")
            return IndexState("ready", found.change_number) if found else IndexState("missing")

    def held(self) -> int:
        """The change number up to which what is searched is complete, 0 where nothing is."""
        with self._lock:
            return max(self._current().number, self._covered)

    def base(self) -> int:
        """The change number that the generation on disk holds, 0 where there is none."""
        with self._lock:
            return self._current().number

    def cover(self, documents: Iterable[Document], removed: Collection[int], change_number: int) -> None:
        """Lay over the index what changed since its own number; it is searched with it from now on.

        ``documents`` and ``removed`` are all of that; what is laid over already and has not changed costs
        nothing more. It is dropped when a writer renews the index.
        """
        from diptych.search.overlay import Overlay

        with self._lock:
            self._current()
            wanted: dict[int, Document | None] = dict.fromkeys(removed)
            wanted.update((document.id, document) for document in documents)
            new = {id_: each for id_, each in wanted.items() if self._laid_over.get(id_, id_) != each}
            if len(self._overlays) >= MOST_LAYERS or not self._laid_over.keys() <= wanted.keys():
                self._overlays, new = [], wanted
            present = [each for each in new.values() if each is not None]
            self._overlays.append(Overlay(present, [id_ for id_, each in new.items() if each is None]))
            self._laid_over = wanted
            self._covered = change_number
            self._ranking = None

    def read(
        self,
        text: str,
        *,
        typing: bool = False,
        names: Names = _NO_NAMES,
        off: frozenset[str] = frozenset(),
    ) -> Query:
        """How a query is read, with the words of the index that its open words stand for."""
        read = parse(text, typing=typing, names=names, off=off)
        if read.node is None:
            return read
        with self._lock:
            try:
                ranking = self._ready()
            except (OSError, Damaged):
                ranking = None
            if ranking is None:
                return read
            from diptych.search.resolving import resolve

            node, cut = resolve(read.node, ranking.layers.lexicons, akin=read.question)
        return read._replace(node=node, cut=() if typing else cut)

    def search(
        self,
        query: str | Query,
        *,
        limit: int = 20,
        allowed: Collection[int] | None = None,
        typing: bool = False,
        conditions: Mapping[Filter, Iterable[int]] | None = None,
    ) -> Found:
        """The best ``limit`` articles for a query, among ``allowed`` ids where they are given.

        With ``typing`` the last word is a prefix. ``conditions`` gives the articles that meet each
        condition of the query. Where few articles have all words, those with some are found too and a
        note says so. Any query gets an answer; where there is no index, it is a note.
        """
        read = self.read(query, typing=typing) if isinstance(query, str) else query
        with self._lock:
            try:
                ranking = self._ready()
                if ranking is not None:
                    from diptych.search.answering import answer

                    return answer(ranking, read, limit, allowed, conditions or {})
            except OSError:
                # The disk was taken away, or files were deleted under our hands.
                self.close()
            except Damaged:
                self._broken = self._opened.stamp
                self.close()
            return Found(read, notes=(*read.notes, NOT_READY))

    def similar(self, document: Document) -> Query:
        """What a document is about, as a query for others like it."""
        with self._lock:
            try:
                ranking = self._ready()
                if ranking is not None:
                    from diptych.search.similar import telling

                    return Query(telling(document, ranking))
            except (OSError, Damaged):
                self.close()
            return Query(None)

    def suggest(self, text: str, *, typing: bool = False) -> str:
        """The query with words that the library does not know replaced by those it does; "" for none."""
        with self._lock:
            try:
                ranking = self._ready()
            except (OSError, Damaged):
                return ""
            if ranking is None:
                return ""
            from diptych.search.suggesting import suggest

            return suggest(text, ranking.layers.lexicons, typing=typing)

    def article_count(self, word: str) -> int:
        """In how many articles a word stands, whatever its case; 0 where there is no index."""
        with self._lock:
            try:
                ranking = self._ready()
            except (OSError, Damaged):
                return 0
            known = fold(word)
            return sum(lexicon.count(known) for lexicon in ranking.layers.lexicons) if ranking else 0

    def _sound(self) -> Manifest | None:
        """The manifest, its files found right; raises ``Damaged`` and ``Foreign``."""
        for attempt in range(_TRIES):
            found = manifest.read(self._folder)
            try:
                if found:
                    if self._broken and manifest.stamp(self._folder / manifest.NAME) == self._broken:
                        raise Damaged("a posting list is not what was written")
                    self._verified.check(self._folder, found)
            except Damaged:
                # A writer may have put a new generation in place meanwhile.
                if attempt == _TRIES - 1 or manifest.read(self._folder) == found:
                    raise
            else:
                return found
        return None

    def _current(self) -> _Opened:
        """The newest generation, opened, and without a generation while there is none that is sound."""
        stamp = manifest.stamp(self._folder / manifest.NAME)
        if self._opened.stamp == stamp:
            return self._opened
        self.close()
        for _ in range(_TRIES):
            stamp = manifest.stamp(self._folder / manifest.NAME)
            try:
                found = self._sound()
                if found is None or stamp is None:
                    return self._opened
                self._opened = _Opened(stamp, found.change_number, _open(self._folder, found))
            except FileNotFoundError:
                continue
            except (Damaged, Foreign, OSError):
                return self._opened
            return self._opened
        return self._opened

    def _ready(self) -> Ranking | None:
        """What ranks the documents; None where there are none."""
        opened = self._current()
        if self._ranking is None and (opened.generation or self._overlays):
            from diptych.search.layers import Layers
            from diptych.search.ranking import Ranking

            self._ranking = Ranking(Layers(opened.generation, self._overlays))
        return self._ranking


def _open(folder: Path, found: Manifest) -> Generation:
    # NumPy and Whoosh come with the first search: the window starts without them.
    from diptych.search.generation import Generation

    return Generation(folder, found)
