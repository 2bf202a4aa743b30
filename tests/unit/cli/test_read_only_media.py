from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from diptych import cli, paths
from diptych.search import Index
from diptych.workspace.finding import finding


def test_a_library_on_read_only_media_is_searched_by_an_index_of_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library, cache = tmp_path / "library", tmp_path / "cache"
    article = tmp_path / "ferry.txt"
    article.write_text("The ferry sailed.\n\nThe harbour was closed.", encoding="utf-8")
    cli.run(["import", "--library", str(library), str(article)])
    (library / "index" / "manifest.json").write_text("another user's", encoding="utf-8")
    writable = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != library and writable(path, mode))
    monkeypatch.setattr(paths, "index_cache", lambda: cache)
    monkeypatch.setattr(finding, "MOST_LAID_OVER", 0)
    capsys.readouterr()
    assert cli.run(["search", "--library", str(library), "harbour", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["count"] == 1
    assert [Index(folder).state().status for folder in cache.iterdir()] == ["ready"]
    assert (library / "index" / "manifest.json").read_text(encoding="utf-8") == "another user's"
