"""Which files some paths offer for import."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SUPPORTED = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm"})
"""The endings of what can be read; a file of another is only read when it is named outright."""


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """The files under the paths, each once, sorted within its folder.

    Hidden entries of folders are passed over and a folder reached twice (by a link or a loop) is entered
    once. A missing path, and a folder that cannot be read, is yielded as it is, so that it gets a result.
    """
    seen: set[str] = set()
    for path in paths:
        yield from _below(path, seen) if path.is_dir() else _once(path, seen)


def _once(path: Path, seen: set[str]) -> Iterator[Path]:
    real = os.path.realpath(path)
    if real not in seen:
        seen.add(real)
        yield path


def _below(folder: Path, seen: set[str]) -> Iterator[Path]:
    pending = [folder]
    while pending:
        path = pending.pop()
        if not path.is_dir():
            yield from _once(path, seen)
            continue
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(path.iterdir(), reverse=True)
        except OSError:
            yield path
            continue
        pending += [entry for entry in entries if _wanted(entry)]


def _wanted(entry: Path) -> bool:
    if entry.name.startswith("."):
        return False
    return entry.is_dir() or entry.is_file()
