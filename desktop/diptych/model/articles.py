"""Articles: what an importer makes of a file, what the library keeps, how an import ends."""

from __future__ import annotations

from enum import StrEnum

from diptych.model.judgements import Override
from diptych.model.notes import Highlight
from diptych.model.text import Block, Value


class DatePrecision(StrEnum):
    """How much of a date is stated."""

    NONE = "none"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


class ArticleDate(Value, frozen=True):
    """When an article appeared, as far as it says so.

    ``value`` is ISO 8601 cut to the precision ("2017", "2017-03", "2017-03-06", "2017-03-06T14:31"),
    or None. ``as_printed`` is the stated text, ``evidence`` says in words where it stood and how it
    was read. ``suggestion`` is an EDTF interval inferred from the body: to be offered, never stored
    as the date.
    """

    value: str | None = None
    precision: DatePrecision = DatePrecision.NONE
    as_printed: str = ""
    evidence: str = ""
    suggestion: str = ""


class Author(Value, frozen=True):
    """A stated author. ``as_printed`` keeps the source's order; ``family`` may be empty."""

    as_printed: str
    given: str = ""
    family: str = ""
    affiliation: str = ""

    @property
    def name(self) -> str:
        """The name in reading order, given name first."""
        return " ".join(part for part in (self.given, self.family) if part) or self.as_printed


class Report(Value, frozen=True):
    """The somebody else's article that a summary reports. Absent facts are empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    date: str = ""


class Dropped(Value, frozen=True):
    """A line of the source that is not in the canonical text. ``line`` counts from 1 (0: unknown)."""

    line: int
    text: str
    reason: str


class Draft(Value, frozen=True):
    """What an importer makes of a file: everything that is stated, nothing that is guessed.

    ``outlet_guess`` is an outlet inferred from the text (offered to the analyst, never stored as
    stated); ``guess_evidence`` says from what. ``publisher`` is a stated original publisher of a
    republished text. ``flags`` are sentences for the import report when a reading is unsure.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    importer: str
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    outlet: str = ""
    outlet_guess: str = ""
    guess_evidence: str = ""
    publisher: str = ""
    date: ArticleDate = ArticleDate()
    language: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str = ""
    reports: Report | None = None
    dropped: tuple[Dropped, ...] = ()
    flags: tuple[str, ...] = ()


class ArticleSummary(Value, frozen=True):
    """What a list shows of an article. ``date`` is ISO or None; ``source`` the path or address it had."""

    id: int
    title: str
    authors: tuple[str, ...]
    outlet: str
    date: str | None
    source: str
    language: str = ""
    words: int = 0
    read: bool = False
    binned: bool = False
    bundled: bool = False
    tags: tuple[str, ...] = ()


class Article(Value, frozen=True):
    """One article with its current text. ``text_id`` names the version that spans refer to.

    ``corrected`` names the facts in which the analyst's correction stands for what the source states.
    """

    id: int
    title: str
    text_id: int
    text: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    outlet: str = ""
    outlet_guess: str = ""
    guess_evidence: str = ""
    publisher: str = ""
    date: ArticleDate = ArticleDate()
    language: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    url: str = ""
    source: str = ""
    reports: Report | None = None
    dropped: tuple[Dropped, ...] = ()
    flags: tuple[str, ...] = ()
    version: int = 1
    words: int = 0
    read: bool = False
    binned: bool = False
    bundled: bool = False
    corrected: tuple[str, ...] = ()


class Correction(Value, frozen=True):
    """An analyst's correction of an article's facts. A field that is None stays as it is.

    ``date`` is ISO cut to its precision, or "" for none. A field equal to what the source states
    takes the correction back.
    """

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] | None = None
    outlet: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None


class ImportStatus(StrEnum):
    """How a file that was offered for import ended."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    FLAGGED = "flagged"
    FAILED = "failed"


class ImportResult(Value, frozen=True, omit_defaults=False):
    """The end of one offered file. ``id`` is the article added, or the existing one of a duplicate.

    ``reason`` is a sentence: why it failed, what it duplicates, or what is unsure.
    """

    path: str
    status: ImportStatus
    id: int | None = None
    reason: str = ""


class Renewal(Value, frozen=True, omit_defaults=False):
    """What came of going to a new version of an article's text.

    ``carried`` counts the highlights and verdicts that went along. Those that were lost, because their
    quote is not in the new text or not in one place, stay with the old one.
    """

    text_id: int
    carried: int = 0
    lost_highlights: tuple[Highlight, ...] = ()
    lost_verdicts: tuple[Override, ...] = ()
