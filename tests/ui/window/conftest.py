"""A small library with its index, and the window over it with a pool that runs everything at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.window.driving import OpenWindow

from diptych import app
from diptych.library import Library
from diptych.model import ArticleDate, Author, Block, BlockKind, DatePrecision, Draft
from diptych.progress import Progress
from diptych.settings import Settings
from diptych.ui import theme as themes
from diptych.ui.main_window import MainWindow
from diptych.ui.tasks import ImmediatePool
from diptych.workspace import Workspace

ARTICLES = (
    (
        "Ferries to the islets",
        "Harbour Notes",
        "2015-03-04",
        "The ferry sails twice a week.\n\nNobody asks for papers.",
    ),
    ("Grain and tariffs", "Market Letter", "2016-07", "Two ministries argued over tariffs on grain."),
    ("A quiet season", "", None, "The storms came late and the ferry was never cancelled."),
)


def draft(title: str, outlet: str, date: str | None, text: str) -> Draft:
    """An article of plain paragraphs."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(part)))
        at += len(part) + 2
    precisions = {0: DatePrecision.NONE, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
    return Draft(
        title=title,
        text=text,
        blocks=tuple(blocks),
        importer="test/1",
        outlet=outlet,
        authors=(Author(as_printed="Ana Duarte", given="Ana", family="Duarte"),),
        date=ArticleDate(value=date, precision=precisions[len(date or "")]),
        language="en",
    )


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with three articles and its index, made once and never opened by a test."""
    folder = tmp_path_factory.mktemp("template") / "library"
    with Library.open(folder) as library:
        for number, article in enumerate(ARTICLES):
            library.add(draft(*article), str(number).encode(), f"/articles/{number}.txt")
    with Workspace.open(folder) as workspace:
        workspace.update_index(Progress())
    return folder


@pytest.fixture
def workspace(template: Path, library_folder: Path) -> Iterator[Workspace]:
    """A library of three articles, to be written to."""
    shutil.copytree(template, library_folder)
    with Workspace.open(library_folder) as opened:
        yield opened


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A library without articles."""
    with Workspace.open(tmp_path / "empty") as opened:
        yield opened


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, pool: ImmediatePool, tmp_path: Path, light: themes.Theme
) -> Iterator[OpenWindow]:
    """Opens windows as the program does, and closes them after the test."""

    def open_(workspace: Workspace, settings: Settings | None = None) -> MainWindow:
        chosen = settings or Settings(theme="light")
        window = app.build(workspace, chosen, tmp_path / "settings.toml", pool=pool, dispute="Here–There")
        window.resize(1280, 800)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.begin()
        return window

    yield open_
    themes.apply(qapp, light)


@pytest.fixture
def window(open_window: OpenWindow, workspace: Workspace) -> MainWindow:
    """The window over the library of three articles."""
    return open_window(workspace)
