"""Find in a text the few words that a query may mean, without taking all of it to pieces.

What begins otherwise cannot be meant: the text, folded letter by letter, is searched for the letters that
the wanted words begin with, and only what stands there is cut into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from diptych.search.nodes import Phrase, Slot
from diptych.search.wildcards import beginning
from diptych.search.words import MARKS, Token, Wanted, fold, is_dense, paragraphs, tokens

MOST_BEGINNINGS = 24
"""Beginnings from which on taking the text to pieces is quicker."""

_IRREGULAR = {"die": "d", "lie": "l", "tie": "t", "sky": "sk"}
_ODD = "\x00"
_BROKEN = ".,'’‘‛ʼ＇"
"""Signs inside a word, which its folded form is without; an ending of possession is none."""


@lru_cache(maxsize=256)
def beginnings(phrase: Phrase) -> tuple[frozenset[str], ...] | None:
    """For each place of a phrase what its words begin with; None where that says nothing."""
    found = tuple(frozenset(filter(None, _of(slot))) for slot in phrase.slots)
    return found if all(found) and sum(map(len, found)) <= MOST_BEGINNINGS else None


def _of(slot: Slot) -> Iterator[str]:
    if slot.kind == "dense":
        yield slot.word
        return
    if slot.kind == "wildcard" and not beginning(slot.word):
        return
    words = [beginning(slot.word)] if slot.kind in ("prefix", "wildcard") else []
    terms = {*slot.terms, *({slot.term} if slot.kind in ("word", "prefix", "fuzzy") else ())}
    found = {*words, *(_certain(term) for term in terms)}
    if slot.kind == "fuzzy" and not slot.terms:
        return
    yield from (each for each in found if not any(o != each and each.startswith(o) for o in found))


def _certain(term: str) -> str:
    """The letters that all words of a stem begin with: stemming changes its last two at most."""
    return _IRREGULAR.get(term) or term[: max(2, len(term) - 2)]


class _Folding(dict[int, str]):
    """Folds each letter to one letter; those that become several, or vanish, are odd."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = "" if _JOINING.match(letter) else fold(letter)
        made = self[code] = folded if len(folded) == 1 else letter if _is_sign(letter) else _ODD
        return made


_folding = _Folding()
_SIGNS = re.compile(r"[\W_]")
_JOINING = re.compile(f"[{MARKS}]")


def _is_sign(letter: str) -> bool:
    return _SIGNS.match(letter) is not None and not _JOINING.match(letter) and fold(f"a{letter}b") == "ab"


def folded(text: str) -> str | None:
    """The text in letters as words are folded, of the same length; None where that cannot be."""
    if text.isascii():
        return text.lower()
    made = text.translate(_folding)
    return None if _ODD in made else made


def near_words(text: str, plain: str, found: Iterable[str], wanted: Wanted) -> list[Token]:
    """The words that begin so and are wanted, in order; their positions say nothing."""
    places = sorted({at for each in found for at in _places(plain, each)} | set(_broken(plain)))
    made: list[Token] = []
    done = 0
    for at in places:
        if at < done:
            continue
        start = max(text.rfind(" ", done, at), text.rfind("\n", done, at), done - 1) + 1
        done = _end(text, at)
        made += (
            token._replace(start=token.start + start, end=token.end + start)
            for token in tokens(text[start:done], wanted)
        )
    return made


def in_paragraphs(
    text: str, plain: str, places: Sequence[frozenset[str]], wanted: Wanted
) -> Iterator[list[Token]]:
    """The wanted words of each paragraph in which something begins as each place of a phrase must."""
    broken = list(_broken(plain))
    for start, end in paragraphs(text):
        if any(start <= at < end for at in broken) or all(
            any(_stands(plain, each, start, end) for each in found) for found in places
        ):
            yield [
                token._replace(start=token.start + start, end=token.end + start)
                for token in tokens(text[start:end], wanted)
            ]


def _stands(plain: str, what: str, start: int, end: int) -> bool:
    return plain.find(what, start, end) >= 0


def _places(plain: str, what: str) -> Iterator[int]:
    """Where a word may begin so."""
    dense = is_dense(what)
    at = plain.find(what)
    while at >= 0:
        if not at or dense or not plain[at - 1].isalnum() or is_dense(plain[at - 1]):
            yield at
        at = plain.find(what, at + 1)


def _broken(plain: str) -> Iterator[int]:
    """Words with signs inside, which may begin otherwise than they are written."""
    for sign in _BROKEN[:3] if plain.isascii() else _BROKEN:
        at = plain.find(sign, 1)
        while at >= 0:
            after = plain[at + 1 : at + 3]
            possessive = sign not in ".," and after[:1] == "s" and not after[1:].isalnum()
            if after[:1].isalnum() and plain[at - 1].isalnum() and not possessive:
                yield at - 1
            at = plain.find(sign, at + 1)


def _end(text: str, at: int) -> int:
    end = text.find(" ", at)
    end = len(text) if end < 0 else end
    line = text.find("\n", at, end)
    return end if line < 0 else line
