"""The analysis in the background: when it begins, what it tells, and that a cancelled one rests."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diptych.model import ChangeKind, Changes
from diptych.progress import Progress
from diptych.ui import upkeep as upkeep_module
from diptych.ui.panels.status_bar import StatusBar
from diptych.ui.tasks import TaskPool
from diptych.ui.upkeep import Upkeep
from diptych.workspace import Workspace

DONE = Changes(number=9, articles=frozenset({1, 2, 3}), kinds=frozenset({ChangeKind.POSITIONS}))


class Dispute:
    """Stands for the real one, whose analysis would start a child with a model."""

    def __init__(self) -> None:
        self.left = 3
        self.runs = 0
        self.go_on = threading.Semaphore(0)

    def look_through(self) -> int:
        return self.left

    def analyse(self, progress: Progress) -> Changes:
        self.runs += 1
        progress.begin(self.left)
        for number in range(self.left):
            progress.step(0, f"Paper {number + 1}")
            while not self.go_on.acquire(timeout=0.01):
                progress.step(0)
            self.left -= 1
            progress.step(1)
        return DONE


@pytest.fixture
def dispute(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Dispute:
    made = Dispute()
    monkeypatch.setitem(vars(workspace), "dispute", made)
    monkeypatch.setattr(upkeep_module, "ANALYSIS_WAIT_MS", 10)
    monkeypatch.setattr(upkeep_module, "ANALYSED_MS", 10)
    return made


@pytest.fixture
def upkeep(qapp: QApplication, workspace: Workspace, thread_pool: TaskPool, dispute: Dispute) -> Upkeep:
    return Upkeep(workspace, thread_pool, thread_pool)


def labels(pool: TaskPool) -> Callable[[], bool]:
    return lambda: [task.label for task in pool.tasks] == ["Analysing"]


def test_what_is_pending_is_analysed_once_the_index_is_up_to_date(
    qtbot: QtBot, upkeep: Upkeep, thread_pool: TaskPool, dispute: Dispute
) -> None:
    told: list[Changes] = []
    upkeep.analysed.connect(told.append)
    upkeep.update_index()
    qtbot.waitUntil(labels(thread_pool))
    dispute.go_on.release()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].articles == frozenset(), "while it goes on, any article may have changed"
    assert told[0].touches(ChangeKind.POSITIONS)
    dispute.go_on.release(2)
    qtbot.waitUntil(lambda: told[-1] == DONE)
    upkeep.rest()


def test_the_status_bar_says_which_article_and_cancels(
    qtbot: QtBot, upkeep: Upkeep, thread_pool: TaskPool, dispute: Dispute
) -> None:
    bar = StatusBar(thread_pool)
    bar.resize(1280, 26)
    qtbot.addWidget(bar)
    upkeep.analyse()
    dispute.go_on.release()
    qtbot.waitUntil(lambda: bar.work == "Analysing 2 of 3: Paper 2")
    bar.cancel.click()
    qtbot.waitUntil(lambda: not thread_pool.tasks)
    assert dispute.left == 2, "what was done is kept"
    upkeep.update_index()
    qtbot.wait(80)
    assert dispute.runs == 1, "it does not begin again by itself"
    upkeep.analyse()
    qtbot.waitUntil(lambda: dispute.runs == 2)
    dispute.go_on.release(2)
    qtbot.waitUntil(lambda: dispute.left == 0)
    upkeep.rest()


def test_cancelling_tells_the_views_of_what_was_done(
    qtbot: QtBot, upkeep: Upkeep, thread_pool: TaskPool, dispute: Dispute
) -> None:
    upkeep.analyse()
    qtbot.waitUntil(labels(thread_pool))
    with qtbot.waitSignal(upkeep.analysed):
        thread_pool.tasks[0].cancel()


def test_nothing_is_analysed_when_nothing_is_pending(
    qtbot: QtBot, upkeep: Upkeep, thread_pool: TaskPool, dispute: Dispute
) -> None:
    dispute.left = 0
    upkeep.analyse()
    qtbot.waitUntil(lambda: not thread_pool.tasks)
    assert dispute.runs == 0


def test_a_failure_is_told_once_and_not_tried_again(
    qtbot: QtBot,
    upkeep: Upkeep,
    thread_pool: TaskPool,
    dispute: Dispute,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from diptych.errors import LibraryReadOnly

    def fail(progress: Progress) -> Changes:
        dispute.runs += 1
        raise LibraryReadOnly("The library went away.")

    monkeypatch.setattr(dispute, "analyse", fail)
    told: list[str] = []
    thread_pool.troubled.connect(lambda error: told.append(str(error)))
    upkeep.analyse()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(80)
    assert told == ["The library went away."]
    assert dispute.runs == 1
