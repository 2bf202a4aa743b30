from __future__ import annotations

from collections.abc import Callable

import pytest

from diptych.analysis.linking import Unknowns
from diptych.model import Analysis, EntityKind

Run = Callable[..., Analysis]


def names(analysis: Analysis) -> list[tuple[str, str]]:
    return [(m.text, m.entity) for m in analysis.mentions]


def test_titles_and_possessives_stand_outside(analysed: Run) -> None:
    assert names(analysed("Prime Minister Anna Berg’s plan pleased Mr. Voss of Sudria.")) == [
        ("Anna Berg", "anna-berg"),
        ("Voss", "karl-voss"),
        ("Sudria", "sudria"),
    ]


def test_a_surname_means_the_person_whose_full_name_the_text_has(analysed: Run) -> None:
    assert ("Berg", "olof-berg") in names(analysed("Olof Berg spoke in Borg. Berg wants the treaty."))


def test_without_a_full_name_a_surname_means_who_held_office_then(analysed: Run) -> None:
    assert names(analysed("Minister Berg rejected the treaty.", date="2017-03")) == [("Berg", "anna-berg")]
    assert names(analysed("Governor Berg rejected the treaty.", date="2002-03")) == [("Berg", "olof-berg")]


def test_another_given_name_is_another_person(analysed: Run) -> None:
    found = names(analysed("Anna Berg spoke. Her brother Ragnar Berg left Norland."))
    assert ("Ragnar Berg", "?ragnar berg") in found and ("Berg", "anna-berg") not in found


def test_a_shared_name_belongs_to_the_party_beside_it(analysed: Run) -> None:
    assert ("Foreign Ministry", "sudria-foreign-ministry") in names(
        analysed("Sudria's Foreign Ministry protested.")
    )
    found = names(analysed("The Norlandic Foreign Ministry protested."))
    assert ("Norlandic Foreign Ministry", "norland-foreign-ministry") in found


def test_nationalities_are_no_mentions(analysed: Run) -> None:
    assert names(analysed("The Norlandic side and Sudrian officials spoke.")) == []


def test_unknown_names_are_found_and_clustered(analysed: Run) -> None:
    found = analysed("Peter Johnson, a professor at Stanford University, spoke. Johnson praised the treaty.")
    people = [m for m in found.mentions if m.kind is EntityKind.PERSON]
    assert [(m.text, m.entity, m.name) for m in people] == [
        ("Peter Johnson", "?peter johnson", "Peter Johnson"),
        ("Johnson", "?peter johnson", "Peter Johnson"),
    ]
    assert any(m.kind is EntityKind.ORGANISATION and m.text == "Stanford University" for m in found.mentions)


def test_a_longer_name_of_a_body_holds_the_shorter_one_inside_it(analysed: Run) -> None:
    found = names(analysed("The Norland Institute for Strategic Studies praised the treaty."))
    assert [text for text, _ in found] == ["Norland Institute for Strategic Studies"]


def test_no_mention_overlaps_another(analysed: Run) -> None:
    text = "Anna Berg of the Norland Fishing Board met Karl Voss and Sir John Smith in the Sea of Sudria."
    last = 0
    for mention in analysed(text).mentions:
        assert last <= mention.start and text[mention.start : mention.end] == mention.text
        last = mention.end


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("James Brown", "James D.J. Brown", True),
        ("James Brown", "J. Brown", True),
        ("James Brown", "Brown", True),
        ("James Brown", "Mary Brown", False),
        ("James Brown", "James Green", False),
    ],
)
def test_given_names_must_not_conflict(first: str, second: str, same: bool) -> None:
    unknown = Unknowns()
    ids = {unknown.cluster(name, EntityKind.PERSON) for name in (first, second)}
    assert (len(ids) == 1) is same


def test_a_cluster_takes_its_longest_name() -> None:
    unknown = Unknowns()
    cluster = unknown.cluster("Brown", EntityKind.PERSON)
    assert unknown.cluster("James Brown", EntityKind.PERSON) == cluster
    assert unknown.name(cluster) == "James Brown"
