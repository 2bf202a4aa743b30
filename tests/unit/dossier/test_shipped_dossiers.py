"""The shipped dossier is sound and full, and its facts do not contradict each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from diptych import paths
from diptych.dossier import Dossier, Entity, check, load
from diptych.model import EntityKind

REPOSITORY = Path(__file__).resolve().parents[3]
OTHERS = sorted(path.parent for path in (REPOSITORY / "tests/data/dossiers").glob("*/dossier.toml"))
ISSUES = (
    "territorial_sovereignty",
    "peace_treaty",
    "legal_basis_joint_activities",
    "joint_economic_activities",
    "economic_cooperation",
    "security_missile_defence",
    "military_presence",
    "sanctions",
    "north_korea",
    "china_factor",
    "people_to_people_visits",
    "fisheries",
    "history_memory",
    "other",
)
SCRIPTS = {"en": r"[A-Za-z]", "ru": r"[\u0400-\u04ff]", "ja": r"[\u3040-\u30ff\u4e00-\u9fff]"}
TRAPS = (
    ("shinzo-abe", "akie-abe"),
    ("shinzo-abe", "shintaro-abe"),
    ("nobuo-kishi", "nobusuke-kishi"),
    ("taro-kono", "yohei-kono"),
    ("taro-kono", "masaharu-kono"),
    ("nikolai-patrushev", "dmitry-patrushev"),
    ("sakhalin-2", "sakhalin-3"),
    ("sea-of-japan", "japan"),
    ("security-council-of-russia", "national-security-council-japan"),
    ("security-council-of-russia", "united-nations-security-council"),
    ("kuril-islands", "disputed-four-islands"),
    ("yoshihide-suga", "naoto-kan"),
)
ONE_AT_A_TIME = (
    "president",
    "prime_minister",
    "foreign_minister",
    "defence_minister",
    "chief_cabinet_secretary",
)
HELD_WITHOUT_A_BREAK = (
    ("russia", "president", "1991-01-01"),
    ("russia", "prime_minister", "1991-02-01"),
    ("russia", "foreign_minister", "1991-01-01"),
    ("russia", "defence_minister", "1992-06-01"),
    ("japan", "prime_minister", "1991-01-01"),
    ("japan", "foreign_minister", "1991-01-01"),
    ("japan", "chief_cabinet_secretary", "1991-12-01"),
    ("japan", "defence_minister", "2006-10-01"),
)
MONTH = timedelta(days=31)


@pytest.fixture(scope="module")
def shipped() -> Dossier:
    return load(paths.shipped_dossiers()[0])


def others() -> Iterable[object]:
    return [pytest.param(folder, id=folder.name) for folder in OTHERS]


def texts(entity: Entity) -> list[str]:
    return [entity.name, *(alias.text for alias in entity.aliases)]


def terms(dossier: Dossier, party: str, office: str) -> Iterator[tuple[date, date, str]]:
    """First and last possible day of each term of an office, with its holder."""
    for entity in dossier.entities:
        for role in entity.roles:
            if entity.party == party and role.office == office:
                end = _last_day(role.end) if role.end else date.max
                yield date.fromisoformat((role.start + "-01-01")[:10]), end, entity.name


def _last_day(text: str) -> date:
    day = date.fromisoformat((text + "-12-01")[:10])
    if len(text) == 10:
        return day
    return (day.replace(day=1) + MONTH).replace(day=1) - timedelta(days=1)


@pytest.mark.parametrize("folder", [*paths.shipped_dossiers(), *OTHERS], ids=lambda folder: folder.name)
def test_every_dossier_is_sound_and_without_warnings(folder: Path) -> None:
    assert check(folder) == []


def test_the_shipped_dossier_has_its_parties_and_issues(shipped: Dossier) -> None:
    assert [(party.id, party.letter, party.badge.value) for party in shipped.parties] == [
        ("russia", "R", "square"),
        ("japan", "J", "circle"),
    ]
    assert "soviet-union" in shipped.party("russia").states
    assert "empire-of-japan" in shipped.party("japan").states
    assert tuple(issue.id for issue in shipped.issues) == ISSUES
    assert all(len(issue.cues) >= 40 and issue.description for issue in shipped.issues)


def test_the_gazetteer_is_large_and_of_every_kind(shipped: Dossier) -> None:
    kinds = Counter(entity.kind for entity in shipped.entities)
    assert kinds.total() >= 250
    assert all(kinds[kind] >= 20 for kind in EntityKind)


def test_names_stand_in_three_scripts(shipped: Dossier) -> None:
    for language, script in SCRIPTS.items():
        written = [a.text for e in shipped.entities for a in e.aliases if a.lang == language]
        assert len(written) >= 250
        assert [text for text in written if not re.search(script, text)] == []
    officials = [e for e in shipped.entities if e.kind is EntityKind.PERSON and e.party]
    assert [
        e.id for e in officials if not all(any(re.search(s, t) for t in texts(e)) for s in SCRIPTS.values())
    ] == []


def test_an_alias_adds_to_the_name(shipped: Dossier) -> None:
    for entity in shipped.entities:
        assert [alias.text for alias in entity.aliases if alias.text == entity.name and not alias.usage] == []


def test_names_that_are_claims_carry_their_usage(shipped: Dossier) -> None:
    islands = shipped.entity("disputed-four-islands")
    usage = {alias.text: alias.usage for alias in islands.aliases}
    for text in ("Northern Territories", "北方領土", "Северные территории"):
        assert usage[text] == "japan"
    for text in ("South Kurils", "Southern Kurils", "South Kuril Islands", "Южные Курилы"):
        assert usage[text] == "russia"
    assert islands.party is None
    assert islands.part_of == "kuril-islands"
    for island in ("iturup", "kunashir", "shikotan", "habomai"):
        entity = shipped.entity(island)
        assert (entity.part_of, entity.party) == ("disputed-four-islands", None)
        assert {alias.usage for alias in entity.aliases} >= {"russia", "japan"}


@pytest.mark.parametrize("pair", TRAPS, ids="/".join)
def test_what_is_easily_confused_is_kept_apart(pair: tuple[str, str], shipped: Dossier) -> None:
    one, other = (shipped.entity(id_) for id_ in pair)
    assert other.id in one.not_same_as or one.id in other.not_same_as


def test_people_of_one_family_name_are_kept_apart(shipped: Dossier) -> None:
    families: dict[str, list[Entity]] = {}
    for entity in shipped.entities:
        if entity.kind is EntityKind.PERSON:
            families.setdefault(entity.name.split()[-1], []).append(entity)
    for family in families.values():
        for one, other in combinations(family, 2):
            assert other.id in one.not_same_as, (one.name, other.name)


@pytest.mark.parametrize("party", ["russia", "japan"])
@pytest.mark.parametrize("office", ONE_AT_A_TIME)
def test_an_office_has_one_holder_at_a_time(office: str, party: str, shipped: Dossier) -> None:
    held = sorted(terms(shipped, party, office))
    assert held or (party, office) in {("japan", "president"), ("russia", "chief_cabinet_secretary")}
    for (_, end, holder), (start, _, successor) in pairwise(held):
        assert end - start <= MONTH, f"{holder} and {successor}"


@pytest.mark.parametrize(("party", "office", "since"), HELD_WITHOUT_A_BREAK)
def test_an_office_is_held_without_a_break(party: str, office: str, since: str, shipped: Dossier) -> None:
    until = date.fromisoformat(since)
    for start, end, holder in sorted(terms(shipped, party, office)):
        if end >= until:
            assert start - until <= MONTH, f"nobody before {holder}"
            until = max(until, end)
    assert until == date.max


def test_only_people_hold_offices_and_in_the_past(shipped: Dossier) -> None:
    for entity in shipped.entities:
        assert not entity.roles or entity.kind is EntityKind.PERSON
        assert all(role.start for role in entity.roles)
        assert all(max(role.start, role.end)[:4] <= "2026" for role in entity.roles)


def test_media_and_experts_speak_for_no_party(shipped: Dossier) -> None:
    assert [e.id for e in shipped.entities if e.kind is EntityKind.MEDIA and e.party] == []
    assert shipped.entity("moscow").party == "russia"
    assert shipped.entity("tokyo").party == "japan"
    assert shipped.entity("james-d-j-brown").party is None


@pytest.mark.parametrize("folder", others())
def test_the_other_dossiers_are_of_use(folder: Path) -> None:
    dossier = load(folder)
    assert 6 <= len(dossier.issues) <= 9
    assert len(dossier.entities) >= 40
    claimed = Counter(alias.usage for entity in dossier.entities for alias in entity.aliases if alias.usage)
    assert claimed.keys() == {party.id for party in dossier.parties}
    assert len({entity.kind for entity in dossier.entities}) == len(EntityKind)
