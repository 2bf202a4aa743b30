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


def _sides(found: frozenset[tuple[str, str, str]]) -> set[str]:
    return {party for party, _, _ in found}


def main() -> None:
    """Print the rate by dossier, or each sentence that leans."""
    counts: dict[str, tuple[int, int, int]] = {}
    for article in labelled.load(FOLDER):
        dossier = labelled.dossier_of(article.dossier, FOLDER / "dossiers")
        found = mirror(article.text, dossier, partial(read, dossier=dossier, date=article.date))
        ids = {party.id for party in dossier.parties}
        sides = sum(_sides(e.found) & ids != _sides(e.mirrored) & ids for e in found.leans)
        if "--sentences" in sys.argv:
            for lean in found.leans:
                sentence = article.text[lean.span.start : lean.span.end]
                print(sentence, sorted(lean.found), sorted(lean.mirrored))
        for key in (article.dossier, "all"):
            total, leans, parties = counts.get(key, (0, 0, 0))
            counts[key] = (total + found.sentences, leans + len(found.leans), parties + sides)
    for key, (total, leans, parties) in counts.items():
        otherwise = (
            f"{leans / max(1, total):6.1%} not mirrored, {parties / max(1, total):6.1%} in their party"
        )
        print(f"{key:16} {total:5} sentences with a position, {otherwise}")


if __name__ == "__main__":
    main()
