"""The index is disposable: whatever happens to it costs time, and nothing else."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from diptych.errors import LibraryReadOnly
from diptych.model import Correction
from diptych.progress import Progress
from diptych.workers import program
from diptych.workspace import IndexStatus, Workspace


@pytest.fixture
def filled(workspace: Workspace, files: Path) -> Workspace:
    workspace.import_paths([files], Progress())
    return workspace


def titles(workspace: Workspace, query: str) -> set[str]:
    return {hit.title for hit in workspace.search(query).hits}


def test_a_deleted_index_is_built_anew(filled: Workspace) -> None:
    shutil.rmtree(filled.folder / "index")
    assert filled.needs_index()
    assert titles(filled, "tariffs") == {"Grain and tariffs"}, "what is lacking is searched from memory"
    assert filled.search("tariffs").complete
    filled.update_index(Progress())
    assert filled.status().index is IndexStatus.READY
    assert titles(filled, "tariffs") == {"Grain and tariffs"}


def test_a_damaged_index_is_noticed_and_built_anew(library_folder: Path, filled: Workspace) -> None:
    filled.close()
    for file in (library_folder / "index").iterdir():
        if file.is_file():
            content = bytearray(file.read_bytes())
            content[len(content) // 2 :] = b"\x00" * (len(content) - len(content) // 2)
            file.write_bytes(content)
    with Workspace.open(library_folder) as again:
        assert again.status().index is not IndexStatus.READY
        again.search("tariffs")
        again.update_index(Progress())
        assert titles(again, "tariffs") == {"Grain and tariffs"}


def test_the_bin_and_a_correction_reach_the_index(filled: Workspace) -> None:
    (grain,) = (article for article in filled.articles() if article.title == "Grain and tariffs")
    filled.correct(grain.id, Correction(title="Wheat and quotas"))
    filled.update_index(Progress())
    assert titles(filled, "quotas") == {"Wheat and quotas"}
    filled.bin([grain.id])
    filled.update_index(Progress())
    assert titles(filled, "quotas") == set()
    filled.undo()
    filled.update_index(Progress())
    assert titles(filled, "quotas") == {"Wheat and quotas"}
    filled.undo()
    filled.update_index(Progress())
    assert titles(filled, "quotas") == set()
    assert titles(filled, "tariffs") == {"Grain and tariffs"}


def test_a_hit_that_the_index_alone_remembers_is_not_shown(filled: Workspace) -> None:
    (grain,) = (article for article in filled.articles() if article.title == "Grain and tariffs")
    filled.bin([grain.id])
    assert titles(filled, "tariffs") == set()
    assert filled.search("tariffs").complete


def test_marks_are_where_the_words_are(filled: Workspace) -> None:
    (hit,) = filled.search("arbitration").hits
    text = filled.article(hit.id).text
    assert [text[start:end] for start, end in hit.spans] == ["arbitration"]
    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["arbitration"]
    assert text[snippet.start :].startswith(snippet.text.strip("…")[:20])


def test_an_index_writer_that_dies_leaves_the_library_and_the_next_run_heals(
    filled: Workspace, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "late.md").write_text("# Late news\n\nA strike at the quarry ended.\n", encoding="utf-8")
    real = program.command

    def command(*arguments: str) -> list[str]:
        dead = [sys.executable, "-c", "import os; os._exit(9)"]
        return dead if arguments[-1] == "index" else real(*arguments)

    monkeypatch.setattr(program, "command", command)
    report = filled.import_paths([files / "late.md"], Progress())
    assert "ended unexpectedly" in report.index_problem
    assert [result.status for result in report.results] == ["added"]
    monkeypatch.undo()
    assert "Late news" in {article.title for article in filled.articles()}
    filled.update_index(Progress())
    assert titles(filled, "quarry") == {"Late news"}


def test_cancelling_while_it_is_indexed_keeps_the_report(filled: Workspace, files: Path) -> None:
    class CancelInTheIndex(Progress):
        stages = 0

        def begin(self, total: int, label: str = "") -> None:
            self.stages += 1
            if self.stages == 2:
                self.cancel()
            super().begin(total, label)

    (files / "late.md").write_text("# Late news\n\nA strike at the quarry ended.\n", encoding="utf-8")
    report = filled.import_paths([files / "late.md"], CancelInTheIndex())
    assert [result.status for result in report.results] == ["added"]
    assert report.index_problem
    assert filled.needs_index()


def test_a_reader_beside_the_writer_sees_what_is_committed(filled: Workspace, files: Path) -> None:
    with Workspace.open(filled.folder, write=False) as reader:
        assert titles(reader, "tariffs") == {"Grain and tariffs"}
        with pytest.raises(LibraryReadOnly):
            reader.update_index(Progress())
        (files / "late.md").write_text("# Late news\n\nA strike at the quarry ended.\n", encoding="utf-8")
        filled.import_paths([files / "late.md"], Progress())
        assert titles(reader, "quarry") == {"Late news"}


def test_a_query_that_only_excludes_finds_the_rest(filled: Workspace) -> None:
    assert titles(filled, "-ferry") == {"Grain and tariffs"}
    assert titles(filled, "ferry -captain") == {"A quiet season"}
