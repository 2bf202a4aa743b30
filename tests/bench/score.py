"""Scoring of analysis against labelled sentences: pure functions, no files.

Positions are matched by the overlap of their spans with the labelled sentence's; a sentence counts
once however many rows it has. Entities are matched by exact span inside the labelled sentences.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
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
    """One position: its span, party, issues and direction, and how sure the system is."""

    start: int
    end: int
    party: str
    issues: tuple[str, ...]
    direction: str
    confidence: float = 1.0
    strength: str = ""


class Named(NamedTuple):
    """One mention: its span, the canonical name, and the key that links it with others."""

    start: int
    end: int
    name: str
    entity: str = ""


class Bin(NamedTuple):
    """Judgements of like confidence: how many, their mean confidence, and how many of them are right."""

    size: int
    confidence: float
    right: float


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


def taken(found: Iterable[Row], lookalikes: Sequence[tuple[int, int]]) -> Rates:
    """How many of the look-alikes a system took for a position; the recall is the share."""
    rows = list(found)
    hits = sum(any(_covers(row, span) for row in rows) for span in lookalikes)
    return Rates(hits, hits, len(lookalikes))


def judged(found: Iterable[Row], expected: Iterable[Row]) -> list[tuple[float, bool]]:
    """Each found party and issue with its confidence and whether it is labelled so."""
    labelled = list(expected)
    sentences = sorted({(row.start, row.end) for row in labelled})
    right = _keys([((row.start, row.end), row) for row in labelled])[2]
    best: dict[Hashable, float] = {}
    for row in found:
        for issue in row.issues:
            key = (anchor(row, sentences), row.party, issue)
            best[key] = max(best.get(key, 0.0), row.confidence)
    return [(confidence, key in right) for key, confidence in best.items()]


def judged_statements(found: Iterable[Row], expected: Iterable[Row]) -> list[tuple[float, bool]]:
    """Each found party of a sentence with its best confidence and whether it is labelled with one issue."""
    labelled = list(expected)
    sentences = sorted({(row.start, row.end) for row in labelled})
    right = _keys([((row.start, row.end), row) for row in labelled])[2]
    best: dict[tuple[Hashable, str], tuple[float, bool]] = {}
    for row in found:
        at = anchor(row, sentences)
        hit = any((at, row.party, issue) in right for issue in row.issues)
        confidence, before = best.get((at, row.party), (0.0, False))
        best[at, row.party] = max(confidence, row.confidence), before or hit
    return list(best.values())


def reliability(judgements: Sequence[tuple[float, bool]], bins: int = 10) -> list[Bin]:
    """The judgements in bins of equal width by confidence, the empty ones left out."""
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in judgements:
        parts[min(bins - 1, int(confidence * bins))].append((confidence, right))
    return [
        Bin(len(part), sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part))
        for part in parts
        if part
    ]


def calibration_error(judgements: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """The expected calibration error: the mean gap of confidence and share of right ones, by bin size."""
    total = max(1, len(judgements))
    return sum(abs(b.confidence - b.right) * b.size for b in reliability(judgements, bins)) / total


def linked(found: Iterable[Named], expected: Iterable[Named]) -> list[tuple[str, str]]:
    """The key and the labelled name of each mention whose span is exactly right, in order."""
    keys = {(m.start, m.end): m.entity or m.name for m in found}
    return [(keys[m.start, m.end], m.name) for m in expected if (m.start, m.end) in keys]


def links(mentions: Sequence[tuple[str, str]]) -> Rates:
    """Rates of the pairs of mentions of one text that are linked."""
    hits = ours = theirs = 0
    for (key, name), (other_key, other_name) in combinations(mentions, 2):
        ours += key == other_key
        theirs += name == other_name
        hits += key == other_key and name == other_name
    return Rates(hits, ours, theirs)


def merged(mentions: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of different labelled names that share a key, each once."""
    names: dict[str, set[str]] = {}
    for key, name in mentions:
        names.setdefault(key, set()).add(name)
    return sorted({pair for held in names.values() for pair in combinations(sorted(held), 2)})


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


def _covers(row: Row, span: tuple[int, int]) -> bool:
    overlap = min(row.end, span[1]) - max(row.start, span[0])
    return overlap > 0.5 * min(row.end - row.start, span[1] - span[0])


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
