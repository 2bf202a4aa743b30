"""Mark in a text what a query looks for, with the analysis of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from diptych.model import Span
from diptych.search import glimpses
from diptych.search.nodes import Phrase, leaves
from diptych.search.query import Query, parse
from diptych.search.words import Token, Wanted, tokens


def spans(text: str, query: str | Query, *, typing: bool = False, field: str = "text") -> list[Span]:
    """All hits of the query's words and phrases in a text, in order and without overlap.

    Offsets are code points. Words that the query wants in another field than ``field`` (text, title,
    outlet, authors) are not marked, nor those that it excludes. What open words stand for is marked
    only where the query was read by an index.
    """
    return apart(span for found in marked(text, query, typing=typing, field=field).values() for span in found)


def marked(
    text: str, query: str | Query, *, typing: bool = False, field: str = "text"
) -> dict[Phrase, list[Span]]:
    """The hits of each of the query's phrases that is in the text."""
    phrases, wanted = _sought(_read(query, typing), field)
    if not phrases:
        return {}
    plain = glimpses.folded(text)
    if plain is None or any(glimpses.beginnings(phrase) is None for phrase in phrases):
        found = list(tokens(text, wanted))
        return {phrase: hits for phrase in phrases if (hits := occurrences(phrase, found))}
    return dict(_glimpsed(text, plain, phrases, wanted))


def _glimpsed(
    text: str, plain: str, phrases: Sequence[Phrase], wanted: Wanted
) -> Iterator[tuple[Phrase, list[Span]]]:
    """The same for phrases whose words can be looked for by their beginnings."""
    starts = {phrase: glimpses.beginnings(phrase) or () for phrase in phrases}
    single = {each for phrase in phrases if len(phrase.slots) == 1 for each in starts[phrase][0]}
    words = glimpses.near_words(text, plain, single, wanted) if single else []
    for phrase in phrases:
        if len(phrase.slots) == 1:
            hits = occurrences(phrase, words)
        else:
            groups = glimpses.in_paragraphs(text, plain, starts[phrase], wanted)
            hits = [span for group in groups for span in occurrences(phrase, group)]
        if hits:
            yield phrase, hits


def _read(query: str | Query, typing: bool) -> Query:
    return parse(query, typing=typing) if isinstance(query, str) else query


@lru_cache(maxsize=8)
def _sought(query: Query, field: str) -> tuple[tuple[Phrase, ...], Wanted]:
    """The phrases to mark and the words in them; kept, since one query is marked in many texts."""
    phrases = tuple(dict.fromkeys(each for each in leaves(query.node) if each.field in ("", field)))
    slots = [slot for phrase in phrases for slot in phrase.slots]
    terms = frozenset(term for slot in slots for term in (slot.term, *slot.terms))
    prefixes = tuple(slot.word for slot in slots if slot.kind == "prefix")
    others = tuple(slot for slot in slots if slot.kind in ("wildcard", "fuzzy"))

    def accepts(word: str, term: str) -> bool:
        return term in terms or word.startswith(prefixes) or any(slot.accepts(word, term) for slot in others)

    return phrases, Wanted(accepts)


def occurrences(phrase: Phrase, found: Sequence[Token]) -> list[Span]:
    """Where the phrase stands among tokens; those that no phrase accepts may be left out."""
    first, *others = phrase.slots
    if not others:
        return [Span(token.start, token.end) for token in found if first.accepts(token.word, token.term)]
    if phrase.within is not None:
        return list(_together(phrase, found))
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


def _together(phrase: Phrase, found: Sequence[Token]) -> Iterator[Span]:
    """The words of a near phrase, one by one, wherever all of them are near enough."""
    assert phrase.within is not None
    reach = phrase.within + len(phrase.slots) - 1
    last: dict[int, Token] = {}
    for token in found:
        here = [n for n, slot in enumerate(phrase.slots) if slot.accepts(token.word, token.term)]
        if not here:
            continue
        last.update(dict.fromkeys(here, token))
        if (
            len(last) == len(phrase.slots)
            and token.position - min(t.position for t in last.values()) <= reach
        ):
            yield from {Span(each.start, each.end) for each in last.values()}


def apart(hits: Iterable[Span]) -> list[Span]:
    """In order, the longer before the shorter, without those that overlap one before them."""
    kept: list[Span] = []
    for span in sorted(set(hits), key=lambda hit: (hit.start, -hit.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
