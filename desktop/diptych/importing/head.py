"""What stands above an article's text on a page: title, sections, date, author, subtitle, picture."""

from __future__ import annotations

import re

from diptych.importing import shapes
from diptych.importing.layout import weight
from diptych.importing.lexicon import fold, lexicon
from diptych.importing.page import Page
from diptych.model import DatePrecision

_DEEPEST = 60
_LONG = 30
_LEAD = 40


def read_head(page: Page) -> int:
    """Drop and note the lines above the text; the index of the first line of the text is returned."""
    title = _title_index(page)
    if title is not None:
        _take_title(page, title)
        for index in range(title):
            _drop_above(page, index)
    start = 0 if title is None else title + 1
    body = _body_start(page, start)
    for index in range(start, body):
        _read_line(page, index, body)
    return body


def _is_long(page: Page, index: int) -> bool:
    text = page.text(index)
    return page.kind(index) is None and (
        weight(text) >= _LONG or (weight(text) >= 12 and shapes.sentences_in(text) > 1)
    )


def _title_index(page: Page) -> int | None:
    """The line that is the title: a heading with markup, else the first that can be, unless a repeated one is surer."""
    limit = next((i for i in range(min(page.end, _DEEPEST)) if _is_long(page, i)), min(page.end, _DEEPEST))
    marked = [i for i in range(limit) if page.lines[i].level]
    if marked:
        return min(marked, key=lambda i: (page.lines[i].level > 1, i))
    able = [i for i in range(limit) if _can_be_title(page, i)]
    repeated = [i for i in able if weight(page.text(i)) >= 3 and _is_repeated(page, i)]
    if not able:
        return None
    first = page.text(able[0])
    unsure = weight(first) <= 3 or shapes.outlet_name(first)
    for index in repeated:
        if unsure or (len(first) > len(page.text(index)) and first.startswith(page.text(index))):
            return index
    if unsure and len(able) > 1 and shapes.outlet_name(first):
        return able[1]
    return able[0]


def _can_be_title(page: Page, index: int) -> bool:
    line = page.lines[index]
    text = line.text
    if line.rule or page.kind(index) or not 1 <= weight(text) <= _LEAD or len(text) > 300:
        return False
    if shapes.is_clock(text) or shapes.is_menu(text) or shapes.is_credit(text) or shapes.byline(text):
        return False
    if shapes.sections_in(text) or not any(char.isalpha() for char in text):
        return False
    dated = shapes.date_line(text)
    if dated and weight(dated.rest) < 3:
        return False
    return not re.search(r"[.。]['\"”’»)]*$", text) or _is_repeated(page, index) or _date_follows(page, index)


def _is_repeated(page: Page, index: int) -> bool:
    """Whether a later line says the same, alone or before a date."""
    own = fold(page.text(index))
    for other in range(index + 1, min(page.end, index + _DEEPEST)):
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


def _take_title(page: Page, index: int) -> None:
    text = page.text(index)
    page.drop(index, "title")
    dated = shapes.date_line(text)
    if dated and dated.rest and "named" not in dated.date.how and text.startswith(dated.rest):
        page.title = dated.rest
        page.state_date(text, dated, f"beside the title on line {page.lines[index].number}")
        return
    head, sign, tail = (*re.split(r"\s+([|–—-])\s+(?=[^|–—]+$)", text), "", "")[:3]
    page.title = head if sign and shapes.outlet_name(tail) else text
    if page.title != text:
        page.guess_outlet(tail, f"the title ends with “{tail}”")


def _drop_above(page: Page, index: int) -> None:
    """Drop a line above the title, noting sections and the name of the site."""
    text = page.text(index)
    kind = page.kind(index)
    if page.lines[index].rule:
        page.drop(index, "thematic break")
    elif kind:
        page.drop(index, kind.reason)
    elif shapes.is_clock(text):
        page.drop(index, "clock of the page")
    elif shapes.is_menu(text):
        page.drop(index, "navigation")
    elif page.repeats_title(index) or text.startswith(page.title):
        page.drop(index, "repeated title")
        page.guess_outlet(
            shapes.outlet_name(text[len(page.title) :].strip(" |–—-")), f"“{text}” above the title"
        )
    elif _take_date(page, index) or _take_author(page, index):
        pass
    elif sections := shapes.sections_in(text):
        page.drop(index, "section")
        page.sections += sections
    else:
        page.drop(index, "above the title")
        page.guess_outlet(shapes.outlet_name(text), f"“{text}” above the title")


def _is_furniture(page: Page, index: int) -> bool:
    """Whether a line certainly stands above the text: a date, an author, a credit, sections, a widget."""
    text = page.text(index)
    return bool(
        page.lines[index].rule
        or page.kind(index)
        or page.repeats_title(index)
        or shapes.is_credit(text)
        or shapes.byline(text)
        or shapes.date_line(text)
        or shapes.sections_in(text)
        or shapes.is_clock(text)
    )


def _body_start(page: Page, start: int) -> int:
    """The first line of the text: prose that is neither a subtitle nor a caption, or a heading before it."""
    body = start
    for index in range(start, min(page.end, start + _DEEPEST)):
        if _is_furniture(page, index) or _is_author_name(page, index):
            body = index + 1
        elif _is_lead(page, index, start):
            body = index + 1
        elif shapes.is_prose(page.text(index)):
            break
    return body


def _is_lead(page: Page, index: int, start: int) -> bool:
    """Whether prose stands above the text: a subtitle right below the title, or the caption of a picture."""
    return _is_subtitle(page, index, start) or _is_own_caption(page, index)


def _is_own_caption(page: Page, index: int) -> bool:
    following = index + 1
    return (
        following < page.end
        and shapes.is_credit(page.text(following))
        and shapes.is_caption(page.text(index))
        and not shapes.is_credit(page.text(index))
    )


def _is_subtitle(page: Page, index: int, start: int) -> bool:
    """One sentence right below the title with furniture between it and the text, or one without a full stop."""
    text = page.text(index)
    if (
        page.lines[index].level
        or not 4 <= weight(text) <= 35
        or shapes.sentences_in(text) > 1
        or shapes.is_name(text)
    ):
        return False
    if any(
        not (page.kind(i) or page.repeats_title(i) or page.lines[i].rule or shapes.sections_in(page.text(i)))
        for i in range(start, index)
    ):
        return False
    if _is_own_caption(page, index):
        return False
    for other in range(index + 1, min(page.end, index + 8)):
        if _is_furniture(page, other) or _is_author_name(page, other):
            return True
        if shapes.is_prose(page.text(other)) and not _is_own_caption(page, other):
            break
    return False


def _is_author_name(page: Page, index: int) -> bool:
    """Whether a line holds only a name, which the text does not talk about or which stands below it again."""
    text = page.text(index)
    if not shapes.is_name(text) or page.lines[index].level:
        return False
    again = any(page.text(i) == text for i in range(index + 1, page.end))
    return again or not page.says(shapes.bare_name(text))


def _read_line(page: Page, index: int, body: int) -> None:
    """Drop a line between title and text, and note what it states; a line that says nothing known stays."""
    text = page.text(index)
    kind = page.kind(index)
    if page.lines[index].rule:
        page.drop(index, "thematic break")
    elif page.repeats_title(index):
        page.drop(index, "repeated title")
    elif kind:
        page.drop(index, kind.reason)
    elif shapes.is_credit(text):
        page.drop(index, "photo credit")
    elif _is_own_caption(page, index):
        page.drop(index, "photo caption")
    elif _take_date(page, index) or _take_author(page, index):
        pass
    elif sections := shapes.sections_in(text):
        page.drop(index, "section")
        page.sections += sections
    elif not page.subtitle and _is_subtitle(page, index, _title_end(page)):
        page.drop(index, "subtitle")
        page.subtitle = text
    elif shapes.is_clock(text):
        page.drop(index, "clock of the page")
    elif weight(text) <= 4 and not shapes.is_terminal(text) and index + 1 < body:
        page.drop(index, "section")
        page.sections.append(text)


def _title_end(page: Page) -> int:
    return next((i for i, reason in page.reasons.items() if reason == "title"), -1) + 1


def _take_date(page: Page, index: int) -> bool:
    text = page.text(index)
    line = shapes.date_line(text)
    if line is None:
        return False
    number = page.lines[index].number
    rest = line.rest
    if rest and fold(rest) == fold(page.title):
        page.drop(index, "repeated title and date")
        page.state_date(text, line, f"beside the repeated title on line {number}")
        return True
    page.drop(index, "date")
    page.state_date(text, line, f"line {number}" + (", beside other facts" if rest else ""))
    _take_rest(page, rest)
    return True


def _take_rest(page: Page, rest: str) -> None:
    """Note what stands beside a date: an author, or sections."""
    for piece in re.split(r"\s*[|•·]\s*", rest):
        written = shapes.byline(piece) or (shapes.Byline((piece,)) if shapes.is_name(piece) else None)
        if written:
            page.names.update(dict.fromkeys(written.names, written.affiliation))
        elif lexicon_known := _section_items(piece):
            page.sections += lexicon_known


def _section_items(text: str) -> list[str]:
    items = [item.strip() for item in re.split(r"\s*[,;»>›]\s*", text) if item.strip()]
    short = all(weight(item) <= 3 and item[0].isalpha() and not item[0].islower() for item in items)
    known = any(fold(item) in lexicon().sections for item in items)
    return (
        [item for item in items if fold(item) not in lexicon().home]
        if short and (known or len(items) > 1)
        else []
    )


def _take_author(page: Page, index: int) -> bool:
    text = page.text(index)
    written = shapes.byline(text)
    if written is None and _is_author_name(page, index):
        written = shapes.Byline((shapes.bare_name(text),))
    if written is None:
        return False
    page.drop(index, "author")
    affiliation = written.affiliation or _affiliation_below(page, index)
    page.names.update(dict.fromkeys(written.names, affiliation))
    return True


def _affiliation_below(page: Page, index: int) -> str:
    """What an author is, on the line right below the name."""
    below = index + 1
    if (
        below >= page.end
        or page.lines[below].gap
        or weight(page.text(below)) > 25
        or _is_furniture(page, below)
    ):
        return ""
    if shapes.is_prose(page.text(below)):
        return ""
    page.drop(below, "author's affiliation")
    return page.text(below)


def best_date(page: Page) -> int | None:
    """The index of the date that says when the article appeared: one called so, else the first that is no update."""
    published = [i for i, (label, _) in enumerate(page.dates) if label == "published"]
    others = [
        i
        for i, (label, when) in enumerate(page.dates)
        if label != "updated" and when.precision is not DatePrecision.NONE
    ]
    return next(iter(published + others), None)
