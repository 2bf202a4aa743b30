"""How long the window's thread is kept from answering, at most, while things go on in a large library.

Run: ``python tests/bench/window_stalls.py [ARTICLES]``. A timer beats every 4 ms; the longest gap between
two beats is what a user would feel. Times are wall-clock milliseconds.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))
if not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, Qt, QTimer

from diptych import app
from diptych.library import Library
from diptych.model import ArticleDate, Block, BlockKind, DatePrecision, Draft
from diptych.progress import Progress
from diptych.settings import Settings
from diptych.ui.main_window import MainWindow
from diptych.ui.models.articles import Order
from diptych.workspace import Workspace

WORDS = [start + end for start in ("ba", "co", "du", "fe", "gi") for end in ("ron", "tel", "mar", "sin")]


def draft(chance: random.Random, words: int = 800) -> Draft:
    """An article of made-up words in ten paragraphs."""
    paragraphs = [" ".join(chance.choices(WORDS, k=words // 10)).capitalize() + "." for _ in range(10)]
    blocks, at = [], 0
    for text in paragraphs:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(text)))
        at += len(text) + 2
    year = str(chance.randint(1990, 2020))
    return Draft(
        title=" ".join(chance.choices(WORDS, k=6)).capitalize(),
        text="\n\n".join(paragraphs),
        blocks=tuple(blocks),
        importer="bench/1",
        outlet=chance.choice(WORDS).capitalize(),
        date=ArticleDate(value=year, precision=DatePrecision.YEAR),
        language="en",
    )


def stall(window: MainWindow, act: Callable[[], object], least_ms: int = 300) -> tuple[float, float]:
    """Do it and wait until the pool is empty: the longest gap between two beats, and the whole time."""
    beats: list[float] = []
    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(4)
    began = time.perf_counter()

    def look() -> None:
        long_enough = time.perf_counter() - began > least_ms / 1000
        if long_enough and not window.pool.tasks:
            loop.quit()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(10, act)
    QTimer.singleShot(20, look)
    loop.exec()
    gaps = [after - before for before, after in zip([began, *beats], beats, strict=False)]
    return max(gaps) * 1000, (time.perf_counter() - began) * 1000


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        with Library.open(folder) as library:
            for number in range(count):
                library.add(draft(chance), str(number).encode(), f"{number}.txt")
        files = Path(name) / "files"
        files.mkdir()
        for number in range(20):
            (files / f"{number}.txt").write_text(draft(chance).text, "utf-8")
        with Workspace.open(folder) as workspace:
            workspace.update_index(Progress())
            window = app.build(workspace, Settings(theme="light"), Path(name) / "settings.toml")
            window.resize(1600, 1000)
            window.show()
            print(f"{count} articles: longest stall, whole time")
            for words, act in (
                ("fill the list", window.begin),
                ("order by title", lambda: window.library.set_order(Order.TITLE)),
                ("open two", lambda: window.reading.open_two(window.library.model.ids()[:2])),
                ("first search", lambda: window.search.search("baron")),
                ("search", lambda: window.search.search("cotel dumar")),
                ("search a prefix", lambda: window.search.search("fe")),
                ("search a phrase", lambda: window.search.search('"gisin homar"')),
                ("empty the field", lambda: window.search.field.clear()),
                ("tag 100", lambda: window.acts.tag(window.library.model.ids()[:100], "bench")),
                ("undo", window.acts.undo),
                ("dark theme", window.actions_["theme_dark"].trigger),
                ("larger text", window.actions_["larger"].trigger),
                ("import 20", lambda: window.upkeep.import_paths([files])),
            ):
                longest, whole = stall(window, act)
                print(f"{words:18}{longest:7.0f} ms{whole:9.0f} ms")
            window.close()


if __name__ == "__main__":
    main()
