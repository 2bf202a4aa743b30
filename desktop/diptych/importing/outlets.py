"""The outlet and date that the first words of a report state, as agencies print them."""

from __future__ import annotations

import re

from diptych.importing import dates
from diptych.importing.lexicon import fold, lexicon
from diptych.model import ArticleDate

_WIRE = re.compile(
    r"[^\W\d_][^.!?()]{0,60}\((?P<name>[A-Z][\w .&-]{1,30}?)(?:[/|,–—][^)]{0,40})?\)\s*[–—:.-]"
)
_SLASHED = re.compile(r"[^\W\d_][^!?/]{0,60}/(?P<name>[A-Z][\w .&-]{1,30})/[.:]?\s")
_NAMED = re.compile(
    r"\s*[.,/:–—-]?\s*(?P<name>[^\W\d_a-z][\w-]*(?:\s[A-Z][\w-]*){0,2})\s*[.:–—-]\s+(?=[^\Wa-z_])"
)
_PLACE = re.compile(r"[A-Z][\w .'’-]{1,30},\s+")
_DAY = re.compile(
    r"[A-Z][\w .'’-]{1,30},\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)\s*[.–—-]"
)


def dateline(text: str) -> tuple[str, ArticleDate | None]:
    """The outlet and the date in the dateline that the text opens with, as far as it has one.

    A parenthesis or slashes after the place name an agency. A name after a date counts only when it looks
    like a medium's or the text has somebody speak to it ("told NAME"): else it is a place.
    """
    head = text[:200]
    hit = dates.find(head)
    opening = hit is not None and (hit.start == 0 or _PLACE.fullmatch(head[: hit.start]) is not None)
    when = (
        dates.as_article_date(head, hit, "dateline of the text")
        if hit and opening and _ends(head, hit.end)
        else None
    )
    if match := _WIRE.match(head) or _SLASHED.match(head):
        return match["name"].strip(), when
    day = _DAY.match(head)
    end = hit.end if hit and hit.start == 0 else day.end() if day else None
    if end is not None and (match := _NAMED.match(head, end)) and _is_medium(match["name"], text):
        return match["name"], when
    return "", when


def _ends(head: str, end: int) -> bool:
    """Whether the date stands apart from the sentence after it."""
    return re.match(r"\s*[.(/:–—]|\s+-", head[end:]) is not None


def _is_medium(name: str, text: str) -> bool:
    words = fold(name).split()
    if fold(name) in lexicon().agencies or words[-1] in lexicon().outlet_words:
        return True
    camel = re.search(r"[a-z][A-Z]", name) is not None or (name.isupper() and len(name) > 2)
    return (
        camel
        or re.search(
            rf"\b(?:told|tells|informed|interview with|reports)\s+(?:the\s+)?{re.escape(name)}\b", text
        )
        is not None
    )
