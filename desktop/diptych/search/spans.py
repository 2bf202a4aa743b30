"""Mark in a text what a query looks for, with the analysis of the index."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from diptych.model import Span
from diptych.search.query import Phrase, leaves, parse
from diptych.search.words import Token, Wanted, tokens


def spans(text: str, query: str, *, typing: bool = False, field: str = "text") -> list[Span]:
    """All hits of the query's words and phrases in a text, in order and without overlap.

    Offsets are code points. Words that the query wants in another field than ``field`` (text, title,
    outlet, authors) are not marked, nor those that it excludes.
    """
    phrases, wanted = _sought(query, typing, field)
    if not phrases:
        return []
    found = list(tokens(text, wanted))
    return _apart([span for phrase in phrases for span in occurrences(phrase, found)])


@lru_cache(maxsize=8)
def _sought(query: str, typing: bool, field: str) -> tuple[tuple[Phrase, ...], Wanted]:
    """The phrases to mark and the words in them; kept, since one query is marked in many texts."""
    all_phrases = dict.fromkeys(leaves(parse(query, typing=typing).node))
    phrases = tuple(phrase for phrase in all_phrases if phrase.field in ("", field))
    slots = [slot for phrase in phrases for slot in phrase.slots]
    terms = frozenset(slot.term for slot in slots)
    prefixes = tuple(slot.word for slot in slots if slot.kind == "prefix")
    return phrases, Wanted(lambda word, term: term in terms or word.startswith(prefixes))


def occurrences(phrase: Phrase, found: Sequence[Token]) -> list[Span]:
    """Where the phrase stands among tokens; those that no phrase accepts may be left out."""
    first, *others = phrase.slots
    if not others:
        return [Span(token.start, token.end) for token in found if first.accepts(token.word, token.term)]
    hits = []
    for at, token in enumerate(found):
        if not first.accepts(token.word, token.term):
            continue
        following = found[at + 1 : at + len(phrase.slots)]
        if len(following) == len(others) and all(
            after.position - token.position == slot.offset and slot.accepts(after.word, after.term)
            for slot, after in zip(others, following, strict=True)
        ):
            hits.append(Span(token.start, following[-1].end))
    return hits


def _apart(hits: list[Span]) -> list[Span]:
    """In order, the longer before the shorter, without those that overlap one before them."""
    kept: list[Span] = []
    for span in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
