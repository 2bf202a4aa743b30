"""What goes into the index and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from diptych.model import Value

if TYPE_CHECKING:
    from diptych.search.arrays import Floats, Numbers
    from diptych.search.query import Query


class Document(Value, frozen=True):
    """What is indexed of one article. Titles, outlets and authors are searched too."""

    id: int
    title: str
    text: str
    outlet: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    date: str = ""

    @property
    def year(self) -> int:
        """The year of the date, 0 where there is none."""
        return int(self.date[:4]) if self.date[:4].isdecimal() and len(self.date) >= 4 else 0


class Match(NamedTuple):
    """One article that a query found: its score (higher is better) and the query's words that it holds."""

    id: int
    score: float
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """The answer of the index.

    ``matches`` are the best articles, ``count`` is all that were found, ``notes`` say how the query was
    read, ``query`` is as it was read, with what its open words stand for. ``partial``: some matches have
    only some of the words. ``ids`` and ``scores`` are of all that was found, in no order; None where
    there was nothing to look for or no index.
    """

    query: Query
    matches: tuple[Match, ...] = ()
    count: int = 0
    notes: tuple[str, ...] = ()
    partial: bool = False
    ids: Numbers | None = None
    scores: Floats | None = None


class IndexState(NamedTuple):
    """Whether the index can be searched, and the library's change number that it holds.

    ``missing``: there is none. ``damaged``: its files are not what was written. ``foreign``: another
    version of the program, or another user's, wrote it. All three are mended by building it anew.
    """

    status: Literal["ready", "missing", "damaged", "foreign"]
    change_number: int = 0
