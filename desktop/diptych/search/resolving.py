"""Say for one index what prefixes, wildcards and fuzzy words stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diptych.search.layout import SHORT
from diptych.search.lexicon import Lexicon
from diptych.search.nodes import AllOf, AnyOf, Named, Node, Not, Phrase, Slot

MOST_EXPANSIONS = 200
"""Words that a prefix or a word with wildcards stands for: the commonest."""

MOST_NEAR = 50
"""Words that a fuzzy word stands for: the nearest."""

MOST_AKIN = 50
"""Words akin to one of a question: the commonest."""

_COMMON_LETTERS = 5

_DENSE_EXPANSIONS = 20_000


class Resolved(NamedTuple):
    """A node whose open places know their terms, and the words that begin too many others to take all."""

    node: Node
    cut: tuple[str, ...]


def resolve(node: Node, lexicons: Sequence[Lexicon], *, akin: bool = False) -> Resolved:
    """The node with the terms of its open places, and with ``akin`` those of like words."""
    cut: dict[str, None] = {}

    def walk(part: Node, loose: bool = akin) -> Node:
        if isinstance(part, Phrase):
            alone = len(part.slots) == 1
            slots = tuple(_resolved(each, alone, lexicons, cut) for each in part.slots)
            if loose and alone and not part.quoted:
                slots = (_with_akin(slots[0], lexicons),)
            return part if slots == part.slots else Phrase(slots, part.field, part.quoted, part.within)
        if isinstance(part, AllOf):
            return AllOf(tuple(map(walk, part.parts)))
        if isinstance(part, AnyOf):
            return AnyOf(tuple(map(walk, part.parts)), part.spelling)
        if isinstance(part, Not):
            return Not(walk(part.part))
        if isinstance(part, Named):
            # All ways to write a name are known already.
            return Named(
                walk(part.typed, loose and not isinstance(part.typed, Phrase)), part.forms, part.expansions
            )
        return part

    return Resolved(walk(node), tuple(cut))


def _resolved(slot: Slot, alone: bool, lexicons: Sequence[Lexicon], cut: dict[str, None]) -> Slot:
    if slot.kind == "dense" and not alone and slot.term == slot.word:
        terms = [lexicon.terms_of_prefix(slot.word, _DENSE_EXPANSIONS) for lexicon in lexicons]
    elif slot.kind == "wildcard":
        terms = [lexicon.terms_of_pattern(slot.word, MOST_EXPANSIONS) for lexicon in lexicons]
    elif slot.kind == "fuzzy":
        terms = [lexicon.terms_near(slot.word, slot.edits, MOST_NEAR) for lexicon in lexicons]
    elif slot.kind == "prefix" and not (alone and len(slot.word) <= SHORT):
        if any(len(lexicon.beginning(slot.word)) > MOST_EXPANSIONS for lexicon in lexicons):
            cut[slot.word] = None
        terms = [lexicon.terms_of_prefix(slot.word, MOST_EXPANSIONS) for lexicon in lexicons]
    else:
        return slot
    return slot._replace(terms=frozenset().union(*terms))


def _with_akin(slot: Slot, lexicons: Sequence[Lexicon]) -> Slot:
    """With words of the same beginning, as "opposition" is to "opposed": the stems of both differ."""
    if slot.kind != "word" or len(slot.word) < _COMMON_LETTERS or not slot.word.isalpha():
        return slot
    beginning = slot.term[: max(_COMMON_LETTERS, len(slot.term) - 1)]
    terms = [lexicon.terms_of_prefix(beginning, MOST_AKIN) for lexicon in lexicons]
    return slot._replace(terms=frozenset().union(*terms) - {slot.term})
