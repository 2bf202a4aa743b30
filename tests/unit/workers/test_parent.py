"""The parent survives whatever a child does."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from diptych.errors import ImportFailed, WorkerFailed
from diptych.progress import Cancelled, Progress
from diptych.workers import jobs, program
from diptych.workers.jobs import ParseRequest
from diptych.workers.parent import Limits, Worker, WorkerBug

_LIMITS = Limits(seconds=60, megabytes=1000)
_REQUEST = ParseRequest(name="a.txt", data=b"A title\n\nSome words that stand here for an article.\n")

Behave = Callable[[str], None]


@pytest.fixture
def behave(monkeypatch: pytest.MonkeyPatch) -> Behave:
    """Replace the child by one that runs the given lines."""

    def replace(lines: str) -> None:
        monkeypatch.setattr(program, "command", lambda *_: [sys.executable, "-c", lines])

    return replace


def test_a_real_child_answers_and_is_used_again() -> None:
    with Worker(jobs.PARSE, _LIMITS) as worker:
        first = worker.ask(_REQUEST)
        assert "Some words" in first.text
        assert worker.ask(_REQUEST) == first


def test_the_users_problem_crosses_the_pipe_as_itself() -> None:
    with Worker(jobs.PARSE, _LIMITS) as worker, pytest.raises(ImportFailed, match=r"empty\.txt"):
        worker.ask(ParseRequest(name="empty.txt", data=b""))


def test_a_child_that_dies_is_reported_and_started_anew(
    behave: Behave, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Worker(jobs.PARSE, _LIMITS) as worker:
        behave("import os, signal, sys; print('last words', file=sys.stderr, flush=True); os._exit(7)")
        with pytest.raises(WorkerFailed, match="ended unexpectedly"):
            worker.ask(_REQUEST)
        monkeypatch.undo()
        assert "Some words" in worker.ask(_REQUEST).text


def test_a_child_that_hangs_is_ended(behave: Behave) -> None:
    behave("import time; time.sleep(60)")
    with (
        Worker(jobs.PARSE, Limits(seconds=0.3, megabytes=1000)) as worker,
        pytest.raises(WorkerFailed, match="longer than"),
    ):
        worker.ask(_REQUEST)


def test_a_child_that_eats_memory_is_ended(behave: Behave) -> None:
    behave("import time; hoard = b'x' * 300_000_000; time.sleep(60)")
    with (
        Worker(jobs.PARSE, Limits(seconds=30, megabytes=150)) as worker,
        pytest.raises(WorkerFailed, match="150 MB"),
    ):
        worker.ask(_REQUEST)


@pytest.mark.parametrize(
    "bytes_", ["b'nonsense that is no frame at all'", "b'\\0\\0\\0\\x02[]'", "b'\\0\\0\\0\\x02{}'"]
)
def test_a_child_that_talks_nonsense_is_noticed(behave: Behave, bytes_: str) -> None:
    behave(f"import sys; sys.stdout.buffer.write({bytes_}); sys.stdout.flush()")
    with Worker(jobs.PARSE, _LIMITS) as worker, pytest.raises((WorkerFailed, WorkerBug)):
        worker.ask(_REQUEST)


def test_our_own_fault_in_a_child_carries_its_traceback(behave: Behave) -> None:
    behave(
        "import sys; sys.argv = ['diptych', '--worker', 'parse']\n"
        "from diptych import importing, __main__\n"
        "importing.read = lambda *_: 1 / 0\n"
        "__main__.main()"
    )
    with Worker(jobs.PARSE, _LIMITS) as worker, pytest.raises(WorkerBug, match="ZeroDivisionError"):
        worker.ask(_REQUEST)


def test_cancelling_ends_the_child_at_once(behave: Behave) -> None:
    behave("import time; time.sleep(60)")
    progress = Progress()
    progress.cancel()
    with Worker(jobs.PARSE, _LIMITS) as worker, pytest.raises(Cancelled):
        worker.ask(_REQUEST, lambda: progress.step(0))


def test_printing_in_a_child_does_not_disturb_the_pipe(behave: Behave) -> None:
    behave(
        "import sys; sys.argv = ['diptych', '--worker', 'parse']\n"
        "from diptych import importing, __main__\n"
        "real = importing.read\n"
        "def chatty(*a):\n    print('noise'); return real(*a)\n"
        "importing.read = chatty\n"
        "__main__.main()"
    )
    with Worker(jobs.PARSE, _LIMITS) as worker:
        assert "Some words" in worker.ask(_REQUEST).text
