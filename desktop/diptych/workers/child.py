"""Inside a child process: answer requests from standard input until it ends."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any, BinaryIO

import msgspec

from diptych.errors import DiptychError
from diptych.workers.jobs import JOBS, Job
from diptych.workers.protocol import Reply, read_frame, write_frame


def serve(kind: str) -> int:
    """Answer requests of one kind of work; returns the exit status (2: no such kind)."""
    if kind not in JOBS:
        print(f"diptych: there is no worker {kind!r}", file=sys.stderr)
        return 2
    requests, replies = _private_pipes()
    job = JOBS[kind]
    handle = job.start()
    while (frame := read_frame(requests)) is not None:
        write_frame(replies, msgspec.json.encode(_answer(job, handle, frame)))
    return 0


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, out of reach of any library that prints to standard output."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, replies


def _answer(job: Job[Any, Any], handle: Any, frame: bytes) -> Reply:
    try:
        answer = handle(msgspec.json.decode(frame, type=job.request))
        return Reply(answer=msgspec.Raw(msgspec.json.encode(answer)))
    except DiptychError as error:
        return Reply(error=(type(error).__name__, str(error)))
    except Exception:  # noqa: BLE001 - whatever went wrong is told to the parent, which decides
        return Reply(bug=traceback.format_exc())
