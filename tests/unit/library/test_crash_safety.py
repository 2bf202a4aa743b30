"""A library whose program was killed: what was said to be done is there, and nothing is half done."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.errors import LibraryBusy
from diptych.library import Library
from diptych.model import Correction

Start = Callable[..., subprocess.Popen[str]]

WRITE = """
import sys
from pathlib import Path
from diptych.library import Library
from diptych.model import Block, BlockKind, Correction, Draft, Span

def draft(title):
    text = f"{title} says this, and more. " * 300
    blocks = (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),)
    return Draft(title=title, text=text, blocks=blocks, importer="test", tags=("t",), outlet=title)

library = Library.open(Path(sys.argv[1]))
say = lambda *words: print(*words, flush=True)
say("open")
while True:
    number = library.change_number()
    id, _ = library.add(draft(f"a{number}"), str(number).encode() * 999, f"{number}.txt")
    say("added", id)
    library.tag([id], "mine")
    say("tagged", id)
    library.correct(id, Correction(title=f"corrected {id}"))
    say("corrected", id)
    library.add_highlight(library.article(id).text_id, Span(0, 9), 1)
    say("marked", id)
    library.bin([id])
    library.undo()
    library.tag([id], "undone")
    library.undo()
    say("undid", id)
"""


def _until(child: subprocess.Popen[str], lines: int, then: float) -> list[str]:
    """Let the child print so many lines, wait ``then`` seconds, kill it, and give back all it printed."""
    assert child.stdout
    said = [child.stdout.readline() for _ in range(lines)]
    time.sleep(then)
    child.kill()
    out, err = child.communicate()
    assert not err, err
    return [line.rstrip("\n") for line in [*said, *out.splitlines(keepends=True)] if line.endswith("\n")]


def _confirm(library: Library, said: list[str]) -> None:
    """All that was said to be done is there, and the library is sound."""
    assert library.check() == []
    for line in said[1:]:
        what, id_ = line.split()
        article = library.article(int(id_))
        original = library.original(article.id)
        assert original is not None
        assert original[1] == article.source.removesuffix(".txt").encode() * 999
        assert "t" in article.tags
        if what == "tagged":
            assert "mine" in article.tags
        if what == "corrected":
            assert article.title == f"corrected {id_}"
        if what == "marked":
            assert len(library.highlights(article.id)) == 1
        if what == "undid":
            assert not article.binned
            assert "undone" not in article.tags


@pytest.mark.slow
def test_what_was_done_survives_a_kill(library_folder: Path, start: Start) -> None:
    chance = random.Random(7)
    said: list[str] = ["open"]
    for round_ in range(8):
        lines = _until(start(WRITE, library_folder), 2 + round_, chance.random() * 0.05)
        said += lines[1:]
        with Library.open(library_folder) as library:
            _confirm(library, said)
            _undo_all_and_redo(library)
    assert len(said) > 40


def _undo_all_and_redo(library: Library) -> None:
    """The history is whole: each act that was kept can be taken back and done again."""
    before = library.articles(), library.highlights()
    acts = sum(1 for *_, undone in library.history(10**6) if not undone)
    undone = len(library.history(10**6)) - acts
    for _ in range(acts):
        assert library.undo() is not None
    assert library.undo() is None
    assert library.articles() == []
    assert library.highlights() == []
    for _ in range(acts):
        assert library.redo() is not None
    assert (library.articles(), library.highlights()) == before
    assert sum(1 for *_, each in library.history(10**6) if each) == undone


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_program_that_hangs_keeps_its_lock_and_reading_goes_on(library_folder: Path, start: Start) -> None:
    child = start(WRITE, library_folder)
    assert child.stdout
    said = [child.stdout.readline().strip() for _ in range(9)]
    child.send_signal(signal.SIGSTOP)
    with pytest.raises(LibraryBusy, match=f"process {child.pid}"):
        Library.open(library_folder)
    with Library.open(library_folder, write=False) as reader:
        _confirm(reader, said)
    child.kill()
    child.wait()
    with Library.open(library_folder) as library:
        _confirm(library, said)


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_power_cut_loses_at_most_the_last_acts(library_folder: Path, start: Start, tmp_path: Path) -> None:
    """The disk may have kept any first part of the journal; all before what is lost is there and sound."""
    child = start(WRITE, library_folder)
    assert child.stdout
    said = [child.stdout.readline().strip() for _ in range(60)]
    child.send_signal(signal.SIGSTOP)
    image = tmp_path / "image"
    shutil.copytree(library_folder, image)
    child.kill()
    journal = image / "library.db-wal"
    whole = journal.read_bytes()
    counts = []
    for part in (1.0, 0.9, 0.5, 0.1, 0.01, 0.0):
        journal.write_bytes(whole[: int(len(whole) * part)])
        with Library.open(image, write=False) as library:
            assert library.check() == []
            counts.append(len(library.history(1000)))
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    journal.write_bytes(whole)
    with Library.open(image) as library:
        _confirm(library, said)


def test_a_crash_between_original_and_database_leaves_only_an_orphan(
    library: Library, add: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(library._database, "write", die)
        with pytest.raises(KeyboardInterrupt):
            add("a")
    assert library.articles() == []
    assert library.check() == []
    id_ = add("a")
    library.correct(id_, Correction(title="b"))
    assert library.check() == []
