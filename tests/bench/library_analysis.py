"""How long keeping and reading of analyses takes in a large library.

Run as ``python tests/bench/library_analysis.py [ARTICLES]``; each has 60 mentions and 12 positions.
Prints CPU milliseconds, medians.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from tests.bench.library_speed import draft, median  # noqa: E402

from diptych.library import Library  # noqa: E402
from diptych.model import (  # noqa: E402
    Analysis,
    Direction,
    EntityKind,
    Mention,
    Override,
    Position,
    Span,
    Stance,
    Verdict,
    Voice,
)


def analysis(text: str) -> Analysis:
    """Sixty mentions, each of a word, and twelve positions, each of a paragraph's first part."""
    mentions = []
    for number in range(60):
        start = number * 80
        mentions.append(
            Mention(
                start=start,
                end=start + 8,
                text=text[start : start + 8],
                entity=f"entity {number % 25}",
                name=f"Entity {number % 25}",
                kind=EntityKind.PERSON,
                party="a" if number % 2 else None,
                method="gazetteer",
            )
        )
    positions = tuple(
        Position(
            start=number * 400,
            end=number * 400 + 150,
            sentence=number,
            party="a" if number % 2 else "b",
            holder=f"Holder {number % 5}",
            voice=Voice.OFFICIAL,
            stances=(Stance(issue=f"issue {number % 14}", direction=Direction.SUPPORTS, confidence=0.7),),
            quoted=False,
            reported_by=None,
            rule="a verb of saying",
        )
        for number in range(12)
    )
    sentences = tuple(Span(start, start + 100) for start in range(0, 4000, 100))
    return Analysis(sentences=sentences, mentions=tuple(mentions), positions=positions)


def main(count: int) -> None:
    """Build a library of ``count`` analysed articles and print what its parts take."""
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name) / "library") as library:
        for number in range(count):
            library.add(draft(number), b"", "/file.txt", bundled=True)
        found = {id_: analysis(text) for id_, text in library.texts(range(1, count + 1)).items()}
        start = time.process_time()
        for id_, each in found.items():
            library.save_analysis(id_, each, "hash")
        print(f"save one analysis       {(time.process_time() - start) * 1000 / count:8.2f}")
        for id_ in range(1, 200):
            library.override(_verdict(id_))
        for label, work in (
            ("save it again", lambda: library.save_analysis(1, found[1], "hash")),
            ("mentions of one", lambda: library.mentions(count // 2)),
            ("positions of one", lambda: library.positions([count // 2])),
            ("positions of twenty", lambda: library.positions(range(1, 21))),
            ("positions on an issue", lambda: library.positions(issue="issue 3")),
            ("pending", lambda: library.pending_analysis("hash")),
            ("states", lambda: library.analysis_states("hash")),
            ("list all", library.articles),
        ):
            print(f"{label:22}  {median(work, 7):8.2f}")
        print(f"{'all positions':22}  {median(library.positions, 1):8.2f}")
        print(f"{'check':22}  {median(library.check, 1):8.2f}")
        print(f"database, MB            {(library.folder / 'library.db').stat().st_size / 1e6:8.2f}")


def _verdict(id_: int) -> Override:
    return Override(
        text_id=id_,
        start=400,
        end=550,
        holder="Holder 1",
        issue="issue 1",
        verdict=Verdict.CONFIRMED,
        party="a",
        voice=Voice.OFFICIAL,
        direction=Direction.SUPPORTS,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
