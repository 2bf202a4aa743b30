"""How long the comparison of a large library takes to load, to change and to take an act.

Run as ``python tests/bench/comparison_speed.py [ARTICLES [POSITIONS]]`` (10,000 and 200,000). The
library is generated with a fixed seed. Prints milliseconds (medians of several runs, as they pass for
who waits, with the CPU's own beside them) and the memory that loading and working added.
"""

from __future__ import annotations

import gc
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from diptych import __version__  # noqa: E402
from diptych.dossier import Dossier, load  # noqa: E402
from diptych.library import Library, analyses, imports  # noqa: E402
from diptych.model import (  # noqa: E402
    Analysis,
    ArticleDate,
    Block,
    BlockKind,
    DatePrecision,
    Direction,
    Draft,
    Position,
    Stance,
    Strength,
    Voice,
)
from diptych.workspace import Workspace  # noqa: E402
from diptych.workspace.comparing import ComparisonQuery, Order, Sort  # noqa: E402
from diptych.workspace.comparison import columns  # noqa: E402

DOSSIER = ROOT / "tests" / "data" / "dossiers" / "argentina-uk"
WORDS = ["the", "minister", "said", "that", "talks", "on", "boats", "islands", "fish", "trade", "agree"]
SEED = 20260101


def fill(library: Library, dossier: Dossier, articles: int, positions: int) -> None:
    """Put generated articles with their positions into a library, in one transaction."""
    chance = random.Random(SEED)
    each = max(1, positions // articles)

    def work(db: sqlite3.Connection) -> None:
        for number in range(articles):
            draft = _draft(chance, number)
            db.execute("INSERT OR IGNORE INTO originals (sha256, size) VALUES (?, 0)", (f"{number}",))
            id_ = imports._insert(db, draft, (f"{number}", 0), f"/{number}.txt", bundled=True)
            (text,) = db.execute("SELECT text FROM states WHERE article = ?", (id_,)).fetchone()
            found = tuple(_position(chance, dossier, len(draft.text), at, each) for at in range(each))
            analysis = Analysis(sentences=(), mentions=(), positions=found)
            analyses.save(db, text, analysis, dossier.hash, __version__)

    library._database.write(work)


def _draft(chance: random.Random, number: int) -> Draft:
    text = " ".join(chance.choices(WORDS, k=600))
    value = f"{chance.randint(2005, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Draft(
        title=f"Article {number}",
        text=text,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
        importer="bench",
        outlet=f"Outlet {chance.randint(0, 60)}",
        date=ArticleDate(value=value, precision=DatePrecision.DAY),
        language="en",
    )


def _position(chance: random.Random, dossier: Dossier, length: int, at: int, each: int) -> Position:
    start = at * (length - 200) // each
    return Position(
        start=start,
        end=start + chance.randint(40, 180),
        sentence=at,
        party=chance.choice(columns(dossier)),
        holder=f"Holder {chance.randint(0, 3000)}",
        voice=chance.choice(list(Voice)),
        stances=(
            Stance(
                issue=chance.choice(dossier.issues).id,
                direction=chance.choice(list(Direction)),
                confidence=round(chance.uniform(0.2, 0.99), 3),
                strength=chance.choice(list(Strength)),
            ),
        ),
        quoted=chance.random() < 0.4,
        reported_by=None,
        rule="generated",
    )


def timed(label: str, work: Callable[[], object], runs: int = 9) -> None:
    """Print the median time of some runs after a first one."""
    work()
    waited, used = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        waited.append((time.perf_counter() - wall) * 1000)
        used.append((time.process_time() - cpu) * 1000)
    print(f"{label:<34}{statistics.median(waited):9.1f} ms{statistics.median(used):9.1f} ms CPU")


def megabytes() -> float:
    """What this process holds in memory."""
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 1_000_000


def main(articles: int, positions: int) -> None:
    """Build the library and print what its comparison takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        dossier = load(DOSSIER)
        with Library.open(folder) as library:
            fill(library, dossier, articles, positions)
        with Workspace.open(folder, dossier=DOSSIER) as workspace:
            measure(workspace)


def measure(workspace: Workspace) -> None:
    """Print the figures of one library."""
    reading = workspace.comparing
    ids = [each.id for each in workspace.articles()]
    before = megabytes()
    start = time.perf_counter()
    whole = reading.matrix(ComparisonQuery())
    print(f"{whole.articles} articles, {whole.pieces} pieces of evidence")
    print(f"{'load and first matrix':<34}{(time.perf_counter() - start) * 1000:9.1f} ms")
    scopes = {
        "scope: whole library": ComparisonQuery(),
        "scope: one article": ComparisonQuery(articles=(ids[5],)),
        "scope: two articles": ComparisonQuery(articles=tuple(ids[:2])),
        "scope: 3,000 articles": ComparisonQuery(articles=tuple(ids[:3000])),
        "filter: dates": ComparisonQuery(start="2010", end="2015-06"),
        "filter: officials only": ComparisonQuery(voices=(Voice.OFFICIAL,)),
        "filter: quoted only": ComparisonQuery(quoted=True),
        "filter: confidence": ComparisonQuery(confidence=0.6),
        "filter: reviewed": ComparisonQuery(reviewed=True),
        "filter: unreviewed": ComparisonQuery(reviewed=False),
        "filter: outlet": ComparisonQuery(outlets=("Outlet 7",)),
        "filter: a party's names": ComparisonQuery(usage="uk"),
        "sort: disagreement": ComparisonQuery(sort=Sort.DISAGREEMENT),
    }
    for label, query in scopes.items():
        timed(label, lambda query=query: reading.matrix(query))  # type: ignore[misc]
    row = whole.rows[0]
    timed(
        "evidence of a cell, first 50",
        lambda: reading.evidence(ComparisonQuery(), row.issue, whole.columns[0]),
    )
    timed(
        "evidence of a cell, by date",
        lambda: reading.evidence(ComparisonQuery(), row.issue, whole.columns[0], order=Order.NEWEST),
    )
    page = iter(reading.evidence(ComparisonQuery(), row.issue, whole.columns[0]).evidence)
    timed("act: confirm", lambda: workspace.dispute.confirm(next(page)))
    timed("act and matrix", lambda: (workspace.dispute.reject(next(page)), reading.matrix(ComparisonQuery())))
    timed("undo and matrix", lambda: (workspace.undo(), reading.matrix(ComparisonQuery())))
    print(f"{'memory added':<34}{megabytes() - before:9.1f} MB")


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("10000", "200000")[len(sys.argv) - 1 :])))
