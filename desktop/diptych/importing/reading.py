"""One file becomes a draft: its format by suffix, then by content."""

from __future__ import annotations

import re
from pathlib import PurePath

from diptych.errors import ImportFailed
from diptych.importing.canonical import line
from diptych.importing.decode import decode
from diptych.model import Draft

IMPORTER_VERSION = "1"

MOST_CHARACTERS = 3_000_000
"""Texts over this length are refused: it is more than the longest of novels has."""

_MARKDOWN = {".md", ".markdown"}
_HTML = {".html", ".htm"}
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def read(data: bytes, name: str) -> Draft:
    """The draft of an article from the bytes of a file.

    The format follows the suffix of ``name``, then the content. Raises ``ImportFailed`` with one
    sentence that names the file when there is no article in it: it is empty, binary, over
    ``decode.MOST_BYTES`` or ``MOST_CHARACTERS``, or a page without text.
    """
    name = line(name) or "unnamed file"
    path = PurePath(name)
    suffix = path.suffix.lower()
    html = suffix in _HTML or _LOOKS_LIKE_HTML.match(
        data[:2000].decode("latin-1").lstrip("\u00ef\u00bb\u00bf")
    )
    declared = _CHARSET.search(data[:4000]) if html else None
    text, _, flags = decode(data, name, declared[1].decode("ascii") if declared else "")
    if not html and len(text) > MOST_CHARACTERS:
        raise _too_long(name)
    if html:
        from diptych.importing.html import read_html

        draft = read_html(text, path.stem, IMPORTER_VERSION, flags)
    else:
        draft = _read_plain(text, path.stem, suffix in _MARKDOWN, flags)
    if len(draft.text) > MOST_CHARACTERS:
        raise _too_long(name)
    if not draft.text:
        raise ImportFailed(f"“{name}” was not imported: no article was found in it.")
    return draft


def _too_long(name: str) -> ImportFailed:
    most = MOST_CHARACTERS // 1_000_000
    return ImportFailed(
        f"“{name}” was not imported: it has more than {most} million characters; cut it into parts."
    )


def _read_plain(text: str, stem: str, markdown: bool, flags: tuple[str, ...]) -> Draft:
    from diptych.importing.text import read_text

    if markdown:
        from diptych.importing.markdown import read_markdown

        draft = read_markdown(text, stem, IMPORTER_VERSION, flags)
        if draft is not None:
            return draft
        flags = (*flags, "The Markdown is nested too deeply or knotted, so it was read as plain text.")
    return read_text(text, stem, IMPORTER_VERSION, flags)
