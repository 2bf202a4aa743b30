"""A passage as the things by which it can be told from others: words, phrases, names, numbers.

Two tokens are the same where their stems are. The stems are rough and only ever compared with each
other; scripts without spaces give overlapping pairs of characters.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from diptych import paths

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[,.\u00a0 ]\d{3})+(?![\d,.]\d)|\d+(?:[.,]\d+)?)"
    r"(?P<ordinal>(?:st|nd|rd|th|-[йяе])\b)?"
    r"|(?P<dense>[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff]+)"
    r"|(?P<word>[^\W\d_]+(?:['’\u2010-][^\W\d_]+)*)"
)
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th|-[йяе])$")
_OPENING = re.compile(r'[.!?\n“":]')
_POSSESSIVE = re.compile(r"['’]s?$")
_RUSSIAN_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ость|ости|остью|иях|ия|ии|ию|ием|ах|ях|ам|ям|ом|ем|ой|ей|ою|ею|ов|ев|ым|им"
    r"|ых|их|ая|яя|ое|ее|ые|ие|ую|юю|ый|ий|ла|ло|ли|ть|ться|лся|лась|лись|[аяыиоеуюйьл])$"
)


class Token(NamedTuple):
    """A word, number or run of a dense script, as it stands and as it is compared."""

    text: str
    key: str
    kind: str
    start: int
    end: int
    opens: bool = False


@dataclass(frozen=True)
class Common:
    """English words by how little they tell: 0 for grammar, more for rarer words; others tell all."""

    weights: dict[str, float]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    same: dict[str, str]


@cache
def common() -> Common:
    """The list of common words that lies in ``resources/lexicons/common.toml``."""
    table = tomllib.loads((paths.resources() / "lexicons" / "common.toml").read_text(encoding="utf-8"))
    same = {stem(word): stem(words.split()[0]) for words in table["same"]["words"] for word in words.split()}
    weights: dict[str, float] = {}
    for band in reversed(table["bands"]):
        for word in band["words"].split():
            weights[same.get(stem(word), stem(word))] = band["weight"]
    return Common(weights, table["numbers"], table["ordinals"], same)


@cache
def kinds() -> dict[str, tuple[str, ...]]:
    """What kinds of thing a word tells of, by its stem; from ``resources/lexicons/concepts.toml``."""
    table = tomllib.loads((paths.resources() / "lexicons" / "concepts.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in table["kinds"].items():
        for key in {stem(part) for word in words.split() for part in word.split("-") if len(part) > 2}:
            found[key] = (*found.get(key, ()), kind)
    return found


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a stretch of text in order, with code points of the text."""
    opens = True
    at = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        first, last = match.span()
        if first - at > 1 or at == start:
            opens = opens or _OPENING.search(text, at, first) is not None
        at = last
        key, kind, length = _read(match.group(), match.lastgroup or "")
        yield Token(text[first:last], key, kind, first, first + length, opens)
        opens = False


@lru_cache(maxsize=1 << 15)
def _read(raw: str, group: str) -> tuple[str, str, int]:
    """What a token is compared by, its kind, and how many of its code points count."""
    if group == "dense":
        return raw, "dense", len(raw)
    if group in ("number", "ordinal"):
        return _number(_ORDINAL_ENDING.sub("", raw)), group, len(raw)
    word = _POSSESSIVE.sub("", raw)
    low = word.lower()
    if low in common().numbers:
        return str(common().numbers[low]), "number", len(raw)
    if low in common().ordinals:
        return str(common().ordinals[low]), "ordinal", len(raw)
    return stem(low), "word", len(word)


def _number(raw: str) -> str:
    groups = re.split(r"[,.\u00a0 ]", raw)
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        return "".join(groups)
    return raw.replace(",", ".").rstrip("0").rstrip(".") if len(groups) > 1 else raw.lstrip("0") or "0"


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What a lower-case word is compared by."""
    if word.isascii():
        return _english(word)
    if "\u0400" <= word[0] <= "\u04ff":
        return _RUSSIAN_ENDING.sub("", word) if len(word) > 4 else word
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return _english(bare) if bare.isascii() else bare


def _english(word: str) -> str:
    if len(word) < 4:
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)] + instead
            return base[:-1] if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "sle" else base
    return word


_ENDINGS: Sequence[tuple[str, str]] = (
    *((ending, "is") for ending in ("isations", "izations", "isation", "ization", "ising", "izing")),
    *((ending, "is") for ending in ("ised", "ized")),
    *((ending, "") for ending in ("ations", "ation", "ements", "ement", "ments", "ment", "ities", "ity")),
    *((ending, "") for ending in ("ingly", "iness", "ness", "ions", "ion", "ings", "ing", "edly", "ied")),
    *((ending, "") for ending in ("ies", "ers", "ed", "er", "ally", "ly", "als", "al", "sses", "es")),
    *((ending, ending) for ending in ("ss", "us", "is")),
    *((ending, "") for ending in ("s", "e", "y")),
)
