"""Families of articles: syndicated copies, reposts with edits, excerpts, to be counted once."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from diptych.library import Library
from diptych.model import Changes
from diptych.progress import Progress
from diptych.workspace.changes import merged

_AT_ONCE = 250


class Families:
    """The families of a library. Reads are kept until the library changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._known: tuple[int, Mapping[int, int]] = (-1, {})

    def all(self) -> Mapping[int, int]:
        """The family of each article outside the bin that has copies there: the lowest id among them."""
        with self._lock:
            number = self._library.change_number()
            if self._known[0] != number:
                self._known = (number, self._found())
            return self._known[1]

    def family_of(self, ids: Collection[int]) -> dict[int, int]:
        """The family of each of the articles that has one; those without copies are left out."""
        known = self.all()
        return {id_: known[id_] for id_ in ids if id_ in known}

    def members(self, id_: int) -> list[int]:
        """The articles of an article's family, itself included; itself alone where it has no copies."""
        known = self.all()
        if id_ not in known:
            return [id_]
        return sorted(other for other, family in known.items() if family == known[id_])

    def pending(self) -> int:
        """How many articles have not yet been compared with the others."""
        from diptych.analysis import near_duplicates

        return len(self._library.unsketched(near_duplicates.VERSION))

    def update(self, progress: Progress) -> Changes:
        """Compare what is new with all articles; raises ``Cancelled``, and then keeps what is done."""
        from diptych.analysis import near_duplicates

        pending = self._library.unsketched(near_duplicates.VERSION)
        if not pending:
            return Changes(number=self._library.change_number())
        comparing = _Comparing(self._library)
        progress.begin(len(pending))
        done: list[Changes] = []
        for batch in _batches(pending.items(), _AT_ONCE):
            progress.step(0, "Looking for copies")
            done.append(comparing.compare(dict(batch), progress))
            progress.step(len(batch))
        return merged(self._library, done)

    # The analyst's word

    def say_same(self, one: int, other: int) -> Changes:
        """Say that two articles are copies of one text."""
        return self._library.say_copies(one, other, True)

    def say_different(self, one: int, other: int) -> Changes:
        """Say that two articles are no copies: they are never put into one family."""
        return self._library.say_copies(one, other, False)

    def take_back(self, one: int, other: int) -> Changes:
        """Take back what was said of two articles."""
        return self._library.say_copies(one, other, None)

    def _found(self) -> Mapping[int, int]:
        copies, verdicts = self._library.copies(), self._library.family_verdicts()
        if not copies and not verdicts:
            return {}
        from diptych.analysis.near_duplicates import Pair, families

        said = [Pair(verdict.article, verdict.other, 2.0) for verdict in verdicts if verdict.same]
        apart = [(verdict.article, verdict.other) for verdict in verdicts if not verdict.same]
        return families([*said, *(Pair(*copy) for copy in copies)], apart)


class _Comparing:
    """One run over what is new, with the sketches of all that was there before."""

    def __init__(self, library: Library) -> None:
        import numpy as np

        from diptych.analysis import near_duplicates

        self._near = near_duplicates
        self._library = library
        held = library.sketches(near_duplicates.VERSION)
        self._texts = {article: text for article, (text, _) in held.items()}
        self._sketches = {article: np.frombuffer(hashes, np.uint64) for article, (_, hashes) in held.items()}

    def compare(self, new: Mapping[int, int], progress: Progress) -> Changes:
        """Sketch some articles, given with their texts' ids, and keep those with the copies found."""
        texts = self._library.texts(list(new))
        for article, text_id in new.items():
            self._texts[article] = text_id
            self._sketches[article] = self._near.sketch(texts.get(article, ""))
        copies = []
        for one, other in self._near.candidates(self._sketches, new):
            progress.step(0)
            share = self._near.contained(self._sketches[one], self._sketches[other])
            pair = self._text(texts, one), self._text(texts, other)
            if score := self._near.same(*pair, share):
                copies.append((self._texts[one], self._texts[other], score))
        kept = {text_id: self._sketches[article].tobytes() for article, text_id in new.items()}
        return self._library.keep_sketches(self._near.VERSION, kept, copies)

    def _text(self, texts: Mapping[int, str], article: int) -> str:
        return texts[article] if article in texts else self._library.texts([article]).get(article, "")


def _batches(items: Iterable[tuple[int, int]], size: int) -> Iterator[list[tuple[int, int]]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
