"""Plain text becomes a draft."""

from __future__ import annotations

import re

from diptych.importing.canonical import Part, Piece, build, characters, line
from diptych.importing.language import language_of
from diptych.model import BlockKind, Draft


def read_text(source: str, stem: str, importer: str, flags: tuple[str, ...] = ()) -> Draft:
    """The draft of a plain text."""
    paragraphs = [p for p in re.split(r"\n[ \n]*\n", characters(source)) if p.strip()]
    title = line(paragraphs.pop(0)) if len(paragraphs) > 1 and len(paragraphs[0]) < 200 else stem
    text, blocks = build(Part(BlockKind.PARAGRAPH, (Piece(p.replace("\n", " ")),)) for p in paragraphs)
    return Draft(
        title=title, text=text, blocks=blocks, importer=importer, language=language_of(text), flags=flags
    )
