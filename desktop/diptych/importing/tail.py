"""What stands below an article's text on a page: notes, author, republication, widgets, comments."""

from __future__ import annotations

import re

from diptych.importing import shapes
from diptych.importing.biography import affiliations, biography, is_own_biography
from diptych.importing.furniture import affiliation_below, is_date_alone, publisher_in, reason_of
from diptych.importing.layout import weight
from diptych.importing.lexicon import fold, lexicon
from diptych.importing.page import Page

_COMMENTED = re.compile(
    r"\b(?:says:|reply|ответить|返信|antworten|répondre|responder)|\bago$|\bat \d{1,2}:\d\d", re.IGNORECASE
)
_ENOUGH = 100
_DEEPEST = 300
_LAST_LINES = 20_000
_OWNER = re.compile(
    r"(?:\b(?i:try|join|visit|follow|support|browse|read|about|subscribe to|sign up (?:for|to))\s+|^)"
    r"(?P<name>(?:[Tt]he\s+)?[A-Z][\w-]+(?:\s+(?:of\s+)?[A-Z][\w-]+){0,3})['’]s?\s+"
    r"(?:\w+\s+)?(?:jobs?|newsletter|podcast|channel|mailing list|app|staff|page|inbox)\b"
)
_STAFF = re.compile(
    r"^(?:the\s+)?(?P<name>[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3}?)(?:['’]s?)?\s+(?:[Ss]taff|[Nn]ewsroom|[Cc]orrespondent)\b"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©\d,–-]*(?P<name>(?:[Tt]he\s+)?[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3})",
    re.IGNORECASE,
)


def cut_comments(page: Page) -> None:
    """Drop what stands below the heading of readers' comments, and set the page's end there."""
    words = [weight(line.text) if shapes.is_prose(line.text) else 0 for line in page.lines]
    first = max(0, len(words) - _LAST_LINES)
    before, total = sum(words[:first]), sum(words)
    for index in range(first, len(words)):
        kind = page.kind(index) if words[index] <= 12 else None
        if (
            kind
            and kind.name == "comments"
            and _opens_comments(page, index, kind.opens, before, total - before)
        ):
            for below in range(index, len(page.lines)):
                page.drop(below, "comments")
            page.end = index
            return
        before += words[index]


def _opens_comments(page: Page, index: int, opens: str, before: int, after: int) -> bool:
    if not after:
        return False
    if opens:
        return before >= _ENOUGH or before >= after
    below = [page.text(i) for i in range(index + 1, min(len(page.lines), index + 30))]
    return before >= max(_ENOUGH, after) and any(_COMMENTED.search(text) for text in below)


def read_tail(page: Page, body: int) -> int:
    """Drop and note the lines below the text; the index after the last line of the text is returned."""
    start = page.end
    _find_notes(page, body)
    while start > max(body, page.end - _DEEPEST) and _may_trail(page, start - 1):
        start -= 1
    start = min(start, _after_author(page, body))
    page.notes = {i: note for i, note in page.notes.items() if i >= start}
    first = next(
        (i for i in range(start, page.end) if _is_certain(page, i) and not _is_inline(page, i)), page.end
    )
    closed = False
    for index in range(first, page.end):
        _read_line(page, index, closed)
        closed = closed or page.reasons.get(index) in ("author biography", "republication notice")
    return first


def _after_author(page: Page, body: int) -> int:
    """Where the text ends if a note on its author, or on its first appearance, stands near the end."""
    most = min(100, sum(weight(page.text(i)) for i in range(body, page.end)) // 4)
    below = 0
    found = page.end
    for index in range(page.end - 1, max(body, page.end - _DEEPEST), -1):
        own = weight(page.text(index))
        if own > 60 or below > most:
            break
        kind = page.kind(index)
        if (kind and kind.name == "notice") or is_own_biography(page, index):
            found = index
        below += own if shapes.is_prose(page.text(index)) else 0
    return found


def _find_notes(page: Page, body: int) -> None:
    """The lines that begin with a marker to which the text above them refers."""
    seen: set[str] = set()
    for index in range(body, page.end):
        text = page.text(index)
        marker, offset = shapes.note_marker(text)
        if marker in seen:
            page.notes[index] = (marker, offset)
        seen.update(found for start, _, found in shapes.references(text) if start > 0)


def _may_trail(page: Page, index: int) -> bool:
    text = page.text(index)
    if page.lines[index].level:
        return False
    return (
        _is_certain(page, index)
        or page.lines[index].rule
        or not shapes.is_prose(text)
        or _is_teaser(page, index)
    )


def _is_inline(page: Page, index: int) -> bool:
    """Whether a line may as well stand inside the text: an advertisement, a picture, one link."""
    kind = page.kind(index)
    if kind is None:
        return page.lines[index].rule or shapes.is_credit(page.text(index))
    return kind.anywhere and not page.opens_links(index)


def _is_certain(page: Page, index: int) -> bool:
    """Whether the line certainly does not belong to the text, standing where it stands."""
    return bool(
        reason_of(page, index)
        or index in page.notes
        or page.is_widget_block(index)
        or is_date_alone(page, index)
        or shapes.byline(page.text(index))
        or _is_known_name(page, index)
        or biography(page, index)
    )


def _is_known_name(page: Page, index: int) -> bool:
    """Whether a line holds the name of the author, or a name above a note on the author."""
    text = page.text(index)
    if not shapes.is_name(text):
        return False
    return fold(shapes.bare_name(text)) in map(fold, page.names) or (
        index + 1 < page.end and biography(page, index + 1) is not None
    )


def _is_teaser(page: Page, index: int) -> bool:
    """Whether a sentence tells of another article: it is short, and under a link in a list of links."""
    if not _is_short_sentence(page, index) or shapes.is_prose(page.text(index - 1)):
        return False
    above = index - 1
    while above > 0 and (not shapes.is_prose(page.text(above)) or _is_short_sentence(page, above)):
        kind = page.kind(above)
        if kind:
            return page.opens_links(above)
        above -= 1
    return False


def _is_short_sentence(page: Page, index: int) -> bool:
    text = page.text(index)
    return weight(text) <= 30 and shapes.sentences_in(text) == 1 and not shapes.is_prose(page.text(index - 1))


def _read_line(page: Page, index: int, closed: bool) -> None:
    """Drop a line below the text; ``closed`` says that what ends an article stands above it."""
    text = page.text(index)
    _guess_outlet(page, text)
    if index in page.notes or index in page.reasons:
        return
    if reason := reason_of(page, index):
        page.drop(index, reason)
        kind = page.kind(index)
        if kind and kind.name == "notice":
            page.publisher = page.publisher or publisher_in(text)
    elif page.is_widget_block(index):
        page.drop(index, next(kind.reason for i in page.group(index) if (kind := page.kind(i))))
    elif _take_biography(page, index) or _take_author(page, index):
        pass
    elif is_date_alone(page, index) and (line := shapes.date_line(text)):
        page.drop(index, "date")
        page.state_date(text, line, f"line {page.lines[index].number}, below the text")
    elif closed or not shapes.is_terminal(text) or _is_teaser(page, index):
        page.drop(index, "below the article")


def _take_biography(page: Page, index: int) -> bool:
    found = biography(page, index)
    if found is None:
        return False
    page.drop(index, "author biography")
    above = next(
        (page.text(i) for i in range(index - 1, max(index - 4, -1), -1) if shapes.is_name(page.text(i))), ""
    )
    name = found.name or shapes.bare_name(above)
    if not name:
        return True
    for stated, affiliation in ({name: found.affiliation} | affiliations(page, index)).items():
        own = set(fold(stated).split())
        known = next((old for old in page.names if own & set(fold(old).split())), stated)
        if not shapes.tells_role(page.names.get(known, "")):
            page.names[known] = affiliation or page.names.get(known, "")
    return True


def _take_author(page: Page, index: int) -> bool:
    text = page.text(index)
    written = shapes.byline(text)
    if written is None and _is_known_name(page, index):
        written = shapes.Byline((shapes.bare_name(text),))
    if written is None:
        return False
    again = fold(shapes.bare_name(text)) in map(fold, page.names)
    page.drop(index, "author (repeated)" if again else "author")
    affiliation = written.affiliation or ("" if again else affiliation_below(page, index))
    _guess_outlet(page, affiliation)
    for name in written.names:
        page.names[name] = page.names.get(name) or affiliation
    return True


def _guess_outlet(page: Page, text: str) -> None:
    if weight(text) > 40:
        return
    match = _OWNER.search(text) or _STAFF.search(text) or _COPYRIGHT.search(text)
    if match and fold(match["name"]) not in lexicon().not_names:
        name = match["name"]
        page.guess_outlet(name[0].upper() + name[1:], f"“{text}” below the article")
