"""How the window was left, between the settings' text and Qt's bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QByteArray

from diptych.settings import Session, Settings

MOST_LIBRARIES = 50
"""Libraries whose open articles are remembered."""


class WindowState(NamedTuple):
    """States to be restored, empty where nothing was kept, and the actions whose columns were put away."""

    window: QByteArray
    columns: QByteArray
    panes: QByteArray
    hidden: frozenset[str]


def window_state(settings: Settings) -> WindowState:
    """What the settings keep of the window."""
    return WindowState(
        as_bytes(settings.window),
        as_bytes(settings.splitters.get("columns", "")),
        as_bytes(settings.splitters.get("panes", "")),
        frozenset(settings.splitters.get("hidden", "").split()),
    )


def as_text(state: QByteArray) -> str:
    """A state as base64."""
    return bytes(state.toBase64().data()).decode("ascii")


def as_bytes(text: str) -> QByteArray:
    """A state from base64; empty when the text is none."""
    return QByteArray.fromBase64(text.encode("ascii", "replace"))


def with_session(known: Mapping[str, Session], library: str, session: Session) -> dict[str, Session]:
    """What was open by library, with this one renewed; the libraries used longest ago are forgotten."""
    kept = {folder: each for folder, each in known.items() if folder != library}
    if session.left or session.right:
        kept[library] = session
    return dict(list(kept.items())[-MOST_LIBRARIES:])
