"""Facts of all articles in columns of numbers, to count and filter hits within milliseconds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from diptych.library import Library
from diptych.model import EntityKind
from diptych.workspace.finding.requests import FacetName

Ids = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
T = TypeVar("T")

NAMED = {
    EntityKind.PERSON: FacetName.PERSON,
    EntityKind.PLACE: FacetName.PLACE,
    EntityKind.ORGANISATION: FacetName.ORGANISATION,
}


class Column(NamedTuple):
    """Pairs of an article and a value: ``codes`` point into ``values``, whose ``labels`` are shown."""

    articles: Ids
    codes: npt.NDArray[np.int32]
    values: tuple[str, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, str]], labels: dict[str, str] | None = None) -> Column:
        """A column of pairs; one that comes twice is counted once."""
        codes: dict[str, int] = {}
        coded = [(article, codes.setdefault(value, len(codes))) for article, value in set(pairs)]
        table = np.array(coded, np.int64).reshape(-1, 2)
        names = labels or {}
        return cls(
            table[:, 0],
            table[:, 1].astype(np.int32),
            tuple(codes),
            tuple(names.get(value, value) for value in codes),
        )

    def having(self, wanted: Callable[[str, str], bool]) -> Ids:
        """The articles with a value that is wanted, by value and label."""
        good = [n for n, pair in enumerate(zip(self.values, self.labels, strict=True)) if wanted(*pair)]
        found: Ids = np.unique(self.articles[np.isin(self.codes, good)])
        return found

    def counts(self, hits: Flags) -> npt.NDArray[np.int64]:
        """How many of the articles that are flagged have each value."""
        inside = self.articles[self.articles < len(hits)], self.codes[self.articles < len(hits)]
        return np.bincount(inside[1][hits[inside[0]]], minlength=len(self.values))


class Columns:
    """The columns of a library, read when first asked for and again when it has changed."""

    def __init__(self, library: Library, dossier_hash: Callable[[], str]) -> None:
        self._library = library
        self._dossier_hash = dossier_hash
        self._lock = threading.RLock()
        self._kept: dict[str, tuple[object, object]] = {}

    def dates(self) -> tuple[Ids, Sequence[str]]:
        """The articles outside the bin in the order of ids, and their dates ("" for none)."""
        facts = self._facts()
        return facts[0], facts[1]

    def outlets(self) -> tuple[Ids, Sequence[str]]:
        """The articles outside the bin in the order of ids, and their outlets."""
        facts = self._facts()
        return facts[0], facts[2]

    def column(self, name: FacetName) -> Column:
        """One facet's column."""
        if name in (FacetName.PERSON, FacetName.PLACE, FacetName.ORGANISATION):
            return self._names()[name]
        if name in (FacetName.ISSUE, FacetName.POSITION):
            return self._positions()[name]
        number = self._library.change_number()
        return self._once(f"facet {name}", number, lambda: self._plain(name))

    def ties(self, what: str) -> Column:
        """Articles with their "tags" or "collections"."""
        number = self._library.change_number()
        return self._once(what, number, lambda: Column.of(self._library.ties(what)))

    def parties(self) -> Column:
        """Articles with the parties of those that they name."""
        self._names()
        found: Column = self._kept["parties"][1]  # type: ignore[assignment]
        return found

    def _once(self, key: str, mark: object, make: Callable[[], T]) -> T:
        with self._lock:
            known = self._kept.get(key)
            if known is None or known[0] != mark:
                known = self._kept[key] = mark, make()
            return known[1]  # type: ignore[return-value]

    def _facts(self) -> tuple[Ids, list[str], list[str], list[str], list[bool]]:
        def make() -> tuple[Ids, list[str], list[str], list[str], list[bool]]:
            _, rows = self._library.facts()
            return (
                np.array([row.id for row in rows], np.int64),
                [row.date for row in rows],
                [row.outlet for row in rows],
                [row.language for row in rows],
                [row.read for row in rows],
            )

        return self._once("facts", self._library.change_number(), make)

    def _plain(self, name: FacetName) -> Column:
        ids, dates, outlets, languages, read = self._facts()
        articles = ids.tolist()
        if name is FacetName.TAG:
            return self.ties("tags")
        values: Iterable[str] = {
            FacetName.OUTLET: outlets,
            FacetName.LANGUAGE: languages,
            FacetName.YEAR: [date[:4] for date in dates],
            FacetName.MONTH: [date[:7] if len(date) >= 7 else "" for date in dates],
            FacetName.REVIEWED: ["yes" if each else "no" for each in read],
        }[name]
        return Column.of(pair for pair in zip(articles, values, strict=True) if pair[1])

    def _names(self) -> dict[FacetName, Column]:
        spellings, shown = self._library.spellings(), self._library.shown_texts()

        def make() -> dict[FacetName, Column]:
            pairs: dict[FacetName, set[tuple[int, str]]] = {name: set() for name in NAMED.values()}
            labels: dict[str, str] = {}
            parties: set[tuple[int, str]] = set()
            for spelling, (texts, _) in spellings.items():
                articles = [shown[text] for text in texts if text in shown]
                if spelling.party:
                    parties.update((article, spelling.party) for article in articles)
                if spelling.kind in NAMED:
                    labels[spelling.key] = spelling.name
                    pairs[NAMED[spelling.kind]].update((article, spelling.key) for article in articles)
            self._kept["parties"] = 0, Column.of(parties)
            return {name: Column.of(found, labels) for name, found in pairs.items()}

        return self._once("names", (id(spellings), shown), make)

    def _positions(self) -> dict[FacetName, Column]:
        def make() -> dict[FacetName, Column]:
            issues: set[tuple[int, str]] = set()
            sides: set[tuple[int, str]] = set()
            with self._library.ledger(self._dossier_hash()) as (_, _, rows):
                for row in rows:
                    if row.verdict != "rejected" and not row.broken:
                        issues.add((row.article, row.issue))
                        sides.add((row.article, f"{row.party}:{row.direction}"))
            return {FacetName.ISSUE: Column.of(issues), FacetName.POSITION: Column.of(sides)}

        number = self._library.change_number()
        known = self._kept.get("positions")
        if known and not self._library.touched_since(int(str(known[0])))[1]:
            number = int(str(known[0]))
        return self._once("positions", number, make)
