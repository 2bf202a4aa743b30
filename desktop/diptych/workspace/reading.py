"""What reading needs beside the articles: where the reader was in each, and the files they came from."""

from __future__ import annotations

import re
from collections.abc import Mapping

from diptych.errors import NotFound
from diptych.library import Library
from diptych.model import Article, Block, BlockKind, Span

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


class ReadingRoom:
    """The reader's places in a library, and its originals as pages."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def place(self, article: Article) -> int:
        """The code point of the article's text at which it was left; 0 in another version of the text."""
        text_id, position = self._library.place(article.id)
        return position if text_id == article.text_id else 0

    def keep(self, places: Mapping[int, tuple[int, int]]) -> None:
        """Remember where articles were left: the text's id and the code point by article.

        A library that is open for reading only forgets it.
        """
        if self._library.writable:
            self._library.keep_places(places)

    def original(self, id_: int) -> Article:
        """The file that an article was imported from, as it was, in the shape of an article.

        Its ``text_id`` is the article's made negative: it is no text of the library, and nothing can be
        found or marked in it. Raises ``NotFound``.
        """
        from diptych.importing.decode import decode

        article, original = self._library.article(id_), self._library.original(id_)
        if original is None:
            raise NotFound(f"The file that “{article.title}” was imported from is not in the library.")
        name, data = original
        text, blocks = source_blocks(decode(data, name).text)
        return Article(
            id=id_,
            title=name,
            text_id=-article.text_id,
            text=text,
            blocks=blocks,
            language=article.language,
            source=article.source,
            words=len(text.split()),
            binned=article.binned,
        )


def source_blocks(source: str) -> tuple[str, tuple[Block, ...]]:
    """A text cut into paragraphs at its blank lines: the text with one blank line at each, and the blocks."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    parts = [part for part in _BLANK_LINES.split(lines.strip("\n")) if part.strip()]
    spans, at = [], 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    blocks = (Block(kind=BlockKind.PARAGRAPH, start=span.start, end=span.end) for span in spans)
    return "\n\n".join(parts), tuple(blocks)
