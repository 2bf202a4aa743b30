"""Progress counts, is read from elsewhere, and cancels at the next step."""

from __future__ import annotations

import pytest

from diptych.progress import Cancelled, Progress, Step


def test_steps_are_counted_and_labelled() -> None:
    progress = Progress()
    progress.begin(3, "reading")
    progress.step()
    progress.step(0, "one.txt")
    assert progress.now() == Step(1, 3, "one.txt")
    progress.step(2)
    assert progress.now() == Step(3, 3, "one.txt")


def test_a_new_stage_starts_from_nothing() -> None:
    progress = Progress(5, "first")
    progress.step(4)
    progress.begin(2, "second")
    assert progress.now() == Step(0, 2, "second")


def test_cancel_takes_effect_at_the_next_step() -> None:
    progress = Progress(2)
    progress.step()
    progress.cancel()
    assert progress.cancelled
    with pytest.raises(Cancelled):
        progress.step()
    with pytest.raises(Cancelled):
        progress.begin(1)
