"""What becomes of the search index when things go wrong: a table of faults, tries and wrong answers.

    python tests/bench/search_faults.py [--kills N]

A wrong answer is one that is neither that of the library before the fault nor of the library after it. An
index that says it is damaged gives none, and is built anew.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("XDG_DATA_HOME", tempfile.mkdtemp())
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop")]

from diptych.errors import LibraryBusy, LibraryError  # noqa: E402
from diptych.search import Document, Index, Writer  # noqa: E402

SEED = 20170306
ARTICLES = 300

_WRITES = """
import sys
from pathlib import Path
from diptych.search import Document, Writer
folder, number, most = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
while number < most:
    number += 1
    text = f"Common words and number{number} of many. " * 30
    Writer(folder).update([Document(id=number, title=f"Title {number}", text=text)], (), number)
    print(number, flush=True)
"""


class Outcome(NamedTuple):
    """How a fault went: tries, wrong answers, how often the index had to be built anew."""

    tries: int
    wrong: int
    rebuilt: int


def articles(first: int, last: int) -> list[Document]:
    return [
        Document(id=n, title=f"Title {n}", text=f"Common words and number{n} of many. " * 30)
        for n in range(first, last + 1)
    ]


def start(folder: Path, last: int = ARTICLES) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    Writer.create(folder).update(articles(1, last), (), last)


def is_right(folder: Path, last: int) -> bool:
    """Whether an index that says it holds all up to ``last`` does, and nothing else."""
    index = Index(folder)
    try:
        found = index.search("common", limit=10**6)
        some = [index.search(f"number{n}").matches for n in {1, last // 2, last}]
        return (
            sorted(match.id for match in found.matches) == list(range(1, last + 1))
            and [len(each) for each in some] == [1] * len(some)
            and index.search(f"number{last + 1}").count == 0
        )
    finally:
        index.close()


def kills(folder: Path, tries: int, chance: random.Random) -> Outcome:
    """kill -9 at any moment of writing; small segments pile up, so that every few commits are merges."""
    wrong = rebuilt = 0
    start(folder, 20)
    for _ in range(tries):
        state = Index(folder).state()
        child = subprocess.Popen(
            [sys.executable, "-c", _WRITES, str(folder), str(state.change_number), "100000"],
            env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout
        child.stdout.readline()
        for _ in range(chance.randint(0, 2)):
            child.stdout.readline()
        time.sleep(chance.random() * 0.15)
        child.send_signal(signal.SIGKILL)
        child.wait()
        told = [int(line) for line in child.stdout.read().split()]
        child.stdout.close()
        state = Index(folder).state()
        if state.status != "ready":
            rebuilt += 1
            start(folder, 20)
        elif state.change_number < max(told, default=0) or not is_right(folder, state.change_number):
            wrong += 1
    return Outcome(tries, wrong, rebuilt)


def stale_lock(folder: Path) -> Outcome:
    start(folder)
    (folder / "write.lock").write_text("12345")
    Writer(folder).update(articles(ARTICLES + 1, ARTICLES + 1), (), ARTICLES + 1)
    return Outcome(1, 0 if is_right(folder, ARTICLES + 1) else 1, 0)


def two_writers(folder: Path) -> Outcome:
    start(folder)
    code = (
        "import sys, time; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(folder / "write.lock")], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    child.stdout.readline()
    wrong = 0
    try:
        Writer(folder).update(articles(1, 1), (), 999)
        wrong = 1
    except LibraryBusy:
        wrong = 0 if is_right(folder, ARTICLES) else 1
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    return Outcome(1, wrong, 0)


def spoilt(folder: Path, spoil: Callable[[bytes], bytes], tries: int) -> Outcome:
    """Each file in turn, ``tries`` times: sound answers, or a damaged index that says so."""
    done = wrong = rebuilt = 0
    start(folder)
    whole = folder.with_name("whole")
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(folder, whole)
    for name in sorted(path.name for path in whole.iterdir() if path.stat().st_size):
        for _ in range(tries):
            shutil.rmtree(folder)
            shutil.copytree(whole, folder)
            file = folder / name
            file.write_bytes(spoil(file.read_bytes()))
            done += 1
            right = is_right(folder, ARTICLES)
            if right:
                continue
            if _heals(folder):
                rebuilt += 1
            else:
                wrong += 1
    return Outcome(done, wrong, rebuilt)


def _heals(folder: Path) -> bool:
    """Whether the index notices that it is damaged, answers nothing, and can be built anew."""
    index = Index(folder)
    index.search("common")
    noticed = index.state().status != "ready"
    silent = index.search("common").ids is None
    index.close()
    Writer.create(folder).update(articles(1, ARTICLES), (), ARTICLES)
    return noticed and silent and is_right(folder, ARTICLES)


def full_disk(folder: Path) -> Outcome:
    """A limit on the size of files, which fails as a full disk does, at ever later moments."""
    wrong = tries = 0
    for limit in (100, 1_000, 3_000, 10_000, 30_000, 60_000):
        start(folder)
        tries += 1
        child = os.fork()
        if not child:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            try:
                Writer(folder).update(articles(ARTICLES + 1, 3 * ARTICLES), (), 3 * ARTICLES)
            except LibraryError:
                os._exit(3)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        held = ARTICLES if status == 3 else 3 * ARTICLES
        if status not in (0, 3) or not is_right(folder, held):
            wrong += 1
    return Outcome(tries, wrong, 0)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=70)
    options.add_argument("--flips", type=int, default=10)
    chosen = options.parse_args()
    chance = random.Random(SEED)

    def flipped(data: bytes) -> bytes:
        at = chance.randrange(len(data))
        return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]

    def cut(data: bytes) -> bytes:
        return data[: chance.randrange(len(data))]

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        faults: dict[str, Callable[[], Outcome]] = {
            "kill -9 amid commits and merges": lambda: kills(folder, chosen.kills, chance),
            "a stale lock": lambda: stale_lock(folder),
            "two processes write": lambda: two_writers(folder),
            "a file cut short": lambda: spoilt(folder, cut, 3),
            "a bit flipped": lambda: spoilt(folder, flipped, chosen.flips),
            "a disk that fills up": lambda: full_disk(folder),
        }
        print(f"{'fault':36}{'tries':>8}{'wrong':>8}{'rebuilt':>10}")
        for fault, run in faults.items():
            found = run()
            print(f"{fault:36}{found.tries:>8}{found.wrong:>8}{found.rebuilt:>10}", flush=True)


if __name__ == "__main__":
    main()
