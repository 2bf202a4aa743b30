"""Every kind of fault is found, with its file and its key, and all of them in one go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diptych.dossier import Problem, check, load
from diptych.errors import DossierInvalid

Files = dict[str, dict[str, Any]]
Write = Callable[[Files], Path]
Spoil = Callable[[Files], object]

PLACES = "entities/places.toml"
PEOPLE = "entities/people.toml"


def head(files: Files) -> dict[str, Any]:
    return files["dossier.toml"]


def party(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files["dossier.toml"]["parties"][0]
    return found


def issue(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files["issues.toml"]["issues"][0]
    return found


def isle(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files[PLACES]["entities"][2]
    return found


def ann(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = files[PEOPLE]["entities"][0]
    return found


def put(table: Callable[[Files], dict[str, Any]], **values: object) -> Spoil:
    return lambda files: table(files).update(values)


def drop(table: Callable[[Files], dict[str, Any]], key: str) -> Spoil:
    return lambda files: table(files).pop(key)


def _ring(files: Files) -> None:
    files[PLACES]["entities"][0]["part_of"] = "green-isle"


FAULTS: dict[str, tuple[Spoil, str, str, str]] = {
    "missing key": (drop(head, "version"), "dossier.toml", "version", "missing"),
    "missing nested key": (drop(party, "badge"), "dossier.toml", "parties[1].badge", "missing"),
    "missing kind": (drop(isle, "kind"), PLACES, "entities.green-isle.kind", "missing"),
    "missing id": (drop(isle, "id"), PLACES, "entities[3].id", "missing"),
    "wrong type": (put(head, name=7), "dossier.toml", "name", "Expected str, got int"),
    "wrong type in a list": (
        put(party, demonyms=["x", 1]),
        "dossier.toml",
        "parties[1].demonyms[2]",
        "Expected str, got int",
    ),
    "wrong type of a list": (put(isle, aliases="x"), PLACES, "entities.green-isle.aliases", "Expected array"),
    "no table": (put(isle, aliases=["x"]), PLACES, "entities.green-isle.aliases[1]", "a table"),
    "unknown value": (put(isle, kind="planet"), PLACES, "entities.green-isle.kind", "Invalid enum value"),
    "unknown badge": (put(party, badge="star"), "dossier.toml", "parties[1].badge", "Invalid enum value"),
    "unknown key": (put(isle, colour="green"), PLACES, "entities.green-isle.colour", "no such key"),
    "unknown key of a file": (
        lambda files: files[PLACES].update(places=[]),
        PLACES,
        "places",
        "only one is entities",
    ),
    "no tables": (lambda files: files[PEOPLE].clear(), PEOPLE, "entities", "[[entities]]"),
    "id with blanks": (put(isle, id="green isle"), PLACES, "entities.green isle.id", "small letters"),
    "bad id of a dossier": (put(head, id="North/South"), "dossier.toml", "id", "small letters"),
    "doubled id": (put(ann, id="northland"), PLACES, "entities.northland.id", "already given in " + PEOPLE),
    "doubled party": (put(party, id="south"), "dossier.toml", "parties[2].id", "already given"),
    "doubled issue": (
        lambda files: files["issues.toml"]["issues"].append(issue(files)),
        "issues.toml",
        "issues.border.id",
        "already given",
    ),
    "empty name": (put(isle, name=" "), PLACES, "entities.green-isle.name", "empty"),
    "empty name of a dossier": (put(head, name=""), "dossier.toml", "name", "empty"),
    "empty description": (put(issue, description=""), "issues.toml", "issues.border.description", "empty"),
    "one party": (lambda files: head(files)["parties"].pop(), "dossier.toml", "parties", "this one has 1"),
    "three parties": (
        lambda files: head(files)["parties"].append(
            {"id": "west", "name": "West", "letter": "W", "badge": "circle", "states": ["northland"]}
        ),
        "dossier.toml",
        "parties",
        "this one has 3",
    ),
    "same letter": (put(party, letter="S"), "dossier.toml", "parties", "different letter"),
    "same badge": (put(party, badge="circle"), "dossier.toml", "parties", "different badge"),
    "long letter": (put(party, letter="NO"), "dossier.toml", "parties[1].letter", "single letter"),
    "reserved party": (put(party, id="third"), "dossier.toml", "parties[1].id", "meaning of its own"),
    "no state": (put(party, states=[]), "dossier.toml", "parties[1].states", "at least one state"),
    "unknown state": (put(party, states=["eastland"]), "dossier.toml", "parties[1].states[1]", "eastland"),
    "unknown party": (put(ann, party="west"), PEOPLE, "entities.ann-east.party", "no party west"),
    "unknown whole": (put(isle, part_of="sea"), PLACES, "entities.green-isle.part_of", "no entity sea"),
    "unknown other": (
        put(isle, not_same_as=["southland", "sea"]),
        PLACES,
        "entities.green-isle.not_same_as[2]",
        "no entity sea",
    ),
    "not same as itself": (
        put(isle, not_same_as=["green-isle"]),
        PLACES,
        "entities.green-isle.not_same_as[1]",
        "the same as itself",
    ),
    "unknown usage": (
        put(isle, aliases=[{"text": "Isle", "usage": "west"}]),
        PLACES,
        "entities.green-isle.aliases[1].usage",
        "no party west",
    ),
    "bad language": (
        put(isle, aliases=[{"text": "Isle", "lang": "English"}]),
        PLACES,
        "entities.green-isle.aliases[1].lang",
        "code of a language",
    ),
    "empty alias": (
        put(isle, aliases=[{"text": "Isle "}]),
        PLACES,
        "entities.green-isle.aliases[1].text",
        "blanks around",
    ),
    "alias twice": (
        put(isle, aliases=[{"text": "Isle"}, {"text": "Isle"}]),
        PLACES,
        "entities.green-isle.aliases[2]",
        "there twice",
    ),
    "part of itself": (put(isle, part_of="green-isle"), PLACES, "entities.green-isle.part_of", "itself"),
    "part of a part of itself": (_ring, PLACES, "entities.northland.part_of", "northland in green-isle"),
    "shared name": (
        put(ann, aliases=[{"text": "green  isle"}]),
        PEOPLE,
        "entities.ann-east.aliases[1]",
        "also names green-isle",
    ),
    "bad date": (put(ann, roles=[{"title": "x", "from": "2001-13"}]), PEOPLE, "roles[1].from", "not a date"),
    "date with a time": (
        put(ann, roles=[{"title": "x", "to": "today"}]),
        PEOPLE,
        "roles[1].to",
        "not a date",
    ),
    "from after to": (
        put(ann, roles=[{"title": "x", "from": "2004-02", "to": "2003"}]),
        PEOPLE,
        "entities.ann-east.roles[1].from",
        "after its end",
    ),
    "role without title": (put(ann, roles=[{"title": ""}]), PEOPLE, "roles[1].title", "empty"),
    "bad office": (
        put(ann, roles=[{"title": "x", "office": "The Head"}]),
        PEOPLE,
        "roles[1].office",
        "small",
    ),
    "cue in capitals": (put(issue, cues=[{"term": "Border"}]), "issues.toml", "cues[1]", "lower case"),
    "cue twice": (
        put(issue, cues=[{"term": "border"}, {"term": "border"}]),
        "issues.toml",
        "issues.border.cues[2]",
        "2 times",
    ),
    "weight of nothing": (put(issue, cues=[{"term": "x", "weight": 0}]), "issues.toml", "cues[1]", "not 0"),
    "weight too great": (put(issue, cues=[{"term": "x", "weight": 4}]), "issues.toml", "cues[1]", "and 3"),
    "empty cues": (put(issue, cues=[]), "issues.toml", "issues.border.cues", "no sentence"),
}


def found(problems: list[Problem], file: str, key: str, words: str) -> bool:
    return any(
        problem.file == file and problem.key.endswith(key) and words in problem.sentence
        for problem in problems
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_with_file_and_key(fault: str, files: Files, write: Write) -> None:
    spoil, file, key, words = FAULTS[fault]
    assert check(write(files)) == []
    spoil(files)
    folder = write(files)
    problems = check(folder)
    assert found(problems, file, key, words), problems
    assert all(problem.sentence.endswith(".") for problem in problems)
    if not all(problem.warning for problem in problems):
        with pytest.raises(DossierInvalid):
            load(folder)


def test_all_faults_are_listed_at_once(files: Files, write: Write) -> None:
    spoiled = ["unknown value", "unknown party", "bad date", "empty cues", "unknown state", "long letter"]
    for fault in spoiled:
        FAULTS[fault][0](files)
    problems = check(write(files))
    assert len(problems) == len(spoiled)
    assert all(found(problems, *FAULTS[fault][1:]) for fault in spoiled)


def test_a_reference_to_a_broken_entity_is_no_second_fault(files: Files, write: Write) -> None:
    files[PLACES]["entities"][0]["kind"] = "planet"
    (problem,) = check(write(files))
    assert problem.key == "entities.northland.kind"


@pytest.mark.parametrize("name", ["part", "mark", "mark of the other"])
def test_a_name_may_be_shared_where_that_is_said(name: str, files: Files, write: Write) -> None:
    isle(files)["aliases"] = [{"text": "Northland" if name == "part" else "Ann East"}]
    if name == "mark":
        isle(files)["not_same_as"] = ["ann-east"]
    if name == "mark of the other":
        ann(files)["not_same_as"] = ["green-isle"]
    assert check(write(files)) == []


def test_unreadable_files_are_told_with_the_line_and_nothing_else(files: Files, write: Write) -> None:
    folder = write(files)
    (folder / PEOPLE).write_text("[[entities]]\nid = \n", encoding="utf-8")
    (folder / "issues.toml").write_bytes(b"\xff\xfe\xff")
    (folder / "dossier.toml").write_text("a = " + "[" * 20_000, encoding="utf-8")
    told = {problem.file: problem.sentence for problem in check(folder)}
    assert told.keys() == {PEOPLE, "issues.toml", "dossier.toml"}
    assert "line 2" in told[PEOPLE]
    assert "UTF-8" in told["issues.toml"]
    assert "nested too deep" in told["dossier.toml"]


def test_a_huge_file_is_not_read(files: Files, write: Write) -> None:
    folder = write(files)
    with (folder / "issues.toml").open("wb") as file:
        file.truncate(50_000_000)
    (problem,) = check(folder)
    assert "larger than" in problem.sentence


def test_a_folder_in_the_place_of_a_file_is_told(files: Files, write: Write) -> None:
    folder = write(files)
    (folder / "issues.toml").unlink()
    (folder / "issues.toml").mkdir()
    (problem,) = check(folder)
    assert (problem.file, "no ordinary file" in problem.sentence) == ("issues.toml", True)
