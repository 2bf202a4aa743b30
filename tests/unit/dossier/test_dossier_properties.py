"""Whatever a dossier holds comes back from its files, and nonsense is refused in a sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.dossier import Dossier, Entity, Issue, Party, check, load
from diptych.errors import DossierInvalid
from diptych.model import EntityKind

words = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12)
slugs = st.from_regex(r"[a-z0-9]{1,8}(?:-[a-z0-9]{1,4})?", fullmatch=True)
dates = st.sampled_from(["", "1999", "1999-12", "1999-12-31", "2001-02"])


@st.composite
def roles(draw: st.DrawFn) -> dict[str, str]:
    start, end = sorted([draw(dates), draw(dates)])
    return {"title": draw(words), "office": draw(slugs), "from": start, "to": end}


@st.composite
def entities(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Entities with names of their own; each may be a part of one before it."""
    ids = draw(st.lists(slugs, min_size=2, max_size=6, unique=True))
    found: list[dict[str, Any]] = []
    for at, slug in enumerate(ids):
        entity: dict[str, Any] = {
            "id": slug,
            "kind": draw(st.sampled_from([kind.value for kind in EntityKind])),
            "name": f"{draw(words)} {at}",
            "aliases": [
                {"text": f"{text} {at}", "lang": draw(st.sampled_from(["en", "ru", "ja"]))}
                for text in draw(st.lists(words, max_size=3, unique=True))
            ],
            "roles": draw(st.lists(roles(), max_size=2)),
            "not_same_as": [other for other in ids if other != slug],
        }
        if at and draw(st.booleans()):
            entity["part_of"] = draw(st.sampled_from(ids[:at]))
        if draw(st.booleans()):
            entity["party"] = draw(st.sampled_from(["one", "two"]))
            entity["aliases"].append({"text": f"claim {at}", "usage": entity["party"]})
        found.append(entity)
    return found


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    things = draw(entities())
    ids = [thing["id"] for thing in things]
    parties = [
        {
            "id": id_,
            "name": draw(words),
            "letter": letter,
            "badge": badge,
            "states": [draw(st.sampled_from(ids))],
        }
        for id_, letter, badge in (("one", "O", "square"), ("two", "T", "circle"))
    ]
    cues = [
        {"term": term, "weight": draw(st.sampled_from([-1.0, 0.5, 3.0]))}
        for term in draw(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), unique=True, max_size=4))
    ]
    split = draw(st.integers(1, len(things) - 1))
    return {
        "dossier.toml": {"id": "x", "name": draw(words), "version": draw(words), "parties": parties},
        "issues.toml": {"issues": [{"id": "i", "name": "I", "description": "D", "cues": cues}]},
        "entities/a.toml": {"entities": things[:split]},
        "entities/b.toml": {"entities": things[split:]},
    }


def written(folder: str, files: dict[str, dict[str, Any]]) -> Path:
    path = Path(folder)
    (path / "entities").mkdir()
    for name, content in files.items():
        (path / name).write_bytes(tomli_w.dumps(content).encode())
    return path


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_what_is_written_is_read(files: dict[str, dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(folder, files)
        assert [problem for problem in check(path) if not problem.warning] == []
        dossier = load(path)
    things = files["entities/a.toml"]["entities"] + files["entities/b.toml"]["entities"]
    wanted = sorted((msgspec.convert(thing, Entity) for thing in things), key=lambda entity: entity.id)
    assert list(dossier.entities) == wanted
    assert list(dossier.parties) == msgspec.convert(files["dossier.toml"]["parties"], list[Party])
    assert list(dossier.issues) == msgspec.convert(files["issues.toml"]["issues"], list[Issue])
    assert all(dossier.entity(thing["id"]).name == thing["name"] for thing in things)


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_a_dossier_survives_its_way_to_another_process(files: dict[str, dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dossier = load(written(folder, files))
    sent = msgspec.json.decode(msgspec.json.encode(dossier), type=Dossier)
    assert sent == dossier


@settings(max_examples=25, deadline=None)
@given(dossiers(), st.randoms())
def test_the_order_of_entities_does_not_matter(files: dict[str, dict[str, Any]], random: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = load(written(folder, files))
    random.shuffle(files["entities/a.toml"]["entities"])
    with tempfile.TemporaryDirectory() as folder:
        after = load(written(folder, files))
    assert (after.hash, after.entities) == (before.hash, before.entities)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "name", "kind", "aliases", "roles", "cues", "term", "parties", "entities"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


def without_none(value: Any) -> Any:
    """TOML has no null: leave it out."""
    if isinstance(value, dict):
        return {key: without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_none(item) for item in value if item is not None]
    return value


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "parties", "issues", "entities"]), values, max_size=4))
def test_nonsense_is_refused_in_a_sentence(content: dict[str, Any]) -> None:
    table = without_none(content)
    with tempfile.TemporaryDirectory() as folder:
        names = ("dossier.toml", "issues.toml", "entities/a.toml")
        path = written(folder, dict.fromkeys(names, table))
        try:
            load(path)
        except DossierInvalid as refusal:
            assert str(path) in str(refusal)
        else:
            raise AssertionError("this is no dossier")
