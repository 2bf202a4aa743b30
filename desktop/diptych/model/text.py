"""The canonical text and its parts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec


class Span(NamedTuple):
    """A half-open range of code points in a canonical text."""

    start: int
    end: int


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of the plain values that are stored and sent between processes as JSON."""


class BlockKind(StrEnum):
    """What a block of the canonical text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    NOTE = "note"
    TABLE = "table"


class Style(StrEnum):
    """What an inline run looks like or points to."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRUCK = "struck"
    LINK = "link"
    NOTE_REF = "note_ref"


class Run(Value, frozen=True):
    """A styled stretch inside a block. ``target`` is an address (link) or a note's marker (note_ref)."""

    start: int
    end: int
    style: Style
    target: str = ""


class Block(Value, frozen=True):
    """One block of the canonical text.

    ``level`` is the rank of a heading (1 to 6) or the depth of a quote or item (from 1).
    ``marker`` is what stands before an item ("1.", "•") or names a note ("1").
    ``rows`` holds, for a table, the spans of its cells row by row; inside the text cells are
    separated by a tab and rows by a line feed, and neither belongs to a cell's span.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[Span, ...], ...] = ()
