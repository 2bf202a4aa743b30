"""Names that must never be taken for one, and spellings that must: with the shipped dossier and without."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from diptych import dossier as dossiers
from diptych import paths
from diptych.analysis import Parser, analyse
from diptych.analysis.clusters import Unknown, clusters
from diptych.dossier import Dossier
from diptych.model import EntityKind, Mention

Names = Callable[..., list[Mention]]

APART = (
    ("Shinzo Abe", "Akie Abe", "Shintaro Abe"),
    ("Nobuo Kishi", "Nobusuke Kishi"),
    ("Taro Kono", "Yohei Kono", "Masaharu Kono"),
    ("Nikolai Patrushev", "Dmitry Patrushev"),
    ("Sakhalin-2", "Sakhalin-3"),
    ("the Sea of Japan", "Japan"),
    ("the UN Security Council", "the Security Council of Russia"),
    ("the Kuril Islands", "the Northern Territories"),
)
TOGETHER = (
    ("Hiroshige Seko", "Hiroshige Seco"),
    ("Sergei Shoigu", "Sergey Shoygu"),
    ("Igor Morgulov", "Morgulovym"),
    ("the Southern Kurils", "the South Kuril Islands", "the Northern Territories"),
)


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    return dossiers.load(paths.shipped_dossiers()[0])


@pytest.fixture
def names(shipped: Dossier, parser: Parser) -> Names:
    def found(text: str, date: str = "2018-05-01") -> list[Mention]:
        return list(analyse(text, shipped, language="en", date=date, parser=parser).mentions)

    return found


def named(mentions: list[Mention], text: str) -> str:
    bare = text.removeprefix("the ")
    return next(m.entity for m in mentions if m.text == bare)


@pytest.mark.parametrize("group", APART, ids=lambda group: group[0])
def test_what_must_stay_apart_does_side_by_side(names: Names, group: tuple[str, ...]) -> None:
    for one, other in combinations(group, 2):
        found = names(f"They spoke of {one} yesterday. Then they spoke of {other} at length.")
        assert named(found, one) != named(found, other)


@pytest.mark.parametrize("group", TOGETHER, ids=lambda group: group[0])
def test_spellings_of_one_are_one(names: Names, group: tuple[str, ...]) -> None:
    found = names(" ".join(f"They spoke of {each} yesterday." for each in group))
    assert len({named(found, each) for each in group}) == 1


def test_a_surname_follows_the_bearer_that_the_text_names(names: Names) -> None:
    found = names("Yohei Kono apologised in 1993. Mr. Kono said that he stood by it.")
    assert {m.name for m in found if "Kono" in m.text} == {"Yohei Kono"}


@pytest.mark.parametrize(
    "group", [("Anna Falk", "Bo Falk"), ("Delta-4", "Delta-5"), ("Sea of Borre", "Borre")], ids=lambda g: g[0]
)
def test_unknown_names_stay_apart_too(names: Names, group: tuple[str, str]) -> None:
    one, other = group
    kind = EntityKind.PERSON if "Falk" in one else EntityKind.PLACE
    leaders = clusters([Unknown("?1", one, kind, 3), Unknown("?2", other, kind, 2)])
    assert len(set(leaders.values())) == 2


def test_unknown_people_of_one_surname_in_one_text(names: Names) -> None:
    found = names("Anna Falkberg met Boris Falkberg in town. Anna Falkberg spoke first.")
    people = {m.text: m.entity for m in found if "Falkberg" in m.text}
    assert people["Anna Falkberg"] != people["Boris Falkberg"]


def test_a_lone_surname_of_an_unknown_person_is_that_person(names: Names) -> None:
    found = names("Darya Olenina, a historian, wrote a book. For Olenina, the visit was historic.")
    bearers = [m for m in found if "Olenina" in m.text]
    assert {m.kind for m in bearers} == {EntityKind.PERSON}
    assert len({m.entity for m in bearers}) == 1
