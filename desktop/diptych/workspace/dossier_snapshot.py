"""The dossier of a library: a copy kept inside it, renewed when the dossier's files change.

The copy lets the library be read elsewhere and explains what was found by it. It also loads in a
hundredth of the time that the TOML files take.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from diptych import dossier as dossiers
from diptych import paths
from diptych.dossier import Dossier
from diptych.errors import DossierInvalid
from diptych.library import Library
from diptych.model import Value

_KEY = "dossier"


class _Kept(Value, frozen=True):
    """Which copy stands for which state of the files; ``shipped`` is the folder's name if it is shipped."""

    files: str
    hash: str
    shipped: str


def current(library: Library, folder: Path | None) -> Dossier:
    """The dossier in ``folder``; None: the library's own copy, which follows a shipped one's changes.

    A library that has none yet gets the first shipped. Raises ``DossierInvalid``.
    """
    kept = _kept(library)
    if folder is None and kept and not kept.shipped and (copy := _copy(library, kept.hash)):
        return copy
    source = folder or _shipped(kept.shipped if kept else "")
    files = fingerprint(source)
    if kept and kept.files == files and (copy := _copy(library, kept.hash)):
        return copy
    loaded = dossiers.load(source)
    if library.writable:
        content = msgspec.json.encode(loaded).decode()
        library.keep_dossier(loaded.hash, loaded.id, loaded.name, loaded.version, content)
        shipped = source.name if source in paths.shipped_dossiers() else ""
        library.set_meta(
            _KEY, msgspec.json.encode(_Kept(files=files, hash=loaded.hash, shipped=shipped)).decode()
        )
    return loaded


def adopt(library: Library, dossier: Dossier) -> None:
    """Make a dossier the library's own, kept in it alone."""
    content = msgspec.json.encode(dossier).decode()
    library.keep_dossier(dossier.hash, dossier.id, dossier.name, dossier.version, content)
    kept = _Kept(files="", hash=dossier.hash, shipped="")
    library.set_meta(_KEY, msgspec.json.encode(kept).decode())


def _shipped(name: str) -> Path:
    shipped = paths.shipped_dossiers()
    if not shipped:
        raise DossierInvalid("There is no dossier; name one with --dossier.")
    return next((folder for folder in shipped if folder.name == name), shipped[0])


def fingerprint(folder: Path) -> str:
    """SHA-256 over names and bytes of a dossier's files, in hexadecimal."""
    sum_ = hashlib.sha256()
    for file in sorted(folder.rglob("*.toml")):
        content = file.read_bytes()
        sum_.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode())
        sum_.update(content)
    return sum_.hexdigest()


def _kept(library: Library) -> _Kept | None:
    text = library.meta(_KEY)
    return msgspec.json.decode(text, type=_Kept) if text else None


def _copy(library: Library, hash_: str) -> Dossier | None:
    content = library.dossier(hash_)
    return msgspec.json.decode(content, type=Dossier) if content else None
