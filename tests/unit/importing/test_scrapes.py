"""Scrape-like texts written for this project, each with what must come of it (tests/data/scrapes)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from diptych.importing import read
from diptych.model import BlockKind, Draft

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "scrapes"
_FILES = sorted(_FOLDER.glob("*.txt"))
_ABSENT: dict[str, Any] = {
    "subtitle": "",
    "authors": [],
    "outlet": "",
    "publisher": "",
    "date": None,
    "precision": "none",
    "sections": [],
    "headings": [],
    "notes": [],
    "items": 0,
}


def _texts(draft: Draft, *kinds: BlockKind) -> list[str]:
    return [draft.text[b.start : b.end] for b in draft.blocks if b.kind in kinds]


def _notes(draft: Draft, expected: list[list[str]]) -> list[list[str]]:
    """Marker and opening of each note, as much of it as is expected."""
    notes = [[b.marker, draft.text[b.start : b.end]] for b in draft.blocks if b.kind is BlockKind.NOTE]
    lengths = [len(opening) for _, opening in expected] + [80] * len(notes)
    return [[marker, text[:length]] for (marker, text), length in zip(notes, lengths, strict=False)]


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_a_scrape_becomes_the_article(file: Path) -> None:
    expected = _ABSENT | tomllib.loads(file.with_suffix(".toml").read_text(encoding="utf-8"))
    draft = read(file.read_bytes(), file.name)
    body = _texts(draft, BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
    found: dict[str, Any] = {
        "title": draft.title,
        "subtitle": draft.subtitle,
        "authors": [[author.name, author.affiliation] for author in draft.authors],
        "outlet": draft.outlet,
        "outlet_guess": draft.outlet_guess,
        "publisher": draft.publisher,
        "date": draft.date.value,
        "precision": draft.date.precision,
        "language": draft.language,
        "sections": list(draft.sections),
        "headings": [
            [b.level, draft.text[b.start : b.end]] for b in draft.blocks if b.kind is BlockKind.HEADING
        ],
        "notes": _notes(draft, expected["notes"]),
        "paragraphs": len(_texts(draft, BlockKind.PARAGRAPH)),
        "items": len(_texts(draft, BlockKind.ITEM)),
        "starts": body[0][: len(expected.get("starts", ""))],
        "ends": body[-1][-len(expected.get("ends", "")) :],
        "dropped": [line.text for line in draft.dropped],
    }
    assert {key: found[key] for key in expected} == expected


def test_there_are_scrapes_to_read() -> None:
    assert len(_FILES) >= 25
