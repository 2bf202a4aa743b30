"""What a brief is made of, before it takes a format."""

from __future__ import annotations

from diptych.model import Value


class Source(Value, frozen=True):
    """Where a quotation comes from. Facts that the article does not state are empty.

    ``reports`` describes the somebody else's article that this one summarises, so that a summary's
    words never pass for its source's.
    """

    title: str
    authors: tuple[str, ...] = ()
    outlet: str = ""
    date: str = ""
    url: str = ""
    reports: str = ""


class Quotation(Value, frozen=True):
    """The exact words of an article, with what is said about them and where they stand.

    ``label`` says what they show ("Opposes"), ``speaker`` whose position it is, ``note`` the analyst's.
    ``paragraph`` counts from 1.
    """

    quote: str
    source: Source
    paragraph: int
    label: str = ""
    speaker: str = ""
    note: str = ""


class Table(Value, frozen=True):
    """A table with a header; every row has as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(Value, frozen=True):
    """A heading of a rank from 2, a sentence, and the quotations under it."""

    heading: str
    level: int = 2
    lead: str = ""
    quotations: tuple[Quotation, ...] = ()


class Brief(Value, frozen=True):
    """A whole brief. ``left_out`` are sentences on evidence that could not be verified and is not in it."""

    title: str
    date: str
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    left_out: tuple[str, ...] = ()

    def sources(self) -> list[Source]:
        """Each source that a quotation names, once, in the order of first use."""
        return list(dict.fromkeys(q.source for section in self.sections for q in section.quotations))


def described(source: Source) -> str:
    """A source in one line, ending with a full stop."""
    head = f"{', '.join(source.authors)}, " if source.authors else ""
    facts = [f"“{source.title}”", source.outlet, source.date or "undated", source.url]
    line = head + ", ".join(filter(None, facts))
    return f"{line}. Reports {source.reports}." if source.reports else f"{line}."
