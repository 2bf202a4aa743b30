"""The imported bytes, each kept once under its SHA-256 in ``originals/ab/ab12…``."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from pathlib import Path

FOLDER = "originals"
_DIGEST = re.compile("[0-9a-f]{64}")


def digest(data: bytes) -> str:
    """The SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def place(folder: Path, sha256: str) -> Path:
    """Where the bytes with this hash lie in the library's folder."""
    return folder / FOLDER / sha256[:2] / sha256


def read(folder: Path, sha256: str) -> bytes:
    """The bytes with this hash; raises ``OSError``, or ``ValueError`` where they are spoilt."""
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no hash")
    data = place(folder, sha256).read_bytes()
    if digest(data) != sha256:
        raise ValueError(f"the bytes of {sha256} are others")
    return data


def keep(folder: Path, data: bytes) -> str:
    """Store the bytes, whole or not at all, and give back their hash; raises ``OSError``."""
    sha256 = digest(data)
    file = place(folder, sha256)
    try:
        read(folder, sha256)
    except (FileNotFoundError, ValueError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data)
    else:
        os.utime(file)  # a file that has lain here unused may be about to be swept
    return sha256


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old or the new, never a part; raises ``OSError``."""
    draft = file.with_name(f".{file.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make the folder's entries survive a power cut, where the system lets a folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
