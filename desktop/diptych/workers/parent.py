"""Start child processes, ask them, watch their time and memory, and survive their death."""

from __future__ import annotations

import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import IO, BinaryIO, Generic, NamedTuple, TypeVar

import msgspec

from diptych import errors
from diptych.errors import DiptychError, WorkerFailed
from diptych.workers import program
from diptych.workers.jobs import Job
from diptych.workers.protocol import BadFrame, Reply, read_frame, write_frame

Q = TypeVar("Q")
A = TypeVar("A")

_GLANCE = 0.05
"""Seconds between two looks at a busy child."""


class Limits(NamedTuple):
    """What one request may cost: ``seconds`` of wall time and ``megabytes`` of resident memory."""

    seconds: float
    megabytes: int


class WorkerBug(Exception):
    """The child's code failed: our bug, with its traceback as the text."""


class Worker(Generic[Q, A]):
    """A child process for one kind of work, started when first asked and again after a death.

    It answers one request at a time; use it from one thread.
    """

    def __init__(self, job: Job[Q, A], limits: Limits) -> None:
        self._job = job
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._replies: queue.Queue[bytes | None] = queue.Queue()
        self._last_words: deque[str] = deque(maxlen=20)

    def ask(self, request: Q, check: Callable[[], None] = lambda: None) -> A:
        """The child's answer.

        ``check`` is called while waiting and may raise to give up (the child is then ended). Raises
        the ``DiptychError`` that the child raised, ``WorkerFailed`` when the child died or went over
        its limits, and ``WorkerBug`` for an error of our own.
        """
        child = self._started()
        try:
            frame = self._exchange(child, msgspec.json.encode(request), check)
            reply = msgspec.json.decode(frame, type=Reply)
            if reply.error is None and not reply.bug:
                return msgspec.json.decode(reply.answer, type=self._job.answer)
        except msgspec.MsgspecError as error:
            self.end()
            raise WorkerBug(f"the {self._job.name} worker answered nonsense: {error}") from error
        except BaseException:
            self.end()
            raise
        raise _as_exception(*reply.error) if reply.error is not None else WorkerBug(reply.bug)

    def end(self) -> None:
        """End the child, if one runs."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout, child.stderr):
            if pipe is not None:
                _close_quietly(pipe)

    def __enter__(self) -> Worker[Q, A]:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.end()
        self._replies = queue.Queue()
        self._last_words.clear()
        child = subprocess.Popen(
            program.command("--worker", self._job.name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=program.environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert child.stdout and child.stderr
        _in_background(_forward_frames, child.stdout, self._replies)
        _in_background(_keep_lines, child.stderr, self._last_words)
        self._child = child
        return child

    def _exchange(self, child: subprocess.Popen[bytes], payload: bytes, check: Callable[[], None]) -> bytes:
        assert child.stdin
        replies = self._replies
        _in_background(_send, child.stdin, payload)
        until = time.monotonic() + self._limits.seconds
        while True:
            try:
                frame = replies.get(timeout=_GLANCE)
            except queue.Empty:
                check()
                self._watch(child, until)
                continue
            if frame is None:
                raise WorkerFailed(self._how_it_died(child))
            return frame

    def _watch(self, child: subprocess.Popen[bytes], until: float) -> None:
        if time.monotonic() > until:
            raise WorkerFailed(f"it took longer than {self._limits.seconds:g} seconds")
        if _resident_megabytes(child.pid) > self._limits.megabytes:
            raise WorkerFailed(f"it needed more than {self._limits.megabytes} MB of memory")

    def _how_it_died(self, child: subprocess.Popen[bytes]) -> str:
        status = child.wait()
        words = next((line for line in reversed(self._last_words) if line.strip()), "")
        detail = f"{status}, {words}" if words else f"{status}"
        return f"the {self._job.name} process ended unexpectedly (status {detail})"


def _as_exception(name: str, sentence: str) -> DiptychError:
    kind = getattr(errors, name, DiptychError)
    return kind(sentence) if issubclass(kind, DiptychError) else DiptychError(sentence)


def _resident_megabytes(pid: int) -> float:
    import psutil

    try:
        return float(psutil.Process(pid).memory_info().rss) / 1e6
    except psutil.Error:
        return 0.0


def _in_background(function: Callable[..., None], *args: object) -> None:
    threading.Thread(target=function, args=args, daemon=True).start()


def _send(pipe: BinaryIO, payload: bytes) -> None:
    # A dead child breaks the pipe; the reader notices the death and reports it.
    try:
        write_frame(pipe, payload)
    except (OSError, ValueError):
        return


def _forward_frames(pipe: BinaryIO, replies: queue.Queue[bytes | None]) -> None:
    try:
        while (frame := read_frame(pipe)) is not None:
            replies.put(frame)
    except (BadFrame, OSError, ValueError):
        pass
    replies.put(None)


def _keep_lines(pipe: BinaryIO, lines: deque[str]) -> None:
    try:
        for line in pipe:
            lines.append(line.decode("utf-8", "replace").rstrip())
    except (OSError, ValueError):
        return


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return
