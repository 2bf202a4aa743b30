"""Every file that is offered ends as added, duplicate, flagged or failed, and the rest goes on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from diptych import importing
from diptych.model import ChangeKind, ImportResult, ImportStatus
from diptych.progress import Progress
from diptych.workers import program
from diptych.workspace import Workspace, import_run, report_as_csv

needs_symlinks = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
needs_permissions = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything"
)


def statuses(results: tuple[ImportResult, ...]) -> dict[str, str]:
    return {Path(result.path).name: result.status for result in results}


def test_a_folder_is_imported_and_can_be_searched(workspace: Workspace, files: Path) -> None:
    report = workspace.import_paths([files], Progress())
    assert statuses(report.results) == {"ferries.md": "added", "grain.md": "added", "weather.txt": "added"}
    assert not report.failed
    assert report.changes.touches(ChangeKind.ARTICLES)
    assert {article.title for article in workspace.articles()} == {
        "Ferries to the islets",
        "Grain and tariffs",
        "A quiet season",
    }
    assert {hit.title for hit in workspace.search("ferry").hits} == {
        "Ferries to the islets",
        "A quiet season",
    }


def test_no_file_of_a_folder_is_passed_over_in_silence(workspace: Workspace, files: Path) -> None:
    (files / "table.csv").write_text("one,two\n1,2\n", encoding="utf-8")
    (files / "notes").write_text("Notes on the quay\n\nThe quay was rebuilt in spring.\n", encoding="utf-8")
    report = workspace.import_paths([files], Progress())
    ended = statuses(report.results)
    assert (ended["table.csv"], ended["notes"], ended["grain.md"]) == ("failed", "failed", "added")
    assert all(result.reason for result in report.results if result.status is ImportStatus.FAILED)
    assert workspace.import_paths([files / "notes"], Progress()).results[0].status is ImportStatus.ADDED


def test_the_same_file_and_the_same_text_are_duplicates(workspace: Workspace, files: Path) -> None:
    first = workspace.import_paths([files / "ferries.md"], Progress()).results[0]
    other = files / "again.md"
    other.write_text((files / "ferries.md").read_text() + "\n\n", encoding="utf-8")
    report = workspace.import_paths([files / "ferries.md", other], Progress())
    assert [result.status for result in report.results] == [ImportStatus.DUPLICATE] * 2
    assert [result.id for result in report.results] == [first.id] * 2
    assert all("Ferries to the islets" in result.reason for result in report.results)
    assert not report.failed


def test_a_duplicate_of_a_binned_article_says_where_it_lies(workspace: Workspace, files: Path) -> None:
    id_ = workspace.import_paths([files / "grain.md"], Progress()).results[0].id
    assert id_ is not None
    workspace.bin([id_])
    result = workspace.import_paths([files / "grain.md"], Progress()).results[0]
    assert (result.status, result.id) == (ImportStatus.DUPLICATE, id_)
    assert "bin" in result.reason


def test_bad_files_are_named_with_a_reason_and_the_rest_goes_on(workspace: Workspace, files: Path) -> None:
    (files / "empty.txt").write_bytes(b"")
    (files / "blank.md").write_bytes(b"  \n\n \n")
    (files / "binary.txt").write_bytes(bytes(range(256)) * 40)
    gone = files / "gone.txt"
    report = workspace.import_paths([files, gone], Progress())
    ended = statuses(report.results)
    assert ended["ferries.md"] == ended["grain.md"] == ended["weather.txt"] == "added"
    assert ended["empty.txt"] == ended["blank.md"] == ended["binary.txt"] == ended["gone.txt"] == "failed"
    assert report.failed
    for result in report.results:
        if result.status is ImportStatus.FAILED:
            assert result.id is None
            assert Path(result.path).name in result.reason
            assert result.reason.endswith(".")
            assert "Traceback" not in result.reason
    assert len(workspace.articles()) == 3


@needs_permissions
def test_a_file_that_may_not_be_read_is_named(workspace: Workspace, files: Path) -> None:
    (files / "grain.md").chmod(0)
    report = workspace.import_paths([files], Progress())
    assert statuses(report.results)["grain.md"] == "failed"
    assert len(workspace.articles()) == 2


@needs_symlinks
def test_a_loop_of_folders_ends(workspace: Workspace, files: Path) -> None:
    (files / "inner").mkdir()
    (files / "inner" / "back").symlink_to(files)
    report = workspace.import_paths([files], Progress())
    assert len(report.results) == len({Path(result.path).resolve() for result in report.results}) == 3


def test_a_file_that_vanishes_after_it_was_listed_is_named(
    workspace: Workspace, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [files / "ferries.md", files / "grain.md"]
    monkeypatch.setattr(importing, "walk", lambda _: listed)
    (files / "ferries.md").unlink()
    report = workspace.import_paths([files], Progress())
    assert statuses(report.results) == {"ferries.md": "failed", "grain.md": "added"}


def test_a_file_over_the_limit_is_refused_unread(
    workspace: Workspace, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_run, "LARGEST_FILE", 10)
    report = workspace.import_paths([files / "grain.md"], Progress())
    assert report.results[0].status is ImportStatus.FAILED
    assert "the limit is" in report.results[0].reason


def test_a_child_killed_on_one_file_costs_only_that_file(
    workspace: Workspace, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        "import sys, os; sys.argv = ['diptych', '--worker', 'parse']\n"
        "from diptych import importing, __main__\n"
        "real = importing.read\n"
        "def read(data, name):\n"
        "    if name == 'grain.md': os._exit(9)\n"
        "    return real(data, name)\n"
        "importing.read = read\n"
        "sys.exit(__main__.main())"
    )
    real = program.command

    def command(*arguments: str) -> list[str]:
        return [sys.executable, "-c", lines] if arguments[-1] == "parse" else real(*arguments)

    monkeypatch.setattr(program, "command", command)
    report = workspace.import_paths([files], Progress())
    assert statuses(report.results) == {"ferries.md": "added", "grain.md": "failed", "weather.txt": "added"}
    assert "ended unexpectedly" in next(r.reason for r in report.results if r.status is ImportStatus.FAILED)


def test_cancelling_keeps_what_is_done_and_lists_the_rest(workspace: Workspace, files: Path) -> None:
    class CancelAfterOne(Progress):
        def step(self, n: int = 1, label: str | None = None) -> None:
            if self.now().done >= 1:
                self.cancel()
            super().step(n, label)

    report = workspace.import_paths([files], CancelAfterOne())
    assert report.cancelled
    assert len(report.results) == 3
    assert (
        [result.status for result in report.results].count(ImportStatus.ADDED)
        == len(workspace.articles())
        >= 1
    )
    assert workspace.needs_index()
    workspace.update_index(Progress())
    assert not workspace.needs_index()


def test_the_report_can_be_saved_as_a_table(workspace: Workspace, files: Path) -> None:
    (files / "odd, name.txt").write_bytes(b"")
    rows = report_as_csv(workspace.import_paths([files], Progress())).splitlines()
    assert rows[0] == "file,status,article,reason"
    assert len(rows) == 5
    assert any('"' in row and "odd, name.txt" in row for row in rows)
