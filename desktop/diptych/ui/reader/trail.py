"""What a pane holds: its tabs, and the places it has shown, to go back to. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

LONGEST = 100
"""Places that a pane remembers to go back to."""


class Place(NamedTuple):
    """An article, or the file that it was imported from, at a code point of its text."""

    article: int
    at: int = 0
    original: bool = False

    def shows_same(self, other: Place | None) -> bool:
        """Whether both are places of the same page."""
        return other is not None and (self.article, self.original) == (other.article, other.original)


@dataclass(frozen=True)
class Trail:
    """Places in the order they were visited, and at which of them the reader is (-1: at none)."""

    places: tuple[Place, ...] = ()
    at: int = -1

    @property
    def here(self) -> Place | None:
        """The place where the reader is."""
        return self.places[self.at] if self.at >= 0 else None

    @property
    def back(self) -> Place | None:
        """The place before this one."""
        return self.places[self.at - 1] if self.at > 0 else None

    @property
    def ahead(self) -> Place | None:
        """The place after this one, where the reader came back from it."""
        return self.places[self.at + 1] if self.at + 1 < len(self.places) else None

    def moved(self, at: int) -> Self:
        """The reader has moved to another code point of the same page."""
        if self.here is None:
            return self
        places = (*self.places[: self.at], self.here._replace(at=at), *self.places[self.at + 1 :])
        return replace(self, places=places)

    def visit(self, place: Place) -> Self:
        """The reader goes on to a place; what lay ahead is forgotten."""
        places = (*self.places[: self.at + 1], place)[-LONGEST:]
        return replace(self, places=places, at=len(places) - 1)

    def step(self, way: int) -> Self:
        """The reader goes back (-1) or forward (1), as far as there is a place."""
        return replace(self, at=min(max(self.at + way, min(0, self.at)), len(self.places) - 1))

    def without(self, article: int) -> Self:
        """The article is gone, and with it all its places."""
        kept = [index for index, place in enumerate(self.places) if place.article != article]
        at = sum(index <= self.at for index in kept) - 1
        return replace(
            self, places=tuple(self.places[index] for index in kept), at=max(at, min(0, len(kept) - 1))
        )


@dataclass(frozen=True)
class Tabs:
    """The pages kept open in a pane, and which of them is shown (-1: none)."""

    places: tuple[Place, ...] = ()
    current: int = -1

    @property
    def here(self) -> Place | None:
        """The page that is shown, with the reader's place on it."""
        return self.places[self.current] if 0 <= self.current < len(self.places) else None

    def moved(self, at: int) -> Self:
        """The reader has moved to another code point of the same page."""
        return self if self.here is None else self.show(self.here._replace(at=at))

    def show(self, place: Place) -> Self:
        """Show a place in the current tab, or in a first one."""
        if self.here is None:
            return self.add(place)
        places = (*self.places[: self.current], place, *self.places[self.current + 1 :])
        return replace(self, places=places)

    def add(self, place: Place) -> Self:
        """Show a place in a new tab after the current one."""
        at = self.current + 1
        return replace(self, places=(*self.places[:at], place, *self.places[at:]), current=at)

    def choose(self, index: int) -> Self:
        """Show another tab."""
        return replace(self, current=index) if 0 <= index < len(self.places) else self

    def step(self, way: int) -> Self:
        """Show the next (1) or previous (-1) tab, round and round."""
        return replace(self, current=(self.current + way) % len(self.places)) if self.places else self

    def close(self, index: int) -> Self:
        """Close a tab; where it was shown the one that takes its place is, or the last one."""
        if not 0 <= index < len(self.places):
            return self
        places = (*self.places[:index], *self.places[index + 1 :])
        current = self.current - (index < self.current)
        return replace(self, places=places, current=min(current, len(places) - 1))

    def without(self, article: int) -> Self:
        """Close all tabs of an article."""
        tabs = self
        for index in reversed(range(len(self.places))):
            if self.places[index].article == article:
                tabs = tabs.close(index)
        return tabs

    def index_of(self, place: Place) -> int:
        """The tab that shows the same page, the current one first; -1 when none does."""
        if place.shows_same(self.here):
            return self.current
        return next((n for n, each in enumerate(self.places) if place.shows_same(each)), -1)
