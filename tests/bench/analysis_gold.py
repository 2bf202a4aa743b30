"""Prints how analysis does on the labelled articles, beside a keyword baseline and plain spaCy.

Run as ``python tests/bench/analysis_gold.py``. Needs the labelled articles in the
folder named in DIPTYCH_SHARED (``../shared``). Text outside the body of an article is blanked, so
that offsets stay.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from tests.bench import score  # noqa: E402
from tests.bench.systems import SYSTEMS, System  # noqa: E402

from diptych import dossier as dossiers  # noqa: E402
from diptych import paths  # noqa: E402
from diptych.analysis.parsing import Parser, SpacyParser  # noqa: E402

SHARED = Path(os.environ.get("DIPTYCH_SHARED", ROOT.parent / "shared"))


def lines(name: str) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in (SHARED / "gold" / name).read_text(encoding="utf-8").splitlines()]


def body(article: Mapping[str, Any]) -> str:
    """An article's text with everything outside its body blanked, character for character."""
    text = (SHARED / "articles" / article["file"]).read_text(encoding="utf-8")
    kept = {line: number for number, block in enumerate(article["blocks"]) for line in block["lines"]}
    notes = [note["text"][:60] for note in article["footnotes"]]
    out: list[str] = []
    last = -1
    for number, line in enumerate(text.split("\n"), 1):
        keep = number in kept or any(note in line for note in notes)
        same = number in kept and kept[number] == last
        last = kept.get(number, last if not line.strip() else -1)
        if same:
            blank = max((i for i, part in enumerate(out) if part.strip()), default=len(out))
            out[blank + 1 :] = [part.replace("\n", " ") for part in out[blank + 1 :]]
            out[blank] = out[blank].removesuffix("\n") + " "
        out.append((line if keep else " " * len(line)) + "\n")
    return "".join(out)[: len(text)]


def run(system: System, articles: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, score.Rates]]:
    """The rates of a system by article and metric, with the sum under "all"."""
    gold, named, inside = lines("positions.jsonl"), lines("entities.jsonl"), lines("entity_sentences.jsonl")
    table: dict[str, dict[str, score.Rates]] = {}
    for article in articles:
        file = article["file"]
        date = (article["date"]["value"] or "")[:10]
        rows, mentions = system(body(article), date, DOSSIER, PARSER)
        expected = [
            score.Row(g["start"], g["end"], g["party"], tuple(g["issues"]), g["direction"])
            for g in gold
            if g["file"] == file
        ]
        labelled = [
            score.Named(e["start"], e["end"], e["canonical"], e["canonical"])
            for e in named
            if e["file"] == file
        ]
        spans = [(s["start"], s["end"]) for s in inside if s["file"] == file]
        table[file[:3]] = {
            **score.entities(mentions, labelled, spans),
            "links": score.links(score.linked(mentions, labelled)),
            **score.positions(rows, expected),
        }
    metrics = next(iter(table.values()))
    table["all"] = {name: sum((t[name] for t in table.values()), score.Rates(0, 0, 0)) for name in metrics}
    return table


def main() -> None:
    """Print a table for each system."""
    if not (SHARED / "gold").is_dir():
        sys.exit(f"There are no labelled articles in {SHARED}; name their folder in DIPTYCH_SHARED.")
    articles = json.loads((SHARED / "gold" / "import.json").read_text(encoding="utf-8"))["articles"]
    for name, system in SYSTEMS.items():
        table = run(system, articles)
        print(f"\n{name}")
        print(f"{'metric':12}" + "".join(f"{file:>8}" for file in table) + "     P      R")
        for metric in table["all"]:
            total = table["all"][metric]
            cells = "".join(f"{table[file][metric].f1:8.1f}" for file in table)
            print(f"{metric:12}{cells}{total.precision:7.1f}{total.recall:7.1f}")


DOSSIER = dossiers.load(
    Path(os.environ.get("DIPTYCH_DOSSIER", paths.resources() / "dossiers" / "russia-japan"))
)
PARSER: Parser = SpacyParser("en")

if __name__ == "__main__":
    main()
