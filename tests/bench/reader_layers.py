"""Marks on a page: CPU milliseconds to switch all layers or one kind, to scroll a step, and to find all.

The layers are denser than those of a real article: three names in each sentence of 17 words, positions of
two parties on the same words, a note and two hits in each sentence.
"Bare" is the same page painted without any mark. Run: python tests/bench/reader_layers.py
"""

from __future__ import annotations

import os
import re
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from PySide6.QtWidgets import QApplication
from tests.bench.reader_open import SIZES, article, complete

from diptych.model import Article, Direction, Span
from diptych.ui import theme
from diptych.ui.reader import find
from diptych.ui.reader.marks import Held, Layer, Mark, Marks, Pen
from diptych.ui.reader.pane import ReaderPane
from diptych.ui.reader.ruler import ticks

ROUNDS = 40
GOALS = {15_000: (8, 4, 5), 100_000: (16, 4, 10), 1_000_000: (16, 4, 40)}
"""CPU milliseconds that are allowed to toggle all layers, to scroll a step, and to find all."""

LAYERS = (Layer.POSITIONS, Layer.HIGHLIGHTS, Layer.ENTITIES, Layer.SEARCH)


def marks(made: Article) -> dict[Layer, list[Mark]]:
    """Marks for every layer of an article."""

    def of(layer: Layer, pattern: str, data: object) -> list[Mark]:
        return [Mark(*hit.span(), layer, data) for hit in re.finditer(pattern, made.text)]

    one = of(Layer.POSITIONS, r"none of [^.]+\.", Held("party1", tuple(Direction)[:2], 0, 2))
    two = of(Layer.POSITIONS, r"none of [^.]+before\.", Held("party2", (Direction.OPPOSES,), 1, 2))
    return {
        Layer.POSITIONS: one[::2] + two[::4],
        Layer.HIGHLIGHTS: of(Layer.HIGHLIGHTS, "its count", Pen(1, noted=True)),
        Layer.ENTITIES: [
            *of(Layer.ENTITIES, "harbour office", "organisation"),
            *of(Layer.ENTITIES, "masters", "person"),
            *of(Layer.ENTITIES, r"\d+ before", "place"),
        ],
        Layer.SEARCH: of(Layer.SEARCH, "boats|before", None),
    }


def nearest(length: int) -> int:
    """The size of a goal that a text of that length belongs to."""
    return min(GOALS, key=lambda size: abs(size - length))


def median(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median CPU milliseconds of an act."""
    spent = []
    for _ in range(rounds):
        began = process_time()
        act()
        spent.append(1_000 * (process_time() - began))
    return statistics.median(spent)


def measure(app: QApplication, pane: ReaderPane, made: Article) -> None:
    """Print the figures of one article."""
    pane.show_article(made)
    while not complete(pane.page):
        app.processEvents()
    bar, view = pane.page.verticalScrollBar(), pane.page.viewport()
    bare = median(view.repaint)
    for layer, spans in marks(made).items():
        pane.set_marks(layer, spans)
    count = sum(len(pane.marks(layer)) for layer in LAYERS)
    bar.setValue(bar.maximum() // 2)

    def toggle() -> None:
        toggle.on = not toggle.on  # type: ignore[attr-defined]
        for layer in LAYERS:
            pane.toggle_layer(layer, toggle.on)  # type: ignore[attr-defined]
        view.repaint()

    def toggle_kind() -> None:
        toggle.on = not toggle.on  # type: ignore[attr-defined]
        pane.toggle_data(Layer.ENTITIES, "person", toggle.on)  # type: ignore[attr-defined]
        view.repaint()

    def scroll() -> None:
        bar.setValue(bar.value() + bar.singleStep() * 3)
        view.repaint()

    def lay_out_anew() -> None:
        pane.page.overlay.forget_shapes()
        view.repaint()

    toggle.on = True  # type: ignore[attr-defined]
    toggled = median(toggle)
    kind = median(toggle_kind)
    fresh = median(lay_out_anew)
    scrolled = median(scroll)
    rows = [len(made.text) * row // view.height() for row in range(view.height())]
    ruled = median(lambda: ticks(pane.page.overlay, rows), 7)
    find.folded.cache_clear()
    first = median(lambda: find.starts(made.text, "boats"), 1)
    again = median(lambda: find.starts(made.text, "the count"), 7)
    letter = median(lambda: pane.set_marks(Layer.FIND, Marks.of_length(find.starts(made.text, "e"), 1)), 5)
    pane.set_marks(Layer.FIND, [Span(0, 1)])
    toggles, scrolls, finds = GOALS[nearest(len(made.text))]
    print(
        f"{len(made.text):>9,} {count:>6,} marks  bare {bare:5.2f}  toggle {toggled:5.2f} (goal {toggles})"
        f"  one kind {kind:5.2f}"
        f"  shapes anew {fresh:5.2f}  scroll {scrolled:5.2f} (goal {scrolls})  ruler {ruled:5.2f}"
        f"  find first {first:5.1f} (goal {finds}) again {again:5.1f} every e {letter:5.1f}"
    )


def main() -> None:
    """Print the medians for each size."""
    app = QApplication([])
    pane = ReaderPane("left", theme.load_theme("light"), theme.load_fonts())
    pane.resize(620, 900)
    pane.show()
    app.processEvents()
    for size in SIZES:
        measure(app, pane, article(size, 1))


if __name__ == "__main__":
    main()
