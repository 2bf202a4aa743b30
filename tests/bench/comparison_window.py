"""How long the window takes to show the comparison of a large library after a filter, and an act on it.

Run as ``python tests/bench/comparison_window.py [ARTICLES [POSITIONS]]`` (10,000 and 200,000). Prints
the milliseconds that pass until the new figures are painted, with the CPU's own beside them, medians.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from tests.bench.comparison_speed import DOSSIER, fill  # noqa: E402

from diptych import app  # noqa: E402
from diptych.dossier import load  # noqa: E402
from diptych.library import Library  # noqa: E402
from diptych.settings import Settings  # noqa: E402
from diptych.ui import theme  # noqa: E402
from diptych.ui.main_window import MainWindow  # noqa: E402
from diptych.ui.panels.compare.drawer import Drawer  # noqa: E402
from diptych.ui.tasks import TaskPool  # noqa: E402
from diptych.workspace import Workspace  # noqa: E402


def until(done: Callable[[], object], most: float = 30.0) -> float:
    """Let the window work until something is so; the milliseconds that it took."""
    began = time.perf_counter()
    while not done() and time.perf_counter() - began < most:
        QApplication.processEvents()
        time.sleep(0.001)
    return (time.perf_counter() - began) * 1000


def timed(window: MainWindow, label: str, act: Callable[[], object], runs: int = 9) -> None:
    """Print the median of what passes between an act and its painted outcome."""
    found, used = [], []
    for _ in range(runs):
        before = window.compare.shown
        began, worked = time.perf_counter(), time.process_time()
        act()
        until(lambda before=before: window.compare.shown is not before)  # type: ignore[misc]
        window.compare.view.viewport().repaint()
        found.append((time.perf_counter() - began) * 1000)
        used.append((time.process_time() - worked) * 1000)
        until(lambda: not window.pool.tasks)
    print(f"{label:<34}{statistics.median(found):9.1f} ms{statistics.median(used):9.1f} ms CPU")


def measure(window: MainWindow) -> None:
    """Print the figures of one library."""
    print(f"{'first comparison':<34}{_first(window):9.1f} ms")
    bar = window.compare.filters
    window.reading.open(1, "left")
    until(lambda: not window.pool.tasks)
    window.go_comparing()
    scopes = iter(["article", "library"] * 20)
    timed(window, "another scope", lambda: bar.scope.choose(next(scopes)), 10)
    dots = iter([2, 3, 4, 1] * 5)
    timed(window, "another confidence", lambda: bar.confidence.choose(next(dots)))
    timed(window, "quoted only, and back", lambda: bar.quoted.toggle(), 10)
    starts = iter(range(2005, 2020))
    timed(window, "other dates", lambda: bar.set_dates(str(next(starts)), "2022"))
    bar.set_dates("", "")
    until(lambda: not window.pool.tasks)
    orders = iter(["name", "date"] * 9)
    timed(window, "another order", lambda: bar.sort.choose(next(orders)))
    model = window.compare.view.matrix
    first = model.at(0)
    assert first is not None
    window.compare.view.open(first.issue, model.columns[0].id)
    drawer = window.compare.view.drawer
    assert drawer is not None
    until(lambda: drawer.rows and not window.pool.tasks)
    _verdict(window, drawer)
    timed(window, "act with the drawer open", lambda: drawer.rows[0].reject())
    timed(window, "undo with the drawer open", lambda: window.actions_["undo"].trigger())
    window.compare.view.close_drawer()
    piece = window.workspace.comparing.piece(first.cells[1].best, first.issue)
    assert piece is not None
    timed(window, "act, no drawer", lambda: window.acts.confirm(piece))


def _verdict(window: MainWindow, drawer: Drawer) -> None:
    """Print what passes until a verdict is seen on its row, which does not wait for the disk."""
    found = []
    for _ in range(9):
        row = drawer.rows[0]
        began = time.perf_counter()
        row.reject()
        row.repaint()
        found.append((time.perf_counter() - began) * 1000)
        until(lambda row=row: drawer.rows[0] is not row and not window.pool.tasks)  # type: ignore[misc]
    print(f"{'verdict on its row':<34}{statistics.median(found):9.1f} ms")


def _first(window: MainWindow) -> float:
    began = time.perf_counter()
    window.go_comparing()
    until(lambda: window.compare.shown is not None)
    return (time.perf_counter() - began) * 1000


def main(articles: int, positions: int) -> None:
    """Build the library and print what the window takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        with Library.open(folder) as library:
            fill(library, load(DOSSIER), articles, positions)
        running = app.application()
        running.setFont(theme.interface_font(theme.load_fonts()))
        with Workspace.open(folder, dossier=DOSSIER) as workspace:
            pool = TaskPool()
            window = app.build(workspace, Settings(theme="light"), Path(name) / "s.toml", pool=pool)
            window.lay_out(QSize(1280, 800))
            window.show()
            window.begin()
            window.upkeep.rest()
            until(lambda: not pool.tasks)
            measure(window)
            window.close()


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("10000", "200000")[len(sys.argv) - 1 :])))
