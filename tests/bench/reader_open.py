"""Open an article: CPU milliseconds to the first painted page and to the whole page laid out.

Beside it, in the same run, plain QTextBrowsers that are given the same paragraphs as HTML: one in the
page's own type and measure, which lays out as many lines, and one as Qt comes, in the system's font. Also
the longest stretch in which the window could not answer. "First screen" is the first painted view.

Run: python tests/bench/reader_open.py
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from diptych.model import Article, Block, BlockKind
from diptych.ui import theme
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.page_view import PageView
from diptych.ui.reader.pane import ReaderPane

SIZES = (15_000, 100_000, 1_000_000)
GOALS = {15_000: 30, 100_000: 80, 1_000_000: 600}
"""CPU milliseconds to full layout that are allowed; of the first screen 80, of a slice 50, ratio 1.3."""

ROUNDS = 7
_SENTENCE = (
    "The harbour office counts {} boats, and none of the masters agrees with its count of the {} before. "
)


def article(size: int, number: int) -> Article:
    """An article of about ``size`` characters in paragraphs of about 500."""
    texts, length = [], 0
    while length < size:
        texts.append("".join(_SENTENCE.format(length + part, number) for part in range(5)).strip())
        length += len(texts[-1]) + 2
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(text)))
        at += len(text) + 2
    return Article(id=number, title="Boats", text_id=number, text="\n\n".join(texts), blocks=tuple(blocks))


class Run(QObject):
    """One opening, watched by a heartbeat: when it was painted, when done, and the longest gap."""

    def __init__(self, widget: QWidget, done: Callable[[], bool]) -> None:
        super().__init__()
        self._done = done
        self._loop = QEventLoop()
        self._seen = False
        self._began = self._last = process_time()
        self.painted = self.whole = self.longest = 0.0
        widget.installEventFilter(self)
        self._beat = QTimer(self, interval=1)
        self._beat.timeout.connect(self._on_beat)

    def of(self, start: Callable[[], object]) -> tuple[float, float, float]:
        """CPU ms to painted and to done, and the longest stretch of CPU ms without an answer."""
        self._began = self._last = process_time()
        self._beat.start()
        start()
        self._loop.exec()
        return self.painted, self.whole, self.longest

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See paint events pass."""
        del watched
        self._seen = self._seen or event.type() == QEvent.Type.Paint
        return False

    def _on_beat(self) -> None:
        now = process_time()
        self.longest = max(self.longest, 1_000 * (now - self._last))
        self._last = now
        if self._seen and not self.painted:
            self.painted = 1_000 * (now - self._began)
        if self.painted and self._done():
            self.whole = 1_000 * (now - self._began)
            self._beat.stop()
            self._loop.quit()


def laid_out(browser: QTextBrowser) -> bool:
    """Whether the last block has its lines."""
    return browser.document().lastBlock().layout().lineCount() > 0


def complete(view: PageView) -> bool:
    """Whether the page is built and laid out."""
    return not view.building and laid_out(view)


def like_the_page(browser: QTextBrowser, reading: str) -> None:
    """Set a browser in the page's type, between the page's margins."""
    style = PageStyle(reading)
    browser.document().setDefaultFont(style.font())
    browser.setViewportMargins(*(part for side in style.margins(620) for part in (side, 0)))


def main() -> None:
    """Print the medians."""
    app = QApplication([])
    fonts = theme.load_fonts()
    pane = ReaderPane("left", theme.load_theme("light"), fonts)
    same, plain = QTextBrowser(), QTextBrowser()
    like_the_page(same, fonts.reading)
    for widget in (pane, same, plain):
        widget.resize(620, 900)
        widget.show()
    app.processEvents()
    for size in SIZES:
        found: dict[str, list[tuple[float, float, float]]] = {"reader": [], "setHtml": [], "as it comes": []}
        for number in range(ROUNDS):
            made = article(size, number + 1)
            run = Run(pane.page.viewport(), lambda: complete(pane.page))
            found["reader"].append(run.of(partial(pane.show_article, made)))
            html = "".join(f"<p>{escape(text)}</p>" for text in made.text.split("\n\n"))
            for name, browser in (("setHtml", same), ("as it comes", plain)):
                run = Run(browser.viewport(), partial(laid_out, browser))
                found[name].append(run.of(partial(browser.setHtml, html)))
        report(size, found)


def report(size: int, found: dict[str, list[tuple[float, float, float]]]) -> None:
    """Print the medians of one size, ours with the goals and as a ratio of each peer's."""
    medians = {
        name: [statistics.median(each) for each in zip(*rows, strict=True)] for name, rows in found.items()
    }
    ours = medians["reader"][1]
    for name, (painted, whole, longest) in medians.items():
        spent = f"first screen {painted:6.1f}  whole {whole:6.1f}  longest {longest:6.1f}"
        goal = f"goals 80, {GOALS[size]}, 50" if name == "reader" else f"ratio {ours / whole:.2f}"
        print(f"{size:>9,} {name:<12} {spent}  ({goal}{', goal 1.3' if name == 'setHtml' else ''})")


if __name__ == "__main__":
    main()
