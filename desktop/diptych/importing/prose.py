"""The lines of an article's text become blocks: broken sentences joined, headings, lists and notes found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
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
_CAPITAL = re.compile(r"[“‘\"«„「]?(?:[^\Wa-z_]|\d)")
_IN_QUOTES = re.compile(r"[\"“‘«„「『(].*[\"”’»“」』)]$")
_MOST_HEADING = 14


class _Item(NamedTuple):
    marker: str
    offset: int
    number: int


def parts_of(lines: Sequence[Line], notes: dict[int, tuple[str, int]]) -> list[Part]:
    """The parts of the kept lines; ``notes`` has marker and offset by the number of a note's line."""
    markers = frozenset(marker for marker, _ in notes.values())
    text = [line for line in lines if line.number not in notes]
    merged = _merged(text)
    headings = _headings(merged, before_notes=bool(notes))
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
    """The lines with broken sentences joined, and short lines that stand together made one with breaks."""
    met = _met(lines)
    groups: list[tuple[list[Line], list[str]]] = []
    for line in lines:
        sign = _sign(groups[-1][0], line, met) if groups else ""
        if sign:
            groups[-1][0].append(line)
            groups[-1][1].append(sign)
        else:
            groups.append(([line], []))
    return [_joined(*group) for group in groups]


def _sign(group: list[Line], line: Line, met: set[tuple[str, str]]) -> str:
    """What joins a line to those before it: a space inside a sentence, a line feed in verse, or nothing."""
    if _goes_on(group, line, met):
        return " "
    return "\n" if _is_verse(group[-1], line) else ""


def _joined(group: list[Line], signs: list[str]) -> Line:
    if not signs:
        return group[0]
    pieces = list(group[0].pieces)
    for sign, line in zip(signs, group[1:], strict=True):
        pieces += (Piece(sign), *line.pieces)
    return group[0]._replace(pieces=tuple(pieces), text=" ".join(line.text for line in group))


def _met(lines: Sequence[Line]) -> set[tuple[str, str]]:
    """The pairs of words over a break between lines that stand side by side elsewhere in the text."""
    wanted = {(a.text.split()[-1], _first_word(b.text)) for a, b in pairwise(lines)}
    firsts = {first for first, _ in wanted}
    found: set[tuple[str, str]] = set()
    for line in lines:
        words = _WORDS.findall(line.text)
        found.update(pair for pair in pairwise(words) if pair[0] in firsts and pair in wanted)
    return found


def _first_word(text: str) -> str:
    match = _WORDS.match(text)
    return match[0] if match else ""


def _goes_on(group: list[Line], line: Line, met: set[tuple[str, str]]) -> bool:
    """Whether a line goes on with a sentence that was broken off.

    The first half has no full stop, and the second begins with a small letter, or the first ends with
    a word that ends no sentence, or the two words at the break stand side by side elsewhere.
    """
    head, tail = group[-1].text, line.text
    if group[0].level or line.level or shapes.is_terminal(head) or _starts_own(tail):
        return False
    first = _first_word(tail)
    if not first or head[-1] in ":;：；" or (weight(head) < 8 and len(group) == 1):
        return False
    last = head.split()[-1]
    if first[0].islower() or last.lower() in lexicon().unfinished:
        return True
    return first[0].isupper() and last[0].isupper() and (last, first) in met


def _starts_own(text: str) -> bool:
    return bool(_BULLET.match(text) or _NUMBERED.match(text) or _QUOTE.match(text))


def _is_verse(before: Line, line: Line) -> bool:
    """Whether two lines that stand together are lines of one verse, address or table, not paragraphs."""
    if line.gap or before.level or line.level or max(len(before.text), len(line.text)) > 70:
        return False
    if weight(before.text) <= 4 and weight(line.text) >= 8 and shapes.is_prose(line.text):
        return False
    ended = shapes.is_terminal(before.text) and weight(before.text) >= 6
    return not (ended or _starts_own(line.text) or _starts_own(before.text))


def _headings(lines: Sequence[Line], *, before_notes: bool) -> set[int]:
    """The numbers of the lines that are headings though nothing marks them; the last may head the notes."""
    found: set[int] = set()
    able = ((i, _can_be_heading(lines, i)) for i in range(len(lines)))
    for can, run in groupby(able, key=itemgetter(1)):
        indices = [i for i, _ in run]
        # Three short lines on end are a list or a poem, and one that nothing follows heads nothing.
        if can and len(indices) <= 2 and (indices[-1] + 1 < len(lines) or before_notes):
            found.update(lines[i].number for i in indices)
    prose = sum(shapes.is_prose(line.text) for line in lines)
    return found if len(found) <= prose else set()


def _can_be_heading(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    text = line.text
    broken = any("\n" in piece.text for piece in line.pieces)
    if line.level or broken or len(text) > 110 or not 1 <= weight(text) <= _MOST_HEADING:
        return False
    if shapes.is_terminal(text) or shapes.is_open(text) or _IN_QUOTES.match(text):
        return False
    if not (_CAPITAL.match(text) or weight(text) > len(text.split())):
        return False
    if _starts_own(text) and not _NUMBERED.match(text):
        return False
    if index + 1 == len(lines):
        return True
    following = lines[index + 1]
    opens = (
        weight(following.text) >= 10 and not following.text[0].islower() and shapes.is_prose(following.text)
    )
    return following.gap > 0 or opens or _starts_own(following.text)


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
