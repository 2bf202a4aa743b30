"""A whole library in one file, and restoring a library from such a file or from a copy of its database."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from diptych.errors import LibraryDamaged, LibraryError, LibraryTooNew
from diptych.library import lock, opening, originals
from diptych.library.database import ALONE, connect
from diptych.library.problems import BACKUPS, DATABASE, RESTORING, told

MANIFEST = "manifest.json"

_MEMBER = re.compile(rf"{re.escape(DATABASE)}|{originals.FOLDER}/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}")
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 64 << 20
_MOST_INFLATED = 200
ALWAYS_ALLOWED = 64 << 20
_SPOILT = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, sqlite3.Error),
    *(NotImplementedError, RuntimeError, EOFError),
)
"""What reading a zip or a database raises where it is spoilt."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds: SHA-256 and size in bytes by name."""

    files: dict[str, tuple[str, int]]
    made: str
    format: int = 1


def write(folder: Path, file: Path) -> None:
    """Put database and originals, as they are at one moment, into a zip file, whole or not at all.

    An original that is lost or damaged is left out; ``check`` names it.
    Raises ``OSError`` or ``sqlite3.Error``.
    """
    draft = file.with_name(f".{file.name}.part")
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as name:
        try:
            copy = Path(name) / DATABASE
            opening.snapshot(folder / DATABASE, copy)
            _pack(draft, [(DATABASE, copy), *_originals(folder, copy)])
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
    originals.sync_folder(file.parent)


def restore(file: Path, folder: Path) -> None:
    """Make ``folder`` the library that is in a backup; raises ``LibraryBusy`` or ``LibraryError``."""
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        held = lock.FolderLock(folder)
        held.acquire("restore")
        try:
            with tempfile.TemporaryDirectory(dir=folder, prefix=RESTORING) as name:
                incoming = Path(name)
                _unpack(file, incoming)
                _replace(folder, incoming)
        finally:
            held.release()


def _originals(folder: Path, database: Path) -> Iterator[tuple[str, Path]]:
    with closing(connect(database, ALONE)) as db:
        hashes = [sha256 for (sha256,) in db.execute("SELECT sha256 FROM originals ORDER BY sha256")]
    for sha256 in hashes:
        with suppress(FileNotFoundError, ValueError):
            originals.read(folder, sha256)
            file = originals.place(folder, sha256)
            yield file.relative_to(folder).as_posix(), file


def _pack(target: Path, members: list[tuple[str, Path]]) -> None:
    files: dict[str, tuple[str, int]] = {}
    with target.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
            for name, file in members:
                archive.write(file, name)
                with file.open("rb") as data:
                    files[name] = (hashlib.file_digest(data, "sha256").hexdigest(), file.stat().st_size)
            made = datetime.now(UTC).isoformat(timespec="seconds")
            archive.writestr(MANIFEST, msgspec.json.encode(Manifest(files=files, made=made)))
        stream.flush()
        os.fsync(stream.fileno())


def _unpack(file: Path, incoming: Path) -> None:
    """Unpack and check a backup; raises ``LibraryError`` where anything in it is not as it was made."""
    try:
        if zipfile.is_zipfile(file):
            _unpack_zip(file, incoming)
        else:
            shutil.copyfile(file, incoming / DATABASE)
        opening.look(incoming, locked=True)
    except LibraryTooNew:
        raise _too_new(file) from None
    except LibraryDamaged:
        raise LibraryDamaged(f"{file} is no whole backup of a library; choose another.") from None
    except _SPOILT:
        raise LibraryDamaged(f"{file} is damaged and cannot be restored; choose another backup.") from None


def _unpack_zip(file: Path, incoming: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        members = {info.filename: info for info in archive.infolist()}
        manifest = _manifest(archive, members.pop(MANIFEST, None))
        if len(members) != len(archive.infolist()) - 1 or members.keys() != manifest.files.keys():
            raise zipfile.BadZipFile
        if DATABASE not in members or not all(map(_MEMBER.fullmatch, members)):
            raise zipfile.BadZipFile
        total = sum(info.file_size for info in members.values())
        if total > file.stat().st_size * _MOST_INFLATED + ALWAYS_ALLOWED:
            raise zipfile.BadZipFile
        if total > shutil.disk_usage(incoming).free:
            raise LibraryError(f"{file} needs {total // 1_000_000} MB; free some space and try again.")
        for name, info in members.items():
            _extract(archive, info, incoming / name, manifest.files[name])
    for folder in (path for path in incoming.rglob("*") if path.is_dir()):
        originals.sync_folder(folder)


def _manifest(archive: zipfile.ZipFile, info: zipfile.ZipInfo | None) -> Manifest:
    if info is None or info.file_size > _LARGEST_MANIFEST:
        raise zipfile.BadZipFile
    try:
        manifest = msgspec.json.decode(archive.read(info), type=Manifest)
    except msgspec.MsgspecError:
        raise zipfile.BadZipFile from None
    if manifest.format != 1:
        raise _too_new(archive.filename)
    return manifest


def _too_new(file: Path | str | None) -> LibraryTooNew:
    return LibraryTooNew(f"{file} was made by a newer Diptych; update the program to restore it.")


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, wanted: tuple[str, int]) -> None:
    sha256, size = wanted
    if info.file_size != size:
        raise zipfile.BadZipFile
    target.parent.mkdir(parents=True, exist_ok=True)
    hashed = hashlib.sha256()
    with archive.open(info) as source, target.open("xb") as out:
        while chunk := source.read(_CHUNK):
            hashed.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if hashed.hexdigest() != sha256:
        raise zipfile.BadZipFile
    if target.name != DATABASE and target.name != sha256:
        raise zipfile.BadZipFile


def _replace(folder: Path, incoming: Path) -> None:
    """Move what is there to the backups and what came in to its place; the index is made anew."""
    old = [DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"]
    if (incoming / originals.FOLDER).exists():
        old.append(originals.FOLDER)
    there = [folder / name for name in old if (folder / name).exists()]
    if there:
        aside = folder / BACKUPS / f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        aside.mkdir(parents=True)
        for path in there:
            path.replace(aside / path.name)
    if (folder / "index").exists():
        shutil.rmtree(folder / "index")
    (folder / lock.NOTE).unlink(missing_ok=True)
    if (incoming / originals.FOLDER).exists():
        (incoming / originals.FOLDER).replace(folder / originals.FOLDER)
    (incoming / DATABASE).replace(folder / DATABASE)
    originals.sync_folder(folder)
