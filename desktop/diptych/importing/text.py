"""Plain text, mostly copied or scraped from a web page, becomes a draft."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from diptych.importing import names, outlets
from diptych.importing.canonical import build
from diptych.importing.canonical import line as clean
from diptych.importing.head import read_head
from diptych.importing.interval import suggestion
from diptych.importing.language import language_of
from diptych.importing.layout import lines_of, weight
from diptych.importing.middle import read_middle
from diptych.importing.page import Page
from diptych.importing.prose import parts_of
from diptych.importing.tail import cut_comments, read_tail
from diptych.model import ArticleDate, Author, Block, BlockKind, Draft, Dropped


def read_text(source: str, stem: str, importer: str, flags: tuple[str, ...] = ()) -> Draft:
    """The draft of a plain text; ``stem`` is the title when the text has none."""
    page = page_of(source)
    lines = [page.lines[i] for i in page.kept()]
    notes = {page.lines[i].number: note for i, note in page.notes.items() if i not in page.reasons}
    text, blocks = build(parts_of(lines, notes))
    outlet, when = outlets.dateline(text)
    return Draft(
        title=clean(page.title) or stem,
        subtitle=clean(page.subtitle),
        text=text,
        blocks=blocks,
        importer=importer,
        authors=tuple(_author(name, role, text) for name, role in page.names.items()),
        outlet=outlet,
        outlet_guess="" if outlet else clean(page.outlet_guess),
        guess_evidence="" if outlet else clean(page.guess_evidence),
        publisher=clean(page.publisher),
        date=_date(page, when, text),
        language=language_of(text),
        sections=tuple(dict.fromkeys(map(clean, page.sections))),
        dropped=tuple(
            Dropped(line=page.lines[i].number, text=clean(page.lines[i].raw), reason=reason)
            for i, reason in sorted(page.reasons.items())
        ),
        flags=flags + tuple(_idle_headings(text, blocks)),
    )


def page_of(source: str) -> Page:
    """The text read as a page: every line kept, or dropped for a reason."""
    page = Page(lines_of(source))
    page.end = len(page.lines)
    cut_comments(page)
    body = read_head(page)
    end = read_tail(page, body)
    read_middle(page, body, end)
    _keep_something(page)
    return page


def _keep_something(page: Page) -> None:
    """Never drop a whole text: where little is left, nothing but the title is furniture."""
    if sum(weight(page.text(i)) for i in page.kept()) > 0:
        return
    page.reasons = {i: reason for i, reason in page.reasons.items() if reason == "title"}
    page.end = len(page.lines)
    if len(page.lines) == len(page.reasons):
        page.reasons, page.title = {}, ""


def _date(page: Page, dateline: ArticleDate | None, text: str) -> ArticleDate:
    """When the article appeared: a date called so, else the first that is no update, else the dateline's.

    An update only says by when the article was there, which is offered as a suggestion; so is what the
    text lets on when nothing is stated.
    """
    called = dict(reversed(page.dates))
    best = called.get("published") or called.get("") or called.get("page") or dateline
    if best is None and "updated" in called:
        updated = called["updated"]
        latest = (updated.value or "")[:10]
        return ArticleDate(
            evidence=f"only an update is dated: {updated.as_printed}", suggestion=f"../{latest}"
        )
    if best is None:
        interval, evidence = suggestion(text)
        return ArticleDate(evidence=evidence, suggestion=interval)
    return best


def _idle_headings(text: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    """A sentence for each heading without a text of its own before the next one of its rank or above."""
    for block, following in pairwise((*blocks, None)):
        if block is None or block.kind is not BlockKind.HEADING:
            continue
        if following is None or (following.kind is BlockKind.HEADING and following.level <= block.level):
            heading = text[block.start : block.end]
            yield f"The heading “{heading[:80]}” has no text of its own; it may be the caption of a picture."


def _author(name: str, role: str, text: str) -> Author:
    return names.author(clean(name), clean(role), text)
