"""What stands above an article's text on a page: title, sections, date, author, subtitle, picture."""

from __future__ import annotations

import re

from diptych.importing import shapes
from diptych.importing.furniture import (
    affiliation_below,
    is_author_name,
    is_date_alone,
    is_own_caption,
    publisher_in,
    reason_of,
)
from diptych.importing.layout import weight
from diptych.importing.lexicon import fold, lexicon
from diptych.importing.page import Page
from diptych.importing.title import DEEPEST, in_menu, is_long, take_title, title_index

_FAR = 400


def read_head(page: Page) -> int:
    """Drop and note the lines above the text; the index of the first line of the text is returned."""
    title = title_index(page)
    start = 0
    if title is not None:
        take_title(page, title)
        start = title + 1
        for index in range(title):
            _drop_above(page, index)
    body = _body_start(page, start)
    repeated = max((i + 1 for i in range(start, body) if page.repeats_title(i)), default=start)
    for index in range(start, body):
        if index not in page.reasons:
            _read_line(page, index, repeated, body)
    return body


def _drop_above(page: Page, index: int) -> None:
    """Drop a line above the title, noting a date, an author, sections and the name of the site."""
    text = page.text(index)
    rest = text[len(page.title) :] if text.startswith(page.title) else ""
    if rest:
        page.drop(index, "repeated title")
        page.guess_outlet(shapes.outlet_name(rest.strip(" |–—-")), f"“{text}” above the title")
    elif reason := reason_of(page, index):
        page.drop(index, reason)
    elif in_menu(page, index):
        page.drop(index, "navigation")
    elif not (
        _take_date(page, index, above=True) or _take_author(page, index) or _take_sections(page, index)
    ):
        page.drop(index, "above the title")
        page.guess_outlet(shapes.outlet_name(text), f"“{text}” above the title")


def _body_start(page: Page, start: int) -> int:
    """The first line of the text: prose that is neither a subtitle nor a caption, or a heading before it."""
    body = _after_signature(page, start)
    for index in range(body, min(page.end, start + DEEPEST)):
        if _is_furniture(page, index) or _is_subtitle(page, index, start):
            body = index + 1
        elif shapes.is_prose(page.text(index)) or page.lines[index].level:
            break
    return body


def _after_signature(page: Page, start: int) -> int:
    """The line after an author and a date that stand together above any long line; else ``start``."""
    deepest = min(page.end, start + DEEPEST)
    limit = next((i for i in range(start, deepest) if is_long(page, i)), deepest)
    after = start
    for index in range(start, limit - 1):
        if shapes.is_prose(page.text(index)) or page.lines[index].level:
            continue
        dated = [bool(shapes.date_line(page.text(i))) for i in (index, index + 1)]
        signed = [bool(shapes.byline(page.text(i))) or is_author_name(page, i) for i in (index, index + 1)]
        if (dated[0] and signed[1]) or (signed[0] and dated[1]):
            after = index + 2
    return after


def _is_furniture(page: Page, index: int) -> bool:
    """Whether a line certainly stands above the text."""
    text = page.text(index)
    if page.lines[index].level:
        return page.repeats_title(index)
    return bool(
        reason_of(page, index)
        or shapes.byline(text)
        or (shapes.date_line(text) and not _is_chronology(page, index))
        or shapes.sections_in(text)
        or is_author_name(page, index)
        or (shapes.outlet_name(text) and not shapes.is_prose(text))
    )


def _is_chronology(page: Page, index: int) -> bool:
    """Whether a date alone is the first heading of a chronology: others like it stand between paragraphs."""
    if not is_date_alone(page, index):
        return False
    following = range(index + 2, min(page.end - 1, index + _FAR))
    return sum(is_date_alone(page, i) and shapes.is_prose(page.text(i - 1)) for i in following) >= 2


def _is_subtitle(page: Page, index: int, start: int) -> bool:
    """One sentence right below the title, with furniture between it and the text."""
    text = page.text(index)
    if page.lines[index].level or not 4 <= weight(text) <= 35 or shapes.sentences_in(text) > 1:
        return False
    above = (
        i in page.reasons or reason_of(page, i) or shapes.sections_in(page.text(i))
        for i in range(start, index)
    )
    if not all(above) or is_own_caption(page, index):
        return False
    for other in range(index + 1, min(page.end, index + 8)):
        if _is_furniture(page, other):
            return True
        if shapes.is_prose(page.text(other)):
            break
    return False


def _read_line(page: Page, index: int, start: int, body: int) -> None:
    """Drop a line between title and text, and note what it states; a line that says nothing known stays.

    ``start`` is the line after the title where it stands last.
    """
    text = page.text(index)
    if reason := reason_of(page, index):
        page.drop(index, reason)
    elif _take_date(page, index) or _take_author(page, index) or _take_sections(page, index):
        pass
    elif _is_subtitle(page, index, start):
        page.drop(index, "subtitle")
        page.subtitle = text
    elif outlet := shapes.outlet_name(text):
        page.drop(index, "name of the site")
        page.guess_outlet(outlet, f"“{text}” above the text")
    elif index < start or not any(char.isalpha() for char in text):
        page.drop(index, "above the text")
    elif weight(text) <= 4 and not shapes.is_terminal(text) and index + 1 < body:
        page.drop(index, "section")
        page.sections.append(text)


def _take_date(page: Page, index: int, *, above: bool = False) -> bool:
    """Note the date of a date line; one above the title may be that of the page."""
    text = page.text(index)
    line = shapes.date_line(text)
    if line is None:
        return False
    if above and not line.label:
        line = line._replace(label="page")
    if weight(line.rest) > 4 and not line.label and not _is_known(page, line.rest):
        return False
    number = page.lines[index].number
    if line.rest and fold(line.rest) == fold(page.title):
        page.drop(index, "repeated title and date")
        page.state_date(text, line, f"beside the repeated title on line {number}")
        return True
    page.drop(index, "date")
    page.state_date(text, line, f"line {number}" + (", beside other facts" if line.rest else ""))
    for piece in re.split(r"\s*[|•·]\s*", line.rest):
        _take_beside(page, piece, piped="|" in text)
    return True


def _is_known(page: Page, rest: str) -> bool:
    """Whether what stands beside a date is the title, an author or a list of sections."""
    pieces = re.split(r"\s*[|•·]\s*", rest)
    return fold(rest) == fold(page.title) or any(
        shapes.byline(piece) or shapes.byline(piece.partition(" in ")[0]) or _section_items(piece)
        for piece in pieces
    )


def _section_items(text: str) -> list[str]:
    """The short items of a list, the site's home page left out; empty when it is no such list."""
    items = [item.strip() for item in re.split(r"\s*[,;»>›]\s*", text) if item.strip()]
    short = all(weight(item) <= 3 and item[0].isalpha() and not item[0].islower() for item in items)
    return [item for item in items if fold(item) not in lexicon().home] if short else []


def _take_beside(page: Page, piece: str, *, piped: bool) -> None:
    """Note what stands beside a date: an author, or sections."""
    written = shapes.byline(piece) or (shapes.Byline((piece,)) if shapes.is_name(piece) else None)
    if written:
        page.names.update(dict.fromkeys(written.names, written.affiliation))
        return
    label, sign, listed = piece.partition(" in ")
    author = shapes.byline(label) if sign else None
    if author:
        page.names.update(dict.fromkeys(author.names, author.affiliation))
        piece = listed
    if publisher := publisher_in(piece):
        page.publisher = page.publisher or publisher
        return
    items = _section_items(piece)
    if piped or len(items) > 1 or any(fold(item) in lexicon().sections for item in items):
        page.sections += items


def _take_author(page: Page, index: int) -> bool:
    written = shapes.byline(page.text(index))
    if written is None and is_author_name(page, index):
        written = shapes.Byline((shapes.bare_name(page.text(index)),))
    if written is None:
        return False
    page.drop(index, "author")
    affiliation = written.affiliation or affiliation_below(page, index)
    page.names.update(dict.fromkeys(written.names, affiliation))
    return True


def _take_sections(page: Page, index: int) -> bool:
    sections = shapes.sections_in(page.text(index))
    if sections:
        page.drop(index, "section")
        page.sections += sections
    return bool(sections)
