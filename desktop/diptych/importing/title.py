"""Which line of a page is the article's title."""

from __future__ import annotations

import re

from diptych.importing import shapes
from diptych.importing.furniture import reason_of
from diptych.importing.layout import weight
from diptych.importing.lexicon import fold, lexicon
from diptych.importing.page import Page

DEEPEST = 60
"""The lines from the top among which the head of a page is looked for."""

_LONG = 30
_LONGEST = 40


def title_index(page: Page) -> int | None:
    """The line that is the title, or None.

    A heading with markup, else a line of four words that is repeated, else the first line that can be a
    title; the name of a site, and a short line with the site's menu below it, give way to the next.
    """
    deepest = min(page.end, DEEPEST)
    limit = next((i for i in range(deepest) if is_long(page, i)), deepest)
    marked = [i for i in range(limit) if page.lines[i].level]
    if marked:
        return min(marked, key=lambda i: (page.lines[i].level > 1, i))
    able = [i for i in range(limit) if _can_be_title(page, i)]
    if not able:
        return None
    repeated = [i for i in able if weight(page.text(i)) >= 4 and _is_repeated(page, i)]
    if repeated:
        return repeated[0]
    first = able[0]
    within = [
        i for i in able[1:] if page.text(first).startswith(page.text(i) + " ") and weight(page.text(i)) >= 3
    ]
    if within:
        return within[0]
    for index in able[1:]:
        if not (shapes.outlet_name(page.text(first)) or _menu_between(page, first, index)):
            break
        first = index
    return first


def _menu_between(page: Page, first: int, second: int) -> bool:
    """Whether parts of a site stand between two lines, of which the first is short."""
    words = weight(page.text(first))
    if words > 5:
        return False
    between = range(first + 1, second)
    if (
        words <= 3
        and weight(page.text(second)) >= 4
        and any(shapes.sections_in(page.text(i)) for i in between)
    ):
        return True
    return any(shapes.is_menu(page.text(i)) or in_menu(page, i) or _is_site_part(page, i) for i in between)


def _is_site_part(page: Page, index: int) -> bool:
    kind = page.kind(index)
    return kind is not None and kind.name in ("navigation", "newsletter", "site")


def is_long(page: Page, index: int) -> bool:
    """Whether a line is so long that the text has begun."""
    text = page.text(index)
    long = weight(text) >= _LONG or (weight(text) >= 12 and shapes.sentences_in(text) > 1)
    return long and not page.kind(index) and not shapes.is_menu(text)


def _can_be_title(page: Page, index: int) -> bool:
    text = page.text(index)
    words = text.split()
    if not 1 <= weight(text) <= _LONGEST or sum(w[0].isdigit() for w in words) * 3 > len(words):
        return False
    if not any(char.isalpha() for char in text):
        return False
    if reason_of(page, index) or shapes.byline(text) or shapes.sections_in(text):
        return False
    dated = shapes.date_line(text)
    if dated and weight(dated.rest) < 3:
        return False
    full_stop = re.search(r"[.。]['\"”’»)]*$", text)
    return not full_stop or _is_repeated(page, index) or _date_follows(page, index)


def _is_repeated(page: Page, index: int) -> bool:
    """Whether a later line says the same, alone or before a date."""
    own = fold(page.text(index))
    for other in range(index + 1, min(page.end, index + DEEPEST)):
        folded = fold(page.text(other))
        if folded == own:
            return True
        if (
            folded.startswith(own)
            and (dated := shapes.date_line(page.text(other)))
            and fold(dated.rest) == own
        ):
            return True
    return False


def _date_follows(page: Page, index: int) -> bool:
    following = [page.text(i) for i in range(index + 1, min(page.end, index + 3))]
    return any(shapes.date_line(text) or shapes.byline(text) for text in following)


def take_title(page: Page, index: int) -> None:
    """Note the title, without a date or the name of the site behind it."""
    text = page.text(index)
    page.drop(index, "title")
    dated = shapes.date_line(text)
    if (
        dated
        and weight(dated.rest) >= 3
        and text.startswith(dated.rest)
        and not re.search(r"[^\W\d_]", _printed(dated, text))
    ):
        page.title = dated.rest
        page.state_date(text, dated, f"beside the title on line {page.lines[index].number}")
        return
    parts = re.split(r"\s+[|–—-]\s+(?=[^|–—]+$)", text)
    if len(parts) == 2 and shapes.outlet_name(parts[1]):
        page.title = parts[0]
        page.guess_outlet(parts[1], f"the title ends with “{parts[1]}”")
    else:
        page.title = text


def _printed(line: shapes.DateLine, text: str) -> str:
    return text[line.date.start : line.date.end]


def in_menu(page: Page, index: int) -> bool:
    """Whether three lines on end, this one among them, are each the name of a section."""
    names = lexicon().sections | lexicon().home
    start = stop = index
    while start >= 0 and fold(page.text(start)) in names:
        start -= 1
    while stop < page.end and fold(page.text(stop)) in names:
        stop += 1
    return stop - start - 1 >= 3
