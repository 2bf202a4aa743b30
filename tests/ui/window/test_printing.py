"""Articles on paper: as many sheets as are needed, with the marks that are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QProgressDialog
from tests.ui.window import marked
from tests.ui.window.disputed import DOSSIER
from tests.ui.window.marked import read, select

from diptych.errors import DiptychError
from diptych.model import Article, Block, BlockKind
from diptych.ui.main_window import MainWindow
from diptych.ui.printing import file_name
from diptych.ui.reader.formats import PageStyle
from diptych.ui.reader.overlay import Overlay
from diptych.ui.reader.own_notes import with_notes
from diptych.ui.reader.paper import Paper
from diptych.ui.theme import Fonts, Theme
from diptych.workspace import Workspace

SHEET = QSizeF(680, 960)


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    marked.fill(library_folder)
    with Workspace.open(library_folder, dossier=DOSSIER) as opened:
        yield opened


def _built(paper: Paper) -> Paper:
    """Sheets that are ready to be painted."""
    assert list(paper.steps())[-1] <= 1
    return paper


def _painted(paper: Paper, number: int, theme: Theme) -> QImage:
    image = QImage(SHEET.toSize(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        paper.paint(painter, number, theme)
    return image


def test_an_article_is_written_as_pdf(window: MainWindow, tmp_path: Path) -> None:
    read(window)
    file = tmp_path / "the ferry.pdf"
    window.printing.write_pdf(file)
    written = file.read_bytes()
    assert written.startswith(b"%PDF-")
    assert b"/Count 1" in written


def test_a_place_that_cannot_be_written_is_told(window: MainWindow, tmp_path: Path) -> None:
    read(window)
    with pytest.raises(DiptychError, match="could not be written"):
        window.printing.write_pdf(tmp_path / "nowhere" / "a.pdf")


def test_marks_are_printed_as_far_as_they_are_shown(window: MainWindow, light: Theme, fonts: Fonts) -> None:
    pane = read(window)
    assert pane.article is not None
    style = PageStyle(fonts.reading)

    def sheet() -> QImage:
        overlay = pane.page.overlay.copied(light)
        paper = _built(Paper(pane.article, fonts, style, overlay, SHEET))  # type: ignore[arg-type]
        painted = _painted(paper, 1, light)
        paper.deleteLater()
        return painted

    full = sheet()
    window.actions_["mark_positions"].trigger()
    fewer = sheet()
    assert fewer != full
    colours = {full.pixelColor(x, y).name() for x in range(0, 680, 2) for y in range(0, 300, 2)}
    assert light.party1_bg.name() in colours


def test_a_long_article_takes_several_sheets_and_loses_no_line(light: Theme, fonts: Fonts) -> None:
    text = "\n\n".join(f"Paragraph {number} of a long tale." for number in range(120))
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(part)))
        at += len(part) + 2
    article = Article(id=1, title="Long", text_id=1, text=text, blocks=tuple(blocks))
    paper = _built(Paper(article, fonts, PageStyle(fonts.reading), Overlay(light), SHEET))
    assert 3 <= paper.count <= 6
    assert (
        len({bytes(_painted(paper, n, light).constBits()) for n in range(1, paper.count + 1)}) == paper.count
    )
    paper.deleteLater()


def test_notes_are_printed_with_their_words(window: MainWindow) -> None:
    pane = read(window)
    assert pane.article is not None
    select(pane, "wants a ferry")
    window.actions_["highlight_0"].trigger()
    window.acts.change_highlight(window.marking.highlights(pane)[0].id, note="Which\nline?")
    noted = with_notes(pane.article, window.marking.highlights(pane))
    assert noted.text.startswith(pane.article.text)
    entry = noted.blocks[-1]
    assert noted.text[entry.start : entry.end] == "¶ 2 “wants a ferry” — Which line?"
    assert with_notes(pane.article, ()) is pane.article


def test_writing_that_is_cancelled_leaves_no_file(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(window)
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda _: True)
    window.printing.write_pdf(tmp_path / "ferry.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_file_is_named_after_the_title() -> None:
    article = Article(id=1, title="A/B: what\nnow?", text_id=1, text="", blocks=())
    assert file_name(article) == "AB what now"
