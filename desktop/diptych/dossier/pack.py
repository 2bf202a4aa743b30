"""A dossier as one file: its tables in a zip, with a hash of each and limits on what is let in."""

from __future__ import annotations

import hashlib
import re
import tempfile
import zipfile
import zlib
from pathlib import Path

import msgspec

from diptych.dossier.load import load
from diptych.dossier.values import Dossier
from diptych.dossier.write import write
from diptych.errors import DiptychError, DossierInvalid

ENDING = ".dossier"
_MANIFEST = "manifest.json"
_MEMBER = re.compile(r"(dossier|issues|entities/[a-z0-9][a-z0-9_-]{0,60})\.toml")
_LARGEST = 8_000_000
_LARGEST_IN_ALL = 40_000_000
_MOST_FILES = 200
_MOST_INFLATED = 200
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SPOILT = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)


class _Manifest(msgspec.Struct, frozen=True):
    """What a file holds: SHA-256 by name, in hexadecimal."""

    files: dict[str, str]
    format: int = 1


def pack(dossier: Dossier, file: Path) -> None:
    """Write a dossier into one file, whole or not at all; the same dossier gives the same bytes.

    Raises ``DossierInvalid`` for one that could not be read again and ``DiptychError`` for a place that
    cannot be written.
    """
    draft = file.with_name(f".{file.name}.part")
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(dossier, folder)
            load(folder)
            _zip(folder, draft)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise DiptychError(f"{file} could not be written: {error.strerror}.") from error


def unpack(file: Path) -> Dossier:
    """The dossier in a file; raises ``DossierInvalid`` where it is none, is damaged or is too large."""
    try:
        with zipfile.ZipFile(file) as archive, tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _extract(archive, folder, file)
            return load(folder)
    except FileNotFoundError:
        raise DossierInvalid(f"There is no file {file}.") from None
    except OSError as error:
        raise DossierInvalid(f"{file} cannot be read: {error.strerror}.") from error
    except _SPOILT:
        raise DossierInvalid(f"{file} is no dossier, or it is damaged; export it again.") from None


def _zip(folder: Path, file: Path) -> None:
    members = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.toml")}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    manifest = msgspec.json.encode(_Manifest(files=sums), order="deterministic")
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in [(_MANIFEST, manifest), *sorted(members.items())]:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)


def _extract(archive: zipfile.ZipFile, folder: Path, file: Path) -> None:
    infos = {info.filename: info for info in archive.infolist()}
    if len(infos) != len(archive.infolist()) or len(infos) > _MOST_FILES or _MANIFEST not in infos:
        raise zipfile.BadZipFile
    sizes = [info.file_size for info in infos.values()]
    inflated = any(info.file_size > _MOST_INFLATED * info.compress_size + 1000 for info in infos.values())
    if max(sizes) > _LARGEST or sum(sizes) > _LARGEST_IN_ALL or inflated:
        raise DossierInvalid(f"{file} is too large for a dossier, so it was not opened.")
    manifest = _manifest(_read(archive, infos[_MANIFEST]))
    if manifest.format != 1:
        raise DossierInvalid(f"{file} was made by a newer Diptych; update the program to import it.")
    if set(manifest.files) != infos.keys() - {_MANIFEST} or not all(map(_MEMBER.fullmatch, manifest.files)):
        raise zipfile.BadZipFile
    for name, sha256 in manifest.files.items():
        content = _read(archive, infos[name])
        if hashlib.sha256(content).hexdigest() != sha256:
            raise zipfile.BadZipFile
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as source:
        content = source.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise zipfile.BadZipFile
    return content


def _manifest(content: bytes) -> _Manifest:
    try:
        return msgspec.json.decode(content, type=_Manifest)
    except msgspec.MsgspecError:
        raise zipfile.BadZipFile from None
