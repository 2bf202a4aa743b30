"""Markdown becomes blocks: CommonMark with tables, strikethrough, footnotes and front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.importing import frontmatter
from diptych.importing.canonical import Part, Pieces, build, line
from diptych.importing.language import language_of
from diptych.importing.tokens import Placed, Walk
from diptych.model import BlockKind, Draft, Dropped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_NESTING = 100
# Brackets are matched in quadratic time: 100,000 in one paragraph take a quarter of a minute.
_MOST_BRACKETS = 5000


def read_markdown(source: str, stem: str, importer: str, flags: tuple[str, ...] = ()) -> Draft | None:
    """The draft of a Markdown source; None when words would be lost by nesting or it is too knotted.

    The title is the front matter's, else the first heading of level 1 (or a first heading that
    outranks all others), which then is not in the text, else ``stem``.
    """
    if any(part.count("[") > _MOST_BRACKETS for part in re.split(r"\n[ \t]*\n", source)):
        return None
    parser = _parser()
    env: dict[str, object] = {}
    tokens = parser.parse(source, env)
    if any(token.nesting == 1 and token.level >= _NESTING - 1 for token in tokens):
        return None
    matter = frontmatter.FrontMatter()
    if tokens and tokens[0].type == "front_matter":
        matter = frontmatter.read(tokens[0].content)
    placed = Walk(tokens, env).parts()
    title, dropped, parts = _titled(placed, matter.title)
    text, blocks = build(parts)
    return Draft(
        title=title or stem,
        text=text,
        blocks=blocks,
        importer=importer,
        authors=matter.authors,
        outlet=matter.outlet,
        date=matter.date,
        language=matter.language or language_of(text),
        tags=matter.tags,
        url=matter.url,
        reports=matter.reports,
        dropped=dropped,
        flags=flags + matter.flags,
    )


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"]).use(front_matter_plugin).use(footnote_plugin)
    # The tail would drop notes that nothing refers to; the walk places all notes itself.
    return parser.disable("footnote_tail")


def _titled(placed: list[Placed], stated: str) -> tuple[str, tuple[Dropped, ...], list[Part]]:
    index = _title_index(placed, stated)
    parts = [item.part for item in placed]
    if index is None:
        return stated, (), parts
    heading = _text_of(parts.pop(index).pieces)
    return stated or heading, (Dropped(line=placed[index].line, text=heading, reason="title"),), parts


def _title_index(placed: list[Placed], stated: str) -> int | None:
    """Which part is the title: a first heading; when a title is ``stated``, only one that repeats it."""
    headings = [(i, item.part) for i, item in enumerate(placed) if item.part.kind is BlockKind.HEADING]
    tops = [i for i, part in headings if part.level == 1]
    first = next((i for i, item in enumerate(placed) if item.part.kind is not BlockKind.NOTE), None)
    index = None
    if tops and (len(tops) == 1 or tops[0] == first):
        index = tops[0]
    elif (
        headings and headings[0][0] == first and all(p.level > headings[0][1].level for _, p in headings[1:])
    ):
        index = first
    if index is None or not _text_of(placed[index].part.pieces):
        return None
    if stated and _text_of(placed[index].part.pieces).casefold() != stated.casefold():
        return None
    return index


def _text_of(pieces: Pieces) -> str:
    return line("".join(piece.text for piece in pieces))
