"""How long the window takes to come, to open an article and to show a layer, and what memory it holds.

Run: ``python tests/bench/startup.py [RUNS]``. Each start is a process of its own over a library with the
bundled articles; times are wall-clock milliseconds from the start of the process to the first painted
window. Beside it stands a process that shows a bare QWidget: what no Qt program can go below.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
GOALS = {
    "warm start": "400 ms",
    "cold start": "600 ms",
    "peak memory": "150 MB",
    "article": "60 ms",
    "layer": "16 ms",
}

BARE = """
import json, resource, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
class Bare(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, done)
def done():
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu, peak = (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024
    print(json.dumps({"start": (time.monotonic() - float(sys.argv[1])) * 1000, "cpu": cpu, "peak": peak}))
    app.quit()
window = Bare()
window.show()
app.exec()
"""

# The window is opened as the command line opens it, its garbage collection off until it is painted.
WINDOW = """
import gc, json, resource, sys, time
from pathlib import Path
began = float(sys.argv[1])
gc.disable()
from diptych import app
from PySide6.QtCore import QEvent, QObject, QTimer
found = {}

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest and "start" not in found:
            found["start"] = 0
            QTimer.singleShot(0, lambda: painted(watched))
        return False

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def painted(window):
    found["start"] = (time.monotonic() - began) * 1000
    used = resource.getrusage(resource.RUSAGE_SELF)
    found["cpu"] = (used.ru_utime + used.ru_stime) * 1000
    found["peak at start"] = peak()
    found["modules"] = len(sys.modules)
    QTimer.singleShot(2500, lambda: use(window))

def use(window):
    ids = window.library.model.ids()
    times = []
    for id_ in ids:
        at = time.perf_counter()
        window.reading.open(id_, "left")
        window.pool.drain(5000)
        window.panes.left.page.viewport().repaint()
        times.append((time.perf_counter() - at) * 1000)
    found["article"] = times
    window.reading.open(ids[0], "right")
    window.search.search("the")
    window.pool.drain(5000)
    from diptych.ui.reader.marks import Layer
    pane, times = window.panes.left, []
    for turn in range(10):
        at = time.perf_counter()
        pane.toggle_layer(Layer.SEARCH, bool(turn % 2))
        pane.page.viewport().repaint()
        times.append((time.perf_counter() - at) * 1000)
    found["layer"] = times
    times = []
    for query in ("treaty", "joint activities", '"peace treaty"', "isl"):
        at = time.perf_counter()
        window.search.search(query)
        window.pool.drain(5000)
        times.append((time.perf_counter() - at) * 1000)
    found["search"] = times
    found["peak"] = peak()
    print(json.dumps(found))
    window.close()

original = app.build
def build(*args, **kwargs):
    window = original(*args, **kwargs)
    window.painted = Painted(window)
    window.installEventFilter(window.painted)
    return window
app.build = build
app.run(Path(sys.argv[2]))
"""


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        library = home / "library"
        subprocess.run(
            [sys.executable, "-m", "diptych", "--library", str(library), "import", str(ROOT / "corpus")],
            env=environment(home),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        measure(BARE, home)
        bare = [measure(BARE, home) for _ in range(runs)]
        measure(WINDOW, home, str(library))
        warm = [measure(WINDOW, home, str(library)) for _ in range(runs)]
        cold = []
        for _ in range(3):
            forget_files()
            cold.append(measure(WINDOW, home, str(library)))
    median = statistics.median
    print(f"{'':14}{'median':>10}{'worst':>10}   goal")
    row("bare QWidget", [one["start"] for one in bare], "ms", "")
    row("warm start", [one["start"] for one in warm], "ms", GOALS["warm start"])
    row("cold start", [one["start"] for one in cold], "ms", GOALS["cold start"])
    row("bare CPU", [one["cpu"] for one in bare], "ms", "")
    row("CPU at start", [one["cpu"] for one in warm], "ms", "")
    row("bare memory", [one["peak"] for one in bare], "MB", "")
    row("at start", [one["peak at start"] for one in warm], "MB", "")
    row("peak memory", [one["peak"] for one in warm], "MB", GOALS["peak memory"])
    row("article", [time for one in warm for time in one["article"]], "ms", GOALS["article"])
    row("layer", [time for one in warm for time in one["layer"]], "ms", GOALS["layer"])
    row("search", [time for one in warm for time in one["search"]], "ms", "")
    print(f"modules at the first painted window: {median(one['modules'] for one in warm):.0f}")


def row(name: str, values: list[float], unit: str, goal: str) -> None:
    """Print one line of the table."""
    print(f"{name:14}{statistics.median(values):>7.0f} {unit}{max(values):>7.0f} {unit}   {goal}")


def measure(script: str, home: Path, *arguments: str) -> dict[str, Any]:
    """Run one process and read what it measured."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(time.monotonic()), *arguments],
        env=environment(home),
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def environment(home: Path) -> dict[str, str]:
    """The environment of a process: a home of its own, offscreen where there is no display."""
    own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    made = {**os.environ, **own, "PYTHONPATH": str(ROOT / "desktop")}
    # Compiled as an installed program is, whatever the caller's environment says.
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    made["PYTHONPYCACHEPREFIX"] = str(home / "compiled")
    if not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        made["QT_QPA_PLATFORM"] = "offscreen"
    return made


def forget_files() -> None:
    """Ask the system to drop our files from its cache; those that other processes use may stay."""
    for file in files():
        try:
            handle = os.open(file, os.O_RDONLY)
        except OSError:
            continue
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def files() -> Iterator[Path]:
    """The program's files, Python's library and the installed packages."""
    folders = {
        ROOT / "desktop",
        ROOT / "resources",
        *(Path(sysconfig.get_path(n)) for n in ("stdlib", "platlib")),
    }
    for folder in folders:
        yield from (file for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    main()
