"""What can be asked of a library, and what comes back besides hits."""

from __future__ import annotations

from enum import StrEnum

from diptych.model import Snippet, Value


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    OUTLET = "outlet"


class FacetName(StrEnum):
    """By what hits can be counted and chosen."""

    OUTLET = "outlet"
    YEAR = "year"
    MONTH = "month"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    ISSUE = "issue"
    POSITION = "position"
    LANGUAGE = "language"
    TAG = "tag"
    REVIEWED = "reviewed"


class Choice(Value, frozen=True):
    """A value of a facet that hits must have, or must not. Values of one facet are alternatives."""

    facet: FacetName
    value: str
    excluded: bool = False


class SearchRequest(Value, frozen=True):
    """A search. ``typing``: the last word is a beginning. ``recent``: newer articles weigh more.

    ``expand``: names stand for all their forms, but for those of the entities in ``unexpanded``.
    """

    query: str
    typing: bool = False
    limit: int = 20
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    recent: bool = False
    choices: tuple[Choice, ...] = ()
    expand: bool = True
    unexpanded: tuple[str, ...] = ()


class FacetValue(Value, frozen=True, omit_defaults=False):
    """A value with how many hits have it; ``label`` is how it is shown."""

    value: str
    label: str
    count: int


class Facet(Value, frozen=True, omit_defaults=False):
    """The values of a facet, the commonest first (years and months in order).

    They are counted over the hits that all choices leave but those of this facet that include; so a
    second value can be added. ``total`` is the number of values, of which the commonest are given.
    """

    name: FacetName
    values: tuple[FacetValue, ...]
    total: int


class SearchNews(Value, frozen=True, omit_defaults=False):
    """How many articles a saved search finds, and which of them it did not at the last look."""

    search: int
    count: int
    new: tuple[int, ...]


class OwnWords(Value, frozen=True, omit_defaults=False):
    """Words of the analyst's that a query found: a highlight's quote or note, or a part of a brief.

    ``kind`` is "highlight", "note" or "brief"; ``id`` that of the highlight or the brief, ``article`` 0
    where there is none; ``start`` is a highlight's place in its text.
    """

    kind: str
    id: int
    article: int
    title: str
    snippet: Snippet
    start: int = 0
