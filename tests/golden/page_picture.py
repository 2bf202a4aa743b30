"""The picture of a page with every kind of block and every layer of marks on it, in one theme.

Only letters of the fonts that come with the program are used, so that it looks the same on every machine.
Renew the pictures after a wanted change, and look at them: python tests/golden/page_picture.py
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from diptych import app
from diptych.model import (
    Article,
    ArticleDate,
    Author,
    Block,
    BlockKind,
    DatePrecision,
    Direction,
    Run,
    Span,
    Style,
)
from diptych.ui import theme as themes
from diptych.ui.reader import find
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.marks import Held, Layer, Mark, Marks, Named, Pen
from diptych.ui.reader.pane import ReaderPane

FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 620, 900

_TEXTS: tuple[tuple[BlockKind, int, str, str], ...] = (
    (
        BlockKind.PARAGRAPH,
        0,
        "",
        (
            "The harbour office in Lindhaven counts forty boats.1 Ana Duarte, who keeps the list, says that "
            "the office will never count a boat that has no keel, and the Guild of Masters wants a "
            "second list."
        ),
    ),
    (BlockKind.HEADING, 2, "", "What the Guild says"),
    (
        BlockKind.PARAGRAPH,
        0,
        "",
        (
            "Bo Lind answered for the Guild. A second list would do no harm, he said, if the harbour office "
            "paid for it; the Treaty of Lindhaven asks for one. В порту стоят сорок лодок."
        ),
    ),
    (BlockKind.ITEM, 1, "\u2022", "boats with a keel, and among them those that came in after the ice"),
    (BlockKind.ITEM, 2, "1.", "boats without"),
    (BlockKind.QUOTE, 1, "", "No boat is a boat before it has been counted."),
    (BlockKind.QUOTE, 2, "", "Nor after, says the Guild."),
    (BlockKind.HEADING, 3, "", "The list"),
    (BlockKind.TABLE, 0, "", "Year\tBoats\n2016\tforty, of which two without a keel\n2017\t38"),
    (BlockKind.NOTE, 0, "1", "The count of the spring, before the ice went out."),
)


def article() -> Article:
    """The article of the picture."""
    text, blocks = "", []
    for kind, level, marker, words in _TEXTS:
        start = len(text)
        rows = []
        if kind is BlockKind.TABLE:
            at = start
            for line in words.split("\n"):
                cells = []
                for cell in line.split("\t"):
                    cells.append(Span(at, at + len(cell)))
                    at += len(cell) + 1
                rows.append(tuple(cells))
        block = Block(
            kind=kind, start=start, end=start + len(words), level=level, marker=marker, rows=tuple(rows)
        )
        blocks.append(block)
        text += words + "\n\n"
    text = text.rstrip("\n")
    return Article(
        id=1,
        title="Forty boats and a second list",
        subtitle="What is counted, and by whom",
        text_id=1,
        text=text,
        blocks=tuple(_with_runs(block, text) for block in blocks),
        authors=(Author(as_printed="Mia Berg", given="Mia", family="Berg"),),
        outlet="Harbour Notes",
        date=ArticleDate(value="2016-12", precision=DatePrecision.MONTH),
    )


def marks(made: Article) -> dict[Layer, list[Mark]]:
    """Marks of all layers, some of them on the same words."""

    def mark(layer: Layer, words: str, data: object = None) -> Mark:
        start = made.text.index(words)
        return Mark(start, start + len(words), layer, data)

    entities, positions = Layer.ENTITIES, Layer.POSITIONS
    return {
        entities: [
            mark(entities, "Lindhaven", Named("place", "party1")),
            mark(entities, "Ana Duarte", Named("person", "party1")),
            mark(entities, "Guild of Masters", Named("organisation", "party2")),
            mark(entities, "Bo Lind", Named("person", "party2")),
            mark(entities, "Treaty of Lindhaven", Named("event", "analyst")),
        ],
        positions: [
            mark(positions, "the office will never count a boat that has no keel", _held(Direction.OPPOSES)),
            mark(positions, "the Guild of Masters wants a second list", _held(Direction.DEMANDS, "party2")),
            mark(
                positions, "A second list would do no harm, he said", _held(Direction.CONDITIONAL, "party2")
            ),
            mark(positions, "No boat is a boat before", _held(Direction.NEUTRAL, "analyst")),
        ],
        Layer.HIGHLIGHTS: [
            mark(Layer.HIGHLIGHTS, "a boat that has no keel", Pen(0, noted=True)),
            mark(Layer.HIGHLIGHTS, "would do no harm", Pen(1)),
            mark(Layer.HIGHLIGHTS, "came in after", Pen(2)),
            mark(Layer.HIGHLIGHTS, "before it has been", Pen(3)),
        ],
        Layer.SEARCH: [mark(Layer.SEARCH, "keel"), mark(Layer.SEARCH, "paid")],
        Layer.CURRENT: [mark(Layer.CURRENT, "keel", Layer.SEARCH)],
    }


def draw(name: str) -> QImage:
    """The picture in a theme ("light", "dark" or "sepia")."""
    application = app.application()
    fonts, theme = themes.load_fonts(), themes.load_theme(name)
    application.setFont(themes.interface_font(fonts))
    themes.apply(application, theme)
    pane = ReaderPane("left", theme, fonts)
    pane.set_style(PageStyle(fonts.reading, numbered=True))
    pane.resize(WIDTH, HEIGHT)
    pane.show()
    made = article()
    pane.show_article(made)
    pane.header.set_names((("Lindhaven", 2),))
    for layer, spans in marks(made).items():
        pane.set_marks(layer, spans)
    pane.page.set_marks(Layer.FIND, Marks.of_length(find.starts(made.text, "boats"), 5))
    while not (pane.page.complete and pane.ruler.ticks):
        QApplication.processEvents()
    drawn = pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pane.hide()
    pane.deleteLater()
    return drawn


def _held(direction: Direction, role: str = "party1") -> Held:
    return Held(role, (direction,))


def _with_runs(block: Block, text: str) -> Block:
    """The block with the styles that stand on some of its words."""
    runs = []
    for words, style, target in (
        ("boats.1", Style.NOTE_REF, "1"),
        ("Treaty of Lindhaven", Style.LINK, "https://example.org/treaty"),
        ("keeps the list", Style.EMPHASIS, ""),
        ("forty boats", Style.STRONG, ""),
        ("second list would", Style.STRUCK, ""),
    ):
        at = text.find(words, block.start, block.end)
        if at >= 0:
            end = at + len(words)
            runs.append(
                Run(start=end - 1 if style is Style.NOTE_REF else at, end=end, style=style, target=target)
            )
    return Block(
        kind=block.kind, start=block.start, end=block.end, level=block.level, marker=block.marker,
        rows=block.rows, runs=tuple(runs),
    )  # fmt: skip


def main() -> None:
    """Draw all pictures anew."""
    for name in themes.THEMES:
        file = FOLDER / f"page-{name}.png"
        draw(name).save(str(file))
        print(file)


if __name__ == "__main__":
    main()
