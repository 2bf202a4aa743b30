from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.analysis.clusters import Unknown, clusters
from diptych.model import EntityKind

P, BODY = EntityKind.PERSON, EntityKind.ORGANISATION


def grouped(kind: EntityKind, *names: str) -> set[frozenset[str]]:
    leaders = clusters(Unknown(name, name, kind, len(names) - at) for at, name in enumerate(names))
    return {
        frozenset(name for name, leader in leaders.items() if leader == each) for each in leaders.values()
    }


@pytest.mark.parametrize(
    ("kind", "names", "expected"),
    [
        (P, ("Anna Ek", "Ek", "A. Ek"), {frozenset({"Anna Ek", "Ek", "A. Ek"})}),
        (
            P,
            ("Anna Ek", "Olle Ek", "Ek"),
            {frozenset({"Anna Ek"}), frozenset({"Olle Ek"}), frozenset({"Ek"})},
        ),
        (
            P,
            ("Anna Ek", "Axel Ek", "A. Ek"),
            {frozenset({"Anna Ek"}), frozenset({"Axel Ek"}), frozenset({"A. Ek"})},
        ),
        (P, ("Ana María Ek", "Ana Ek"), {frozenset({"Ana María Ek", "Ana Ek"})}),
        (P, ("José Ek", "Jose EK Jr."), {frozenset({"José Ek", "Jose EK Jr."})}),
        (P, ("Ek", "Eks"), {frozenset({"Ek"}), frozenset({"Eks"})}),
        (
            BODY,
            ("The Grey Fund", "Grey Fund", "grey-fund"),
            {frozenset({"The Grey Fund", "Grey Fund", "grey-fund"})},
        ),
        (BODY, ("Field-2", "Field-3"), {frozenset({"Field-2"}), frozenset({"Field-3"})}),
        (
            BODY,
            ("Grey Fund", "Grey Fund Council"),
            {frozenset({"Grey Fund"}), frozenset({"Grey Fund Council"})},
        ),
    ],
)
def test_names_are_one_only_where_nothing_speaks_against_it(
    kind: EntityKind, names: tuple[str, ...], expected: set[frozenset[str]]
) -> None:
    assert grouped(kind, *names) == expected


@given(st.lists(st.text(alphabet="abC .-é", min_size=1, max_size=8), unique=True, max_size=12))
def test_every_name_has_a_cluster_whose_leader_is_its_own(names: list[str]) -> None:
    leaders = clusters(Unknown(name, name, P, 1) for name in names)
    assert leaders.keys() == set(names)
    assert all(leaders[leader] == leader for leader in leaders.values())
