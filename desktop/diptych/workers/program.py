"""How this program starts itself again, frozen or not."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def command(*arguments: str) -> list[str]:
    """The command line that starts this program with these arguments."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    # -P: an article's folder must not be able to shadow a module of ours.
    return [sys.executable, "-P", "-m", "diptych", *arguments]


def environment() -> dict[str, str]:
    """The environment that the command needs."""
    source_root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    path = source_root if not known else os.pathsep.join((source_root, known))
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
