"""What a search gives, and the searches that are kept."""

from __future__ import annotations

from diptych.model.text import Span, Value


class Snippet(Value, frozen=True, omit_defaults=False):
    """A passage of a hit. ``marks`` are spans in ``text``; ``start`` is its place in the canonical text."""

    text: str
    marks: tuple[Span, ...]
    start: int = 0


class NameForm(Value, frozen=True, omit_defaults=False):
    """One way to write a name. ``party`` is the party whose usage it is, where the name is itself a claim."""

    text: str
    party: str | None = None
    language: str = ""


class Expansion(Value, frozen=True, omit_defaults=False):
    """A thing whose name a query holds: ``typed`` is that name as it stands in the query.

    ``entity`` is its id, ``name`` the canonical name, ``forms`` all that is searched in its place.
    """

    typed: str
    entity: str
    name: str
    forms: tuple[NameForm, ...]


class QueryProblem(Value, frozen=True, omit_defaults=False):
    """What makes no sense in a query: its code points ``[start, end)`` and a sentence on how it was read."""

    start: int
    end: int
    sentence: str


class Hit(Value, frozen=True, omit_defaults=False):
    """One article that a search found. ``spans`` are all hits in the canonical text, in order.

    ``count`` is their number, ``names`` are the forms of an expanded name that the article uses,
    ``family`` is the number that it shares with its reposts.
    """

    id: int
    title: str
    outlet: str
    date: str | None
    score: float
    snippets: tuple[Snippet, ...]
    spans: tuple[Span, ...] = ()
    count: int = 0
    names: tuple[str, ...] = ()
    family: int | None = None
    language: str = ""
    title_spans: tuple[Span, ...] = ()


class SearchResult(Value, frozen=True, omit_defaults=False):
    """The answer to a query. ``count`` is all articles found, ``notes`` say how the query was read.

    ``problems`` are those of the notes that have a place in the query, ``expansions`` the names that
    were searched in all their forms, ``suggestion`` a query that finds more, or "". ``partial`` says
    that articles with only some of the words are among the hits.
    """

    query: str
    count: int
    seconds: float
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
    complete: bool = True
    problems: tuple[QueryProblem, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    suggestion: str = ""
    partial: bool = False


class SavedSearch(Value, frozen=True, omit_defaults=False):
    """A search that the analyst keeps. ``request`` is JSON; ``looked`` is when it was last looked at."""

    id: int
    name: str
    request: str
    created: str
    looked: str | None = None


class PastSearch(Value, frozen=True, omit_defaults=False):
    """A search that was made, with how many articles it found; ``asked`` is ISO 8601 in UTC."""

    id: int
    query: str
    request: str
    count: int
    asked: str
