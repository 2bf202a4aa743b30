"""What a library holds, as a page that any browser shows and a picture of the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from diptych.errors import DiptychError
from diptych.workers import program
from diptych.workspace import Workspace


def write_page(workspace: Workspace, folder: Path) -> Path:
    """Write ``overview.html`` into the folder; raises ``DiptychError`` when that cannot be done."""
    page = folder / "overview.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        page.write_text(workspace.notebook.overview_page(), encoding="utf-8")
    except OSError as error:
        raise DiptychError(f"{page} could not be written: {error.strerror}.") from error
    return page


def draw_window(library: Path, file: Path) -> str:
    """Draw the window over a library into a PNG, in a process of its own; returns what went wrong, or "".

    Qt ends the process where its system libraries are missing; here that is only a sentence.
    """
    environment = program.environment()
    if sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & environment.keys():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = program.command("--library", str(library), "picture", str(file))
    drawn = subprocess.run(command, capture_output=True, text=True, env=environment)
    if drawn.returncode == 0:
        return ""
    return (drawn.stderr.strip().splitlines() or [f"it ended with status {drawn.returncode}"])[-1]
