"""`diptych align` as other programs meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diptych.cli import run

_TELLING = "The two ministers signed the grain accord in Geneva on 3 May 2014 after nine days of talks."
_RETELLING = "On 3 May 2014 the grain accord was signed by both ministers in Geneva."


@pytest.fixture
def library(library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    texts = {
        "one.md": f"---\ntitle: Nine days\n---\n\nNobody slept much.\n\n{_TELLING}\n",
        "two.md": f"---\ntitle: Ten years on\n---\n\n{_RETELLING}\n\nTariffs on copper were left alone.\n",
        "far.md": "---\ntitle: Otters\n---\n\nOtters returned to the upper river this spring.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in texts]
    assert run(["--library", str(library_folder), "import", *files]) == 0
    capsys.readouterr()
    return ["--library", str(library_folder)]


def test_it_prints_the_pairs_as_spans_of_both_texts(
    library: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*library, "align", "1", "2", "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)["pairs"]
    assert set(pair) == {"left", "right", "score"}
    assert 0.5 <= pair["score"] <= 1
    texts = []
    for id_ in ("1", "2"):
        run([*library, "show", id_, "--json"])
        texts.append(json.loads(capsys.readouterr().out)["text"])
    assert texts[0][slice(*pair["left"])] == _TELLING
    assert texts[1][slice(*pair["right"])] == _RETELLING


def test_it_shows_a_person_the_beginnings(library: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*library, "align", "1", "2"]) == 0
    out = capsys.readouterr().out
    assert "%\tThe two ministers signed" in out
    assert "\tOn 3 May 2014" in out


def test_it_says_so_where_nothing_matches(library: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*library, "align", "1", "3"]) == 0
    assert capsys.readouterr().out == "Nothing in them is about the same.\n"


def test_an_article_that_is_not_there_is_named(
    library: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*library, "align", "1", "77"]) == 1
    assert "77" in capsys.readouterr().err
