"""A saved web page becomes a draft: its main content, and what its head states."""

from __future__ import annotations

from diptych.importing.canonical import Part, Piece, build
from diptych.importing.language import language_of
from diptych.model import BlockKind, Draft


def read_html(source: str, stem: str, importer: str, flags: tuple[str, ...] = ()) -> Draft:
    """The draft of a page; its text is empty when no article is found."""
    import trafilatura

    text = trafilatura.extract(source, favor_precision=True, include_comments=False) or ""
    text, blocks = build(Part(BlockKind.PARAGRAPH, (Piece(p),)) for p in text.split("\n"))
    return Draft(
        title=stem, text=text, blocks=blocks, importer=importer, language=language_of(text), flags=flags
    )
