"""Comparing from the command line: scopes, files in every format, the timeline."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from diptych.cli import run
from diptych.cli.scope import ORDERS
from diptych.workspace.comparing import Sort

_DOSSIER = Path(__file__).resolve().parents[2] / "data" / "dossiers" / "argentina-uk"
_TEXT = """---
title: "=A claim renewed"
outlet: Harbour Notes
date: 2015-03-04
---

Argentina demanded that Britain return to talks on sovereignty over the islands.

Britain rejected any negotiation on sovereignty over the Falkland Islands.
"""


@pytest.fixture
def common(tmp_path: Path, library_folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    (tmp_path / "claim.md").write_text(_TEXT, encoding="utf-8")
    common = ["--library", str(library_folder), "--dossier", str(_DOSSIER)]
    assert run([*common, "import", str(tmp_path / "claim.md")]) == 0
    capsys.readouterr()
    return common


def test_the_orders_are_those_of_the_comparison() -> None:
    assert tuple(Sort) == ORDERS


def test_scope_and_filters_narrow_what_is_compared(
    common: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    def pieces(*options: str) -> int:
        assert run([*common, "compare", "--json", *options]) == 0
        issues = json.loads(capsys.readouterr().out)["issues"]
        return sum(len(cell["evidence"]) for issue in issues for cell in issue["cells"])

    every = pieces()
    assert every >= 2
    assert pieces("--search", "Falkland") == pieces("--outlet", "Harbour Notes", "--from", "2015") == every
    assert pieces("--search", "mountains") == pieces("--until", "2014") == pieces("--reviewed") == 0
    assert pieces("--unreviewed", "--sort", "disagreement") == every
    assert run([*common, "compare", "--from", "soon"]) == 1
    assert "is no date" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run([*common, "compare", "--confidence", "7"])


def test_a_comparison_is_written_in_each_format(
    common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending in ("md", "html", "docx", "xlsx", "csv", "json"):
        assert run([*common, "compare", "--to", str(tmp_path / f"out.{ending}")]) == 0
    quote = "Britain rejected any negotiation"
    assert quote in (tmp_path / "out.md").read_text(encoding="utf-8")
    assert quote in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert quote in zipfile.ZipFile(tmp_path / "out.docx").read("word/document.xml").decode()
    assert quote in zipfile.ZipFile(tmp_path / "out.xlsx").read("xl/sharedStrings.xml").decode()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert any(quote in row["Quote"] for row in rows)
    assert {row["Title"] for row in rows} == {"'=A claim renewed"}, "no spreadsheet takes it for a formula"
    capsys.readouterr()
    assert run([*common, "compare", "--json"]) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == json.loads(
        capsys.readouterr().out
    )
    assert run([*common, "compare", "--to", str(tmp_path / "out.exe")]) == 1
    assert "must end in" in capsys.readouterr().err
    assert run([*common, "compare", "--to", str(tmp_path / "none" / "out.md")]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_the_timeline_is_told_and_drawn(
    common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*common, "timeline", "sovereignty", "--json"]) == 0
    parties = {each["party"]: each for each in json.loads(capsys.readouterr().out)["parties"]}
    assert {point["date"] for point in parties["uk"]["points"]} == {"2015-03-04"}
    assert run([*common, "timeline", "sovereignty"]) == 0
    assert "2015-03-04" in capsys.readouterr().out
    assert run([*common, "timeline", "sovereignty", "--to", str(tmp_path / "time.svg")]) == 0
    assert (tmp_path / "time.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert run([*common, "timeline", "sovereignty", "--to", str(tmp_path / "time.bmp")]) == 1
    assert run([*common, "timeline", "moon"]) == 1
    assert "There is no issue 'moon'" in capsys.readouterr().err
