"""A saved web page becomes a draft: its main content, and what its head states."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from diptych.importing import dates, names
from diptych.importing.canonical import Part, build, characters, line
from diptych.importing.language import language_of
from diptych.importing.layout import lines_of
from diptych.importing.lexicon import fold, lexicon
from diptych.importing.prose import parts_of
from diptych.importing.tei import parts_in
from diptych.importing.webhead import Head, read_head
from diptych.model import ArticleDate, BlockKind, Draft, Dropped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST = 5_000_000
_DEEPEST = 600
_LEAST_WORDS = 25
_AGREEMENT = 0.6
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
# Tags that hold nothing, and those that the next of their kind closes.
_FLAT = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
    r"|p|li|dt|dd|tr|td|th|option|thead|tbody|tfoot",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class _Content(NamedTuple):
    parts: list[Part]
    flags: tuple[str, ...] = ()


def read_html(source: str, stem: str, importer: str, flags: tuple[str, ...] = ()) -> Draft:
    """The draft of a page; its text is empty when no article is found.

    The text is what trafilatura takes for the main content; pages of over 5 MB or nested 600 deep,
    on which it stalls, and those in which it finds next to nothing are read with resiliparse.
    """
    source = _DECLARATION.sub("", characters(source))
    simple = len(source) > _LARGEST or nesting(source) >= _DEEPEST
    tree = None if simple else _tree(source)
    head = Head() if tree is None else read_head(tree)
    content = _simple_content(source) if tree is None else _content(source, tree)
    title = head.title or _first_heading(content.parts) or _simple_title(source) or stem
    parts, dropped = _without_furniture(content.parts, title)
    text, blocks = build(parts)
    return Draft(
        title=title,
        text=text,
        blocks=blocks,
        importer=importer,
        authors=tuple(names.author(name, "", text) for name in head.authors),
        outlet=head.outlet,
        outlet_guess="" if head.outlet else head.outlet_guess,
        guess_evidence="" if head.outlet or not head.outlet_guess else "the end of the page's title",
        date=head.date or (ArticleDate() if tree is None else _marked_date(tree)),
        language=language_of(text) or head.language,
        sections=head.sections,
        tags=head.tags,
        url=head.url,
        dropped=dropped,
        flags=flags + content.flags,
    )


def nesting(source: str) -> int:
    """About how deeply the tags of a page are nested, counted without building a tree."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        if _FLAT.fullmatch(match[2]):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _tree(source: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HtmlElement, fromstring

    try:
        tree = fromstring(source)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _content(source: str, tree: HtmlElement) -> _Content:
    """The main content by trafilatura, flagged when resiliparse sees it elsewhere."""
    from lxml import etree

    with _no_socket():
        from trafilatura import bare_extraction
        from trafilatura.settings import Document

    try:
        found = bare_extraction(
            tree,
            favor_precision=True,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
        )
        parts = list(parts_in(found.body)) if isinstance(found, Document) else []
    except (
        etree.LxmlError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ):
        parts = []
    other = _simple_text(source)
    if sum(len(_words(part)) for part in parts) < _LEAST_WORDS:
        return (
            _Content(parts_of(lines_of(other), {})) if len(other.split()) >= _LEAST_WORDS else _Content(parts)
        )
    if _agreement([word for part in parts for word in _words(part)], other.split()) < _AGREEMENT:
        return _Content(parts, ("It is not sure where the article begins and ends on this page.",))
    return _Content(parts)


@contextmanager
def _no_socket() -> Iterator[None]:
    """Keep urllib3, which both libraries import, from opening a socket to see whether there is IPv6."""
    known, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = known


def _words(part: Part) -> list[str]:
    cells = (piece for row in part.rows for cell in row for piece in cell)
    return " ".join(piece.text for piece in (*part.pieces, *cells)).split()


def _agreement(one: list[str], other: list[str]) -> float:
    """The share of words that two texts have in common, from 0 to 1, order aside."""
    first, second = set(one), set(other)
    return 2 * len(first & second) / max(1, len(first) + len(second))


def _simple_content(source: str) -> _Content:
    flag = "The page is very large or deeply nested, so its text was read in a simpler way."
    return _Content(parts_of(lines_of(_simple_text(source)), {}), (flag,))


def _simple_text(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(source)
    return str(extract_plain_text(tree, main_content=True, list_bullets=False, alt_texts=False))


def _simple_title(source: str) -> str:
    match = re.search(r"<title[^>]{0,200}>([^<]{1,300})", source, re.IGNORECASE)
    return line(match[1]) if match else ""


def _first_heading(parts: list[Part]) -> str:
    heading = parts and parts[0].kind is BlockKind.HEADING
    return line("".join(piece.text for piece in parts[0].pieces)) if heading else ""


def _without_furniture(parts: list[Part], title: str) -> tuple[list[Part], tuple[Dropped, ...]]:
    """The parts without a repeated title, advertisements, and what sites put below articles."""
    texts = [line("".join(piece.text for piece in part.pieces)) for part in parts]
    reasons: dict[int, str] = {}
    below = True
    for index in reversed(range(len(parts))):
        kind = lexicon().kind(texts[index]) if texts[index] else None
        if fold(texts[index]) == fold(title) and texts[index]:
            reasons[index] = "title"
        elif kind and parts[index].kind is not BlockKind.HEADING and (below or kind.name == "advertising"):
            reasons[index] = kind.reason
        elif texts[index] or parts[index].rows:
            below = False
    dropped = (Dropped(line=0, text=texts[i], reason=reasons[i]) for i in sorted(reasons))
    return [part for i, part in enumerate(parts) if i not in reasons], tuple(dropped)


def _marked_date(tree: HtmlElement) -> ArticleDate:
    """The date that htmldate finds in the page's markup and plain places; its wider search invents dates."""
    with _no_socket():
        from htmldate import find_date

    try:
        found = find_date(tree, extensive_search=False, original_date=True)
    except (AttributeError, LookupError, TypeError, ValueError, OverflowError):
        found = None
    read = dates.read(found) if found else None
    if read is None:
        return ArticleDate()
    return ArticleDate(
        value=read.value, precision=read.precision, as_printed=read.as_printed, evidence="markup of the page"
    )
