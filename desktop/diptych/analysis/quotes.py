"""Quotations of a text, also where a mark is missing or a quotation runs over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diptych.model import Span

_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "‹": "›"}
_ENDS = set("”»」』›")
_STRAIGHT = re.compile(r'"')
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?])[’'](?!\w)")
SPEECH_WORDS = 5


class Quote(NamedTuple):
    """A quotation with its marks, and which of the two marks the text lacks."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True


def quotations(text: str, paragraphs: Sequence[Span]) -> list[Quote]:
    """The quotations of a text, in order and not nested, each inside one paragraph.

    A quotation that is not closed runs to the end of its paragraph; one that is not opened starts at
    the start of its paragraph (an article that drops a mark is read as its author meant it).
    """
    return [quote for paragraph in paragraphs for quote in _in_paragraph(text, paragraph)]


def is_speech(text: str, quote: Quote) -> bool:
    """Whether a quotation is somebody's words and not a name or a word held at arm's length."""
    return len(text[quote.start : quote.end].split()) >= SPEECH_WORDS


def speech(text: str, quotes: Iterable[Quote]) -> list[Quote]:
    """The quotations that are speech."""
    return [quote for quote in quotes if is_speech(text, quote)]


def _in_paragraph(text: str, paragraph: Span) -> list[Quote]:
    found: list[Quote] = []
    opened: int | None = None
    closing = ""
    for at in range(paragraph.start, paragraph.end):
        char = text[at]
        if opened is not None and (char in closing):
            found.append(Quote(opened, at + 1))
            opened = None
        elif opened is None and (char in _PAIRS or (char == '"' and _opens(text, at, paragraph))):
            opened, closing = at, _PAIRS.get(char, '"')
        elif opened is None and (char in _ENDS or char == '"') and not found:
            found.append(Quote(paragraph.start, at + 1, opened=False))
    if opened is not None:
        found.append(Quote(opened, paragraph.end, closed=False))
    return found or _single(text, paragraph)


def _opens(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (not after.isspace() and (not before.isalnum() or before.isspace())) or before.isspace()


def _single(text: str, paragraph: Span) -> list[Quote]:
    found: list[Quote] = []
    position = paragraph.start
    while opening := _SINGLE_OPEN.search(text, position, paragraph.end):
        closing = _SINGLE_CLOSE.search(text, opening.end(), paragraph.end)
        if closing is None:
            break
        found.append(Quote(opening.start(), closing.end()))
        position = closing.end()
    return found
