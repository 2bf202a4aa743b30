"""The timeline as a picture in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from diptych.errors import DiptychError

if TYPE_CHECKING:
    from diptych.workspace import Workspace
    from diptych.workspace.comparing import ComparisonQuery

_SCALE = 2


def write(workspace: Workspace, issue: str, query: ComparisonQuery, file: Path, theme: str) -> None:
    """Write the timeline of an issue as .svg or .png, the second drawn from the first, twice as large.

    Raises ``DiptychError`` for another ending and for a place that cannot be written.
    """
    ending = file.suffix.lower()
    if ending not in (".svg", ".png"):
        raise DiptychError(f"{file.name} must end in .svg or .png.")
    from diptych.workspace.comparing.export import put

    picture = workspace.comparing.export.picture(issue, query, theme).encode()
    put(file, picture if ending == ".svg" else as_png(picture))


def as_png(picture: bytes) -> bytes:
    """A picture as SVG drawn into a PNG."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(picture))
    image = QImage(renderer.defaultSize() * _SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        renderer.render(painter)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
