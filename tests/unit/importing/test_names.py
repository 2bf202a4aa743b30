"""Which part of an author's name is the family name."""

from __future__ import annotations

import pytest

from diptych.importing.names import author


@pytest.mark.parametrize(
    ("printed", "given", "family"),
    [
        ("Anna Brandt", "Anna", "Brandt"),
        ("James D.J. Brown", "James D.J.", "Brown"),
        ("Brandt, Anna Maria", "Anna Maria", "Brandt"),
        ("SMIRNOVA Olga", "Olga", "SMIRNOVA"),
        ("Olga SMIRNOVA", "Olga", "SMIRNOVA"),
        ("Smirnova Olga", "Olga", "Smirnova"),
        ("Olga Smirnova", "Olga", "Smirnova"),
        ("Ivanov Ivan Petrovich", "Ivan Petrovich", "Ivanov"),
        ("Соколова Мария", "Мария", "Соколова"),
        ("Мария Соколова", "Мария", "Соколова"),
        ("Ursula van der Meer", "Ursula", "van der Meer"),
        ("Henrik Aas", "Henrik", "Aas"),
        ("Eva Lev", "Eva", "Lev"),
        ("Madonna", "", ""),
        ("林小海", "", ""),
        ("", "", ""),
    ],
)
def test_the_parts_of_a_name(printed: str, given: str, family: str) -> None:
    found = author(printed)
    assert (found.given, found.family) == (given, family)
    assert found.as_printed == printed


def test_the_text_tells_the_order() -> None:
    assert author("Morita Yuki", text="As Yuki Morita has shown, postcards matter.").family == "Morita"
    assert author("Yuki Morita", text="As Yuki Morita has shown, postcards matter.").family == "Morita"


def test_the_affiliation_is_kept() -> None:
    assert author("Anna Brandt", "Fellow, Harbour Institute").affiliation == "Fellow, Harbour Institute"
