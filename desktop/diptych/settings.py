"""The user's settings: typed, stored as TOML, and never able to keep the program from starting."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Literal

import msgspec
import tomli_w


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """What was open in a library: the tabs of each pane, the one shown (-1: none), and the active pane.

    A tab is an article's id, the code point at which it was left, and whether it shows the original file.
    """

    left: tuple[tuple[int, int, bool], ...] = ()
    right: tuple[tuple[int, int, bool], ...] = ()
    left_tab: int = -1
    right_tab: int = -1
    active: Literal["left", "right"] = "left"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the user chose and how the window was left.

    ``zoom`` is in percent of the theme's sizes. ``window`` and ``splitters`` are Qt states in base64.
    ``linked``: the panes scroll together. ``sessions`` says what was open, by library folder.
    ``names_by`` says what the colour of a name in a text stands for.
    """

    theme: Literal["system", "light", "dark", "sepia"] = "system"
    zoom: int = 100
    library: str = ""
    initials: str = ""
    language: str = ""
    window: str = ""
    splitters: dict[str, str] = {}
    sessions: dict[str, Session] = {}
    hidden_layers: tuple[str, ...] = ()
    reading_font: Literal["serif", "sans", "system"] = "serif"
    measure: Literal["narrow", "normal", "wide"] = "normal"
    leading: Literal["tight", "normal", "loose"] = "normal"
    paragraph_numbers: bool = False
    names_by: Literal["kind", "party"] = "kind"
    linked: bool = True


def load(file: Path) -> Settings:
    """Read the settings; a missing or unreadable file gives the defaults."""
    try:
        return msgspec.toml.decode(file.read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Settings()


def save(file: Path, settings: Settings) -> None:
    """Write the settings in one step, so that a crash leaves the old or the new; raises ``OSError``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(tomli_w.dumps(msgspec.to_builtins(settings)).encode())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
