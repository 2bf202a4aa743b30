"""A workspace over an empty library, and files to import into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.workspace import Workspace

ARTICLES = {
    "ferries.md": "---\ntitle: Ferries to the islets\noutlet: Harbour Notes\ndate: 2015-03-04\n---\n\n"
    "The ferry sails twice a week. Its captain says that nobody asks for papers any more.\n\n"
    "A second boat was promised for the summer.\n",
    "grain.md": "---\ntitle: Grain and tariffs\nauthors: [Ana Duarte]\ndate: 2016-07\n---\n\n"
    "The two ministries argued over tariffs on grain. One of them asked for arbitration.\n",
    "weather.txt": "A quiet season\n\nThe storms came late and the ferry was never cancelled.\n\n"
    "Fishermen were glad.\n",
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def workspace(library_folder: Path) -> Iterator[Workspace]:
    with Workspace.open(library_folder) as opened:
        yield opened
