"""Text as it may be shown: the same length, and nothing in it that could mislead Qt or the reader."""

from __future__ import annotations

import re
import unicodedata
from html import escape

from diptych.model import Span

LONGEST_BLOCK = 2_000
"""Characters in one display block. A run of a million without a space takes Qt 40 s in one block."""

REPLACED = "\ufffd"
"""Stands for a character that Qt would take as a separator or object of its own."""

DIRECTION_FORCED = "\u25af"
"""Stands for a character that would force text to run the other way: order on screen is evidence."""

FEED = "\u21b5"
"""Stands for a line feed after many: Qt lays out no page of more than eight million pixels."""

_FEEDS = "\n" * 8
_LINE_SEPARATOR = "\u2028"
_LOOK_BACK = 400
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_SHOWN = {
    **dict.fromkeys([*range(9), *range(0x0B, 0x20), 0x7F, *range(0x80, 0xA0)], REPLACED),
    **dict.fromkeys([0x2028, 0x2029, 0xFDD0, 0xFDD1, 0xFFFC, *range(0xD800, 0xE000)], REPLACED),
    **dict.fromkeys([0x202B, 0x202D, 0x202E, 0x2067], DIRECTION_FORCED),
    0x0A: _LINE_SEPARATOR,
}


def shown(text: str) -> str:
    """The text with each unsafe character replaced by one that is safe; the length stays.

    Control characters, lone surrogates and Qt's own separators become U+FFFD, characters that force
    right-to-left (or left-to-right) order a visible box, a line feed a line separator; of a long run of
    line feeds those after the first are signs in one line.
    """
    if text.isascii() and text.isprintable():
        return text
    if _FEEDS in text:
        text = re.sub(f"{_FEEDS}+", lambda run: _FEEDS + FEED * (len(run[0]) - len(_FEEDS)), text)
    return text.translate(_SHOWN)


def tooltip(text: str) -> str:
    """The text for a tooltip, which Qt would otherwise read as HTML where it looks like it."""
    return f"<qt>{escape(shown(text)).replace(_LINE_SEPARATOR, '<br>')}</qt>" if text else ""


def parts(text: str, span: Span, most: int = LONGEST_BLOCK) -> list[Span]:
    """The span cut into parts of at most ``most`` characters, in order and without gaps.

    Cut after a sentence where one ends near, else after a space, else anywhere but inside a character
    that is made of several code points. An empty span has one empty part.
    """
    made: list[Span] = []
    start = span.start
    while span.end - start > most:
        cut = _cut(text, start, start + most)
        made.append(Span(start, cut))
        start = cut
    made.append(Span(start, span.end))
    return made


def _cut(text: str, start: int, limit: int) -> int:
    lowest = max(start, limit - _LOOK_BACK)
    for mark in (". ", "? ", "! ", "\u3002", " ", "\n", "\t"):
        found = text.rfind(mark, lowest, limit)
        if found > start:
            return found + len(mark)
    cut = limit
    while cut > lowest and _joined(text[cut - 1], text[cut]):
        cut -= 1
    return cut if cut > lowest else limit


def _joined(left: str, right: str) -> bool:
    """Whether the two code points belong to one character on screen."""
    return left == "\u200d" or right in _JOINERS or unicodedata.combining(right) != 0
