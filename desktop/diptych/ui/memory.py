"""How the window was left, between the settings' text and Qt's bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QByteArray

from diptych.settings import Settings

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


def with_open(known: Mapping[str, int], library: str, article: int | None) -> dict[str, int]:
    """The open articles by library with this one renewed; the libraries used longest ago are forgotten."""
    kept = {folder: id_ for folder, id_ in known.items() if folder != library}
    if article is not None:
        kept[library] = article
    return dict(list(kept.items())[-MOST_LIBRARIES:])
