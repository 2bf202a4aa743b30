"""Let the names among the words of a query stand for all their forms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from diptych.model import Expansion
from diptych.search.names import LONGEST_NAME, NamedThing, Names, sense
from diptych.search.nodes import AllOf, AnyOf, Named, Node, Phrase
from diptych.search.spelt import spelt
from diptych.search.words import Token, is_dense, tokens

MOST_FORMS = 40
"""Forms of one name that are searched."""


class Part(NamedTuple):
    """What stands side by side with others in a query; ``text`` are its words where they may be a name."""

    node: Node
    text: str = ""


def with_names(
    parts: Sequence[Part], names: Names, off: frozenset[str], most: int = LONGEST_NAME
) -> tuple[list[Node], list[Expansion]]:
    """The nodes of the parts, with names put in the place of words, and what was expanded.

    No name is longer than ``most`` words.
    """
    nodes: list[Node] = []
    expansions: list[Expansion] = []
    pending = list(parts)
    while pending:
        taken, named = _name(pending, names, off, most)
        if named is None:
            first = pending.pop(0)
            halves = _cut_dense(first, names, off)
            if len(halves) > 1:
                pending[:0] = halves
            else:
                nodes.append(first.node)
            continue
        nodes.append(named)
        expansions += named.expansions
        del pending[:taken]
    return nodes, expansions


def _name(parts: Sequence[Part], names: Names, off: frozenset[str], most: int) -> tuple[int, Named | None]:
    """How many of the parts make a name, and what it stands for."""
    found: list[Token] = []
    ends: list[int] = []
    for part in parts[:LONGEST_NAME]:
        if not part.text:
            break
        found += tokens(part.text)
        ends.append(len(found))
        if len(found) >= LONGEST_NAME:
            break
    while ends:
        words = found[: ends[-1]]
        known = names.at_start([*map(sense, words)], [token.word for token in words], most)
        if known is None:
            return 0, None
        if known.length in ends:
            taken = ends.index(known.length) + 1
            things = [thing for thing in known.things if thing.entity not in off]
            if not things:
                return 0, None
            # A name may hold another one, as that of a crisis holds the place's.
            inner, _ = with_names(parts[:taken], names, off, known.length - 1)
            return taken, _named(parts[:taken], inner, things)
        ends = [end for end in ends if end < known.length]
    return 0, None


def _named(parts: Sequence[Part], nodes: Sequence[Node], things: Sequence[NamedThing]) -> Named:
    typed = " ".join(part.text for part in parts)
    forms = dict.fromkeys(
        phrase for thing in things for form in thing.forms[:MOST_FORMS] for phrase in _phrases(form.text)
    )
    return Named(
        AllOf(tuple(nodes)) if len(nodes) > 1 else nodes[0],
        tuple(forms),
        tuple(
            Expansion(typed=typed, entity=thing.entity, name=thing.name, forms=thing.forms)
            for thing in things
        ),
    )


@lru_cache(maxsize=1 << 12)
def _phrases(name: str) -> tuple[Phrase, ...]:
    if not any(True for _ in tokens(name)):
        return ()
    made = spelt(name, "", False, quoted=True)
    parts = made.parts if isinstance(made, AnyOf) else (made,)
    return tuple(part for part in parts if isinstance(part, Phrase))


def _cut_dense(part: Part, names: Names, off: frozenset[str]) -> list[Part]:
    """A run of a script without spaces, cut where a name stands in it."""
    found = list(tokens(part.text))
    if len(found) < 3 or not all(is_dense(token.word) for token in found):
        return [part]
    for start in range(len(found) - 1):
        rest = found[start:]
        known = names.at_start([*map(sense, rest)], [token.word for token in rest])
        if known and 1 < known.length < len(found) and any(t.entity not in off for t in known.things):
            cuts = (0, found[start].start, rest[known.length - 1].end, len(part.text))
            return list(_pieces(part.text, cuts))
    return [part]


def _pieces(text: str, cuts: tuple[int, ...]) -> Iterator[Part]:
    for start, end in itertools.pairwise(cuts):
        piece = text[start:end]
        if any(True for _ in tokens(piece)):
            yield Part(spelt(piece, "", False), piece)
