"""Scoring of analysis against labelled sentences: pure functions, no files.

Positions are matched by the overlap of their spans with the labelled sentence's; a sentence counts
once however many rows it has. Entities are matched by exact span inside the labelled sentences.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Rates:
    """Precision, recall and F1 in percent, with the counts they come from."""

    hits: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Hits of what was found."""
        return 100 * self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Hits of what was expected."""
        return 100 * self.hits / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.found + self.expected
        return 200 * self.hits / both if both else 0.0

    def __add__(self, other: Rates) -> Rates:
        return Rates(self.hits + other.hits, self.found + other.found, self.expected + other.expected)


class Row(NamedTuple):
    """One position: its span, party, issues and direction."""

    start: int
    end: int
    party: str
    issues: tuple[str, ...]
    direction: str


class Named(NamedTuple):
    """One mention: its span and the canonical name."""

    start: int
    end: int
    name: str


def rates(found: Collection[Hashable], expected: Collection[Hashable]) -> Rates:
    """The rates of a set against another."""
    return Rates(len(set(found) & set(expected)), len(set(found)), len(set(expected)))


def fold(text: str) -> str:
    """A text with blanks of every kind and length made one space."""
    return " ".join(text.split())


def anchor(row: Row, sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The labelled sentence that a row overlaps most, or its own span when none."""
    best = max(
        sentences, key=lambda s: min(row.end, s[1]) - max(row.start, s[0]), default=(row.start, row.end)
    )
    overlap = min(row.end, best[1]) - max(row.start, best[0])
    return best if overlap > 0 else (row.start, row.end)


def positions(found: Iterable[Row], expected: Iterable[Row]) -> Mapping[str, Rates]:
    """Rates for sentence, party, party with issue, and direction (hits of party with issue) of one text."""
    labelled = list(expected)
    sentences = sorted({(row.start, row.end) for row in labelled})
    ours = [(anchor(row, sentences), row) for row in found]
    theirs = [((row.start, row.end), row) for row in labelled]
    keyed = [_keys(rows) for rows in (ours, theirs)]
    leaning = _directions(ours), _directions(theirs)
    shared = leaning[0].keys() & leaning[1].keys()
    right = sum(bool(leaning[0][key] & leaning[1][key]) for key in shared)
    return {
        "position": rates(keyed[0][0], keyed[1][0]),
        "party": rates(keyed[0][1], keyed[1][1]),
        "party+issue": rates(keyed[0][2], keyed[1][2]),
        "direction": Rates(right, len(shared), len(shared)),
    }


def entities(
    found: Iterable[Named], expected: Iterable[Named], inside: Sequence[tuple[int, int]]
) -> Mapping[str, Rates]:
    """Rates of mention spans, and of spans with their canonical name, inside the labelled sentences."""
    ours = [m for m in found if any(start <= m.start < end for start, end in inside)]
    theirs = list(expected)
    return {
        "entity": rates([(m.start, m.end) for m in ours], [(m.start, m.end) for m in theirs]),
        "canonical": rates(
            [(m.start, m.end, m.name.casefold()) for m in ours],
            [(m.start, m.end, m.name.casefold()) for m in theirs],
        ),
    }


def _keys(
    rows: Sequence[tuple[tuple[int, int], Row]],
) -> tuple[set[Hashable], set[Hashable], set[Hashable]]:
    sentences: set[Hashable] = {at for at, _ in rows}
    parties: set[Hashable] = {(at, row.party) for at, row in rows}
    issues: set[Hashable] = {(at, row.party, issue) for at, row in rows for issue in row.issues}
    return sentences, parties, issues


def _directions(rows: Sequence[tuple[tuple[int, int], Row]]) -> dict[Hashable, set[str]]:
    found: dict[Hashable, set[str]] = {}
    for at, row in rows:
        for issue in row.issues:
            found.setdefault((at, row.party, issue), set()).add(row.direction)
    return found
