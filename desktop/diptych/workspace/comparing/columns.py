"""The rows behind the comparison as columns of numbers, held while a library is open.

A snapshot is never changed: an act makes a new one, in which the rows of the articles that it touched
are replaced. 200,000 rows take 8 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diptych.library.ledger import ArticleFacts, LedgerRow
from diptych.model import AnalysisState, Direction, Strength, Verdict, Voice
from diptych.workspace.comparing.codes import Codes
from diptych.workspace.comparing.query import days

Array = NDArray[Any]

DIRECTIONS = tuple(Direction)
VOICES = tuple(Voice)
VERDICTS = ("", *Verdict)
STRENGTHS = tuple(Strength)
STATES = tuple(AnalysisState)
GONE = -1
"""The state of an article that is in the bin."""

_CHUNK = 20_000


@dataclass(frozen=True)
class Names:
    """The words behind the numbers of the columns."""

    issues: Codes
    parties: Codes
    outlets: Codes
    holders: Codes


@dataclass(frozen=True)
class Rows:
    """One number of each row in each column, by slot, start, end and holder.

    ``found_issue`` is the issue as found, ``issue`` the one that it is by the analyst's edits.
    """

    slot: Array
    source: Array
    issue: Array
    party: Array
    direction: Array
    voice: Array
    strength: Array
    verdict: Array
    holder: Array
    confidence: Array
    quoted: Array
    broken: Array
    start: Array
    end: Array
    found_issue: Array

    def __len__(self) -> int:
        return len(self.slot)

    def take(self, where: Array | slice) -> Rows:
        """Some of the rows."""
        return Rows(*(getattr(self, field.name)[where] for field in fields(self)))


TYPES: dict[str, Any] = {"slot": np.int32, "source": np.int64}
TYPES |= dict.fromkeys(("issue", "found_issue", "party"), np.int16)
TYPES |= dict.fromkeys(("direction", "voice", "strength", "verdict"), np.int8)
TYPES |= {"holder": np.int32, "confidence": np.float64, "quoted": np.bool_, "broken": np.bool_}
TYPES |= {"start": np.int32, "end": np.int32}


@dataclass(frozen=True)
class Articles:
    """The articles by slot. ``first`` and ``last`` are the days that a date may mean."""

    ids: Array
    slots: dict[int, int]
    dates: tuple[str, ...]
    first: Array
    last: Array
    outlet: Array
    state: Array

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Columns:
    """All that a comparison reckons with, as it was at a change number of the library."""

    number: int
    names: Names
    articles: Articles
    rows: Rows

    @classmethod
    def read(cls, number: int, facts: Sequence[ArticleFacts], rows: Iterable[LedgerRow]) -> Columns:
        """The columns of a whole library."""
        names = Names(Codes(), Codes(), Codes(), Codes())
        articles = _articles(names, facts)
        return cls(number, names, articles, _rows(names, articles, rows))

    def renewed(
        self, number: int, touched: Iterable[int], facts: Sequence[ArticleFacts], rows: Iterable[LedgerRow]
    ) -> Columns:
        """The columns with some articles read anew; those without facts are gone."""
        articles = _with(self.names, self.articles, set(touched), facts)
        read = _rows(self.names, articles, rows)
        slots = sorted({slot for id_ in touched if (slot := articles.slots.get(id_)) is not None})
        return replace(self, number=number, articles=articles, rows=_spliced(self.rows, read, slots))

    def at(self, number: int) -> Columns:
        """The same columns at a later change number, of which nothing touched them."""
        return replace(self, number=number)

    def with_facts(self, facts: Sequence[ArticleFacts]) -> Columns:
        """The columns with what is known of all articles read anew, as after a change of dossier."""
        return replace(self, articles=_with(self.names, self.articles, set(self.articles.slots), facts))


def _articles(names: Names, facts: Sequence[ArticleFacts]) -> Articles:
    spans = [days(each.date) for each in facts]
    return Articles(
        ids=np.array([each.id for each in facts], np.int64),
        slots={each.id: slot for slot, each in enumerate(facts)},
        dates=tuple(each.date for each in facts),
        first=np.array([first for first, _ in spans], np.int32),
        last=np.array([last for _, last in spans], np.int32),
        outlet=np.array([names.outlets[each.outlet] for each in facts], np.int32),
        state=np.array([_STATE[each.state] for each in facts], np.int8),
    )


_STATE = {state.value: number for number, state in enumerate(STATES)}


def _with(names: Names, articles: Articles, touched: set[int], facts: Sequence[ArticleFacts]) -> Articles:
    """The articles with some of them read anew: they keep their slots, new ones come last."""
    fresh = [each for each in facts if each.id not in articles.slots]
    added = _articles(names, fresh)
    before = len(articles)
    joined = Articles(
        ids=np.concatenate((articles.ids, added.ids)),
        slots=articles.slots | {id_: before + slot for id_, slot in added.slots.items()},
        dates=(),
        first=np.concatenate((articles.first, added.first)),
        last=np.concatenate((articles.last, added.last)),
        outlet=np.concatenate((articles.outlet, added.outlet)),
        state=np.concatenate((articles.state, added.state)),
    )
    dates = [*articles.dates, *added.dates]
    for id_ in touched & joined.slots.keys():
        joined.state[joined.slots[id_]] = GONE
    for each in facts:
        slot = joined.slots[each.id]
        dates[slot] = each.date
        joined.first[slot], joined.last[slot] = days(each.date)
        joined.outlet[slot] = names.outlets[each.outlet]
        joined.state[slot] = _STATE[each.state]
    return replace(joined, dates=tuple(dates))


def _rows(names: Names, articles: Articles, rows: Iterable[LedgerRow]) -> Rows:
    """Rows as columns, in the order of the articles' slots; read a part at a time to save memory."""
    parts = [_part(names, articles, part) for part in _parts(rows)] or [_part(names, articles, [])]
    joined = Rows(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Rows)))
    return joined.take(np.lexsort((joined.holder, joined.end, joined.start, joined.slot)))


def _parts(rows: Iterable[LedgerRow]) -> Iterator[list[LedgerRow]]:
    iterator = iter(rows)
    while part := list(islice(iterator, _CHUNK)):
        yield part


def _part(names: Names, articles: Articles, part: list[LedgerRow]) -> Rows:
    columns = dict(zip(LedgerRow._fields, zip(*part, strict=True), strict=True)) if part else {}
    number = {
        "issue": names.issues.__getitem__,
        "party": names.parties.__getitem__,
        "holder": names.holders.__getitem__,
        "direction": _places(DIRECTIONS),
        "voice": _places(VOICES),
        "strength": _places(STRENGTHS),
        "verdict": _places(VERDICTS),
        "article": articles.slots.__getitem__,
    }

    def column(name: str, type_: Any) -> Array:
        field = {"slot": "article", "found_issue": "issue"}.get(name, name)
        values: Sequence[Any] = columns.get(field, ())
        known = number.get(field)
        return np.fromiter(map(known, values) if known else values, type_, len(values))

    return Rows(**{name: column(name, type_) for name, type_ in TYPES.items()})


def _places(words: Sequence[str]) -> Any:
    return {str(word): place for place, word in enumerate(words)}.__getitem__


def _spliced(old: Rows, new: Rows, slots: Sequence[int]) -> Rows:
    """The old rows with those of some slots replaced by new ones."""
    wanted = np.array(slots, np.int64)
    old_at = np.searchsorted(old.slot, wanted), np.searchsorted(old.slot, wanted, side="right")
    new_at = np.searchsorted(new.slot, wanted), np.searchsorted(new.slot, wanted, side="right")
    ranges = list(zip(*(each.tolist() for each in (*old_at, *new_at)), strict=True))

    def joined(name: str) -> Array:
        was, becomes, at = getattr(old, name), getattr(new, name), 0
        pieces = []
        for start, end, first, last in ranges:
            pieces += [was[at:start], becomes[first:last]]
            at = end
        return np.concatenate([*pieces, was[at:]])

    return Rows(*(joined(field.name) for field in fields(Rows)))
