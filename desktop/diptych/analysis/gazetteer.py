"""The dossier's names, found in a text by longest match.

Names are compared without accents and with one kind of dash and apostrophe. A one-word name must be
capitalised as the dossier has it; names of several words may stand in lower case when they name a
place or an event. Cyrillic names match in every case of declension, Chinese characters and kana
inside a run without blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from diptych.dossier import Dossier, Entity
from diptych.dossier.spelling import plain
from diptych.model import EntityKind

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_DECLENSION = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ах|ях|ам|ям|ом|ем|ой|ей|ою|ею|ов|ев|ым|им|ых|их|ая|яя|ое|ее|ые|ие|ую|юю|ый|ий|[аяыиоеуюйь])$"
)
_LOWER_CASE_KINDS = frozenset({EntityKind.PLACE, EntityKind.EVENT, EntityKind.DOCUMENT})
_DASHES = str.maketrans("‐‑‒–—−’‘ʼ", "------'''")


class Candidate(NamedTuple):
    """An entity that a form may name. ``derived`` forms (a bare surname) need support from the text."""

    entity: str
    derived: bool


class Match(NamedTuple):
    """A form of the gazetteer in the text, with everything that it may name."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


class _Word(NamedTuple):
    key: str
    text: str
    start: int
    end: int


class _Form(NamedTuple):
    keys: tuple[str, ...]
    texts: tuple[str, ...]
    lower_case: bool
    candidate: Candidate


class Gazetteer:
    """All forms of the names of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._forms: dict[str, list[_Form]] = {}
        self._cjk: dict[str, list[Candidate]] = {}
        no_names = {plain(text) for text in dossier.no_names}
        for entity in dossier.entities:
            refused = no_names | {plain(text) for text in entity.not_named}
            for text, derived in _names(entity):
                if not refused or plain(text) not in refused:
                    self._add(entity, text, derived)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.keys))
        longest_first = sorted(self._cjk, key=len, reverse=True)
        self._cjk_pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def matches(self, text: str) -> list[Match]:
        """The longest matches in a text, in order and not overlapping."""
        words = list(_words(text))
        found: list[Match] = []
        at = 0
        while at < len(words):
            match, length = self._match_at(words, at)
            if match is not None:
                found.append(match)
            at += length
        return sorted([*found, *self._cjk_matches(text)])

    def _add(self, entity: Entity, text: str, derived: bool) -> None:
        candidate = Candidate(entity.id, derived)
        if _CJK.search(text):
            self._cjk.setdefault(text, []).append(candidate)
            return
        words = list(_words(text))
        if not words:
            return
        form = _Form(
            keys=tuple(word.key for word in words),
            texts=tuple(word.text for word in words),
            lower_case=len(words) > 1 and entity.kind in _LOWER_CASE_KINDS,
            candidate=candidate,
        )
        forms = self._forms.setdefault(form.keys[0], [])
        if form not in forms:
            forms.append(form)

    def _match_at(self, words: list[_Word], at: int) -> tuple[Match | None, int]:
        fitting: list[_Form] = []
        for form in self._forms.get(words[at].key, ()):
            length = len(form.keys)
            if fitting and length < len(fitting[0].keys):
                break
            if _fits(form, words[at : at + length]) and not _runs_on(words, at + length):
                fitting.append(form)
        if not fitting:
            return None, 1
        length = len(fitting[0].keys)
        candidates = tuple(dict.fromkeys(form.candidate for form in fitting))
        return Match(words[at].start, words[at + length - 1].end, candidates), length

    def _cjk_matches(self, text: str) -> Iterator[Match]:
        if self._cjk_pattern is None:
            return
        for match in self._cjk_pattern.finditer(text):
            yield Match(match.start(), match.end(), tuple(dict.fromkeys(self._cjk[match.group()])))


@lru_cache(maxsize=2)
def of(dossier: Dossier) -> Gazetteer:
    """The gazetteer of a dossier, built once."""
    return Gazetteer(dossier)


def folded(text: str) -> str:
    """A text in lower case without accents, with plain dashes, apostrophes and blanks."""
    composed = unicodedata.normalize("NFC", text.translate(_DASHES))
    bare = composed if composed.isascii() else "".join(map(_without_accent, composed))
    return " ".join(bare.lower().split())


@lru_cache(maxsize=4_096)
def _without_accent(char: str) -> str:
    if char in "йЙ":
        return char
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))


def surname(name: str) -> str:
    """The last word of a personal name in reading order, without a suffix such as Jr."""
    words = [word for word in name.split() if word.rstrip(".").lower() not in {"jr", "sr", "ii", "iii"}]
    return words[-1] if words else ""


def _names(entity: Entity) -> Iterator[tuple[str, bool]]:
    written = [entity.name, *(alias.text for alias in entity.aliases)]
    for name in written:
        yield name, False
    if entity.kind is EntityKind.PERSON:
        yield from _derived(name for name in written if not _CJK.search(name))


def _derived(names: Iterable[str]) -> Iterator[tuple[str, bool]]:
    for name in names:
        words = name.split()
        if len(words) < 2:
            continue
        last = surname(name)
        if len(last) > 2:
            yield last, True
        if len(words) == 2:
            yield f"{words[1]} {words[0]}", False
        yield f"{words[0][0]}. {last}", True


def _words(text: str) -> Iterator[_Word]:
    for match in _TOKEN.finditer(text):
        word = match.group()
        yield _Word(_key(word), word, match.start(), match.end())


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    key = folded(word) or word
    if len(key) > 3 and _CYRILLIC.match(key):
        stem = _DECLENSION.sub("", key)
        return stem if len(stem) > 2 else key
    return key


def _fits(form: _Form, words: list[_Word]) -> bool:
    if len(words) != len(form.keys):
        return False
    return all(
        key == word.key and _case_fits(text, word.text, form.lower_case)
        for key, text, word in zip(form.keys, form.texts, words, strict=True)
    ) and _adjacent(words)


def _case_fits(wanted: str, seen: str, lower_case: bool) -> bool:
    if not wanted[0].isupper() or (lower_case and not wanted.isupper()):
        return True
    if wanted.isupper() and 1 < len(wanted) < 6:
        return seen.isupper()
    return seen[0].isupper()


def _adjacent(words: list[_Word]) -> bool:
    gaps = [later.start - earlier.end for earlier, later in pairwise(words)]
    return all(gap <= 2 for gap in gaps)


def _runs_on(words: list[_Word], after: int) -> bool:
    """Whether the name goes on as another one: "Site-3" is not "Site"."""
    if after + 1 >= len(words) or words[after].text not in "-‑–":
        return False
    joined = words[after].start == words[after - 1].end and words[after + 1].start == words[after].end
    return joined and words[after + 1].text.isdigit()
