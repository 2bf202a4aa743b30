"""Paragraphs and sentences of a text by rule. Offsets are those of the text.

A mark of punctuation is a candidate; the rules in ``_RULES`` say which candidates do not end a
sentence. Works paragraph by paragraph, so that a damaged paragraph spoils nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from diptych.analysis import lexicons
from diptych.model import Span

_BREAK = re.compile(
    r"[^\S\n]*\n(?:[^\S\n]*\n)+|\t|\n(?=[^\S\n]*(?:[-*•–—]|\d{1,2}[.)])\s)|[\u2028\u2029\u0085]"
)
_CLOSERS = "\"'”’»›“」』）)\\]】*_"
_OPENERS = "\"'“‘«‹„「『（(\\[【*_—–"
_CANDIDATE = re.compile(
    rf"(?P<mark>[.!?…]+)(?P<closers>[{_CLOSERS}]*)(?P<refs>(?:\s?\[\d{{1,3}}\])*)(?P<gap>\s+|(?=[“«][A-ZА-ЯЁ]))"
    rf"|(?P<wide>[。！？]+[{_CLOSERS}]*)\s*"
)
_WORD_BEFORE = re.compile(r"[\w.&'’-]*$")
_NEXT = re.compile(rf"[{_OPENERS}\s…]*(?P<word>[\w'’-]+)?")
_LOOKBACK = 40
LONGEST = 2_000


class _Candidate(NamedTuple):
    """A possible end: the word before the mark, the mark, what closes after it, what comes next."""

    before: str
    mark: str
    closers: str
    following: str
    position: int
    depth: int
    near: str
    empty: bool


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text: runs between blank lines, tabs and list items, without outer blanks.

    A paragraph that ends without a mark is joined with the next when that one starts in lower case
    (a page break inside a sentence).
    """
    spans: list[Span] = []
    start = 0
    for end, resume in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        span = _trimmed(text, start, end)
        start = resume
        if span is None:
            continue
        if spans and _continues(text, spans[-1], span):
            span = Span(spans.pop().start, span.end)
        spans.append(span)
    return spans


def sentences(text: str) -> list[Span]:
    """The sentences of a text in order; together they hold every character that is not blank."""
    return [sentence for paragraph in paragraphs(text) for sentence in split(text, paragraph)]


def split(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, none longer than ``LONGEST`` characters: those are cut at a blank."""
    found: list[Span] = []
    start = paragraph.start
    for end in [*_ends(text, paragraph), paragraph.end]:
        span = _trimmed(text, start, end)
        if span is not None:
            found += _pieces(text, span)
            start = end
    return found


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        end = blank if blank > 0 else start + LONGEST
        piece = _trimmed(text, start, end)
        if piece is not None:
            yield piece
        start = end
    last = _trimmed(text, start, span.end)
    if last is not None:
        yield last


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    depth, scanned, start = 0, paragraph.start, paragraph.start
    for match in _CANDIDATE.finditer(text, paragraph.start, paragraph.end):
        for char in text[scanned : match.start()]:
            depth = max(0, depth + (char == "(") - (char == ")"))
        scanned = match.start()
        if match["wide"]:
            yield match.end()
            start = match.end()
            continue
        end = match.end("refs")
        if _ends_here(_candidate(text, match, start, depth)):
            yield end
            start, depth = end, 0


def _candidate(text: str, match: re.Match[str], start: int, depth: int) -> _Candidate:
    back = text[max(start, match.start() - _LOOKBACK) : match.start()]
    word = _WORD_BEFORE.search(back)
    following = _NEXT.match(text, match.end())
    return _Candidate(
        before=word.group() if word else "",
        mark=match["mark"],
        closers=match["closers"],
        following=(following["word"] or "") if following else "",
        position=match.start() - start,
        depth=max(0, depth - match["closers"].count(")")),
        near=text[match.end() : match.end() + 1],
        empty=not any(char.isalnum() for char in back),
    )


def _lower_case_follows(c: _Candidate) -> bool:
    return c.following[:1].islower()


def _leading_abbreviation(c: _Candidate) -> bool:
    return c.mark == "." and not c.closers and c.before.lower() in lexicons.load().abbreviations.leading


def _trailing_abbreviation(c: _Candidate) -> bool:
    table = lexicons.load().abbreviations
    return (
        c.mark == "."
        and not c.closers
        and c.before.lower() in table.trailing
        and c.following.lower() not in table.openers
    )


def _initial(c: _Candidate) -> bool:
    last = c.before.rsplit(".", 1)[-1]
    return (
        c.mark == "."
        and not c.closers
        and len(last) == 1
        and last.isupper()
        and last != "I"
        and c.following[:1].isupper()
        and not _opens(c)
    )


def _opens(c: _Candidate) -> bool:
    return c.following.lower() in lexicons.load().abbreviations.openers and len(c.before) > 1


def _list_number(c: _Candidate) -> bool:
    return c.mark == "." and c.before.isdigit() and c.position == len(c.before) and len(c.before) < 3


def _open_parenthesis(c: _Candidate) -> bool:
    return c.depth > 0 and c.position < 400


def _ellipsis_between_commas(c: _Candidate) -> bool:
    return c.mark in {"…", "..."} and not c.following


def _nothing_before(c: _Candidate) -> bool:
    return c.empty and c.position < _LOOKBACK


def _punctuation_follows(c: _Candidate) -> bool:
    return c.near in ",;:" if c.near else False


_RULES: tuple[Callable[[_Candidate], bool], ...] = (
    _lower_case_follows,
    _leading_abbreviation,
    _trailing_abbreviation,
    _initial,
    _list_number,
    _open_parenthesis,
    _ellipsis_between_commas,
    _nothing_before,
    _punctuation_follows,
)


def _ends_here(candidate: _Candidate) -> bool:
    return not any(rule(candidate) for rule in _RULES)


def _continues(text: str, before: Span, after: Span) -> bool:
    return text[after.start].islower() and text[before.end - 1] not in '.!?:;…"”’»)*'


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
