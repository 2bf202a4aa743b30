"""Text that is made to stall a window: the longest time in which its thread did not answer, for each kind.

CPU milliseconds, from opening to the end of the layout, with names marked all over, hits of a search, the
ruler drawn, and then a jump to the end. The goal is 100. Run:
python tests/bench/reader_hostile.py [PART OF A NAME]...
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from PySide6.QtWidgets import QApplication
from tests.bench.reader_open import Run

from diptych.model import Article, Block, BlockKind, Span, Style
from diptych.model import Run as Inline
from diptych.ui import theme
from diptych.ui.reader.marks import Held, Layer, Mark, Marks, Named
from diptych.ui.reader.pane import ReaderPane

GOAL = 100
_ARABIC = "\u0633\u0644\u0627\u0645 "


def flowing(kind: BlockKind, texts: list[str], level: int = 0) -> Article:
    """An article of blocks of one kind."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind=kind, start=at, end=at + len(text), level=level, marker="1"))
        at += len(text) + 2
    return Article(id=1, title="T", text_id=1, text="\n\n".join(texts), blocks=tuple(blocks))


def table(rows: int, columns: int, cell: str) -> Article:
    """An article of one table."""
    width = len(cell) + 1
    spans = tuple(
        tuple(
            Span(width * (row * columns + n), width * (row * columns + n) + len(cell)) for n in range(columns)
        )
        for row in range(rows)
    )
    text = "\n".join(["\t".join([cell] * columns)] * rows)
    block = Block(kind=BlockKind.TABLE, start=0, end=len(text), rows=spans)
    return Article(id=1, title="T", text_id=1, text=text, blocks=(block,))


def with_runs(count: int) -> Article:
    """One paragraph full of links, notes and bold words."""
    text = "ab " * count
    styles = (Style.LINK, Style.STRONG, Style.NOTE_REF)
    runs = tuple(
        Inline(start=3 * n, end=3 * n + 4, style=styles[n % 3], target=f"https://example.org/{n}")
        for n in range(count - 1)
    )
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), runs=runs)
    return Article(id=1, title="T", text_id=1, text=text, blocks=(block,))


CASES: dict[str, Callable[[], Article]] = {
    "a line of 1,000,000 letters": lambda: flowing(BlockKind.PARAGRAPH, ["x" * 1_000_000]),
    "a line of 1,000,000 words": lambda: flowing(BlockKind.PARAGRAPH, ["of " * 333_333]),
    "10,000 quotes, 100 deep": lambda: flowing(BlockKind.QUOTE, ["quoted words"] * 10_000, 100),
    "100,000 items": lambda: flowing(BlockKind.ITEM, ["an item"] * 100_000, 3),
    "a table of 10,000 by 4": lambda: table(10_000, 4, "cell"),
    "a table of 3 by 5,000": lambda: table(3, 5_000, "cell"),
    "a cell of 400,000 letters": lambda: table(2, 1, "y" * 200_000),
    "30,000 inline runs": lambda: with_runs(30_000),
    "100,000 emoji": lambda: flowing(BlockKind.PARAGRAPH, ["\U0001f600" * 100_000]),
    "500,000 accents on a letter": lambda: flowing(BlockKind.PARAGRAPH, ["e" + "\u0301" * 500_000]),
    "500,000 zero-width characters": lambda: flowing(BlockKind.PARAGRAPH, ["a\u200b\u200d\u00ad" * 125_000]),
    "300,000 overrides": lambda: flowing(BlockKind.PARAGRAPH, ["a\u202eb\u202c " * 60_000]),
    "500,000 letters of Arabic": lambda: flowing(
        BlockKind.PARAGRAPH, ["\u0633\u0644\u0627\u0645 " * 100_000]
    ),
    "500,000 line feeds": lambda: flowing(BlockKind.PARAGRAPH, ["\n" * 500_000]),
}


def settled(pane: ReaderPane) -> bool:
    """Whether the page is laid out and the ruler has been drawn."""
    return pane.page.complete and bool(pane.ruler.ticks)


def marks(article: Article) -> dict[Layer, Marks]:
    """Marks all over an article."""
    places = range(0, len(article.text) - 8, 40)
    return {
        Layer.ENTITIES: Marks([Mark(at, at + 6, Layer.ENTITIES, Named("person", "party1")) for at in places]),
        Layer.POSITIONS: Marks([Mark(at, at + 30, Layer.POSITIONS, Held("party1")) for at in places[::7]]),
        Layer.SEARCH: Marks([Span(at, at + 1) for at in places]),
    }


def measure(pane: ReaderPane, article: Article) -> tuple[float, float]:
    """The longest stall of opening an article and going to its end, and the whole time of opening it."""
    made = marks(article)

    def start() -> None:
        pane.show_article(article)
        for layer, held in made.items():
            pane.set_marks(layer, held)

    _, whole, opening = Run(pane.page.viewport(), partial(settled, pane)).of(start)
    bar = pane.ruler
    _, _, jump = Run(pane.page.viewport(), lambda: True).of(partial(bar.setValue, bar.maximum()))
    return max(opening, jump), whole


def main() -> None:
    """Print the longest stall and the whole time of each."""
    app = QApplication([])
    pane = ReaderPane("left", theme.load_theme("light"), theme.load_fonts())
    pane.resize(620, 900)
    pane.show()
    app.processEvents()
    wanted = sys.argv[1:]
    for name, make in CASES.items():
        if not wanted or any(part in name for part in wanted):
            longest, whole = measure(pane, make())
            print(f"{name:<30} longest {longest:6.1f}  (goal {GOAL})  whole {whole:8.1f}", flush=True)


if __name__ == "__main__":
    main()
