"""The questions for the search are whole, point at articles that exist, and nobody has touched them since."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "tests/data/questions"
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (FOLDER / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
SHARES = {"russia-japan": 24, "greece-turkiye": 10, "argentina-uk": 10}

# One party's name in a question, and how an article may name the same place without it.
_KURILS = r"South(ern)? Kurils|southern Kurils|Kuril Islands"
OTHER_NAMES = {
    "Etorofu": "Iturup",
    "Kunashiri": "Kunashir",
    "Iturup": "Etorofu",
    "Northern Territories": _KURILS,
    "South Kurils": "Northern Territories",
    "Кунасири": "Kunashir",
    "北方領土": _KURILS,
    "Северные территории": _KURILS,
    "Imia": "Kardak",
    "Kardak": "Imia",
    "Meis": "Kastellorizo",
    "Midilli": "Lesbos",
    "Sea of Islands": "Aegean",
    "Falklands": "Malvinas",
    "Malvinas": "Falklands?",
    "Puerto Argentino": "Stanley",
}


def articles() -> dict[str, str]:
    """The dossier of each article, by its path from the root."""
    listed = json.loads((ROOT / "tests/data/evaluation/articles.json").read_text(encoding="utf-8"))
    found = {f"tests/data/evaluation/{row['file']}": str(row["dossier"]) for row in listed}
    for path in (ROOT / "corpus").glob("*/*.md"):
        found[path.relative_to(ROOT).as_posix()] = path.parent.name
    return found


ARTICLES = articles()


def holds(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{name})(?!\w)", text) is not None


def named_otherwise(row: dict[str, Any]) -> bool:
    """Whether an article that answers, in part at least, has only the other name for a place."""
    texts = [
        (ROOT / path).read_text(encoding="utf-8") for path, grade in row["relevant"].items() if grade > 1
    ]
    return any(
        holds(other, text) and not holds(name, text)
        for name, other in OTHER_NAMES.items()
        if holds(name, row["question"])
        for text in texts
    )


def test_nothing_was_touched() -> None:
    listed = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in listed)}
    held = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.iterdir()
        if path.name != "SHA256SUMS"
    }
    assert held == sums


def test_counts_are_as_told() -> None:
    assert Counter(row["dossier"] for row in QUESTIONS) == SHARES
    assert Counter(row["split"] for row in QUESTIONS) == {"dev": 12, "held_out": 32}
    assert sum(row["names_other_side"] for row in QUESTIONS) == 23
    assert len({row["question"] for row in QUESTIONS}) == 44


def test_both_splits_hold_every_dispute_and_both_ways_of_naming() -> None:
    for split in ("dev", "held_out"):
        rows = [row for row in QUESTIONS if row["split"] == split]
        assert {row["dossier"] for row in rows} == set(SHARES)
        assert {row["names_other_side"] for row in rows} == {True, False}


def test_kinds_stand_in_their_order() -> None:
    texts = [row["question"] for row in QUESTIONS]
    assert all(2 <= len(text.split()) <= 3 for text in texts[:12])
    assert all(text.endswith("?") for text in texts[12:28])
    assert all(len(text.split()) >= 35 for text in texts[28:34])
    assert all(re.search(r"\b(?:19|20)\d\d\b", text) for text in texts[34:40])
    assert not any(re.search(r"[A-Za-z]", text) for text in texts[40:])


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["question"][:30])
def test_a_row_points_at_articles_of_its_dispute(row: dict[str, Any]) -> None:
    assert set(row) == {"question", "names_other_side", "dossier", "split", "relevant"}
    assert row["question"] == row["question"].strip()
    assert {ARTICLES[path] for path in row["relevant"]} == {row["dossier"]}
    assert set(row["relevant"].values()) <= {1, 2, 3}
    assert 3 in row["relevant"].values()


@pytest.mark.parametrize("row", QUESTIONS, ids=lambda row: row["question"][:30])
def test_the_other_sides_name_is_marked(row: dict[str, Any]) -> None:
    assert row["names_other_side"] is named_otherwise(row)


def test_no_run_of_twelve_words_is_borrowed() -> None:
    def runs(body: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", body.lower())
        return {tuple(words[at : at + 12]) for at in range(len(words) - 11)}

    held = set[tuple[str, ...]]().union(
        *(runs((ROOT / path).read_text(encoding="utf-8")) for path in ARTICLES)
    )
    for row in QUESTIONS:
        assert not runs(row["question"]) & held, row["question"]
