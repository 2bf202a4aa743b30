"""What web pages put around articles: the shipped word lists, ready to be asked about one line."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from typing import Any, NamedTuple

from diptych import paths

_LONGEST = 40
_NEAR_FROM = 10
_NUMBER = re.compile(r"\d[\d.,]*")
_BRACKETED = re.compile(r"\s*\([^()\d]*\)$")
_NO_WORD = re.compile(r"[^\w#]+")


class Kind(NamedTuple):
    """A kind of furniture: why its lines are dropped and where.

    ``opens`` says what follows such a line: "comments", "links" or "".
    """

    name: str
    reason: str
    anywhere: bool
    opens: str
    lines: frozenset[str]
    pattern: re.Pattern[str] | None


class Lexicon(NamedTuple):
    """The word lists by what they are for; single words and phrases are in lower case."""

    kinds: tuple[Kind, ...]
    by_line: dict[str, Kind]
    near_line: dict[str, Kind]
    publisher: tuple[re.Pattern[str], ...]
    photo_words: frozenset[str]
    agencies: frozenset[str]
    caption: re.Pattern[str]
    byline_prefixes: tuple[str, ...]
    nobody: frozenset[str]
    desks: frozenset[str]
    houses: re.Pattern[str]
    navigation: frozenset[str]
    published: frozenset[str]
    updated: frozenset[str]
    weekdays: frozenset[str]
    future: re.Pattern[str]
    sections: frozenset[str]
    home: frozenset[str]
    outlet_words: frozenset[str]
    sure_outlet_words: frozenset[str]
    roles: frozenset[str]
    institutions: re.Pattern[str]
    biography: re.Pattern[str]
    copulas: tuple[str, ...]
    speech: re.Pattern[str]
    not_names: frozenset[str]
    not_first: frozenset[str]
    particles: frozenset[str]
    family_suffixes: tuple[str, ...]
    patronymic_suffixes: tuple[str, ...]
    unfinished: frozenset[str]

    def kind(self, text: str) -> Kind | None:
        """The kind of furniture that the line is, or None; long lines are never looked at."""
        if len(text) > 600 or len(text.split()) > _LONGEST:
            return None
        text = _BRACKETED.sub("", text) or text
        folded = fold(text)
        if kind := self.by_line.get(folded):
            return kind
        if len(folded) >= _NEAR_FROM:
            near = next((form for form in _shorter(folded) if form in self.near_line), None)
            if near is not None:
                return self.near_line[near]
        return next((kind for kind in self.kinds if kind.pattern and kind.pattern.search(text)), None)


def fold(text: str) -> str:
    """The words of a line in lower case with "#" for numbers and no punctuation."""
    return _NO_WORD.sub(" ", _NUMBER.sub("#", text.casefold())).strip()


@functools.cache
def lexicon() -> Lexicon:
    """The lists of ``resources/lexicons/boilerplate.toml``."""
    data = tomllib.loads((paths.resources() / "lexicons" / "boilerplate.toml").read_text(encoding="utf-8"))
    kinds = tuple(_kind(name, own) for name, own in data["kinds"].items())
    by_line = {text: kind for kind in reversed(kinds) for text in kind.lines}
    photo, byline, when, bio = data["photo"], data["byline"], data["dates"], data["biography"]
    return Lexicon(
        kinds=kinds,
        by_line=by_line,
        near_line={
            near: by_line[text] for text in by_line for near in _shorter(text) if len(text) >= _NEAR_FROM
        },
        publisher=tuple(re.compile(p, re.IGNORECASE) for p in data["kinds"]["notice"]["publishers"]),
        photo_words=_folded(photo["words"]),
        agencies=frozenset(fold(name) for name in photo["agencies"]),
        caption=_any(photo["captions"]),
        byline_prefixes=tuple(sorted(byline["prefixes"], key=len, reverse=True)),
        nobody=_folded(byline["nobody"]),
        desks=_folded(byline["desks"]),
        houses=_any(rf"^{re.escape(words)}\s" for words in byline["houses"]),
        navigation=frozenset(fold(text) for text in data["kinds"]["navigation"]["lines"]),
        published=_folded(when["published"]),
        updated=_folded(when["updated"]),
        weekdays=_folded(when["weekdays"]),
        future=_any(rf"(?<!\w){re.escape(phrase)}(?!\w)" for phrase in when["future"]),
        sections=_folded(data["sections"]["names"]),
        home=_folded(data["sections"]["home"]),
        outlet_words=_folded(data["outlets"]["words"]),
        sure_outlet_words=_folded(data["outlets"]["sure"]),
        roles=_folded(bio["roles"]),
        institutions=_any(rf"(?<!\w){re.escape(word)}s?(?!\w)" for word in bio["institutions"]),
        biography=_any(rf"(?<!\w){re.escape(word)}(?!\w)" for word in bio["phrases"]),
        copulas=tuple(bio["copulas"]),
        speech=_any(rf"(?<!\w){re.escape(word)}(?!\w)" for word in bio["speech"]),
        not_names=_folded(data["names"]["not_names"]),
        not_first=_folded(data["names"]["not_first"]),
        particles=_folded(data["names"]["particles"]),
        family_suffixes=tuple(data["names"]["family_suffixes"]),
        patronymic_suffixes=tuple(data["names"]["patronymic_suffixes"]),
        unfinished=_folded(data["sentences"]["unfinished"]),
    )


def _kind(name: str, own: dict[str, Any]) -> Kind:
    patterns = own.get("patterns", ())
    return Kind(
        name=name,
        reason=own["reason"],
        anywhere=own.get("anywhere", False),
        opens=own.get("opens", ""),
        lines=frozenset(fold(text) for text in own.get("lines", ())),
        pattern=_any(patterns) if patterns else None,
    )


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(text) for text in texts)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _shorter(text: str) -> list[str]:
    """The text and all that remains of it without one of its letters, digits kept."""
    if len(text) > 60:
        return []
    return [text, *(text[:i] + text[i + 1 :] for i, char in enumerate(text) if char.isalpha())]
