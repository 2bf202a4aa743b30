"""Frames come out as they went in, and anything else is noticed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.workers.protocol import LARGEST, BadFrame, read_frame, write_frame


@given(st.lists(st.binary(max_size=200)))
def test_frames_come_out_as_they_went_in(payloads: list[bytes]) -> None:
    pipe = io.BytesIO()
    for payload in payloads:
        write_frame(pipe, payload)
    pipe.seek(0)
    assert [read_frame(pipe) for _ in payloads] == payloads
    assert read_frame(pipe) is None


@given(st.binary(min_size=1, max_size=100), st.data())
def test_a_frame_cut_short_is_noticed(payload: bytes, data: st.DataObject) -> None:
    pipe = io.BytesIO()
    write_frame(pipe, payload)
    whole = pipe.getvalue()
    cut = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(BadFrame):
        read_frame(io.BytesIO(whole[:cut]))


def test_a_monstrous_frame_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadFrame, match="was announced"):
        read_frame(io.BytesIO((LARGEST + 1).to_bytes(4, "big")))
