"""The blind pairs of paragraphs are whole, balanced, and nobody has touched them since."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "tests/data/alignment/blind"
PAIRS: list[dict[str, Any]] = [
    json.loads(line) for line in (FOLDER / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_nothing_was_touched() -> None:
    listed = (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in listed)}
    held = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.iterdir()
        if path.name != "SHA256SUMS"
    }
    assert held == sums


def test_half_of_each_dossier_belongs_together() -> None:
    assert Counter((pair["dossier"], pair["same"]) for pair in PAIRS) == {
        ("russia-japan", True): 30,
        ("russia-japan", False): 30,
        ("argentina-uk", True): 15,
        ("argentina-uk", False): 15,
        ("greece-turkiye", True): 15,
        ("greece-turkiye", False): 15,
    }


@pytest.mark.parametrize("side", ["left", "right"])
def test_every_paragraph_is_its_own_and_dated(side: str) -> None:
    paragraphs = [pair[side] for pair in PAIRS]
    assert len(paragraphs) == len(set(paragraphs))
    for pair in PAIRS:
        assert pair[side] == pair[side].strip()
        assert "\n" not in pair[side]
        assert len(pair[side].split()) >= 18
        assert pair["why"]
        if pair[f"{side}_date"] is not None:
            date.fromisoformat(pair[f"{side}_date"])
