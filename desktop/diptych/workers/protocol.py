"""Frames on a pipe: four bytes of length, big-endian, then that many bytes of JSON."""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

LARGEST = 1 << 30
"""A frame's size limit in bytes; a longer announcement is taken for nonsense."""


class BadFrame(Exception):
    """What stands on the pipe is not a frame."""


class Reply(msgspec.Struct, omit_defaults=True):
    """A child's answer: the ``answer`` as JSON, or the ``error``, or the traceback of a ``bug``.

    ``error`` is the name of an exception class of ``errors`` and its sentence.
    """

    answer: msgspec.Raw = msgspec.Raw()
    error: tuple[str, str] | None = None
    bug: str = ""


def write_frame(pipe: BinaryIO, payload: bytes) -> None:
    """Send one frame; raises ``OSError`` when the other end is gone."""
    pipe.write(struct.pack(">I", len(payload)))
    pipe.write(payload)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes | None:
    """The next frame's payload, or None at the end of the pipe; raises ``BadFrame``."""
    head = _read(pipe, 4)
    if not head:
        return None
    if len(head) < 4:
        raise BadFrame("the pipe ended inside a frame's head")
    (size,) = struct.unpack(">I", head)
    if size > LARGEST:
        raise BadFrame(f"a frame of {size} bytes was announced")
    payload = _read(pipe, size)
    if len(payload) < size:
        raise BadFrame("the pipe ended inside a frame")
    return payload


def _read(pipe: BinaryIO, size: int) -> bytes:
    parts = []
    while size and (part := pipe.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
