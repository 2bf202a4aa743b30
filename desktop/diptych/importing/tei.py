"""The walk over the tree in which trafilatura hands back a page's main content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diptych.importing.canonical import Mark, Part, Piece, Pieces
from diptych.model import BlockKind, Style

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES = {"#b": Style.STRONG, "#i": Style.EMPHASIS, "#t": Style.CODE}
_BLOCKS = frozenset({"p", "head", "quote", "list", "table", "item", "ab", "div", "body"})


def parts_in(body: _Element) -> Iterator[Part]:
    """The parts of the tree in order; pictures are left out."""
    if (body.text or "").strip():
        yield Part(BlockKind.PARAGRAPH, (Piece(body.text or ""),))
    for child in body:
        yield from _block(child)
        if (child.tail or "").strip():
            yield Part(BlockKind.PARAGRAPH, (Piece(child.tail or ""),))


def _block(element: _Element) -> Iterator[Part]:
    if element.tag == "head":
        level = re.sub(r"\D", "", element.get("rend") or "") or "2"
        yield Part(BlockKind.HEADING, tuple(_inline(element, ())), level=min(6, max(1, int(level[:2]))))
    elif element.tag == "table":
        rows = tuple(tuple(tuple(_inline(cell, ())) for cell in row) for row in element.iter("row"))
        yield Part(BlockKind.TABLE, rows=rows)
    elif element.tag == "list":
        yield from _list(element, 1)
    elif element.tag == "quote":
        yield from (Part(BlockKind.QUOTE, pieces, level=1) for pieces in _paragraphs(element))
    elif element.tag == "code":
        yield Part(BlockKind.PARAGRAPH, (Piece("".join(element.itertext()), (Mark(Style.CODE),)),))
    elif element.tag in ("div", "body"):
        yield from parts_in(element)
    elif element.tag not in ("graphic", "lb"):
        yield Part(BlockKind.PARAGRAPH, tuple(_inline(element, ())))


def _list(element: _Element, level: int) -> Iterator[Part]:
    ordered = element.get("rend") == "ol"
    for number, item in enumerate(element.iterchildren("item"), 1):
        pieces = tuple(_inline(item, (), nested=False))
        yield Part(BlockKind.ITEM, pieces, level=level, marker=f"{number}." if ordered else "•")
        for inner in item.iterchildren("list"):
            yield from _list(inner, level + 1)


def _paragraphs(element: _Element) -> list[Pieces]:
    """The paragraphs of a quotation, or the whole of it as one."""
    inner = [child for child in element if child.tag in ("p", "quote", "ab")]
    if not inner:
        return [tuple(_inline(element, ()))]
    lead = [(Piece(element.text),)] if (element.text or "").strip() else []
    return [*lead, *(tuple(_inline(child, ())) for child in inner)]


def _inline(element: _Element, marks: tuple[Mark, ...], *, nested: bool = True) -> Iterator[Piece]:
    """The pieces of an element's text; without ``nested`` the lists inside it are passed over."""
    if element.text:
        yield Piece(element.text, marks)
    for child in element:
        if child.tag == "lb":
            yield Piece("\n", marks)
        elif child.tag != "graphic" and (nested or child.tag != "list"):
            if child.tag in _BLOCKS:
                yield Piece("\n", marks)
            reference = _reference(child)
            if reference:
                yield Piece(f"[{reference}]", (*marks, Mark(Style.NOTE_REF, reference)))
            else:
                yield from _inline(child, (*marks, *_marks(child)), nested=nested)
            if child.tag in _BLOCKS:
                yield Piece("\n", marks)
        if child.tail:
            yield Piece(child.tail, marks)


def _reference(element: _Element) -> str:
    """The number of the note that a raised number after a word refers to, "" for a power or a unit."""
    if element.tag != "hi" or element.get("rend") != "#sup":
        return ""
    match = re.fullmatch(r"\s*\[?(\d{1,3})\]?\s*", "".join(element.itertext()))
    before = element.getprevious()
    text = (element.getparent().text if before is None else before.tail) or ""
    return match[1] if match and re.search(r"(?:[^\W\d_]{3}|[.,;:!?\"”’»)])\s?$", text) else ""


def _marks(element: _Element) -> tuple[Mark, ...]:
    if element.tag == "ref":
        target = element.get("target") or ""
        return (Mark(Style.LINK, target),) if target else ()
    if element.tag == "del":
        return (Mark(Style.STRUCK),)
    style = _STYLES.get(element.get("rend") or "") if element.tag == "hi" else None
    return (Mark(style),) if style else ()
