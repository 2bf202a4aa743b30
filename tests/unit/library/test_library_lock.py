from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.errors import LibraryBusy
from diptych.library import Library, restore
from diptych.library.lock import FolderLock

Start = Callable[..., subprocess.Popen[str]]

HOLD = """
import sys
from pathlib import Path
from diptych.library import Library
library = Library.open(Path(sys.argv[1]), holder="the other window")
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_library(library_folder: Path, start: Start) -> None:
    child = start(HOLD, library_folder)
    assert child.stdout
    assert child.stdout.readline() == "open\n"
    with pytest.raises(LibraryBusy) as caught:
        Library.open(library_folder)
    assert str(caught.value) == (
        f"The library in {library_folder} is being written by “the other window” "
        f"(process {child.pid} on {socket.gethostname()}); close that first."
    )
    with pytest.raises(LibraryBusy, match="the other window"):
        restore(library_folder / "any.zip", library_folder)
    with Library.open(library_folder, write=False) as reader:
        assert reader.articles() == []
    child.kill()
    child.wait()
    with Library.open(library_folder) as library:
        assert library.writable, "a note that was left behind locks nothing"


def test_the_same_program_cannot_write_twice(library: Library) -> None:
    with pytest.raises(LibraryBusy, match=f"process {os.getpid()}"):
        Library.open(library.folder)


def test_the_note_can_be_read_by_people(library: Library) -> None:
    note = json.loads((library.folder / "session.json").read_text())
    assert (note["holder"], note["pid"], note["host"]) == ("diptych", os.getpid(), socket.gethostname())
    assert note["closed"] == ""
    library.close()
    note = json.loads((library.folder / "session.json").read_text())
    assert note["closed"]
    assert note["size"] == (library.folder / "library.db").stat().st_size


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff\xfe"])
def test_a_note_that_cannot_be_read_is_no_matter(library: Library, note: bytes) -> None:
    (library.folder / "session.json").write_bytes(note)
    with pytest.raises(LibraryBusy, match="by another program; close that first"):
        Library.open(library.folder)
    library.close()
    (library.folder / "session.json").write_bytes(note)
    with Library.open(library.folder) as again:
        assert again.writable


def test_where_the_note_cannot_be_written_the_library_is_opened_all_the_same(library: Library) -> None:
    library.close()
    (library.folder / "session.json").unlink()
    (library.folder / "session.json").mkdir()
    for _ in range(2):
        with Library.open(library.folder) as again:
            assert again.writable


def test_of_many_that_ask_at_once_one_gets_the_lock(tmp_path: Path) -> None:
    locks = [FolderLock(tmp_path) for _ in range(8)]
    start = threading.Barrier(len(locks))
    got: list[FolderLock] = []

    def ask(each: FolderLock) -> None:
        start.wait()
        try:
            each.acquire("x")
        except LibraryBusy:
            return
        got.append(each)

    threads = [threading.Thread(target=ask, args=(each,)) for each in locks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
    got[0].release()
    locks[0].acquire("x")
    locks[0].release()
