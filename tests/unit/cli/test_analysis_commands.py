"""The commands that find positions and compare the parties, by a dossier made for the tests."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from diptych.cli import run
from diptych.workers import program

_DOSSIERS = Path(__file__).resolve().parents[2] / "data" / "dossiers"
_DOSSIER = _DOSSIERS / "argentina-uk"

TEXT = (
    "The foreign minister of Argentina said on Tuesday that his country would never renounce its claim "
    "to sovereignty over the islands. London rejected any talks on sovereignty over the Falkland Islands.\n\n"
    "The ferry arrived at noon.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "clean.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_analyse_prints_one_object_a_line_with_spans_of_the_file(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Nobody lives there now.\n", encoding="utf-8")
    assert run(["--dossier", str(_DOSSIER), "analyse", "--plain", "--json", str(article), str(other)]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert set(first) == {"source", "text", "sentences", "mentions", "positions"}
    assert (first["source"], first["text"]) == (str(article), TEXT)
    assert [TEXT[start:end].split()[0] for start, end in first["sentences"]] == ["The", "London", "The"]
    for mention in first["mentions"]:
        assert set(mention) == {"start", "end", "text", "entity", "name", "kind", "party"}
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
    assert {"argentina", "uk"} <= {position["party"] for position in first["positions"]}
    for position in first["positions"]:
        assert set(position) == {
            *("start", "end", "sentence", "party", "holder", "voice", "issues", "direction"),
            *("quoted", "reported_by", "confidence", "rule", "strength", "reasons"),
        }
        assert 0 <= position["confidence"] <= 1
        start, end = first["sentences"][position["sentence"]]
        assert start <= position["start"] < position["end"] <= end
    assert second["positions"] == []


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\xfa broken")
    arguments = ["--dossier", str(_DOSSIER), "analyse", "--plain", "--json", str(bad), str(article)]
    assert run(arguments) == 1
    done = capsys.readouterr()
    assert len(done.out.splitlines()) == 1
    assert "bad.txt" in done.err
    assert "Traceback" not in done.err


def test_a_child_that_dies_costs_only_its_file(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = tmp_path / "deadly.txt"
    deadly.write_text("Nobody survives this.\n", encoding="utf-8")
    lines = (
        "import sys, os; sys.argv = ['diptych', '--worker', 'analyse']\n"
        "from diptych import analysis, __main__\n"
        "real = analysis.analyse\n"
        "def analyse(text, *a, **k):\n"
        "    if 'survives' in text: os._exit(9)\n"
        "    return real(text, *a, **k)\n"
        "analysis.analyse = analyse\n"
        "sys.exit(__main__.main())"
    )
    monkeypatch.setattr(program, "command", lambda *_: [sys.executable, "-c", lines])
    arguments = ["--dossier", str(_DOSSIER), "analyse", "--plain", "--json", str(deadly), str(article)]
    assert run(arguments) == 1
    done = capsys.readouterr()
    assert len(done.out.splitlines()) == 1
    assert "deadly.txt could not be analysed" in done.err


def test_compare_shows_what_each_party_says(
    article: Path, library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--library", str(library_folder), "--dossier", str(_DOSSIER)]
    assert run([*common, "import", str(article)]) == 0
    capsys.readouterr()
    assert run([*common, "compare", "--json"]) == 0
    issues = {row["id"]: row["cells"] for row in json.loads(capsys.readouterr().out)["issues"]}
    stated = [cell for cells in issues.values() for cell in cells if cell["state"] == "stated"]
    assert {"argentina", "uk"} <= {cell["party"] for cell in stated}
    for cells in issues.values():
        assert [cell["party"] for cell in cells] == ["argentina", "uk", "both", "third", "analyst"]
        for cell in cells:
            assert {"party", "state", "direction", "counts", "evidence"} <= set(cell)
            assert (cell["state"] in ("stated", "neutral")) == bool(cell["evidence"])
            for evidence in cell["evidence"]:
                assert evidence["quote"] in TEXT.replace("\n", " ")
    capsys.readouterr()
    assert run([*common, "compare"]) == 0
    assert "nothing found in 1 article\n" in capsys.readouterr().out


def test_a_language_without_a_parser_is_not_analysed(
    tmp_path: Path, library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hola.md"
    file.write_text(
        "---\ntitle: Noticias\nlanguage: es\n---\n\nEl ministro reclamó la soberanía de las islas.\n",
        encoding="utf-8",
    )
    common = ["--library", str(library_folder), "--dossier", str(_DOSSIER)]
    assert run([*common, "import", str(file)]) == 0
    capsys.readouterr()
    assert run([*common, "compare", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["issues"]
    assert {cell["state"] for row in rows for cell in row["cells"]} == {"not_analysed"}


def test_an_issue_that_the_dossier_lacks_is_one_sentence(
    article: Path, library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--library", str(library_folder), "--dossier", str(_DOSSIER)]
    assert run([*common, "import", str(article)]) == 0
    capsys.readouterr()
    assert run([*common, "compare", "--issue", "moon"]) == 1
    assert "moon" in capsys.readouterr().err


@pytest.mark.parametrize(
    "folder", sorted(_DOSSIERS.glob("*/dossier.toml")), ids=lambda file: file.parent.name
)
def test_the_dossiers_of_the_tests_are_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", "check", str(folder.parent)]) == 0


def test_a_dossier_with_faults_is_named_with_file_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dossier.toml").write_text('id = "x"\n', encoding="utf-8")
    assert run(["dossier", "check", str(tmp_path), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert "issues.toml" in {problem["file"] for problem in problems}
    assert all(problem["sentence"].endswith(".") for problem in problems)
