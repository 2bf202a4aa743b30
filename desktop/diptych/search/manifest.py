"""What an index consists of: its files with their checksums, and the change number that it holds.

The manifest is written last and in one step; an index is what its manifest names, and other files in
the folder are leavings. Whoosh's files hold pickles: none is opened before its checksum was found right,
and the manifest is sealed with the user's key, so that an index from elsewhere is never opened.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from diptych import __version__, paths
from diptych.model import Value

NAME = "manifest.json"
FORMAT = 4
"""Raised whenever the files or the analysis change, so that an older index is built anew."""

POSTINGS = ".pst"
"""The ending of the files that hold posting lists, by far the largest; each list has a checksum of its own,
which is verified when it is read."""

_PATIENCE = 20


class Damaged(Exception):
    """The files are not what was written."""


class Foreign(Exception):
    """Another version of the program, or another user's, wrote the index."""


class Entry(Value, frozen=True, omit_defaults=False):
    """A file: its bytes and their SHA-256."""

    size: int
    sha256: str


class Manifest(Value, frozen=True, omit_defaults=False):
    """One generation of the index. ``name`` is Whoosh's name of it, ``files`` are all but the manifest."""

    name: str
    change_number: int
    documents: int
    table: str
    lexicon: str
    files: dict[str, Entry]


class _Sealed(Value, frozen=True, omit_defaults=False):
    format: int
    program: str
    sha256: str
    seal: str
    body: msgspec.Raw


class Stamp(NamedTuple):
    """What tells cheaply that a file was replaced or written."""

    size: int
    modified: int
    inode: int


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file, None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


def read(folder: Path) -> Manifest | None:
    """The manifest of an index, None where there is none; raises ``Damaged`` and ``Foreign``."""
    try:
        data = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Damaged(str(error)) from error
    try:
        sealed = msgspec.json.decode(data, type=_Sealed)
    except msgspec.MsgspecError as error:
        raise Damaged(str(error)) from error
    body = bytes(sealed.body)
    if hashlib.sha256(body).hexdigest() != sealed.sha256:
        raise Damaged("the manifest's own checksum is wrong")
    if (sealed.format, sealed.program) != (FORMAT, __version__):
        raise Foreign(f"format {sealed.format} of {sealed.program}")
    if not hmac.compare_digest(sealed.seal, _seal(body)):
        raise Foreign("another user's")
    try:
        return msgspec.json.decode(body, type=Manifest)
    except msgspec.MsgspecError as error:
        raise Damaged(str(error)) from error


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place in one step; raises ``OSError``."""
    body = msgspec.json.encode(manifest)
    sealed = _Sealed(
        format=FORMAT,
        program=__version__,
        sha256=hashlib.sha256(body).hexdigest(),
        seal=_seal(body),
        body=msgspec.Raw(body),
    )
    handle, name = tempfile.mkstemp(dir=folder, prefix=NAME)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(msgspec.json.encode(sealed))
            out.flush()
            os.fsync(out.fileno())
        _replace(temporary, folder / NAME)
    finally:
        temporary.unlink(missing_ok=True)


def _replace(temporary: Path, target: Path) -> None:
    """Rename; on Windows this fails while a reader has the target open, which is soon over."""
    for _ in range(_PATIENCE):
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(0.05)
        else:
            return
    temporary.replace(target)


def _seal(body: bytes) -> str:
    return hmac.new(_key(paths.index_key()), body, hashlib.sha256).hexdigest()


def _key(file: Path) -> bytes:
    """The user's key, made when there is none; empty where there is no place to keep it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(secrets.token_bytes(32))
        return file.read_bytes()
    except OSError:
        return b""


class Verified:
    """Remembers which files were found right, so that the unchanged ones are read only once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Stamp, str]] = {}

    def check(self, folder: Path, manifest: Manifest) -> None:
        """Raise ``Damaged`` unless each file is what the manifest says; of posting lists only their size."""
        for name, entry in manifest.files.items():
            mark = stamp(folder / name)
            if mark is None or mark.size != entry.size:
                raise Damaged(f"{name} is missing or cut short")
            if not name.endswith(POSTINGS) and self._known.get(name) != (mark, entry.sha256):
                if _sha256_or_damaged(folder / name) != entry.sha256:
                    raise Damaged(f"{name} was changed")
                self._known[name] = mark, entry.sha256
        for name in self._known.keys() - manifest.files.keys():
            del self._known[name]

    def entries(self, folder: Path, names: Iterable[str], before: Manifest | None) -> dict[str, Entry]:
        """The entries of files just written; those that ``before`` names are not read again."""
        known = before.files if before else {}
        return {name: known.get(name) or self._entry(folder, name) for name in sorted(names)}

    def _entry(self, folder: Path, name: str) -> Entry:
        path = folder / name
        digest = _sha256(path)
        mark = stamp(path)
        if mark is None:
            raise FileNotFoundError(str(path))
        self._known[name] = mark, digest
        return Entry(size=mark.size, sha256=digest)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256_or_damaged(path: Path) -> str:
    try:
        return _sha256(path)
    except OSError as error:
        raise Damaged(str(error)) from error
