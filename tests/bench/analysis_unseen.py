"""Prints how analysis does on the evaluation set, which nobody tuned to: aggregates only.

Run as ``python tests/bench/analysis_unseen.py``. Ours stands beside a keyword baseline and the plain
spaCy pipeline. The set is checked against its sums first; see ``tests/data/evaluation/README.md``.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from tests.bench import labelled, score  # noqa: E402
from tests.bench.systems import SYSTEMS  # noqa: E402

from diptych.analysis.parsing import SpacyParser  # noqa: E402

FOLDER = ROOT / "tests" / "data" / "evaluation"
TRAPS = (
    ("Shinzo Abe", "Akie Abe", "Shintaro Abe"),
    ("Nobuo Kishi", "Nobusuke Kishi"),
    ("Taro Kono", "Yohei Kono", "Masaharu Kono"),
    ("Nikolai Patrushev", "Dmitry Patrushev"),
    ("Sakhalin-2", "Sakhalin-3"),
    ("Sea of Japan", "Japan"),
    ("UN Security Council", "Security Council of Russia"),
    ("Kuril Islands", "Northern Territories"),
)
GOALS = {
    "position": "≥ 88",
    "look-alikes": "taken < 25 (R)",
    "party": "≥ 80",
    "party+issue": "≥ 62",
    "direction": "≥ 75",
    "entity": "≥ 85",
    "canonical": "≥ 88",
    "links": "≥ 93",
}


def untouched() -> str:
    """The date that the set's notes give as the last one, and whether its sums are right."""
    for line in (FOLDER / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() != digest:
            return f"CHANGED: {name} is not what its sum says"
    dated = re.search(r"Last touched (\d{4}-\d\d-\d\d)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    return f"sums right, last touched {dated[1] if dated else 'at an unknown date'}"


def show(table: dict[str, labelled.Figures]) -> None:
    """Print one system's table."""
    print(f"{'metric':12}" + "".join(f"{dossier[:14]:>15}" for dossier in table) + "      P      R  goal")
    for metric, goal in GOALS.items():
        if metric not in table["all"].rates:
            continue
        total = table["all"].rates[metric]
        cells = "".join(f"{_figure(figures, metric):15.1f}" for figures in table.values())
        print(f"{metric:12}{cells}{total.precision:7.1f}{total.recall:7.1f}  {goal}")


def _figure(figures: labelled.Figures, metric: str) -> float:
    rates = figures.rates.get(metric, score.Rates(0, 0, 0))
    return rates.recall if metric == "look-alikes" else rates.f1


def show_calibration(figures: labelled.Figures) -> None:
    """Print how far confidence and truth lie apart."""
    for name, judged in (("party and issue", figures.judged), ("statement", figures.statements)):
        print(f"\ncalibration error, {name}: {score.calibration_error(judged):.3f} (goal ≤ .07)")
        print("  count      " + "".join(f"{b.size:7d}" for b in score.reliability(judged)))
        print("  confidence " + "".join(f"{b.confidence:7.2f}" for b in score.reliability(judged)))
        print("  right      " + "".join(f"{b.right:7.2f}" for b in score.reliability(judged)))


def trapped(figures: labelled.Figures) -> int:
    """How many pairs of names were linked that must never be."""
    held = {frozenset(pair) for pair in figures.merged}
    return sum(a != b and frozenset({a, b}) in held for names in TRAPS for a in names for b in names) // 2


def main() -> None:
    """Print a table for each system, and the calibration of ours."""
    print(f"evaluation set: {untouched()}")
    articles = labelled.load(FOLDER)
    known = {each.dossier: labelled.dossier_of(each.dossier) for each in articles}
    for name, system in SYSTEMS.items():
        table = labelled.run(system, articles, known, SpacyParser("en"))
        print(f"\n{name}")
        show(table)
        print(f"pairs of different names linked: {len(table['all'].merged)}, traps: {trapped(table['all'])}")
        if name == "ours":
            show_calibration(table["all"])


if __name__ == "__main__":
    main()
