"""The names that a query may hold, and all the forms that each stands for.

What the names are comes from outside as plain values: a dossier is none of this package's business.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from diptych.model import NameForm, Value
from diptych.search.nodes import AnyOf, Phrase
from diptych.search.spelt import spelt
from diptych.search.words import FUNCTION_WORDS, Token, fold, is_dense, tokens

MOST_BEARERS = 4
"""A name of more things than this says too little to be expanded."""

MOST_WORDS = 40
"""Words of a subject that are searched with a question about it: the strongest."""

LONGEST_NAME = 8
"""Words, or characters of a dense script, of the longest name that is looked for."""

_KEY = 2
"""Letters by which names are found; of a script without spaces one, which is a word there."""


class NamedThing(Value, frozen=True):
    """A thing with all the forms of its name; ``entity`` is its id, ``name`` the canonical form."""

    entity: str
    name: str
    forms: tuple[NameForm, ...]


class Subject(Value, frozen=True):
    """A subject with the words that point to it, the strongest first."""

    name: str
    words: tuple[str, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The words as they are searched."""
        return _searched(self)


class Bearers(NamedTuple):
    """How many of the words make a name, and what bears it."""

    length: int
    things: tuple[NamedThing, ...]


class Names:
    """Finds names among words, whatever their endings, case and accents."""

    def __init__(self, things: Iterable[NamedThing], subjects: Iterable[Subject] = ()) -> None:
        self._subjects = tuple(subjects)
        # By the first letters, so that only a few of many thousand forms are taken to pieces.
        self._by_start: dict[str, list[tuple[str, NamedThing]]] = defaultdict(list)
        for thing in things:
            for form in thing.forms:
                self._by_start[_key(fold(form.text[:4]))].append((form.text, thing))

    def at_start(
        self, terms: Sequence[str], words: Sequence[str], most: int = LONGEST_NAME
    ) -> Bearers | None:
        """The longest name, of at most ``most`` words, that these words begin with."""
        found: dict[int, dict[str, NamedThing]] = defaultdict(dict)
        for text, thing in self._by_start.get(_key(words[0]), ()) if words else ():
            form = _terms(text)
            if form and len(form) <= most and tuple(terms[: len(form)]) == form:
                found[len(form)][thing.entity] = thing
        for length in sorted(found, reverse=True):
            things = tuple(found[length].values())
            if len(things) <= MOST_BEARERS and not (length == 1 and words[0] in FUNCTION_WORDS):
                return Bearers(length, things)
        return None

    def called(self, text: str) -> tuple[NamedThing, ...]:
        """The things with exactly this name, or this id."""
        found = list(tokens(text))
        known = self.at_start([*map(sense, found)], [t.word for t in found])
        if known and known.length == len(found):
            return known.things
        every = {thing.entity: thing for group in self._by_start.values() for _, thing in group}
        return (every[text],) if text in every else ()

    def subjects(self, text: str) -> tuple[Subject, ...]:
        """The subjects that words of a text point to."""
        terms = tuple(map(sense, tokens(text)))
        found = {
            subject.name: subject
            for start, term in enumerate(terms)
            for pointer, subject in self._pointers.get(term, ())
            if terms[start : start + len(pointer)] == pointer
        }
        return tuple(found.values())

    @cached_property
    def _pointers(self) -> dict[str, list[tuple[tuple[str, ...], Subject]]]:
        """What points to subjects, by its first term."""
        found: dict[str, list[tuple[tuple[str, ...], Subject]]] = defaultdict(list)
        for subject in self._subjects:
            for words in subject.words:
                if pointer := _terms(words):
                    found[pointer[0]].append((pointer, subject))
        return found


def _key(folded: str) -> str:
    return folded[: 1 if is_dense(folded) else _KEY]


def sense(token: Token) -> str:
    """What a word is known by in a name: its term, but of a dense script the character and not the pair."""
    return token.word if len(token.term) > len(token.word) else token.term


@lru_cache(maxsize=1 << 13)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(map(sense, tokens(text)))


@lru_cache(maxsize=1 << 8)
def _searched(subject: Subject) -> tuple[Phrase, ...]:
    made = (spelt(words, "", False, quoted=True) for words in subject.words[:MOST_WORDS])
    each = (part for node in made for part in (node.parts if isinstance(node, AnyOf) else (node,)))
    return tuple(dict.fromkeys(part for part in each if isinstance(part, Phrase)))
