"""Prints how analysis does on the training texts: those it was trained on, and those held out.

Run as ``python tests/bench/analysis_training.py [--errors]``. The texts with an even number are trained
on, those with an odd number are not; ``--errors`` lists what is missed, taken wrongly or given wrongly.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from tests.bench import labelled, score  # noqa: E402
from tests.bench.analysis_unseen import show, show_calibration  # noqa: E402
from tests.bench.systems import SYSTEMS, ours  # noqa: E402

from diptych.analysis.parsing import SpacyParser  # noqa: E402

FOLDER = ROOT / "tests" / "data" / "training"


def is_trained(article: labelled.Article) -> bool:
    """Whether the learned models may see an article: those with an even number."""
    return int(article.file[:3]) % 2 == 0


def errors(article: labelled.Article) -> list[str]:
    """What is wrong in one article, sentence by sentence."""
    found = ours(article.text, article.date, labelled.dossier_of(article.dossier), SpacyParser("en"))
    spans = sorted({(row.start, row.end) for row in article.rows})
    said: dict[tuple[int, int], tuple[set[str], set[str]]] = {}
    for side, rows in enumerate((article.rows, found.rows)):
        for row in rows:
            at = score.anchor(row, spans)
            said.setdefault(at, (set(), set()))[side].update(
                f"{row.party} {issue} {row.direction}" for issue in row.issues
            )
    lines = []
    for (start, end), (expected, ours_) in sorted(said.items()):
        if expected != ours_:
            lines.append(f"{article.file[:3]} “{article.text[start:end]}”")
            lines.append(f"    label {'; '.join(sorted(expected))}\n    ours  {'; '.join(sorted(ours_))}")
    return lines


def main() -> None:
    """Print a table for each half and system."""
    articles = labelled.load(FOLDER)
    if "--errors" in sys.argv:
        for article in articles:
            print("\n".join(errors(article)))
        return
    known = {each.dossier: labelled.dossier_of(each.dossier, FOLDER / "dossiers") for each in articles}
    for half, wanted in (("trained on", True), ("held out", False)):
        part = [each for each in articles if is_trained(each) == wanted]
        for name, system in SYSTEMS.items():
            if name == "plain spaCy":
                continue
            table = labelled.run(system, part, known, SpacyParser("en"))
            print(f"\n{half}, {name}: {len(part)} texts")
            show(table)
            if name == "ours":
                show_calibration(table["all"])


if __name__ == "__main__":
    main()
