"""The training set's labels lie where they say and use only what the dossiers know."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "tests/data/training"
DOSSIERS = (ROOT / "resources/dossiers", ROOT / "tests/data/dossiers")

ANY_PARTY = {"both", "third", "analyst"}
DIRECTIONS = {"supports", "opposes", "conditional", "demands", "offers", "neutral"}
VOICES = {"official", "non_official", "analyst", "media", "author"}
REPORTERS = {"author", "expert", "media", None}
STRENGTHS = {"firmly", "clearly", "weakly"}
KINDS = {"person", "place", "organisation", "event", "document", "media"}

Row = dict[str, Any]


@cache
def rows(name: str) -> list[Row]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def articles() -> dict[str, Row]:
    listed = json.loads((FOLDER / "articles.json").read_text(encoding="utf-8"))
    return {article["file"]: article for article in listed}


@cache
def text(file: str) -> str:
    return (FOLDER / file).read_text(encoding="utf-8")


@cache
def ids(dossier: str, table: str) -> frozenset[str]:
    found = [folder / dossier / table for folder in DOSSIERS if (folder / dossier / table).is_file()]
    assert len(found) == 1, f"{dossier}/{table} is in {found}"
    return frozenset(re.findall(r'^id = "([^"]+)"', found[0].read_text(encoding="utf-8"), re.MULTILINE))


def test_articles_are_listed() -> None:
    assert set(articles()) == {path.name for path in FOLDER.glob("*.txt")}
    for file, article in articles().items():
        assert re.fullmatch(r"\d{3}-[a-z0-9-]+\.txt", file)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", article["date"])
        assert article["language"] == "en"


@pytest.mark.parametrize("file", sorted(articles()))
def test_training_paragraphs_stand_apart_by_one_blank_line(file: str) -> None:
    for paragraph in text(file).split("\n\n"):
        assert paragraph
        assert paragraph == paragraph.strip()
        assert "\n" not in paragraph


@pytest.mark.parametrize("name", ["positions", "lookalikes"])
def test_training_sentences_lie_at_their_offsets_and_occur_once(name: str) -> None:
    for row in rows(name):
        body = text(row["file"])
        assert body[row["start"] : row["end"]] == row["sentence"]
        assert body.count(row["sentence"]) == 1


def test_training_sentences_do_not_overlap() -> None:
    spans = {(row["file"], row["start"], row["end"]) for row in rows("positions") + rows("lookalikes")}
    for (file, _, end), (next_file, start, _) in pairwise(sorted(spans)):
        assert file != next_file or end <= start, (file, start)


def test_training_lookalikes_hold_no_position() -> None:
    held = {(row["file"], row["start"]) for row in rows("positions")}
    lures = [(row["file"], row["start"]) for row in rows("lookalikes")]
    assert len(lures) == len(set(lures))
    assert not held & set(lures)


def test_training_labels_are_known() -> None:
    for row in rows("positions"):
        dossier = articles()[row["file"]]["dossier"]
        assert row["issues"]
        assert len(row["issues"]) == len(set(row["issues"]))
        assert set(row["issues"]) <= ids(dossier, "issues.toml"), row
        assert row["party"] in ids(dossier, "dossier.toml") | ANY_PARTY, row
        assert row["direction"] in DIRECTIONS
        assert row["opposes"] == (row["direction"] == "opposes")
        assert row["voice"] in VOICES
        assert row["reported_by"] in REPORTERS
        assert row["strength"] in STRENGTHS
        assert isinstance(row["quoted"], bool)
        assert row["holder"]


def test_training_analysts_speak_for_themselves() -> None:
    for row in rows("positions"):
        own = row["voice"] in {"analyst", "author", "media"}
        assert own == (row["party"] == "analyst"), row["sentence"]


def test_every_training_label_is_given_once() -> None:
    keys = Counter(
        (row["file"], row["start"], row["party"], row["holder"], row["direction"], *row["issues"])
        for row in rows("positions")
    )
    assert max(keys.values()) == 1


def test_training_mentions_lie_inside_their_sentences() -> None:
    spans = {(row["file"], row["start"], row["end"]) for row in rows("entity_sentences")}
    for row in rows("entities"):
        assert text(row["file"])[row["start"] : row["end"]] == row["text"]
        assert row["canonical"]
        assert row["kind"] in KINDS
        assert any(
            file == row["file"] and start <= row["start"] and row["end"] <= end for file, start, end in spans
        )


def test_training_text_borrows_no_run_of_twelve_words(shared: Path) -> None:
    def runs(body: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", body.lower())
        return {tuple(words[at : at + 12]) for at in range(len(words) - 11)}

    borrowed = set[tuple[str, ...]]()
    for path in (shared / "articles").iterdir():
        borrowed |= runs(path.read_text(encoding="utf-8"))
    for file in articles():
        assert not runs(text(file)) & borrowed, file
