"""The command line as other programs meet it: exit status, JSON, and one sentence for the user's problems."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from diptych import paths
from diptych.cli import run
from diptych.workspace import Workspace


class Done(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Diptych = Callable[..., Done]


@pytest.fixture
def diptych(library_folder: Path, capsys: pytest.CaptureFixture[str]) -> Diptych:
    """Run a command on an own library."""

    def call(*arguments: str | Path) -> Done:
        capsys.readouterr()
        status = run(["--library", str(library_folder), *map(str, arguments)])
        return Done(status, *capsys.readouterr())

    return call


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "ferries.md").write_text(
        "---\ntitle: Ferries to the islets\nauthors: [Ana Duarte]\noutlet: Harbour Notes\ndate: 2015-03\n"
        "url: https://harbour.example/ferries\n---\n\n## On the quay\n\nThe ferry sails twice a week.\n\n"
        "> Nobody asks for papers.\n\n- boats\n- crews\n",
        encoding="utf-8",
    )
    (folder / "plain.txt").write_text("A quiet season\n\nThe storms came late this year.\n", encoding="utf-8")
    return folder


def test_import_prints_how_each_file_ended(diptych: Diptych, files: Path) -> None:
    (files / "empty.txt").write_bytes(b"")
    done = diptych("import", files, "--json")
    assert done.status == 1
    results = {Path(result["path"]).name: result for result in done.json["results"]}
    assert all(set(result) == {"path", "status", "id", "reason"} for result in results.values())
    assert results["ferries.md"]["status"] == "added"
    assert isinstance(results["ferries.md"]["id"], int)
    assert results["ferries.md"]["reason"] is None
    assert (results["empty.txt"]["status"], results["empty.txt"]["id"]) == ("failed", None)
    again = diptych("import", files / "ferries.md", "--json")
    assert again.status == 0
    assert again.json["results"][0]["status"] == "duplicate"
    assert again.json["results"][0]["id"] == results["ferries.md"]["id"]


def test_articles_and_show_print_what_is_known_and_null_for_the_rest(diptych: Diptych, files: Path) -> None:
    diptych("import", files)
    listed = {article["title"]: article for article in diptych("articles", "--json").json}
    ferries, season = listed["Ferries to the islets"], listed["A quiet season"]
    assert set(ferries) == {"id", "title", "authors", "outlet", "date", "source"}
    assert (ferries["authors"], ferries["outlet"], ferries["date"]) == (
        ["Ana Duarte"],
        "Harbour Notes",
        "2015-03",
    )
    assert ferries["source"] == str(files / "ferries.md")
    assert (season["authors"], season["outlet"], season["date"]) == ([], None, None)
    shown = diptych("show", ferries["id"], "--json").json
    assert set(shown) == {
        *ferries,
        "date_precision",
        "date_evidence",
        "language",
        "url",
        "text",
        "blocks",
    }
    assert shown["date_precision"] == "month"
    assert shown["url"] == "https://harbour.example/ferries"
    blocks = shown["blocks"]
    assert [block["kind"] for block in blocks] == ["heading", "paragraph", "quote", "item", "item"]
    assert "\n\n".join(shown["text"][block["start"] : block["end"]] for block in blocks) == shown["text"]


def test_search_prints_ranked_hits_with_marks(diptych: Diptych, files: Path) -> None:
    diptych("import", files)
    found = diptych("search", "ferry", "--limit", "5", "--json").json
    assert set(found) == {"query", "count", "seconds", "hits"}
    assert (found["query"], found["count"]) == ("ferry", 1)
    (hit,) = found["hits"]
    assert set(hit) == {"id", "title", "outlet", "date", "score", "family", "snippets"}
    assert hit["family"] is None
    (snippet,) = hit["snippets"]
    assert set(snippet) == {"text", "marks"}
    assert [snippet["text"][start:end] for start, end in snippet["marks"]] == ["ferry"]


def test_search_without_a_hit_is_no_failure(diptych: Diptych, files: Path) -> None:
    diptych("import", files)
    done = diptych("search", "submarine")
    assert (done.status, done.out) == (0, "Nothing found.\n")


@pytest.mark.parametrize("query", ['"', "((", "AND", "title:", "*", "NOT", '"a" NOT (', "\u0000", "~~"])
def test_no_query_can_break_the_search(diptych: Diptych, files: Path, query: str) -> None:
    diptych("import", files)
    assert diptych("search", query, "--json").status == 0


def test_reindex_check_backup_and_restore(diptych: Diptych, files: Path, tmp_path: Path) -> None:
    diptych("import", files)
    assert diptych("reindex", "--json").json == {"articles": 2}
    assert diptych("check").status == 0
    backup = tmp_path / "backup.zip"
    assert diptych("backup", backup).status == 0
    more = files / "more.md"
    more.write_text("# Later\n\nSomething came later.\n", encoding="utf-8")
    diptych("import", more)
    assert len(diptych("articles", "--json").json) == 3
    assert diptych("restore", backup, "--json").json == {"articles": 2}
    assert len(diptych("articles", "--json").json) == 2
    assert diptych("search", "ferry", "--json").json["count"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "99"),
        ("restore", "no-such-file.zip"),
        ("backup", "no/such/folder/backup.zip"),
    ],
)
def test_a_users_problem_is_one_sentence_and_status_1(
    diptych: Diptych, files: Path, arguments: tuple[str, ...]
) -> None:
    diptych("import", files)
    done = diptych(*arguments)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("diptych: ")
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [("articles",), ("search", "x"), ("show", "1"), ("check",)])
def test_reading_a_library_that_is_not_there_is_one_sentence(
    diptych: Diptych, command: tuple[str, ...]
) -> None:
    done = diptych(*command)
    assert done.status == 1
    assert len(done.err.strip().splitlines()) == 1


def test_a_corrupt_database_is_one_sentence_and_is_left_as_it_is(
    diptych: Diptych, files: Path, library_folder: Path
) -> None:
    diptych("import", files)
    database = library_folder / "library.db"
    database.write_bytes(b"this is no database, but it is what the analyst has" * 100)
    before = database.read_bytes()
    for command in (("articles",), ("import", files)):
        done = diptych(*command)
        assert done.status == 1
        assert "backup" in done.err
        assert len(done.err.strip().splitlines()) == 1
    assert database.read_bytes() == before


def test_a_command_that_writes_says_who_holds_the_library(
    diptych: Diptych, files: Path, library_folder: Path
) -> None:
    diptych("import", files)
    with Workspace.open(library_folder, holder="the window"):
        done = diptych("import", files)
        assert done.status == 1
        assert "the window" in done.err
        assert len(diptych("articles", "--json").json) == 2


@pytest.mark.parametrize("arguments", [["fly"], ["import"], ["search", "x", "--limit", "0"], ["show", "one"]])
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(arguments)
    assert ended.value.code == 2
    assert "usage: diptych" in capsys.readouterr().err


def test_only_the_default_library_is_seeded_with_the_corpus(
    diptych: Diptych,
    files: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(paths, "default_library", lambda: tmp_path / "default")
    assert run(["articles", "--json"]) == 0
    bundled = json.loads(capsys.readouterr().out)
    assert len(bundled) == len(list(paths.corpus().rglob("*.md")))
    assert {article["outlet"] for article in bundled} == {"Diptych summary"}
    assert not any(str(tmp_path) in article["source"] for article in bundled)
    diptych("import", files)
    assert len(diptych("articles", "--json").json) == 2


def test_options_may_stand_before_or_after_the_command(
    files: Path, library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(files), "--library", str(library_folder)]) == 0
    assert run(["--json", "--library", str(library_folder), "articles"]) == 0
    capsys.readouterr()
    assert run(["articles", "--json", "--library", str(library_folder)]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
