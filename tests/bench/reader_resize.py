"""Change width, height, zoom and theme of an article: CPU milliseconds, and the longest wait.

Deep in the article the place is kept, and all before it must be laid out anew first, while the old
picture stays; at the top the new one is seen at once. "Wait" is the longest stretch of CPU time in which
the window could not answer; "drift" how many characters the place at the top of the view moved.

Run: python tests/bench/reader_resize.py
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from tests.bench.reader_open import SIZES, Run, article

from diptych.model import Span
from diptych.ui import theme
from diptych.ui.reader.pane import ReaderPane

ROUNDS = 5
GOALS = {15_000: 16, 100_000: 16, 1_000_000: 20}
"""CPU milliseconds until the visible part is seen at another width or size."""


def settled(pane: ReaderPane) -> bool:
    """Whether the page is laid out and shows its place again."""
    return pane.page.complete and pane.page.viewport().updatesEnabled() and pane.page.top_position() > 0


def at_the_top(
    pane: ReaderPane, act: Callable[[], None], back: Callable[[], None], app: QApplication
) -> float:
    """CPU milliseconds until the visible part is painted anew, the reader being at the top of the page."""
    deep = pane.page.verticalScrollBar().value()
    pane.page.verticalScrollBar().setValue(0)
    rows = []
    for _ in range(ROUNDS):
        rows.append(Run(pane.page.viewport(), lambda: pane.page.complete).of(act)[0])
        back()
        while not pane.page.complete:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    pane.page.verticalScrollBar().setValue(deep)
    wait_for(app, pane)
    return statistics.median(rows)


def wait_for(app: QApplication, pane: ReaderPane) -> None:
    """Let the window work until the page is settled."""
    while not settled(pane):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def measure(app: QApplication, pane: ReaderPane, size: int) -> None:
    """Print the figures of one size of article."""
    light, dark = theme.load_theme("light"), theme.load_theme("dark")
    made = article(size, 1)
    pane.resize(600, 900)
    pane.show_article(made)
    deep = len(made.text) * 9 // 10
    pane.go_to(Span(deep, deep + 3), flash=False)
    wait_for(app, pane)
    acts: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
        "width": (lambda: pane.resize(460, 900), lambda: pane.resize(600, 900)),
        "height": (lambda: pane.resize(600, 700), lambda: pane.resize(600, 900)),
        "zoom": (lambda: pane.set_zoom(120), lambda: pane.set_zoom(100)),
        "theme": (lambda: pane.set_theme(dark), lambda: pane.set_theme(light)),
    }
    for name, (act, back) in acts.items():
        rows, drifts = [], []
        for _ in range(ROUNDS):
            before = pane.page.top_position()
            rows.append(Run(pane.page.viewport(), lambda: settled(pane)).of(act))
            drifts.append(abs(pane.page.top_position() - before))
            back()
            wait_for(app, pane)
        _, whole, longest = (statistics.median(column) for column in zip(*rows, strict=True))
        print(
            f"{size:>9,} {name:<7} deep: whole {whole:7.1f}  wait {longest:6.1f}  drift {max(drifts):>3}"
            f"   at the top: seen after {at_the_top(pane, act, back, app):5.1f} (goal {GOALS[size]})"
        )


def main() -> None:
    """Print the medians for each size."""
    app = QApplication([])
    pane = ReaderPane("left", theme.load_theme("light"), theme.load_fonts())
    pane.show()
    for size in SIZES:
        measure(app, pane, size)


if __name__ == "__main__":
    main()
