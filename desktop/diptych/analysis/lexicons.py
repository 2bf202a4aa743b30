"""The cue lexicons of English that lie in ``resources/lexicons``: read once, forms spelled out.

Text is looked up by form and never lemmatised: statistical lemmatisers turn "hopes" into "hop".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from diptych import paths

Cues = Mapping[str, tuple["Cue", ...]]


@dataclass(frozen=True)
class Cue:
    """One reading of a form: its base, its group and the words that must follow it ("call" + "for").

    ``clause``: it counts only with a clause or "as" after it ("feels that", "sees it as"); ``object``:
    only with an object ("claims the land", not "claims that").
    """

    base: str
    group: str
    follow: tuple[str, ...] = ()
    clause: bool = False
    object: bool = False


@dataclass(frozen=True)
class Abbreviations:
    """Abbreviations by whether a full stop after them can end a sentence."""

    leading: frozenset[str]
    trailing: frozenset[str]
    openers: frozenset[str]


@dataclass(frozen=True)
class Roles:
    """Nouns that say what kind of holder a phrase names."""

    offices: Mapping[str, tuple[str, ...]]
    voices: Mapping[str, str]
    together: frozenset[str]
    determiners: frozenset[str]
    proxies: frozenset[str]
    corporate: frozenset[str]


@dataclass(frozen=True)
class Lexicons:
    """All cue lexicons. ``verbs``, ``nouns`` and ``adjectives`` map a lower-case form to its readings."""

    verbs: Cues
    nouns: Cues
    adjectives: Cues
    judgement: Mapping[str, tuple[str, ...]]
    opinion: Mapping[str, tuple[str, ...]]
    content: Mapping[str, tuple[str, ...]]
    roles: Roles
    abbreviations: Abbreviations
    names: Mapping[str, frozenset[str]]
    grammar: Mapping[str, frozenset[str]]
    strength: Mapping[str, tuple[str, ...]]
    leaning: Mapping[str, tuple[str, ...]]
    denial: frozenset[str]


def verb_forms(base: str) -> frozenset[str]:
    """The regular forms of an English verb: base, -s, past, -ing.

    Final consonants are doubled after one stressed short vowel ("ban", "banned"); both spellings are
    given where British and American English differ ("cancelled", "canceled").
    """
    forms = {base, _with_s(base)}
    if base.endswith("e"):
        stem = base[:-1]
        forms |= (
            {base + "d", stem + "ing", base + "ing"}
            if base.endswith(("ee", "oe"))
            else {base + "d", stem + "ing"}
        )
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        forms |= {base[:-1] + "ied", base + "ing"}
    else:
        forms |= {base + "ed", base + "ing"}
        if _may_double(base):
            forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return frozenset(forms)


def noun_forms(base: str) -> frozenset[str]:
    """The singular and regular plural of an English noun."""
    return frozenset({base, _with_s(base)})


def _with_s(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _may_double(base: str) -> bool:
    return (
        len(base) > 2
        and base[-1] not in "aeiouwxyh"
        and base[-2] in "aeiou"
        and (len(base) == 3 or base[-3] not in "aeiou" or base[-3:-1] == "ui")
    )


@cache
def load(folder: Path | None = None) -> Lexicons:
    """The lexicons in a folder, by default the shipped ones. Raises OSError or TOMLDecodeError (our bug)."""
    root = folder or paths.resources() / "lexicons"
    judgement, roles, abbreviations = (_read(root, n) for n in ("judgement", "roles", "abbreviations"))
    leaning = _read(root, "leaning")
    irregular = {
        base: frozenset(forms) for base, *forms in map(str.split, _read(root, "irregular")["forms"]) if forms
    }
    return Lexicons(
        verbs=_cues(_read(root, "verbs"), lambda base: verb_forms(base) | irregular.get(base, frozenset())),
        nouns=_cues(_read(root, "nouns"), noun_forms),
        adjectives=_cues(_read(root, "adjectives"), lambda base: frozenset({base})),
        judgement=_tuples(judgement["direction"]),
        opinion=_tuples(judgement["opinion"]),
        content=_tuples(_read(root, "content")),
        roles=_roles(roles),
        abbreviations=Abbreviations(**{key: frozenset(words) for key, words in abbreviations.items()}),
        names=_sets(_read(root, "names")),
        grammar=_sets(_read(root, "grammar")),
        strength=_tuples(_read(root, "strength")),
        leaning=_tuples(leaning["groups"]),
        denial=frozenset(leaning["denial"]["words"]),
    )


def _read(root: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((root / f"{name}.toml").read_text(encoding="utf-8"))


def _tuples(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in table.items()}


def _sets(table: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table.items()}


def _cues(table: Mapping[str, Iterable[str]], forms_of: Any) -> Cues:
    cues: dict[str, list[Cue]] = {}
    for group, entries in table.items():
        for entry in entries:
            base, *rest = entry.split()
            follow = tuple(word[1:] for word in rest if word.startswith("+"))
            cue = Cue(base, group, follow, "^clause" in rest, "^object" in rest)
            for form in forms_of(base):
                cues.setdefault(form, []).append(cue)
    return {
        form: tuple(sorted(found, key=lambda cue: -len(cue.follow) - cue.object))
        for form, found in cues.items()
    }


def _roles(table: Mapping[str, Any]) -> Roles:
    voices = {noun: voice for voice, nouns in table["voices"].items() for noun in nouns}
    return Roles(
        offices=_tuples(table["offices"]),
        voices=voices,
        together=frozenset(table["together"]["nouns"]),
        determiners=frozenset(table["together"]["determiners"]),
        proxies=frozenset(table["proxies"]["nouns"]),
        corporate=frozenset(table["corporate"]["suffixes"]),
    )
