"""Prints the CPU seconds that analysis takes per 1,000 words, and the memory of the process.

Run as ``python tests/bench/analysis_speed.py``. Reads the labelled articles from the folder named in
DIPTYCH_SHARED (``../shared``), and where they are not, the bundled ones. Loading the model is measured
apart.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop")]

from diptych import dossier as dossiers  # noqa: E402
from diptych import paths  # noqa: E402
from diptych.analysis import analyse, parser_for  # noqa: E402

SHARED = Path(os.environ.get("DIPTYCH_SHARED", ROOT.parent / "shared"))
ROUNDS = 5


def main() -> None:
    """Print the cost of loading, of one article after another, and of a million characters."""
    dossier = dossiers.load(paths.resources() / "dossiers" / "russia-japan")
    parser = parser_for("en")
    started = time.process_time()
    analyse("Nothing is said here.", dossier, language="en", parser=parser)
    print(f"load       {time.process_time() - started:6.2f} s")
    files = sorted((SHARED / "articles").glob("*.txt")) or sorted(paths.corpus().rglob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for text in texts:
            analyse(text, dossier, language="en", parser=parser)
        rounds.append(time.process_time() - started)
    words = sum(len(text.split()) for text in texts)
    print(f"articles   {sorted(rounds)[ROUNDS // 2] / words * 1000:6.3f} s per 1,000 words ({words} words)")
    print(f"memory     {_megabytes():6.0f} MB")
    joined = "\n\n".join(texts)
    million = (joined * (1_000_000 // len(joined) + 1))[:1_000_000]
    started = time.process_time()
    analyse(million, dossier, language="en", parser=parser)
    print(
        f"million    {time.process_time() - started:6.1f} s for 1,000,000 characters, {_megabytes():.0f} MB"
    )


def _megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
