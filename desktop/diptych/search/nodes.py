"""What a query consists of once it is read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from diptych.model import Expansion
from diptych.search.distance import is_near
from diptych.search.wildcards import pattern

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d", re.ASCII)


class Slot(NamedTuple):
    """A place in a phrase. ``dense``: one character of a script without spaces, ``term`` its pair.

    ``terms`` are the index terms that a prefix, a wildcard or a fuzzy word stands for in one index, and in
    a question those of the words akin to this one; ``edits`` is how many letters a fuzzy word may differ in.
    """

    offset: int
    word: str
    term: str
    kind: Literal["word", "prefix", "dense", "wildcard", "fuzzy"]
    terms: frozenset[str] = frozenset()
    edits: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the words that it stands for are looked up in the index."""
        return self.kind in ("prefix", "wildcard", "fuzzy")

    def accepts(self, word: str, term: str) -> bool:
        """Whether a word of a text, or a character of a dense script, can stand in this place."""
        if self.kind == "dense":
            return word == self.word
        if term in self.terms:
            return True
        if self.kind == "word":
            return term == self.term
        if self.kind == "prefix":
            return term == self.term or word.startswith(self.word)
        if self.kind == "wildcard":
            return pattern(self.word).fullmatch(word) is not None
        return is_near(self.word, word, self.edits)


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other, or one word; in one field, or in any where ``field`` is empty.

    With ``within`` they may stand in any order, with so many other words among them at most.
    """

    slots: tuple[Slot, ...]
    field: str = ""
    quoted: bool = False
    within: int | None = None

    @property
    def is_compound(self) -> bool:
        """Whether these are several words that hyphens or dots join, and not quotes or a script's habit."""
        return len(self.slots) > 1 and not self.quoted and not self.is_dense

    @property
    def is_dense(self) -> bool:
        """Whether some of it is of a script without spaces."""
        return any(slot.kind == "dense" for slot in self.slots)

    @property
    def year(self) -> int:
        """The year that it may mean, 0 for none: such a word stands for an article's date too."""
        word = self.slots[0].word
        plain = len(self.slots) == 1 and self.slots[0].kind == "word" and not self.quoted and not self.field
        return int(word) if plain and _YEAR.fullmatch(word) else 0

    @property
    def label(self) -> str:
        """The words as they are shown."""
        dense = self.slots[0].kind == "dense"
        return ("" if dense else " ").join(slot.word for slot in self.slots)


@dataclass(frozen=True)
class AnyOf:
    """At least one of the parts. ``spelling``: the parts are ways to write the same compound."""

    parts: tuple[Node, ...]
    spelling: bool = False


@dataclass(frozen=True)
class AllOf:
    """Each of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """Without the part."""

    part: Node


@dataclass(frozen=True)
class Filter:
    """A condition on facts that the index does not hold, such as the date; the caller knows the articles."""

    field: str
    value: str
    start: int = dataclasses.field(default=0, compare=False)
    end: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True)
class Named:
    """A name as it was typed, or any other form of it. ``expansions``: the things that bear it."""

    typed: Node
    forms: tuple[Phrase, ...]
    expansions: tuple[Expansion, ...]


Node = Phrase | AnyOf | AllOf | Not | Filter | Named


def leaves(node: Node | None) -> Iterator[Phrase]:
    """The phrases that a match may hold; what stands under a Not is left out."""
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, AnyOf | AllOf):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Named):
        yield from leaves(node.typed)
        yield from node.forms


def filters(node: Node | None) -> Iterator[Filter]:
    """The conditions in a query, those that exclude too."""
    if isinstance(node, Filter):
        yield node
    elif isinstance(node, AnyOf | AllOf):
        for part in node.parts:
            yield from filters(part)
    elif isinstance(node, Not):
        yield from filters(node.part)


def relaxed(node: Node) -> tuple[list[Node], list[Node]]:
    """What stands side by side in a query, of which some may do, and what has to hold all the same.

    The words of a compound that hyphens join count singly; a phrase in quotes stays one. Exclusions
    and conditions always have to hold.
    """
    parts = node.parts if isinstance(node, AllOf) else (node,)
    wanted: list[Node] = []
    binding: list[Node] = []
    for part in parts:
        first = part.parts[0] if isinstance(part, AnyOf) and part.spelling else part
        if isinstance(part, Not | Filter):
            binding.append(part)
        elif isinstance(first, Phrase) and first.is_compound and first.within is None:
            wanted += [Phrase((slot._replace(offset=0),), first.field) for slot in first.slots]
        elif isinstance(first, Phrase) and first.is_dense and not first.quoted:
            wanted += _content(first)
        else:
            wanted.append(part)
            if isinstance(part, Named) and isinstance(part.typed, AllOf):
                # What the long name holds may be all that an article says of it.
                wanted += [inner for inner in part.typed.parts if isinstance(inner, Named)]
    return wanted, binding


def _content(phrase: Phrase) -> list[Node]:
    """The parts of a dense run that carry its sense: what kana of endings and particles stand between."""
    runs: list[list[Slot]] = [[]]
    for slot in phrase.slots:
        if slot.kind == "dense" and "\u3041" <= slot.word <= "\u309f":
            runs.append([])
        else:
            runs[-1].append(slot)
    found = [run for run in runs if run]
    if len(found) < 2 and (not found or len(found[0]) == len(phrase.slots)):
        return [phrase]
    return [_rebased(run, phrase) for run in found]


def _rebased(run: list[Slot], phrase: Phrase) -> Phrase:
    first = run[0].offset
    slots = [slot._replace(offset=slot.offset - first) for slot in run]
    if slots[-1].kind == "dense":
        slots[-1] = slots[-1]._replace(term=slots[-1].word)
    return Phrase(tuple(slots), phrase.field)
