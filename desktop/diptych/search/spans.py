"""Mark in a text what a query looks for, with the analysis of the index."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.model import Span
from diptych.search.query import Phrase, leaves, parse
from diptych.search.words import Token, tokens


def spans(text: str, query: str, *, typing: bool = False, field: str = "text") -> list[Span]:
    """All hits of the query's words and phrases in a text, in order and without overlap.

    Offsets are code points. Words that the query wants in another field than ``field`` (text, title,
    outlet, authors) are not marked, nor those that it excludes.
    """
    phrases = [phrase for phrase in leaves(parse(query, typing=typing).node) if phrase.field in ("", field)]
    if not phrases:
        return []
    found = list(tokens(text))
    hits = [span for phrase in dict.fromkeys(phrases) for span in _occurrences(phrase, found)]
    return _apart(hits)


def _occurrences(phrase: Phrase, found: Sequence[Token]) -> list[Span]:
    first, *others = phrase.slots
    hits = []
    for at, token in enumerate(found):
        if not first.accepts(token) or at + len(others) >= len(found):
            continue
        last = token
        for slot, last in zip(others, found[at + 1 :], strict=False):
            if last.position - token.position != slot.offset or not slot.accepts(last):
                break
        else:
            hits.append(Span(token.start, last.end))
    return hits


def _apart(hits: list[Span]) -> list[Span]:
    """In order, the longer before the shorter, without those that overlap one before them."""
    kept: list[Span] = []
    for span in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
