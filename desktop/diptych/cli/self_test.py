"""Whether this installation works: resources, child processes, library, search and window, one by one.

It uses a library of its own in a temporary folder and touches nothing of the user's.
"""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from diptych import paths
from diptych.model import AnalysisState, ImportStatus
from diptych.progress import Progress
from diptych.workspace import CellState, Workspace


class Check(NamedTuple):
    """One part of the installation; ``problem`` is None when it works."""

    name: str
    problem: str | None


class _Failed(Exception):
    pass


def run_checks() -> list[Check]:
    """Every check, in order; one that fails does not keep the others from running."""
    with tempfile.TemporaryDirectory(prefix="diptych-self-test-") as name:
        folder = Path(name)
        return [
            _checked("resources and corpus", _resources),
            _checked("import in a child process", lambda: _import(folder / "library")),
            _checked("search", lambda: _search(folder / "library")),
            _checked("a damaged index is rebuilt", lambda: _heal(folder / "library")),
            _checked("names and positions, with the model", lambda: _analyse(folder / "library")),
            _checked("undo", lambda: _undo(folder / "library")),
            _checked("backup and restore", lambda: _backup(folder)),
            _checked("the network is out of reach", _offline),
            _checked("the window is drawn with real letters", lambda: _window(folder)),
        ]


def _checked(name: str, check: Callable[[], None]) -> Check:
    try:
        check()
    except _Failed as failure:
        return Check(name, str(failure))
    except Exception:  # noqa: BLE001 - the report of a self-test is the place for any failure
        return Check(name, traceback.format_exc().strip().replace("\n", " | "))
    return Check(name, None)


def _expect(condition: bool, otherwise: str) -> None:
    if not condition:
        raise _Failed(otherwise)


@contextmanager
def _opened(folder: Path) -> Iterator[Workspace]:
    with Workspace.open(folder, holder="the self-test") as workspace:
        yield workspace


def _corpus() -> list[Path]:
    return sorted(paths.corpus().rglob("*.md"))


def _resources() -> None:
    for theme in ("light", "dark", "sepia"):
        file = paths.resources() / "themes" / f"{theme}.toml"
        _expect(file.is_file(), f"{file} is missing")
    _expect(bool(_corpus()), f"{paths.corpus()} holds no articles")


def _import(folder: Path) -> None:
    with _opened(folder) as workspace:
        report = workspace.seed(Progress())
    bad = [result for result in report.results if result.status is not ImportStatus.ADDED]
    _expect(not bad, "; ".join(f"{result.path}: {result.status} {result.reason}" for result in bad))
    _expect(len(report.results) == len(_corpus()), "not every bundled article was imported")


def _search(folder: Path) -> None:
    with _opened(folder) as workspace:
        for article in workspace.articles():
            result = workspace.search(f'"{article.title}"')
            _expect(
                article.id in {hit.id for hit in result.hits}, f"“{article.title}” is not found by its title"
            )


def _heal(folder: Path) -> None:
    for file in (folder / "index").iterdir():
        if file.is_file():
            file.write_bytes(b"damaged")
    with _opened(folder) as workspace:
        _expect(workspace.needs_index(), "the damage was not noticed")
        workspace.update_index(Progress())
        _expect(not workspace.needs_index(), "the index was not rebuilt")
    _search(folder)


def _analyse(folder: Path) -> None:
    with _opened(folder) as workspace:
        workspace.dispute.analyse(Progress())
        states = set(workspace.dispute.states().values())
        _expect(states == {AnalysisState.DONE}, f"the analysis ended as {', '.join(states)}")
        for article in workspace.articles():
            _expect(bool(workspace.dispute.mentions(article.id)), f"no name was found in “{article.title}”")
        stated = [
            cell.party
            for row in workspace.dispute.comparison().rows
            for cell in row.cells
            if cell.state is CellState.STATED
        ]
        parties = {party.id for party in workspace.dispute.dossier.parties}
        _expect(parties <= set(stated), "a party has no position")


def _undo(folder: Path) -> None:
    with _opened(folder) as workspace:
        workspace.tag([workspace.articles()[0].id], "self-test")
        _expect(
            workspace.tags() == [("self-test", 1)] or ("self-test", 1) in workspace.tags(),
            "the tag is not there",
        )
    with _opened(folder) as workspace:
        workspace.undo()
        _expect("self-test" not in dict(workspace.tags()), "the act was not undone after a restart")


def _backup(folder: Path) -> None:
    with _opened(folder / "library") as workspace:
        before = [(article.id, article.title) for article in workspace.articles()]
        workspace.backup(folder / "backup.zip")
    Workspace.restore_backup(folder / "backup.zip", folder / "restored")
    with _opened(folder / "restored") as workspace:
        after = [(article.id, article.title) for article in workspace.articles()]
        _expect(after == before, "the restored library differs")
        _expect(not workspace.check(), f"the restored library is damaged: {workspace.check()}")


def _offline() -> None:
    import socket

    from diptych.offline import NetworkForbidden

    for attempt in (lambda: socket.getaddrinfo("localhost", 80), lambda: socket.socket(socket.AF_INET)):
        try:
            attempt()
        except NetworkForbidden:
            continue
        raise _Failed("an attempt to use the network was not refused")


def _window(folder: Path) -> None:
    from diptych.cli.overview import draw_window

    picture = folder / "window.png"
    problem = draw_window(folder / "library", picture)
    _expect(not problem, problem)
    _expect(picture.stat().st_size > 10_000, "the picture of the window is empty")
