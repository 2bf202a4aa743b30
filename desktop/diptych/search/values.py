"""What goes into the index and what comes out of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from diptych.model import Value


class Document(Value, frozen=True):
    """What is indexed of one article. Titles, outlets and authors are searched too."""

    id: int
    title: str
    text: str
    outlet: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""


class Match(NamedTuple):
    """One article that a query found: its score (higher is better) and the query's words that it holds."""

    id: int
    score: float
    terms: tuple[str, ...]


class Found(Value, frozen=True):
    """The answer of the index. ``count`` is all articles found, ``notes`` say how the query was read."""

    matches: tuple[Match, ...] = ()
    count: int = 0
    notes: tuple[str, ...] = ()


class IndexState(NamedTuple):
    """Whether the index can be searched, and the library's change number that it holds.

    ``missing``: there is none. ``damaged``: its files are not what was written. ``foreign``: another
    version of the program, or another user's, wrote it. All three are mended by building it anew.
    """

    status: Literal["ready", "missing", "damaged", "foreign"]
    change_number: int = 0
