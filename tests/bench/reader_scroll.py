"""Scrolling by a wheel notch: CPU milliseconds in one pane, and in both when they are linked by meaning.

Beside a plain ``QTextBrowser`` with the same text through ``setHtml``, scrolled as far in the same run. Both
paint what a window paints: the strip that came into view ("whole": all of both pages and the gutter). First
without any mark, then with layers denser than those of a real article (see ``reader_layers.py``). Each page
has a pair for every third paragraph; the linked step is a step of the leading pane, one frame of the pane
that follows, and the gutter between them. Run: python tests/bench/reader_scroll.py
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from PySide6.QtWidgets import QApplication, QScrollBar, QTextBrowser
from tests.bench.reader_layers import LAYERS, marks
from tests.bench.reader_open import SIZES, article, complete

from diptych.model import Article
from diptych.ui import theme
from diptych.ui.reader.following import Following
from diptych.ui.reader.levels import Levels
from diptych.ui.reader.linking import Passage, ways
from diptych.ui.reader.side_by_side import SideBySide

ROUNDS = 60
NOTCH = 60
GOALS = "goals: one pane 4, linked 8"


def median(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median CPU milliseconds of an act."""
    spent = []
    for _ in range(rounds):
        began = process_time()
        act()
        spent.append(1_000 * (process_time() - began))
    return statistics.median(spent)


class Notch:
    """Turns the wheel by a notch, back again at the end of the page."""

    def __init__(self, bar: QScrollBar) -> None:
        self._bar = bar
        self._way = NOTCH

    def turn(self) -> None:
        """Scroll by one notch."""
        if not self._bar.minimum() <= self._bar.value() + self._way <= self._bar.maximum():
            self._way = -self._way
        self._bar.setValue(self._bar.value() + self._way)


def plain(app: QApplication, made: Article, width: int, height: int) -> float:
    """A step of a plain text browser of that size."""
    view = QTextBrowser()
    view.resize(width, height)
    paragraphs = (made.text[block.start : block.end] for block in made.blocks)
    view.setHtml("".join(f"<p>{text}</p>" for text in paragraphs))
    view.show()
    app.processEvents()
    view.document().documentLayout().documentSize()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)

    notch = Notch(bar)

    def step() -> None:
        notch.turn()
        app.processEvents()

    spent = median(step)
    view.close()
    view.deleteLater()
    return spent


def passages(left: Levels, right: Levels) -> list[Passage]:
    """Every third block beside the one after it."""
    return [
        Passage(left.tops[n], left.bottoms[n], right.tops[n + 1], right.bottoms[n + 1], 0.5 + n % 50 / 100)
        for n in range(0, len(left.tops) - 1, 3)
    ]


def shown(app: QApplication, panes: SideBySide, made: Article) -> None:
    """Show the article in both panes, laid out, without marks."""
    for side in ("left", "right"):
        panes.open(made, side)
    for pane in (panes.left, panes.right):
        while not complete(pane.page):
            app.processEvents()


def mark(panes: SideBySide, made: Article) -> None:
    """Put all layers on both pages."""
    for pane in (panes.left, panes.right):
        for layer, spans in marks(made).items():
            pane.set_marks(layer, spans)
    assert all(len(panes.left.marks(layer)) for layer in LAYERS)


def measure(app: QApplication, panes: SideBySide, made: Article) -> None:
    """Print the figures of one size."""
    shown(app, panes, made)
    page, other = panes.left.page, panes.right.page
    table = median(lambda: Levels.of(made, page.document(), page.offsets), 5)
    levels = Levels.of(made, page.document(), page.offsets)
    joined = passages(levels, levels)
    joining = median(lambda: ways(joined), 3)
    panes.gutter.set_passages(joined)
    following = Following((panes.left, panes.right), panes)
    following.set_ways(*ways(joined))
    following.switch(True)
    bar, led = page.verticalScrollBar(), other.verticalScrollBar()
    for each in (bar, led):
        each.setValue(each.maximum() // 2)
    app.processEvents()
    notch = Notch(bar)

    def alone() -> None:
        notch.turn()
        app.processEvents()

    def linked() -> None:
        notch.turn()
        following.lead(panes.left, bar.value())
        following.step()
        app.processEvents()

    def whole() -> None:
        notch.turn()
        following.lead(panes.left, bar.value())
        following.step()
        for widget in (page.viewport(), other.viewport(), panes.gutter):
            widget.repaint()

    bare = median(alone), median(linked)
    mark(panes, made)
    app.processEvents()
    one, both, all_of_it = median(alone), median(linked), median(whole)
    gutter = median(panes.gutter.repaint)
    beside = plain(app, made, page.width(), page.height())
    following.stop()
    print(
        f"{len(made.text):>9,} {len(joined):>4,} pairs  bare: one pane {bare[0]:5.2f}, linked {bare[1]:5.2f}"
        f"  with all marks: {one:5.2f}, {both:5.2f}"
        f", whole {all_of_it:5.2f}  plain QTextBrowser {beside:5.2f}  gutter {gutter:4.2f}"
        f"  once: heights {table:6.2f}, way {joining:6.2f}"
    )


def main() -> None:
    """Print the medians for each size."""
    app = QApplication([])
    panes = SideBySide(theme.load_theme("light"), theme.load_fonts())
    panes.resize(1_240, 900)
    panes.show()
    app.processEvents()
    print(GOALS)
    for size in SIZES:
        measure(app, panes, article(size, 1))


if __name__ == "__main__":
    main()
