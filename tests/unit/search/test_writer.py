from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from diptych.errors import LibraryBusy, LibraryError
from diptych.search import Document, Index, IndexState, Writer, building
from diptych.search.building import MOST_SEGMENTS


def article(id_: int, text: str) -> Document:
    return Document(id=id_, title=f"Number {id_}", text=text)


def ids(folder: Path, query: str) -> list[int]:
    index = Index(folder)
    try:
        return sorted(match.id for match in index.search(query, limit=1000).matches)
    finally:
        index.close()


def test_an_update_replaces_adds_and_removes(folder: Path) -> None:
    Writer(folder).update([article(1, "whale"), article(9, "whale and tide")], [2, 77], 8)
    assert Index(folder).state() == IndexState("ready", 8)
    assert ids(folder, "whale") == [1, 9]
    assert ids(folder, "harbour") == []
    assert ids(folder, "fishing") == []
    assert ids(folder, "漁業") == [4]


def test_an_article_given_twice_is_there_once_as_it_was_last(tmp_path: Path) -> None:
    Writer.create(tmp_path).update([article(1, "whale"), article(1, "tide"), article(1, "tide boat")], (), 1)
    assert ids(tmp_path, "whale") == []
    assert ids(tmp_path, "tide") == [1]


def test_an_update_of_nothing_moves_the_change_number(folder: Path) -> None:
    Writer(folder).update((), (), 9)
    assert Index(folder).state() == IndexState("ready", 9)
    assert ids(folder, "harbour") == [1]


def test_documents_may_come_one_by_one(tmp_path: Path) -> None:
    Writer.create(tmp_path).update((article(n, f"whale w{n}x") for n in range(5)), (), 1)
    assert ids(tmp_path, "whale") == [0, 1, 2, 3, 4]


def test_creating_keeps_the_old_index_until_the_first_update(folder: Path) -> None:
    writer = Writer.create(folder)
    assert ids(folder, "harbour") == [1]
    writer.update([article(1, "whale")], (), 1)
    assert ids(folder, "harbour") == []
    writer.update([article(2, "whale")], (), 2)
    assert ids(folder, "whale") == [1, 2]


def test_there_must_be_a_sound_index_to_add_to(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(LibraryError, match="build it anew"):
        Writer(tmp_path / "none").update((), (), 1)
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(LibraryError, match="build it anew"):
        Writer(folder).update((), (), 1)


def test_small_segments_are_merged_when_they_are_many(tmp_path: Path) -> None:
    Writer.create(tmp_path).update([article(0, "whale")], (), 0)
    for n in range(1, 40):
        Writer(tmp_path).update(
            [article(n, f"whale w{n}x"), article(n // 2, f"whale again w{n // 2}x")], (), n
        )
        assert len(list(tmp_path.glob("*.trm"))) <= MOST_SEGMENTS + 1
    assert ids(tmp_path, "whale") == list(range(40))
    assert ids(tmp_path, "w39x") == [39]
    assert ids(tmp_path, '"again w7x"') == [7]
    Writer(tmp_path).update((), range(0, 40, 2), 41)
    assert ids(tmp_path, "whale") == list(range(1, 40, 2))


def test_long_batches_become_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "SEGMENT", 3)
    Writer.create(tmp_path).update([article(n % 7, f"whale w{n}x") for n in range(20)], (), 1)
    assert ids(tmp_path, "whale") == list(range(7))
    assert ids(tmp_path, "w19x") == [5]
    assert ids(tmp_path, "w5x") == []


def test_old_files_are_deleted(folder: Path) -> None:
    before = len(list(folder.iterdir()))
    for n in range(5):
        Writer.create(folder).update([article(1, "whale")], (), n)
    assert len(list(folder.iterdir())) <= before


def test_files_of_others_are_left_alone(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")
    (folder / "g1.toc").write_text("mine")
    Writer.create(folder).update((), (), 1)
    assert (folder / "notes.txt").exists() and (folder / "g1.toc").exists()


def test_a_second_writer_is_told_so(folder: Path) -> None:
    with FileLock(folder / "write.lock"), pytest.raises(LibraryBusy, match="another process"):
        Writer(folder).update((), (), 8)
    Writer(folder).update((), (), 8)


def _stream(first: int, then: BaseException) -> Iterator[Document]:
    for n in range(first):
        yield article(100 + n, "whale")
    raise then


def test_an_error_in_the_documents_changes_nothing(folder: Path) -> None:
    before = {path.name for path in folder.iterdir()}
    with pytest.raises(ZeroDivisionError):
        Writer(folder).update(_stream(3, ZeroDivisionError()), [1], 8)
    assert {path.name for path in folder.iterdir()} == before
    assert Index(folder).state() == IndexState("ready", 7)
    assert ids(folder, "whale") == []
    Writer(folder).update([article(1, "whale")], (), 8)
    assert ids(folder, "whale") == [1]


@pytest.mark.parametrize("writes", range(0, 60, 4))
def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    from whoosh.filedb.structfile import StructFile

    real = StructFile.write
    left = [writes]

    def write(self: Any, *args: Any, **kwargs: Any) -> Any:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1
        return real(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(StructFile, "write", write)
        with pytest.raises(LibraryError, match="No space left"):
            Writer(folder).update([article(1, "whale")], [2], 8)
    assert Index(folder).state() == IndexState("ready", 7)
    assert ids(folder, "harbour") == [1]
    Writer(folder).update([article(1, "whale")], (), 8)
    assert ids(folder, "whale") == [1]


@pytest.mark.parametrize("name", ["numpy.save", "pathlib.Path.write_bytes", "os.fsync"])
def test_a_disk_that_fills_up_at_the_end(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(name, fail)
        with pytest.raises(LibraryError, match="No space left"):
            Writer(folder).update([article(1, "whale")], (), 8)
    assert ids(folder, "harbour") == [1]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="could not be written"):
        Writer.create(tmp_path / "file" / "index").update((), (), 1)


_WRITE_FOR_EVER = """
import sys
from pathlib import Path
from diptych.search import Document, Writer
from diptych.search import building
print("ready", flush=True)
number = 8
while True:
    whales = [Document(id=n, title="", text="whale " + "tide " * n) for n in range(30)]
    Writer(Path(sys.argv[1])).update(whales, [2], number)
    number += 1
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process as POSIX does")
@pytest.mark.parametrize("milliseconds", [5, 20, 50, 90, 140, 200])
def test_a_killed_writer_leaves_a_whole_generation(folder: Path, milliseconds: int) -> None:
    desktop = Path(__file__).parents[3] / "desktop"
    command = [sys.executable, "-c", _WRITE_FOR_EVER, str(folder)]
    with subprocess.Popen(command, cwd=desktop, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(milliseconds / 1000)
        process.kill()
    state = Index(folder).state()
    assert state.status == "ready"
    assert ids(folder, "whale") == ([] if state.change_number == 7 else list(range(30)))
    assert ids(folder, "harbour") == ([1] if state.change_number == 7 else [])
    Writer(folder).update([article(1, "boat")], (), 1000)
    assert ids(folder, "boat") == [1]
