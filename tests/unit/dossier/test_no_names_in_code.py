"""A dispute is data: the code names no party, person, place or body of the shipped dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from diptych import paths
from diptych.dossier import load

CODE = Path(__file__).resolve().parents[3] / "desktop"
SHORTEST = 4
_WORD = re.compile(r"\w+")
_NO_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_FONTS = re.compile(r"font(?:-family)?:[^;{}]*")


def names() -> set[str]:
    """All names of all shipped dossiers that are long enough to be no chance."""
    found: set[str] = set()
    for folder in paths.shipped_dossiers():
        dossier = load(folder)
        found |= {party.name for party in dossier.parties}
        for entity in dossier.entities:
            found |= {entity.name, *(alias.text for alias in entity.aliases)}
    return {name for name in found if len(name) >= SHORTEST}


def named(source: str, forbidden: Iterable[str]) -> Iterator[str]:
    """The forbidden names in a source text, but not those that are ordinary words there.

    A single word is ordinary if the source also has it in small letters. The families in a style
    sheet's font list are typefaces. Names in characters that know no blanks may stand within a word.
    """
    plain = _FONTS.sub("", source)
    words = set(_WORD.findall(plain))
    names_of: dict[str, list[str]] = {}
    for name in forbidden:
        first = _WORD.search(name)
        if _NO_BLANKS.match(name):
            yield from [name] * plain.count(name)
        elif first is not None and (name.islower() or name.lower() not in words):
            names_of.setdefault(first.group(), []).append(name)
    for word in _WORD.finditer(plain):
        for name in names_of.get(word.group(), ()):
            start = plain.find(name, max(0, word.start() - 1), word.start() + len(name))
            if start >= 0 and not plain[start + len(name) : start + len(name) + 1].isalnum():
                yield name


def test_no_name_of_a_dossier_stands_in_the_code() -> None:
    files = sorted(path for path in CODE.rglob("*.py"))
    forbidden = names()
    assert files
    assert len(forbidden) >= 1000
    found = {
        str(file.relative_to(CODE)): sorted(set(hits))
        for file in files
        if (hits := list(named(file.read_text(encoding="utf-8"), forbidden)))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "hits"),
    [
        ('party = "Vladimir Putin"', ["Vladimir Putin"]),
        ("# as Tokyo has it", ["Tokyo"]),
        ("# 北方領土問題", ["北方領土"]),
        ("Shell = 1  # the shell", []),
        ("body { font: 17px Georgia, serif; }", []),
        ("Tokyoite = Pravdarin", []),
    ],
)
def test_names_are_found_as_whole_words(source: str, hits: list[str]) -> None:
    forbidden = {"Vladimir Putin", "Tokyo", "北方領土", "Shell", "Georgia", "Pravda"}
    assert sorted(named(source, forbidden)) == hits
