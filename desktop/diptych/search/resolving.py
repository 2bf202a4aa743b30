"""Say for one index what prefixes, wildcards and fuzzy words stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diptych.search.inverting import SHORT
from diptych.search.lexicon import Lexicon
from diptych.search.nodes import AllOf, AnyOf, Named, Node, Not, Phrase, Slot

MOST_EXPANSIONS = 200
"""Words that a prefix or a word with wildcards stands for: the commonest."""

MOST_NEAR = 50
"""Words that a fuzzy word stands for: the nearest."""

_DENSE_EXPANSIONS = 20_000


class Resolved(NamedTuple):
    """A node whose open places know their terms, and the words that begin too many others to take all."""

    node: Node
    cut: tuple[str, ...]


def resolve(node: Node, lexicons: Sequence[Lexicon]) -> Resolved:
    """The node with the terms of its open places."""
    cut: dict[str, None] = {}

    def slot(one: Slot, alone: bool) -> Slot:
        if one.kind == "prefix" and len(one.word) <= SHORT and alone:
            return one
        if one.kind == "prefix":
            if any(len(lexicon.beginning(one.word)) > MOST_EXPANSIONS for lexicon in lexicons):
                cut[one.word] = None
            terms = [lexicon.terms_of_prefix(one.word, MOST_EXPANSIONS) for lexicon in lexicons]
        elif one.kind == "wildcard":
            terms = [lexicon.terms_of_pattern(one.word, MOST_EXPANSIONS) for lexicon in lexicons]
        elif one.kind == "fuzzy":
            terms = [lexicon.terms_near(one.word, one.edits, MOST_NEAR) for lexicon in lexicons]
        elif one.kind == "dense" and not alone and one.term == one.word:
            terms = [lexicon.terms_of_prefix(one.word, _DENSE_EXPANSIONS) for lexicon in lexicons]
        else:
            return one
        return one._replace(terms=frozenset().union(*terms))

    def walk(part: Node) -> Node:
        if isinstance(part, Phrase):
            alone = len(part.slots) == 1
            slots = tuple(slot(each, alone) for each in part.slots)
            return part if slots == part.slots else Phrase(slots, part.field, part.quoted, part.within)
        if isinstance(part, AllOf):
            return AllOf(tuple(map(walk, part.parts)))
        if isinstance(part, AnyOf):
            return AnyOf(tuple(map(walk, part.parts)), part.spelling)
        if isinstance(part, Not):
            return Not(walk(part.part))
        return Named(walk(part.typed), part.forms, part.expansions) if isinstance(part, Named) else part

    return Resolved(walk(node), tuple(cut))
