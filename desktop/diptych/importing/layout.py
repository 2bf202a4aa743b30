"""The lines of a plain text: hard wraps undone, marks of headings and emphasis read and removed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from diptych.importing.canonical import Mark, Piece, Pieces, characters
from diptych.model import Style

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WIDEST = 120
_LONG = 3000
_ATX = re.compile(r"(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_BREAK = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:[=~•·⁂#][ \t]*){3,}|⁂)$")
_RULE = re.compile(r"[ \t]*(?:={4,}|-{4,})[ \t]*$")
_EMPHASIS = re.compile(
    r"(?<![\w*])(?P<marks>\*{1,3})(?![\s*])(?P<inside>[^*]{1,2000}?)(?<!\s)(?P=marks)(?![\w*])"
)
_STYLES = {1: (Style.EMPHASIS,), 2: (Style.STRONG,), 3: (Style.STRONG, Style.EMPHASIS)}


class Line(NamedTuple):
    """One line that says one thing: a paragraph, a heading, a piece of the page.

    ``number`` counts source lines from 1 and ``gap`` the blank lines before it; ``level`` is that of
    a heading with markup (1 to 6), else 0; ``rule`` is a thematic break. ``raw`` is the source with
    its marks, ``text`` the words without them, blanks folded.
    """

    number: int
    raw: str
    pieces: Pieces
    text: str
    gap: int
    level: int = 0
    rule: bool = False


class _Raw(NamedTuple):
    number: int
    text: str
    gap: int


def lines_of(source: str) -> list[Line]:
    """The lines of the text, hard-wrapped paragraphs joined into one each."""
    groups = _groups(characters(source).split("\n"))
    groups = _unwrapped(groups)
    marked = any(_ATX.match(raw.text) for group in groups for raw in group[:1])
    return [line for group in groups for line in _read(group, marked)]


def weight(text: str) -> int:
    """The length in words; two signs count as a word where none are spaced. Of a long line, about."""
    if len(text) > _LONG:
        return len(text) // 6
    return max(len(text.split()), len(_CJK.findall(text)) // 2)


def _groups(texts: list[str]) -> list[list[_Raw]]:
    """The lines that are not blank, those without a blank line between them together."""
    groups: list[list[_Raw]] = []
    gap = 0
    for number, text in enumerate(texts, 1):
        if not text.strip():
            gap += 1
            continue
        if gap or not groups:
            groups.append([])
        groups[-1].append(_Raw(number, text, gap))
        gap = 0
    return groups


def _unwrapped(groups: list[list[_Raw]]) -> list[list[_Raw]]:
    """The groups with wrapped lines joined, if the lines of the text end where no word more would fit."""
    inner = [(a.text, b.text) for group in groups for a, b in pairwise(group) if not _starts_own(b.text)]
    if len(inner) < 3:
        return groups
    lengths = sorted(len(text.rstrip()) for text, _ in inner)
    width = lengths[len(lengths) * 19 // 20]
    if not 25 <= width <= _WIDEST or not _is_wrapped(inner, width):
        return groups
    return [_joined(group, width) for group in groups]


def _is_wrapped(pairs: list[tuple[str, str]], width: int) -> bool:
    """Whether lines and those after them were broken for the width, by a program or roughly by hand."""
    ended = sum(text.rstrip()[-1] in ".!?。" for text, _ in pairs)
    if ended > len(pairs) // 2:
        return False
    full = sum(_is_full(*pair, width) for pair in pairs)
    nearly = sum(_is_full(*pair, width * 3 // 4) for pair in pairs)
    small = sum(following.lstrip()[:1].islower() for _, following in pairs)
    return full >= len(pairs) * 0.8 or (nearly >= len(pairs) * 0.8 and small >= len(pairs) * 0.5)


def _is_full(text: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    following = following.lstrip()
    if _CJK.match(following):
        return len(text.rstrip()) + 2 > width
    return len(text.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _starts_own(text: str) -> bool:
    return bool(_ATX.match(text) or _BREAK.match(text) or re.match(r"\s*(?:[-*•>]\s|\(?\d{1,3}[.)]\s)", text))


def _joined(group: list[_Raw], width: int) -> list[_Raw]:
    """The group with each line joined to the one before it, unless that one ends well before the width."""
    firsts: list[_Raw] = []
    texts: list[list[str]] = []
    last = ""
    for raw in group:
        text = raw.text.strip()
        if firsts and _is_full(last, text, width * 3 // 4) and not _starts_own(text):
            texts[-1].append(text if _CJK.match(text) else f" {text}")
        else:
            firsts.append(raw)
            texts.append([raw.text.rstrip()])
        last = raw.text
    return [raw._replace(text="".join(parts)) for raw, parts in zip(firsts, texts, strict=True)]


def _read(group: list[_Raw], marked: bool) -> list[Line]:
    """The lines of a group. Emphasis is read only in texts that use other Markdown too (``marked``)."""
    lines: list[Line] = []
    plain = [(Piece(raw.text),) for raw in group]
    for raw, pieces in zip(group, _emphasised([raw.text for raw in group]) if marked else plain, strict=True):
        if _RULE.match(raw.text) and lines and not lines[-1].level and weight(lines[-1].text) <= 25:
            lines[-1] = lines[-1]._replace(level=1 if "=" in raw.text else 2)
        elif _BREAK.match(raw.text):
            lines.append(_line(raw, (Piece(raw.text),), rule=True))
        elif match := _ATX.match(raw.text):
            lines.append(_line(raw, _emphasised([match[2]])[0], level=len(match[1])))
        else:
            lines.append(_line(raw, pieces))
    return lines


def _line(raw: _Raw, pieces: Pieces, *, level: int = 0, rule: bool = False) -> Line:
    text = " ".join("".join(piece.text for piece in pieces).split())
    return Line(raw.number, " ".join(raw.text.split()), pieces, text, raw.gap, level, rule)


def _emphasised(texts: list[str]) -> list[Pieces]:
    """The pieces of each line; emphasis may span the lines of a group."""
    joined = "\n".join(texts)
    rows: list[list[Piece]] = [[]]
    at = 0
    for match in _EMPHASIS.finditer(joined):
        _spread(rows, joined[at : match.start()], ())
        _spread(rows, match["inside"], tuple(Mark(style) for style in _STYLES[len(match["marks"])]))
        at = match.end()
    _spread(rows, joined[at:], ())
    return [tuple(row) for row in rows]


def _spread(rows: list[list[Piece]], text: str, marks: tuple[Mark, ...]) -> None:
    first, *others = text.split("\n")
    rows[-1].append(Piece(first, marks))
    rows += [[Piece(other, marks)] for other in others]
