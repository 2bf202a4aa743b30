"""Names that the dossier does not know: cut out of the parser's guesses and of plain patterns.

Titles, articles and possessives stand outside a name; adjectives of nationality, weapons, dates and
bare common nouns are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from diptych.analysis import lexicons
from diptych.analysis.parsing import Parse
from diptych.model import EntityKind

_KINDS = {
    "PERSON": EntityKind.PERSON,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "ORG": EntityKind.ORGANISATION,
    "EVENT": EntityKind.EVENT,
    "LAW": EntityKind.DOCUMENT,
}
_NOUN_KINDS = ("media", "event", "document", "place", "organisation")
_WORD = re.compile(r"[\w&./’'-]*\w")
COMPANY = re.compile(r"\b(?:Co\.,?\s+Ltd|Inc|Ltd|LLC|Corp|GmbH|PLC)\b")
_PLURALS = frozenset({"force", "airline", "industry", "enterprise", "motor", "work", "holding", "railway"})
_TITLE_BEFORE = re.compile(r"\b(?:vice-)?ministers?\s+(?:of|for)\s+(?:the\s+)?[\w, ]*$", re.IGNORECASE)


class RawName(NamedTuple):
    """A span of a sentence that is a name, with its kind and the rule that found it."""

    start: int
    end: int
    kind: EntityKind
    method: str


def found(sentence: str, parse: Parse, demonyms: frozenset[str]) -> list[RawName]:
    """The names in a sentence, longest first where they overlap, in order of their start."""
    spans = [*_recognised(sentence, parse, demonyms), *_patterned(sentence, demonyms)]
    chosen: list[RawName] = []
    for name in sorted(spans, key=lambda name: (name.start - name.end, name.start)):
        if not any(name.start < other.end and other.start < name.end for other in chosen):
            chosen.append(name)
    return sorted(chosen)


def _recognised(sentence: str, parse: Parse, demonyms: frozenset[str]) -> Iterator[RawName]:
    tags = {token.start: token.tag for token in parse.tokens}
    for name in parse.names:
        kind = _KINDS.get(name.label)
        if kind is None or (kind is not EntityKind.PERSON and _TITLE_BEFORE.search(sentence, 0, name.start)):
            continue
        trimmed = _trimmed(sentence, name.start, name.end, kind, demonyms)
        if trimmed is None:
            continue
        start, end = trimmed
        if " " not in sentence[start:end] and not tags.get(start, "NNP").startswith("NNP"):
            continue
        yield RawName(start, end, _kind(sentence[start:end], kind), "recognised name")


def _patterned(sentence: str, demonyms: frozenset[str]) -> Iterator[RawName]:
    for match in _pattern().finditer(sentence):
        if _TITLE_BEFORE.search(sentence, 0, match.start()):
            continue
        trimmed = _trimmed(sentence, match.start(), match.end(), EntityKind.ORGANISATION, demonyms)
        if trimmed is not None:
            start, end = trimmed
            kind = _kind(sentence[start:end], EntityKind.ORGANISATION)
            yield RawName(start, end, kind, "name by its noun")


def _trimmed(
    sentence: str, start: int, end: int, kind: EntityKind, demonyms: frozenset[str]
) -> tuple[int, int] | None:
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(sentence, start, end)]
    table = lexicons.load().names
    drop = (
        table["titles"]
        if kind is EntityKind.PERSON
        else frozenset({"the", "a", "an", "then", "former", "its", "his"})
    )
    words = _before_article(words)
    if kind is not EntityKind.PERSON:
        words = _without_office(_after_owner(words), table["titles"])
    while words and (words[0][0].lower() in drop or not words[0][0][0].isalnum()):
        words.pop(0)
    private = kind is EntityKind.PERSON or COMPANY.search(sentence, start, end) is not None
    while words and private and _bare(words[0][0]).lower() in demonyms:
        words.pop(0)
    while words and not words[-1][0][0].isupper() and not words[-1][0][0].isdigit():
        words.pop()
    if not words or not any(word[0].isupper() for word, _, _ in words):
        return None
    start, end = words[0][1], words[-1][1] + len(_bare(words[-1][0]))
    if kind is EntityKind.PERSON and any(
        word[0].islower() and word not in {"de", "van", "von", "al", "bin", "da", "el"}
        for word, _, _ in words
    ):
        return None
    name = sentence[start:end]
    return None if _names_nothing(name, demonyms) else (start, end)


def _before_article(words: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Words up to an inner "the" that no small word joins to them: there another name begins."""
    for at in range(1, len(words) - 1):
        if words[at][0] == "the" and words[at - 1][0][0].isupper():
            return words[:at]
    return words


def _after_owner(words: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Words after a possessive: "X's Council" names the council."""
    owners = [at for at, (word, _, _) in enumerate(words[:-1]) if word.endswith(("'s", "’s"))]
    return words[owners[-1] + 1 :] if owners else words


def _without_office(words: list[tuple[str, int, int]], titles: frozenset[str]) -> list[tuple[str, int, int]]:
    """Words after an office and its "of": "President of the Institute" names the institute."""
    for at, (word, _, _) in enumerate(words[1:], 1):
        if word in {"of", "for", "at"} and all(w.lower() in titles for w, _, _ in words[:at]):
            return words[at + 1 :]
    return words


def _names_nothing(name: str, demonyms: frozenset[str]) -> bool:
    table = lexicons.load().names
    words = name.lower().replace("-", " ").split()
    if (
        len(words) > 1
        and words[-1].endswith("s")
        and _singular(words[-1]) in table["organisation"] - _PLURALS
    ):
        return True
    empty = table["generic"] | demonyms | table["calendar"] | lexicons.load().abbreviations.openers
    return len(name) < 2 or all(word in empty for word in words) or name.lower() in empty


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def _kind(name: str, guess: EntityKind) -> EntityKind:
    words = [word.strip(".,").lower() for word in name.split()]
    head = words[: next((i for i, word in enumerate(words) if word in {"of", "for", "on"}), len(words))]
    table = lexicons.load().names
    for kind in _NOUN_KINDS:
        if head and head[-1] in table[kind] and not (guess is EntityKind.PERSON and kind == "place"):
            return EntityKind(kind)
    return guess


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(
        sorted((word.capitalize() for word in lexicons.load().names["organisation"]), key=len, reverse=True)
    )
    capital = r"[A-Z][\w’'-]*(?<![’']s)"
    tail = rf"(?:\s+(?:of|for)\s+(?:the\s+)?{capital}(?:(?:,?\s+(?:and\s+)?|-){capital})*)"
    before = rf"(?:{capital}\s+(?:(?:and|of|for)\s+(?={capital}))?){{1,5}}"
    company = rf"(?:(?:{capital}|\d+),?\s+){{1,4}}(?:Co\.,?\s+Ltd|Inc|Ltd|LLC|Corp|GmbH|PLC|S\.A)\b"
    return re.compile(rf"(?:{company}|{before}(?:{nouns})\b{tail}?|\b(?:{nouns}){tail})")
