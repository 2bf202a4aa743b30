"""Prints how analysis does on the labelled articles, beside a keyword baseline and plain spaCy.

Run as ``python tests/bench/analysis_gold.py [--errors]``. Needs the labelled articles in the
folder named in DIPTYCH_SHARED (``../shared``). Text outside the body of an article is blanked, so
that offsets stay.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from tests.bench import score  # noqa: E402

from diptych import dossier as dossiers  # noqa: E402
from diptych import paths  # noqa: E402
from diptych.analysis import analyse, gazetteer, sentences  # noqa: E402
from diptych.analysis.issues import finder  # noqa: E402
from diptych.analysis.parsing import Parser, SpacyParser  # noqa: E402
from diptych.model import Analysis  # noqa: E402

SHARED = Path(os.environ.get("DIPTYCH_SHARED", ROOT.parent / "shared"))
KINDS = {"PERSON", "GPE", "LOC", "FAC", "ORG", "EVENT", "LAW"}
Found = tuple[list[score.Row], list[score.Named]]
System = Callable[[str, str], Found]


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


def ours(text: str, date: str) -> Found:
    """Our analysis."""
    return _rows(_analysis(text, date))


def _analysis(text: str, date: str) -> Analysis:
    return analyse(text, DOSSIER, language="en", date=date, parser=PARSER)


def _rows(analysis: Analysis) -> Found:
    rows = [
        score.Row(p.start, p.end, p.party, (stance.issue,), stance.direction)
        for p in analysis.positions
        for stance in p.stances
    ]
    return rows, [score.Named(m.start, m.end, m.name) for m in analysis.mentions]


def keywords(text: str, date: str) -> Found:
    """The baseline: issue terms and a party's name in one sentence; names by the gazetteer alone."""
    issues = finder(DOSSIER)
    rows: list[score.Row] = []
    for start, end in sentences.sentences(text):
        passage = text[start:end]
        found = tuple(issue for issue, _ in issues.chosen(issues.scores(passage), {}) if issue != "other")
        parties = {
            e.party
            for m in gazetteer.of(DOSSIER).matches(passage)
            if (e := DOSSIER.entity(m.candidates[0].entity)).party
        }
        rows += [score.Row(start, end, party, found, "supports") for party in parties if found and party]
    named = [
        score.Named(m.start, m.end, DOSSIER.entity(m.candidates[0].entity).name)
        for m in gazetteer.of(DOSSIER).matches(text)
        if not all(c.derived for c in m.candidates)
    ]
    return rows, named


def plain_spacy(text: str, date: str) -> Found:
    """The parser's own names, uncut; it knows no positions."""
    spans = sentences.sentences(text)
    named: list[score.Named] = []
    for (start, end), parse in zip(spans, PARSER.parse(text[a:b] for a, b in spans), strict=True):
        passage = text[start:end]
        named += [
            score.Named(n.start + start, n.end + start, passage[n.start : n.end])
            for n in parse.names
            if n.label in KINDS
        ]
    return [], named


def run(system: System, articles: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, score.Rates]]:
    """The rates of a system by article and metric, with the sum under "all"."""
    gold, named, inside = lines("positions.jsonl"), lines("entities.jsonl"), lines("entity_sentences.jsonl")
    table: dict[str, dict[str, score.Rates]] = {}
    for article in articles:
        file = article["file"]
        rows, mentions = system(body(article), (article["date"]["value"] or "")[:10])
        expected = [
            score.Row(g["start"], g["end"], g["party"], tuple(g["issues"]), g["direction"])
            for g in gold
            if g["file"] == file
        ]
        labelled = [score.Named(e["start"], e["end"], e["canonical"]) for e in named if e["file"] == file]
        spans = [(s["start"], s["end"]) for s in inside if s["file"] == file]
        table[file[:3]] = {**score.entities(mentions, labelled, spans), **score.positions(rows, expected)}
    metrics = next(iter(table.values()))
    table["all"] = {name: sum((t[name] for t in table.values()), score.Rates(0, 0, 0)) for name in metrics}
    return table


def main() -> None:
    """Print a table for each system."""
    if not (SHARED / "gold").is_dir():
        sys.exit(f"There are no labelled articles in {SHARED}; name their folder in DIPTYCH_SHARED.")
    articles = json.loads((SHARED / "gold" / "import.json").read_text(encoding="utf-8"))["articles"]
    for name, system in (("ours", ours), ("keywords", keywords), ("plain spaCy", plain_spacy)):
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
