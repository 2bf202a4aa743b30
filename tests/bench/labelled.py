"""Labelled texts in a folder: ``articles.json``, ``positions.jsonl``, ``lookalikes.jsonl`` and, where names
are labelled, ``entities.jsonl`` and ``entity_sentences.jsonl``; and how a system does on them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench import score
from tests.bench.systems import Found, System

from diptych import dossier as dossiers
from diptych import paths
from diptych.analysis.parsing import Parser
from diptych.dossier import Dossier

ROOT = Path(__file__).resolve().parents[2]
_STRENGTHS = {"": "", "firmly": "firm", "clearly": "clear", "weakly": "weak"}


@dataclass(frozen=True)
class Article:
    """One labelled text."""

    file: str
    dossier: str
    date: str
    text: str
    rows: Sequence[score.Row]
    lookalikes: Sequence[tuple[int, int]]
    named: Sequence[score.Named]
    inside: Sequence[tuple[int, int]]


@dataclass
class Figures:
    """What a system scored on some texts."""

    rates: dict[str, score.Rates] = field(default_factory=dict)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    statements: list[tuple[float, bool]] = field(default_factory=list)
    merged: list[tuple[str, str]] = field(default_factory=list)

    def add(self, rates: Mapping[str, score.Rates]) -> None:
        """Add the rates of one text."""
        for name, each in rates.items():
            self.rates[name] = self.rates.get(name, score.Rates(0, 0, 0)) + each


def load(folder: Path) -> list[Article]:
    """The labelled texts of a folder, in the order of their names."""
    listed = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    rows, lookalikes = _by_file(folder, "positions"), _by_file(folder, "lookalikes")
    named, inside = _by_file(folder, "entities"), _by_file(folder, "entity_sentences")
    return [
        Article(
            file=file,
            dossier=each["dossier"],
            date=each["date"],
            text=(folder / file).read_text(encoding="utf-8"),
            rows=[
                score.Row(
                    r["start"],
                    r["end"],
                    r["party"],
                    tuple(r["issues"]),
                    r["direction"],
                    strength=_STRENGTHS[r.get("strength", "")],
                )
                for r in rows[file]
            ],
            lookalikes=[(r["start"], r["end"]) for r in lookalikes[file]],
            named=[score.Named(r["start"], r["end"], r["canonical"], r["canonical"]) for r in named[file]],
            inside=[(r["start"], r["end"]) for r in inside[file]],
        )
        for each in sorted(listed, key=lambda article: article["file"])
        if (file := each["file"])
    ]


def dossier_of(id_: str, *beside: Path) -> Dossier:
    """The dossier of this id, shipped, of the tests, or in one of the folders."""
    for folder in (*beside, paths.resources() / "dossiers", ROOT / "tests" / "data" / "dossiers"):
        if (folder / id_).is_dir():
            return dossiers.load(folder / id_)
    raise FileNotFoundError(f"there is no dossier {id_}")


def run(
    system: System, articles: Iterable[Article], known: Mapping[str, Dossier], parser: Parser
) -> dict[str, Figures]:
    """The figures of a system by dossier, and of all under "all"."""
    table: dict[str, Figures] = defaultdict(Figures)
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in articles:
        found = system(article.text, article.date, known[article.dossier], parser)
        for key in (article.dossier, "all"):
            _add(table[key], article, found)
        links[article.dossier] += score.linked(found.named, article.named)
    for dossier, pairs in links.items():
        table[dossier].merged = score.merged(pairs)
        table["all"].merged += table[dossier].merged
    return dict(table)


def _add(figures: Figures, article: Article, found: Found) -> None:
    figures.add(score.positions(found.rows, article.rows))
    figures.add({"look-alikes": score.taken(found.rows, article.lookalikes)})
    if article.inside:
        figures.add(score.entities(found.named, article.named, article.inside))
        figures.add({"links": score.links(score.linked(found.named, article.named))})
    figures.judged += score.judged(found.rows, article.rows)
    figures.statements += score.judged_statements(found.rows, article.rows)


def _by_file(folder: Path, name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    path = folder / f"{name}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        row = json.loads(line)
        found[row["file"]].append(row)
    return found
