"""The pool: answers in the window's thread, cancelling, errors of both sorts, draining."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from diptych.errors import DiptychError
from diptych.progress import Progress
from diptych.ui.tasks import ImmediatePool, Task, TaskPool


def test_the_answer_comes_in_the_windows_thread(qtbot: QtBot, thread_pool: TaskPool) -> None:
    seen: list[Any] = []

    def work(number: int) -> tuple[int, int]:
        return number * 2, threading.get_ident()

    task = thread_pool.run(work, 21, on_done=lambda value: seen.append((value, threading.get_ident())))
    with qtbot.waitSignal(task.done):
        pass
    (value, worker), here = seen[0]
    assert value == 42
    assert worker != here == threading.get_ident()


def test_a_thread_keeps_its_own_things_between_tasks(thread_pool: TaskPool) -> None:
    local = threading.local()
    seen: list[bool] = []

    def work() -> bool:
        had = hasattr(local, "connection")
        local.connection = object()
        return had

    for _ in range(2):
        thread_pool.run(work, on_done=seen.append)
        assert thread_pool.drain(2000)
    assert seen == [False, True]


def test_a_cancelled_task_says_only_that_it_finished(qtbot: QtBot, thread_pool: TaskPool) -> None:
    began = threading.Event()
    heard: list[str] = []

    def work(progress: Progress) -> None:
        progress.begin(1000)
        while True:
            began.set()
            progress.step()

    progress = Progress()
    task = thread_pool.run(work, progress, progress=progress, on_done=lambda _: heard.append("done"))
    task.failed.connect(lambda _: heard.append("failed"))
    task.finished.connect(lambda: heard.append("finished"))
    assert began.wait(2)
    task.cancel()
    with qtbot.waitSignal(thread_pool.finished):
        pass
    assert heard == ["finished"]


def test_work_cancelled_before_it_began_never_begins(thread_pool: TaskPool) -> None:
    ran: list[int] = []
    progress = Progress()
    progress.cancel()
    thread_pool.run(ran.append, 1, progress=progress)
    assert thread_pool.drain(2000)
    assert ran == []


def test_the_users_problem_goes_to_its_handler_or_is_sent_out(qtbot: QtBot, pool: ImmediatePool) -> None:
    def work() -> None:
        raise DiptychError("The file notes.txt is empty.")

    handled: list[Exception] = []
    pool.run(work, on_error=handled.append)
    assert str(handled[0]) == "The file notes.txt is empty."
    with qtbot.waitSignal(pool.troubled) as told:
        pool.run(work)
    assert str(told.args[0]) == "The file notes.txt is empty."


def test_our_own_mistake_is_raised_in_the_windows_thread(qtbot: QtBot, thread_pool: TaskPool) -> None:
    def work() -> None:
        raise ZeroDivisionError("ours")

    with qtbot.captureExceptions() as caught:
        thread_pool.run(work)
        assert thread_pool.drain(2000)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_progress_is_polled(qtbot: QtBot, thread_pool: TaskPool) -> None:
    go = threading.Event()
    progress = Progress(10, "Reading")
    with qtbot.waitSignal(thread_pool.progressed) as polled:
        thread_pool.run(go.wait, 5, label="import", progress=progress)
    task = polled.args[0]
    assert isinstance(task, Task)
    assert task.progress.now().label == "Reading"
    go.set()
    assert thread_pool.drain(2000)


def test_drain_gives_up_in_time_and_delivers_what_follows(thread_pool: TaskPool) -> None:
    go = threading.Event()
    heard: list[bool] = []

    def follow(_: bool) -> None:
        thread_pool.run(go.is_set, on_done=heard.append)

    thread_pool.run(go.wait, 5, on_done=follow)
    assert not thread_pool.drain(20)
    go.set()
    assert thread_pool.drain(2000)
    assert heard == [True]


@pytest.mark.parametrize("count", [1, 20])
def test_many_tasks_all_answer(thread_pool: TaskPool, count: int) -> None:
    heard: list[int] = []
    for number in range(count):
        thread_pool.run(int, number, on_done=heard.append)
    assert thread_pool.drain(5000)
    assert sorted(heard) == list(range(count))
