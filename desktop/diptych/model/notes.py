"""The analyst's highlights and briefs."""

from __future__ import annotations

from enum import StrEnum

from diptych.model.text import Value


class Highlight(Value, frozen=True, omit_defaults=False):
    """An analyst's mark on a text, with the quote it was made on and up to 32 characters around it.

    ``colour`` is the index of a highlight colour of the theme; ``created`` is ISO 8601 in UTC.
    ``broken`` is True when the text no longer reads ``quote`` there: such a one is never exported.
    """

    id: int
    article: int
    text_id: int
    start: int
    end: int
    quote: str
    before: str
    after: str
    colour: int
    note: str
    created: str
    broken: bool = False


class BriefItemKind(StrEnum):
    """What can stand in a brief: an issue compared, an excerpt of an article, the analyst's own words."""

    ISSUE = "issue"
    EXCERPT = "excerpt"
    WORDS = "words"


class BriefItem(Value, frozen=True, omit_defaults=False):
    """One thing in a brief. ``content`` is an issue's id, an excerpt's note, or the words.

    An excerpt has its span with the quote it was taken as; ``broken`` when the text reads so no more.
    """

    kind: BriefItemKind
    content: str = ""
    text_id: int = 0
    article: int = 0
    start: int = 0
    end: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""
    broken: bool = False


class StoredBrief(Value, frozen=True, omit_defaults=False):
    """A brief as the library keeps it. ``created`` is ISO 8601 in UTC."""

    id: int
    title: str
    created: str
    items: tuple[BriefItem, ...]
