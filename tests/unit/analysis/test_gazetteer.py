from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis.gazetteer import Gazetteer, folded
from diptych.dossier import Dossier, edited
from diptych.model import DossierEdit, EditAction


def found(dispute: Dossier, text: str) -> list[tuple[str, str]]:
    matches = Gazetteer(dispute).matches(text)
    return [(text[m.start : m.end], m.candidates[0].entity) for m in matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Norland’s view", [("Norland", "norland")]),
        ("the Kingdom of Sudria", [("Kingdom of Sudria", "sudria")]),
        ("the Sea of Sudria", [("Sea of Sudria", "sea-of-sudria")]),
        ("the grey islands", [("grey islands", "grey-islands")]),
        ("the Gra Islands", [("Gra Islands", "grey-islands")]),
        ("the Grey\u00a0Islands", [("Grey\u00a0Islands", "grey-islands")]),
        ("the GREY ISLANDS", [("GREY ISLANDS", "grey-islands")]),
        ("Norland–Sudria talks", [("Norland", "norland"), ("Sudria", "sudria")]),
        ("в Норландии", [("Норландии", "norland")]),
        ("с Норландией", [("Норландией", "norland")]),
        ("今日北国は言った", [("北国", "norland")]),
        ("Berg Anna", [("Berg Anna", "anna-berg")]),
        ("told us", []),
        ("the US", [("US", "united-states")]),
        ("norland", []),
        ("Norlandic views", []),
        ("Norland-3 and Field-2", [("Field-2", "field-2")]),
        ("Sudriana", []),
    ],
)
def test_longest_names_in_three_scripts(dispute: Dossier, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(dispute, text) == expected


def test_a_surname_is_derived_for_everybody_who_has_it(dispute: Dossier) -> None:
    (match,) = Gazetteer(dispute).matches("Berg")
    assert {(c.entity, c.derived) for c in match.candidates} == {("anna-berg", True), ("olof-berg", True)}


def test_a_shared_alias_names_all_its_entities(dispute: Dossier) -> None:
    (match,) = Gazetteer(dispute).matches("the Foreign Ministry said")
    assert {c.entity for c in match.candidates} == {"norland-foreign-ministry", "sudria-foreign-ministry"}


def test_folding_keeps_a_short_i_apart() -> None:
    assert folded("Hokkaidō – Ñandú") == "hokkaido - nandu"
    assert folded("май") != folded("маи")


@given(st.text(st.sampled_from("Norland Sudria Grey Islands US-2北国Н\n’.") | st.characters(), max_size=120))
def test_matches_are_in_range_ordered_and_apart(dispute: Dossier, text: str) -> None:
    last = 0
    for match in Gazetteer(dispute).matches(text):
        assert last <= match.start < match.end <= len(text)
        assert match.candidates
        last = match.end


def test_spellings_that_are_refused_are_not_found(dispute: Dossier) -> None:
    edits = [
        DossierEdit(action=EditAction.REMOVE_ALIAS, target="karl-voss", content={"text": "Voss"}),
        DossierEdit(action=EditAction.NO_NAME, content={"text": "borg"}),
    ]
    after = edited(dispute, edits).dossier
    assert found(after, "Voss, Karl Voss and Borg in Port Royal") == [
        ("Karl Voss", "karl-voss"),
        ("Port Royal", "port-royal"),
    ]
