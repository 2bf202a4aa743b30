"""The one builder of canonical texts: blocks of inline pieces become one string with spans.

Characters are brought to NFC, U+00A0 and tabs to a space, runs of blanks to one, line ends to LF;
what Qt uses for its own ends or cannot hold becomes U+FFFD. Quotes, dashes and spelling stay as
they are. Blocks are joined by exactly one blank line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diptych.model import Block, BlockKind, Run, Span, Style

_FFFD = "\ufffd"
_BLANKS = re.compile(r"[ \n]+")
_LINE_END = re.compile("\r\n|[\r\u0085]")
# Controls that Python counts as line ends, what Qt keeps for itself, noncharacters and lone surrogates.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffc\ufffe\uffff\ud800-\udfff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# Invisible: a byte order mark inside a text and the soft hyphen.
_BLANK_OR_NOTHING = str.maketrans(
    {"\t": " ", "\x0b": " ", "\x0c": " ", "\u00a0": " ", "\ufeff": "", "\u00ad": ""}
)


class Mark(NamedTuple):
    """How a piece looks or what it points to."""

    style: Style
    target: str = ""


class Piece(NamedTuple):
    """A stretch of raw text with its marks; a line feed in it is a line break that stays."""

    text: str
    marks: tuple[Mark, ...] = ()


Pieces = tuple[Piece, ...]


class Part(NamedTuple):
    """A block before it has a place in the text. A table has ``rows`` of cells and no ``pieces``."""

    kind: BlockKind
    pieces: Pieces = ()
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[Pieces, ...], ...] = ()


class Canonical(NamedTuple):
    """A canonical text and its blocks."""

    text: str
    blocks: tuple[Block, ...]


def build(parts: Iterable[Part]) -> Canonical:
    """The canonical text of the parts; parts without a visible character are left out."""
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        text, runs, rows = _table(part.rows) if part.rows else (*_inline(part.pieces), ())
        if not text.strip():
            continue
        blocks.append(
            Block(
                kind=part.kind,
                start=at,
                end=at + len(text),
                level=part.level,
                marker=line(part.marker),
                runs=tuple(_shifted(run, at) for run in runs),
                rows=tuple(tuple(Span(a + at, b + at) for a, b in row) for row in rows),
            )
        )
        texts.append(text)
        at += len(text) + 2
    return Canonical("\n\n".join(texts), tuple(blocks))


def line(text: str) -> str:
    """One line of clean text: the same rules, line breaks to spaces. For titles, names and targets."""
    return _inline((Piece(text),))[0].replace("\n", " ")


def characters(text: str) -> str:
    """The text with unfit characters replaced and every blank a space or a line feed, not yet folded."""
    return _UNFIT.sub(_FFFD, _LINE_END.sub("\n", text)).translate(_BLANK_OR_NOTHING)


def _shifted(run: Run, by: int) -> Run:
    return Run(start=run.start + by, end=run.end + by, style=run.style, target=run.target)


def _inline(pieces: Sequence[Piece]) -> tuple[str, list[Run]]:
    """The folded text of the pieces and the runs of their marks, in order of start."""
    texts = _composed([characters(piece.text) for piece in pieces])
    raw = "".join(texts)
    spans = _marked(texts, [piece.marks for piece in pieces])
    text, places = _folded(raw, sorted({place for start, end, _ in spans for place in (start, end)}))
    runs = []
    for start, end, mark in spans:
        start, end = _trimmed(text, places[start], places[end])
        if start < end:
            runs.append(
                Run(start=start, end=end, style=mark.style, target=line(mark.target) if mark.target else "")
            )
    runs.sort(key=lambda run: (run.start, -run.end, run.style))
    return text, runs


def _composed(texts: list[str]) -> list[str]:
    """The texts in NFC, with what composes over a border moved to the text before it."""
    result: list[str] = []
    for text in texts:
        taken = 0
        last = next((t[-1] for t in reversed(result) if t), "")
        while last and taken < len(text) and _composes(last, text[taken]):
            last = text[taken]
            taken += 1
        if taken:
            home = max(i for i, t in enumerate(result) if t)
            result[home] = unicodedata.normalize("NFC", result[home] + text[:taken])
        result.append(unicodedata.normalize("NFC", text[taken:]))
    return result


def _composes(before: str, char: str) -> bool:
    if char.isascii():
        return False
    normal = unicodedata.normalize
    return unicodedata.combining(char) != 0 or normal("NFC", before + char) != normal("NFC", before) + normal(
        "NFC", char
    )


def _marked(texts: list[str], marks: list[tuple[Mark, ...]]) -> list[tuple[int, int, Mark]]:
    """Spans of marks in the joined texts, neighbours with the same mark made one."""
    spans: list[tuple[int, int, Mark]] = []
    last: dict[Mark, int] = {}
    at = 0
    for text, own in zip(texts, marks, strict=True):
        for mark in own:
            index = last.get(mark)
            if index is not None and spans[index][1] == at:
                spans[index] = (spans[index][0], at + len(text), mark)
            else:
                last[mark] = len(spans)
                spans.append((at, at + len(text), mark))
        at += len(text)
    return spans


def _folded(raw: str, places: list[int]) -> tuple[str, dict[int, int]]:
    """The text with runs of blanks made one and the ends trimmed, and where each place went."""
    lead = len(raw) - len(raw.lstrip())
    stop = max(len(raw.rstrip()), lead)
    out: list[str] = []
    mapped: dict[int, int] = {}
    size, at, todo = 0, lead, iter(places)
    place = next(todo, None)

    def settle(limit: int, to_end: bool) -> None:
        nonlocal place
        while place is not None and place <= limit:
            mapped[place] = size if to_end or place <= at else size + place - at
            place = next(todo, None)

    for match in _BLANKS.finditer(raw, lead, stop):
        settle(match.start(), False)
        out += (raw[at : match.start()], "\n" if "\n" in match[0] else " ")
        size += match.start() - at + 1
        at = match.end()
        settle(at, True)
    settle(stop, False)
    out.append(raw[at:stop])
    size += stop - at
    settle(len(raw), True)
    return "".join(out), mapped


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _table(
    rows: tuple[tuple[Pieces, ...], ...],
) -> tuple[str, list[Run], tuple[tuple[Span, ...], ...]]:
    """The text, runs and cell spans of a table; rows without a visible character are left out."""
    texts: list[str] = []
    runs: list[Run] = []
    spans: list[tuple[Span, ...]] = []
    at = 0
    for row in rows:
        cells = [_inline(cell) for cell in row]
        if not any(text for text, _ in cells):
            continue
        places = []
        for text, own in cells:
            places.append(Span(at, at + len(text)))
            runs += [_shifted(run, at) for run in own]
            at += len(text) + 1
        texts.append("\t".join(text.replace("\n", " ") for text, _ in cells))
        spans.append(tuple(places))
    return "\n".join(texts), runs, tuple(spans)
