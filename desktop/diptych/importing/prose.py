"""The lines of an article's text become blocks: broken sentences joined, headings, lists and notes found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diptych.importing import shapes
from diptych.importing.canonical import Mark, Part, Piece, Pieces
from diptych.importing.layout import Line, weight
from diptych.importing.lexicon import lexicon
from diptych.model import BlockKind, Style

_BULLET = re.compile(r"(?P<marker>[•◦▪●‣·*-])\s+(?=\S)")
_NUMBERED = re.compile(r"(?P<marker>(?P<number>\d{1,3})[.)])\s+(?=\S)")
_QUOTE = re.compile(r">\s?")
_WORDS = re.compile(r"[\w’'-]+")
_MOST_HEADING = 14


class _Item(NamedTuple):
    marker: str
    offset: int
    number: int


def parts_of(lines: Sequence[Line], notes: dict[int, tuple[str, int]]) -> list[Part]:
    """The parts of the kept lines in order. ``notes`` maps the numbers of the lines of notes to marker and offset."""
    markers = frozenset(marker for marker, _ in notes.values())
    text = [line for line in lines if line.number not in notes]
    merged = _merged(text)
    headings = _headings(merged)
    items = _items(merged)
    parts = [_part(line, line.number in headings, items.get(line.number), markers) for line in merged]
    for line in lines:
        if line.number in notes:
            marker, offset = notes[line.number]
            parts.append(Part(BlockKind.NOTE, _from(line.pieces, line.text, offset), marker=marker))
    return parts


def _part(line: Line, heading: bool, item: _Item | None, markers: frozenset[str]) -> Part:
    if line.level or heading:
        return Part(BlockKind.HEADING, line.pieces, level=line.level or 2)
    if item:
        pieces = referring(_from(line.pieces, line.text, item.offset), markers)
        return Part(BlockKind.ITEM, pieces, level=1, marker="•" if item.number < 0 else item.marker)
    if match := _QUOTE.match(line.text):
        return Part(BlockKind.QUOTE, referring(_from(line.pieces, line.text, match.end()), markers), level=1)
    return Part(BlockKind.PARAGRAPH, referring(line.pieces, markers))


def referring(pieces: Iterable[Piece], markers: frozenset[str]) -> Pieces:
    """The pieces with each mark that refers to one of the notes as a run of its own."""
    if not markers:
        return tuple(pieces)
    result: list[Piece] = []
    for piece in pieces:
        at = 0
        for start, end, marker in shapes.references(piece.text):
            if marker in markers:
                result.append(Piece(piece.text[at:start], piece.marks))
                result.append(Piece(piece.text[start:end], (*piece.marks, Mark(Style.NOTE_REF, marker))))
                at = end
        result.append(Piece(piece.text[at:], piece.marks))
    return tuple(result)


def _from(pieces: Pieces, text: str, offset: int) -> Pieces:
    """The pieces without the first ``offset`` characters of the text that they make."""
    rest = list(pieces)
    while rest and not rest[0].text.strip():
        rest.pop(0)
    if not rest or not rest[0].text.split() or len(rest[0].text.strip()) < offset:
        return (Piece(text[offset:]),)
    rest[0] = Piece(rest[0].text.lstrip()[offset:], rest[0].marks)
    return tuple(rest)


def _merged(lines: Sequence[Line]) -> list[Line]:
    """The lines with broken sentences joined and short lines that stand together made one with line breaks."""
    pairs = _pairs(lines)
    result: list[Line] = []
    for line in lines:
        if result and _goes_on(result[-1], line, pairs):
            result[-1] = _joined(result[-1], line, " ")
        elif result and _is_verse(result[-1], line):
            result[-1] = _joined(result[-1], line, "\n")
        else:
            result.append(line)
    return result


def _joined(before: Line, line: Line, sign: str) -> Line:
    return before._replace(
        pieces=(*before.pieces, Piece(sign), *line.pieces),
        text=f"{before.text} {line.text}",
        level=before.level,
    )


def _pairs(lines: Sequence[Line]) -> dict[tuple[str, str], int]:
    """How often each pair of neighbouring words stands in the text, for pairs across breaks only."""
    wanted = {(a.text.split()[-1], _first_word(b.text)) for a, b in zip(lines, lines[1:], strict=False)}
    firsts = {first for first, _ in wanted}
    counts: dict[tuple[str, str], int] = {}
    for line in lines:
        words = _WORDS.findall(line.text)
        for pair in zip(words, words[1:], strict=False):
            if pair[0] in firsts and pair in wanted:
                counts[pair] = counts.get(pair, 0) + 1
    return counts


def _first_word(text: str) -> str:
    match = _WORDS.match(text)
    return match[0] if match else ""


def _goes_on(before: Line, line: Line, pairs: dict[tuple[str, str], int]) -> bool:
    """Whether a sentence that was broken off goes on: the first half ends as none does, or the halves meet elsewhere."""
    head, tail = before.text, line.text
    if before.level or line.level or shapes.is_terminal(head) or weight(head) < 8 or _starts_own(tail):
        return False
    if re.search(r"[:;：；]$", head):
        return False
    last, first = head.split()[-1], _first_word(tail)
    if not first:
        return False
    if first[0].islower():
        return True
    return last.lower() in lexicon().unfinished or (
        first[0].isupper() and last[0].isupper() and (last, first) in pairs
    )


def _starts_own(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBERED.match(text) or _QUOTE.match(text))


def _is_verse(before: Line, line: Line) -> bool:
    """Whether two lines that stand together are lines of one verse, address or table, not paragraphs."""
    last = before.pieces[-1].text if before.pieces else ""
    return (
        line.gap == 0
        and not before.level
        and not line.level
        and len(last) <= 70
        and len(line.text) <= 70
        and not (shapes.is_terminal(before.text) and weight(last) >= 6)
        and not _starts_own(line.text)
        and not _starts_own(before.text)
    )


def _headings(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are headings though nothing marks them."""
    able = [_can_be_heading(lines, i) for i in range(len(lines))]
    found = set()
    for index, able_here in enumerate(able):
        if not able_here:
            continue
        start, stop = index, index + 1
        while start > 0 and able[start - 1]:
            start -= 1
        while stop < len(able) and able[stop]:
            stop += 1
        # Three short lines on end are a list or a poem, and one that nothing follows heads nothing.
        if stop - start <= 2 and stop < len(lines):
            found.add(lines[index].number)
    prose = sum(shapes.is_prose(line.text) for line in lines)
    return found if len(found) <= prose else set()


def _can_be_heading(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    text = line.text
    if (
        line.level
        or len(text) > 110
        or not 1 <= weight(text) <= _MOST_HEADING
        or "\n" in "".join(p.text for p in line.pieces)
    ):
        return False
    if (
        shapes.is_terminal(text)
        or shapes.is_open(text)
        or re.search(r"[\"”’»」』)]$", text)
        and text[0] in '"“‘«「『('
    ):
        return False
    if not (
        text[0].isupper()
        or text[0].isdigit()
        or text[0] in '“‘"«「'
        or shapes.weight(text) > len(text.split())
    ):
        return False
    if _starts_own(text) and not _NUMBERED.match(text):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and (following.gap > 0 or len(following.text) > 110)


def _items(lines: Sequence[Line]) -> dict[int, _Item]:
    """The items of lists by line number: two bullets on end at least, or numbers that count up."""
    found = [_item(line) for line in lines]
    items: dict[int, _Item] = {}
    for index, item in enumerate(found):
        if item is None:
            continue
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        if _continues(before, item) or _continues(item, after):
            items[lines[index].number] = item
    return items


def _item(line: Line) -> _Item | None:
    if line.level:
        return None
    if match := _BULLET.match(line.text):
        return _Item(match["marker"], match.end(), -1)
    if match := _NUMBERED.match(line.text):
        return _Item(match["marker"], match.end(), int(match["number"]))
    return None


def _continues(item: _Item | None, following: _Item | None) -> bool:
    if item is None or following is None:
        return False
    if item.number < 0:
        return item.marker == following.marker
    return following.number == item.number + 1
