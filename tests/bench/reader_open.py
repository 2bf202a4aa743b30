"""Open an article: CPU milliseconds to the first painted page and to the whole page laid out.

Beside it, in the same run, a plain QTextBrowser that is given the same paragraphs as HTML. Also the
longest stretch in which the window could not answer. Run: python tests/bench/reader_open.py
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
from diptych.ui.reader.page_view import PageView
from diptych.ui.reader.pane import ReaderPane

SIZES = (15_000, 100_000, 1_000_000)
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


def main() -> None:
    """Print the medians."""
    app = QApplication([])
    fonts = theme.load_fonts()
    light = theme.load_theme("light")
    pane = ReaderPane("left", light, fonts)
    browser = QTextBrowser()
    for widget in (pane, browser):
        widget.resize(620, 900)
        widget.show()
    app.processEvents()
    for size in SIZES:
        ours, plain = [], []
        for number in range(ROUNDS):
            made = article(size, number + 1)
            ours.append(
                Run(pane.page.viewport(), lambda: complete(pane.page)).of(partial(pane.show_article, made))
            )
            html = "".join(f"<p>{escape(text)}</p>" for text in made.text.split("\n\n"))
            plain.append(
                Run(browser.viewport(), lambda: laid_out(browser)).of(partial(browser.setHtml, html))
            )
        for name, rows in (("reader", ours), ("setHtml", plain)):
            painted, whole, longest = (statistics.median(column) for column in zip(*rows, strict=True))
            print(f"{size:>9,} {name:<8} painted {painted:7.1f}  whole {whole:7.1f}  longest {longest:6.1f}")


if __name__ == "__main__":
    main()
