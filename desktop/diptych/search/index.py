"""Search an index: open the generation that the manifest names, and follow it when a writer renews it."""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.search import manifest
from diptych.search.manifest import Damaged, Foreign, Manifest, Stamp, Verified
from diptych.search.query import Node, Query, leaves, parse, relaxed
from diptych.search.values import Found, IndexState, Match
from diptych.search.words import fold

if TYPE_CHECKING:
    from diptych.search.generation import Flags, Generation
    from diptych.search.ranking import Ranking, Scored

NOT_READY = "The search index is not ready; it has to be built first."
SOME_OF_THE_WORDS = "No article has all of this; those with some of it are shown, the most complete first."

_TRIES = 5


class _Opened(NamedTuple):
    stamp: Stamp
    generation: Generation
    ranking: Ranking


class Index:
    """The index in a folder, for any thread: one search runs at a time.

    A search answers from the newest generation that a writer has finished. The files are verified when
    a generation is opened, and no file is opened before.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._verified = Verified()
        self._opened: _Opened | None = None

    def close(self) -> None:
        """Close all files; a later search opens them again."""
        with self._lock:
            if self._opened:
                self._opened.generation.close()
            self._opened = None

    def state(self) -> IndexState:
        """Whether the index can be searched, and which change number it holds; never raises."""
        with self._lock:
            try:
                found = self._sound()
            except Foreign:
                return IndexState("foreign")
            except Damaged:
                return IndexState("damaged")
            return IndexState("ready", found.change_number) if found else IndexState("missing")

    def search(
        self, query: str, *, limit: int = 20, allowed: Collection[int] | None = None, typing: bool = False
    ) -> Found:
        """The best ``limit`` articles for a query, among ``allowed`` ids where they are given.

        With ``typing`` the last word is a prefix. Where no article has all words, those with some are
        found and a note says so. Any query gets an answer; where there is no index, it is a note.
        """
        read = parse(query, typing=typing)
        with self._lock:
            try:
                opened = self._current()
                if opened is not None:
                    answer = _answer(opened, read, limit, allowed)
                    return answer if typing else _with_cuts(answer, opened, read)
            except OSError:
                # The disk was taken away, or files were deleted under our hands.
                self.close()
            return Found(notes=(*read.notes, NOT_READY))

    def article_count(self, word: str) -> int:
        """In how many articles a word stands, whatever its case; 0 where there is no index."""
        with self._lock:
            try:
                opened = self._current()
                return opened.generation.lexicon.count(fold(word)) if opened else 0
            except OSError:
                self.close()
                return 0

    def _sound(self) -> Manifest | None:
        """The manifest, its files found right; raises ``Damaged`` and ``Foreign``."""
        for attempt in range(_TRIES):
            found = manifest.read(self._folder)
            try:
                if found:
                    self._verified.check(self._folder, found)
            except Damaged:
                # A writer may have put a new generation in place meanwhile.
                if attempt == _TRIES - 1 or manifest.read(self._folder) == found:
                    raise
            else:
                return found
        return None

    def _current(self) -> _Opened | None:
        """The newest generation, opened; None while there is none that can be searched."""
        stamp = manifest.stamp(self._folder / manifest.NAME)
        if self._opened and self._opened.stamp == stamp:
            return self._opened
        self.close()
        for _ in range(_TRIES):
            stamp = manifest.stamp(self._folder / manifest.NAME)
            try:
                found = self._sound()
                if found is None or stamp is None:
                    return None
                self._opened = _open(self._folder, found, stamp)
            except FileNotFoundError:
                continue
            except (Damaged, Foreign):
                return None
            return self._opened
        return None


def _open(folder: Path, found: Manifest, stamp: Stamp) -> _Opened:
    # NumPy and Whoosh come with the first search: the window starts without them.
    from diptych.search.generation import Generation
    from diptych.search.ranking import Ranking

    generation = Generation(folder, found)
    return _Opened(stamp, generation, Ranking(generation))


def _answer(opened: _Opened, read: Query, limit: int, allowed: Collection[int] | None) -> Found:
    if read.node is None:
        return Found(notes=read.notes)
    may = opened.ranking.allowed(allowed)
    scored, notes = opened.ranking.evaluate(read.node), read.notes
    if not (scored.matching & may).any():
        some = _some(opened.ranking, read.node)
        if some is not None and (some.matching & may).any():
            scored, notes = some, (*notes, SOME_OF_THE_WORDS)
    return Found(
        matches=_best(opened, scored, may, read.node, limit),
        count=int((scored.matching & may).sum()),
        notes=notes,
    )


def _with_cuts(answer: Found, opened: _Opened, read: Query) -> Found:
    """The answer, with a note for each prefix that stands for too many words."""
    cut = opened.ranking.cut_short(read.node) if read.node is not None else []
    notes = (f"Very many words begin with “{word}”; only the commonest were searched." for word in cut)
    return Found(matches=answer.matches, count=answer.count, notes=(*answer.notes, *notes))


def _some(ranking: Ranking, node: Node) -> Scored | None:
    """What holds only some of the words that stand side by side; None where there is one word."""
    wanted, excluded = relaxed(node)
    if len(wanted) < 2:
        return None
    some = ranking.best_of(wanted)
    for part in excluded:
        some = some._replace(matching=some.matching & ranking.evaluate(part).matching)
    return some


def _best(opened: _Opened, scored: Scored, may: Flags, node: Node, limit: int) -> tuple[Match, ...]:
    import numpy as np

    ids = opened.generation.table["id"]
    documents = np.flatnonzero(scored.matching & may)
    order = np.lexsort((ids[documents], -scored.scores[documents]))[: max(limit, 0)]
    phrases = list(dict.fromkeys(leaves(node)))
    holding = [opened.ranking.evaluate(phrase).matching for phrase in phrases]
    return tuple(
        Match(
            id=int(ids[n]),
            score=round(float(scored.scores[n]), 4),
            terms=tuple(phrase.label for phrase, held in zip(phrases, holding, strict=True) if held[n]),
        )
        for n in documents[order]
    )
