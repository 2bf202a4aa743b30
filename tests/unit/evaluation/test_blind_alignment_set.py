"""The blind and the held-out pairs of paragraphs are whole, balanced, and nobody has touched them since."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "tests/data/alignment"
SETS = {
    "blind": {
        ("russia-japan", True): 30,
        ("russia-japan", False): 30,
        ("argentina-uk", True): 15,
        ("argentina-uk", False): 15,
        ("greece-turkiye", True): 15,
        ("greece-turkiye", False): 15,
    },
    "held_out": {
        ("russia-japan", True): 25,
        ("russia-japan", False): 25,
        ("argentina-uk", True): 12,
        ("argentina-uk", False): 13,
        ("greece-turkiye", True): 13,
        ("greece-turkiye", False): 12,
    },
}

pytestmark = pytest.mark.parametrize("name", SETS)


def pairs(name: str) -> list[dict[str, Any]]:
    rows = (FOLDER / name / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row) for row in rows]


def test_nothing_was_touched(name: str) -> None:
    listed = (FOLDER / name / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {file: digest for digest, file in (line.split("  ", 1) for line in listed)}
    held = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (FOLDER / name).iterdir()
        if path.name != "SHA256SUMS"
    }
    assert held == sums


def test_half_of_each_dossier_belongs_together(name: str) -> None:
    assert Counter((pair["dossier"], pair["same"]) for pair in pairs(name)) == SETS[name]


@pytest.mark.parametrize("side", ["left", "right"])
def test_every_paragraph_is_its_own_and_dated(name: str, side: str) -> None:
    paragraphs = [pair[side] for pair in pairs(name)]
    assert len(paragraphs) == len(set(paragraphs))
    for pair in pairs(name):
        assert pair[side] == pair[side].strip()
        assert "\n" not in pair[side]
        assert len(pair[side].split()) >= 18
        assert pair["why"]
        if pair[f"{side}_date"] is not None:
            date.fromisoformat(pair[f"{side}_date"])
