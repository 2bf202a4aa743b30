from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from diptych import paths
from diptych.errors import LibraryError
from diptych.search import Document, Index, Writer, manifest


def spoiled(folder: Path, name: str) -> Path:
    """A copy of an index to spoil."""
    copy = folder.parent / f"copy of {name}"
    shutil.copytree(folder, copy)
    return copy


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "write.lock")


def searched(folder: Path) -> list[int]:
    index = Index(folder)
    try:
        return [match.id for match in index.search("harbour").matches]
    finally:
        index.close()


def test_a_flipped_bit_anywhere_is_noticed(folder: Path) -> None:
    for name in files(folder):
        copy = spoiled(folder, name)
        data = bytearray((copy / name).read_bytes())
        for at in sorted({0, 1, len(data) // 3, len(data) // 2, len(data) - 1}):
            for bit in (1, 128):
                changed = bytearray(data)
                changed[at] ^= bit
                (copy / name).write_bytes(changed)
                if name.endswith(manifest.POSTINGS):
                    assert searched(copy) in ([], searched(folder)), (name, at)
                    continue
                assert Index(copy).state().status in ("damaged", "foreign"), (name, at)
                assert searched(copy) == []
        (copy / name).write_bytes(data)
        assert Index(copy).state().status == "ready"


def test_a_spoilt_posting_list_is_noticed_when_it_is_read(folder: Path) -> None:
    postings = next(folder.glob(f"*{manifest.POSTINGS}"))
    data = postings.read_bytes()
    postings.write_bytes(bytes(byte ^ 1 for byte in data))
    index = Index(folder)
    assert index.state().status == "ready"
    assert index.search("harbour").ids is None
    assert index.state().status == "damaged"
    with pytest.raises(LibraryError, match=r"no sound|damaged"):
        for number in range(8, 30):
            Writer(folder).update([Document(id=number, title="", text="More.")], (), number)
    assert Index(folder).state().status == "missing", "so that it is built anew"
    index.close()


def test_each_byte_of_the_manifest_counts(folder: Path) -> None:
    whole = folder / manifest.NAME
    data = whole.read_bytes()
    for at in range(len(data)):
        whole.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert Index(folder).state().status in ("damaged", "foreign"), data[max(0, at - 20) : at + 1]


def test_a_file_cut_short_or_gone_is_noticed(folder: Path) -> None:
    for name in files(folder):
        copy = spoiled(folder, name)
        data = (copy / name).read_bytes()
        for keep in sorted({0, 1, len(data) // 2, len(data) - 1}):
            (copy / name).write_bytes(data[:keep])
            assert Index(copy).state().status == "damaged", (name, keep)
        (copy / name).unlink()
        assert Index(copy).state().status == ("missing" if name == manifest.NAME else "damaged")
        assert searched(copy) == []


def test_damage_is_noticed_by_an_index_that_was_open(folder: Path) -> None:
    index = Index(folder)
    assert index.state().status == "ready"
    table = next(folder.glob("*.npy"))
    data = table.read_bytes()
    table.write_bytes(data[:-1] + b"x")
    os.utime(table, ns=(1, 1))
    assert index.state().status == "damaged"


def test_a_damaged_index_is_built_anew(folder: Path) -> None:
    next(folder.glob("*.pst")).write_bytes(b"")
    assert Index(folder).state().status == "damaged"
    Writer.create(folder).update((), (), 9)
    assert Index(folder).state() == ("ready", 9)


@pytest.mark.parametrize("content", ["", "[]", "null", '{"a": 1}', "\udcff", "{" * 10_000])
def test_nonsense_is_damaged(folder: Path, content: str) -> None:
    (folder / manifest.NAME).write_bytes(content.encode("utf-8", "surrogateescape"))
    assert Index(folder).state().status == "damaged"


def test_a_folder_in_place_of_the_manifest(folder: Path) -> None:
    (folder / manifest.NAME).unlink()
    (folder / manifest.NAME).mkdir()
    assert Index(folder).state().status == "damaged"


def test_another_format_or_program_is_foreign(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "FORMAT", manifest.FORMAT + 1)
        assert Index(folder).state().status == "foreign"
    with monkeypatch.context() as patch:
        patch.setattr(manifest, "__version__", "99")
        assert Index(folder).state().status == "foreign"
    assert Index(folder).state().status == "ready"


def test_an_index_from_another_user_is_foreign_and_never_opened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "index_key", lambda: tmp_path / "other" / "index.key")
    assert Index(folder).state().status == "foreign"
    assert searched(folder) == []
    assert len((tmp_path / "other" / "index.key").read_bytes()) == 32


def test_without_a_place_for_the_key_there_is_still_an_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(paths, "index_key", lambda: tmp_path / "file" / "index.key")
    Writer.create(tmp_path / "index").update((), (), 1)
    assert Index(tmp_path / "index").state() == ("ready", 1)


def test_unchanged_files_are_read_only_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    real = manifest._sha256

    def counted(path: Path) -> str:
        read.append(path)
        return real(path)

    monkeypatch.setattr(manifest, "_sha256", counted)
    index = Index(folder)
    assert index.state().status == "ready"
    first = len(read)
    named = manifest.read(folder).files  # type: ignore[union-attr]
    assert first == sum(not name.endswith(manifest.POSTINGS) for name in named)
    assert index.state().status == "ready"
    assert len(read) == first
