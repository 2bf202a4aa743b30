"""From words as they are typed to phrases, with the other spellings of compounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from diptych.search.nodes import AnyOf, Node, Phrase, Slot
from diptych.search.words import Token, is_dense, tokens

_JOINTS = re.compile(r"[-‐‑‒–_.@&:+'’\u00ad]+")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑‒–]+(?=\w)")
_PARTED = re.compile(r"(?:anti|co|inter|multi|non|post|pre)(?=[a-z]{4})")


def compounds(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a piece, those together that hyphens or dots join, and whether it is the last."""
    groups: list[list[Token]] = []
    for token in tokens(text):
        if groups and _follows(text, groups[-1][-1], token):
            groups[-1].append(token)
        else:
            groups.append([token])
    for group in groups:
        yield text[group[0].start : group[-1].end], group is groups[-1]


def _follows(text: str, before: Token, after: Token) -> bool:
    between = text[before.end : after.start]
    return not between or _JOINTS.fullmatch(between) is not None


def spelt(text: str, field: str, prefix: bool, *, quoted: bool = False, within: int | None = None) -> Node:
    """Words in a row, with the other spellings of compounds: "co-operation" and "cooperation"."""
    if within is not None:
        found = list({token.word: token for token in tokens(text)}.values())
        return Phrase(slots_of(found, False), field, quoted, within)
    spellings = dict.fromkeys(
        Phrase(slots_of(found, prefix), field, quoted)
        for spelling in (text, _HYPHEN.sub("", text), *_parted(text))
        if (found := list(tokens(spelling)))
    )
    phrases = tuple(spellings)
    return AnyOf(phrases, spelling=True) if len(phrases) > 1 else phrases[0]


def _parted(text: str) -> Iterator[str]:
    """The text with a hyphen put after a word's first syllable, where such a syllable is often set apart."""
    for token in tokens(text):
        if first := _PARTED.match(token.word):
            rest = token.word[first.end() :]
            yield f"{text[: token.start]}{first.group()}-{rest}{text[token.end :]}"


def slots_of(found: list[Token], prefix: bool) -> tuple[Slot, ...]:
    """The places of a phrase; with ``prefix`` the last word is the beginning of one."""
    first = found[0].position
    slots = []
    for token in found:
        kind: Literal["word", "prefix", "dense"] = "word"
        if is_dense(token.word):
            kind = "dense"
        elif prefix and token is found[-1]:
            kind = "prefix"
        slots.append(Slot(token.position - first, token.word, token.term, kind))
    return tuple(slots)
