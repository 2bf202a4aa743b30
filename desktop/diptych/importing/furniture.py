"""What of a page is furniture, as far as a line and its neighbours say so, wherever it stands."""

from __future__ import annotations

from diptych.importing import shapes
from diptych.importing.lexicon import lexicon
from diptych.importing.page import Page


def reason_of(page: Page, index: int) -> str:
    """Why a line above or below the text is no part of it, "" when its shape does not say."""
    text = page.text(index)
    if page.lines[index].rule:
        return "thematic break"
    if page.repeats_title(index):
        return "repeated title"
    if kind := page.kind(index) or page.link_list(index):
        return kind.reason
    shaped = (
        ("photo credit", shapes.is_credit(text)),
        ("photo caption", shapes.is_credited_caption(text) or is_own_caption(page, index)),
        ("clock of the page", shapes.is_clock(text)),
        ("navigation", shapes.is_menu(text)),
    )
    return next((reason for reason, found in shaped if found), "")


def is_own_caption(page: Page, index: int) -> bool:
    """Whether a line says what captions say and a credit stands below it."""
    below = index + 1
    return below < page.end and shapes.is_credit(page.text(below)) and shapes.is_caption(page.text(index))


def is_date_alone(page: Page, index: int) -> bool:
    """Whether a line holds a date and hardly a word more."""
    line = shapes.date_line(page.text(index))
    return line is not None and len(line.rest.split()) <= 3


def is_author_name(page: Page, index: int) -> bool:
    """Whether a line holds only a name, which the text does not speak of or which stands below again."""
    text = page.text(index)
    if page.lines[index].level or not shapes.is_name(text):
        return False
    return page.stands_below(index) or not page.says(shapes.bare_name(text))


def affiliation_below(page: Page, index: int) -> str:
    """What an author is, on the short line under the name; the line is dropped."""
    below = index + 1
    if below >= page.end or len(page.text(below).split()) > 25 or below in page.reasons:
        return ""
    text = page.text(below)
    close = page.lines[below].gap == 0
    if not (close or shapes.tells_role(text)) or shapes.is_prose(text) or reason_of(page, below):
        return ""
    written = shapes.byline(text)
    if (written and written.names) or shapes.date_line(text) or shapes.sections_in(text):
        return ""
    page.drop(below, "author's affiliation")
    return text


def publisher_in(text: str) -> str:
    """The publisher that a notice of republication names, or ""."""
    for pattern in lexicon().publisher:
        match = pattern.search(text)
        if match and not match[1][0].islower():
            return match[1].strip(' .“”"')
    return ""
