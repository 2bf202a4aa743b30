"""What a library holds, as a page that any browser shows and a picture of the window."""

from __future__ import annotations

import subprocess
import sys
from html import escape
from pathlib import Path

from diptych.errors import DiptychError
from diptych.model import ArticleSummary
from diptych.workers import program
from diptych.workspace import Workspace

_STYLE = """
body { font: 16px/1.5 "Source Serif 4", "Source Serif Pro", Georgia, serif; background: #FBFAF7;
       color: #1F2328; max-width: 52rem; margin: 3rem auto; padding: 0 1.5rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .5rem }
th { font-weight: 600; color: #585D65 } tr { border-bottom: 1px solid #DEDAD2 }
p { color: #585D65 }
"""


def write_page(workspace: Workspace, folder: Path) -> Path:
    """Write ``overview.html`` into the folder; raises ``DiptychError`` when that cannot be done."""
    page = folder / "overview.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        page.write_text(_page(workspace.articles()), encoding="utf-8")
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


def _page(articles: list[ArticleSummary]) -> str:
    rows = "\n".join(
        f"<tr><td>{escape(a.date or 'not stated')}</td><td>{escape(a.title)}</td>"
        f"<td>{escape(a.outlet)}</td><td>{a.words}</td></tr>"
        for a in articles
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Diptych: the library</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>The library</h1>\n<p>{len(articles)} articles.</p>\n"
        "<table><thead><tr><th>Date</th><th>Title</th><th>Outlet</th><th>Words</th></tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody></table></body></html>\n"
    )
