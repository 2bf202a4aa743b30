"""Which way the words of a statement lean: how many of each group of the lexicon it has, and how many denied.

A word is denied by a negation among the three words before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from diptych.analysis import lexicons

DENIED = " denied"
_TOWARDS = ("favouring", "furthering", "praising")
_AGAINST = ("opposing", "breaking", "blaming")
_REACH = 3
_LEAST_INFLECTED = 4
_WORD = re.compile(r"[a-z][a-z'-]*|[;:.,]")

Phrases = Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


@lru_cache(maxsize=128)
def counts(text: str) -> Mapping[str, int]:
    """How many words of each group a text has; those denied are counted as "group denied"."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    known, denying = _phrases(), lexicons.load().denial
    found: dict[str, int] = {}
    for at, word in enumerate(words):
        for group, rest in known.get(word, ()):
            if rest and tuple(words[at + 1 : at + 1 + len(rest)]) != rest:
                continue
            name = group
            if not denying.isdisjoint(words[max(0, at - _REACH) : at]):
                name += DENIED
            found[name] = found.get(name, 0) + 1
    return MappingProxyType(found)


def balance(found: Mapping[str, int]) -> tuple[int, int]:
    """How many words speak for the matter in hand, and how many against it; denied ones change sides."""

    def total(plain: tuple[str, ...], denied: tuple[str, ...]) -> int:
        return sum(found.get(g, 0) for g in plain) + sum(found.get(g + DENIED, 0) for g in denied)

    return total(_TOWARDS, _AGAINST), total(_AGAINST, _TOWARDS)


@cache
def _phrases() -> Phrases:
    """By the form of their first word: each group's phrases, and the words that must follow."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for group, phrases in lexicons.load().leaning.items():
        for phrase in phrases:
            first, *rest = phrase.split()
            for form in sorted(_forms(first)):
                found.setdefault(form, []).append((group, tuple(rest)))
    return {form: tuple(entries) for form, entries in found.items()}


def _forms(word: str) -> frozenset[str]:
    """A word with its endings; a very short one stands as it is."""
    if len(word) < _LEAST_INFLECTED:
        return frozenset({word})
    return lexicons.verb_forms(word) | {word + "ly"}
