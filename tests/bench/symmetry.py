"""Prints how often the analysis reads a sentence otherwise when the two parties change places.

Run as ``python tests/bench/symmetry.py [--sentences]``, over the training texts.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from tests.bench import labelled  # noqa: E402

from diptych.analysis import analyse  # noqa: E402
from diptych.analysis.parsing import SpacyParser  # noqa: E402
from diptych.analysis.symmetry import mirror  # noqa: E402
from diptych.dossier import Dossier  # noqa: E402
from diptych.model import Analysis  # noqa: E402

FOLDER = ROOT / "tests" / "data" / "training"
PARSER = SpacyParser("en")


def read(text: str, *, dossier: Dossier, date: str) -> Analysis:
    """The analysis of a text."""
    return analyse(text, dossier, language="en", date=date, parser=PARSER)


def main() -> None:
    """Print the rate by dossier, or each sentence that leans."""
    counts: dict[str, tuple[int, int, int]] = {}
    for article in labelled.load(FOLDER):
        dossier = labelled.dossier_of(article.dossier, FOLDER / "dossiers")
        found = mirror(article.text, dossier, partial(read, dossier=dossier, date=article.date))
        ids = {party.id for party in dossier.parties}
        sides = sum({p for p, _, _ in e.found} & ids != {p for p, _, _ in e.mirrored} & ids for e in found.leans)
        if "--sentences" in sys.argv:
            for lean in found.leans:
                print(article.text[lean.span.start : lean.span.end], sorted(lean.found), sorted(lean.mirrored))
        for key in (article.dossier, "all"):
            total, leans, parties = counts.get(key, (0, 0, 0))
            counts[key] = (total + found.sentences, leans + len(found.leans), parties + sides)
    for key, (total, leans, parties) in counts.items():
        print(f"{key:16} {total:5} sentences with a position, {leans / max(1, total):6.1%} not mirrored, ", end="")
        print(f"{parties / max(1, total):6.1%} in their party")


if __name__ == "__main__":
    main()
