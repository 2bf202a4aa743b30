"""How long a library takes: opening, adding, lists, one article, acts, backup.

Run as ``python tests/bench/library_speed.py [ARTICLES]``; prints CPU milliseconds, medians.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from diptych.library import Library  # noqa: E402
from diptych.model import ArticleDate, Author, Block, BlockKind, DatePrecision, Draft  # noqa: E402

_OPEN = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from diptych.model import Article
start = time.process_time()
from diptych.library import Library
imported = time.process_time()
library = Library.open(Path(sys.argv[1]))
opened = time.process_time()
assert "sqlite_utils" not in sys.modules
print((imported - start) * 1000, (opened - imported) * 1000)
library.close()
"""


def draft(number: int) -> Draft:
    """An article of about 840 words in twelve paragraphs."""
    paragraphs = [" ".join(f"word{number * 7 + i * j}" for j in range(70)) for i in range(12)]
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    return Draft(
        title=f"Article {number}",
        text="\n\n".join(paragraphs),
        blocks=tuple(blocks),
        importer="bench",
        authors=(Author(as_printed="Ann Other", given="Ann", family="Other"),),
        outlet=f"Outlet {number % 40}",
        date=ArticleDate(value=f"20{number % 24:02}-{number % 12 + 1:02}-11", precision=DatePrecision.DAY),
        tags=(f"tag {number % 10}",),
    )


def median(work: Callable[[], object], times: int = 15) -> float:
    """The median CPU time of ``work``, with that of the writing thread, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def main(count: int) -> None:
    """Build a library of ``count`` articles and print what its parts take."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        with Library.open(folder) as library:
            drafts = [draft(number) for number in range(count)]
            start = time.process_time()
            for number, each in enumerate(drafts):
                library.add(each, each.text.encode(), f"/files/{number}.txt", series="bench")
            print(f"add one                  {(time.process_time() - start) * 1000 / count:8.2f}")
            print(f"list all {count:6}          {median(library.articles):8.2f}")
            print(f"list 20 by id            {median(lambda: library.articles(ids=range(1, 21))):8.2f}")
            print(f"one article              {median(lambda: library.article(count // 2)):8.2f}")
            print(f"texts of 20              {median(lambda: library.texts(range(1, 21))):8.2f}")
            print(f"outlets, tags            {median(lambda: (library.outlets(), library.tags())):8.2f}")
            flip = iter(range(10_000))
            marked = median(lambda: library.mark_read([1], next(flip) % 2 == 0))
            print(f"mark one read            {marked:8.2f}")
            tagged = median(lambda: library.tag(range(1, count + 1), f"t{next(flip)}"), 3)
            print(f"tag all                  {tagged:8.2f}")
            print(f"undo that                {median(library.undo, 3):8.2f}")
            print(f"check                    {median(library.check, 1):8.2f}")
            print(f"backup                   {median(lambda: library.backup(Path(name) / 'b.zip'), 1):8.2f}")
        size = (folder / "library.db").stat().st_size / 1e6
        print(f"database, MB             {size:8.2f}")
        runs = [_open_in_child(folder) for _ in range(9)]
        print(f"import the package       {statistics.median(run[0] for run in runs):8.2f}")
        print(f"open                     {statistics.median(run[1] for run in runs):8.2f}")
        (folder / "session.json").unlink()
        print(f"open, left out of order  {_open_in_child(folder)[1]:8.2f}")


def _open_in_child(folder: Path) -> tuple[float, float]:
    """What importing the package and opening take in a program of its own, with compiled modules kept."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(folder), str(ROOT / "desktop")],
        capture_output=True,
        text=True,
        check=True,
        env=environment | {"PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")},
    )
    imported, opened = map(float, done.stdout.split())
    return imported, opened


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
