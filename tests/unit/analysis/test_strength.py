from __future__ import annotations

from collections.abc import Callable

import pytest

from diptych.analysis import strength
from diptych.model import Analysis, ReasonStep

Run = Callable[..., Analysis]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland firmly rejected the treaty and will never sign it.", "firm"),
        ("Norland insists on its sovereignty over the Grey Islands.", "firm"),
        ("Sudria suspended the treaty.", "firm"),
        ("Sudria supports the treaty.", "clear"),
        ("Sudria hopes to conclude a treaty one day.", "weak"),
        ("Sudria would perhaps like to conclude a treaty.", "weak"),
    ],
)
def test_how_firmly_a_stance_is_stated(analysed: Run, text: str, expected: str) -> None:
    (position,) = analysed(text).positions
    assert {str(stance.strength) for stance in position.stances} == {expected}


def test_marks_count_whole_words() -> None:
    assert strength.marks("He may never say maybe.") == {"firm": 1, "weak": 1}


def test_each_step_is_told_and_points_into_the_sentence(analysed: Run) -> None:
    text = "On Monday Norland did not reject the treaty. Karl Voss said the islands must be returned."
    found = analysed(text)
    for position in found.positions:
        steps = [reason.step for reason in position.reasons]
        assert steps[:3] == [ReasonStep.CUE, ReasonStep.HOLDER, ReasonStep.RULE]
        assert {ReasonStep.ISSUE, ReasonStep.DIRECTION, ReasonStep.STRENGTH, ReasonStep.CONFIDENCE} <= set(
            steps
        )
        cue = position.reasons[0]
        assert position.start <= cue.start < cue.end <= position.end
    denied = found.positions[0].reasons[0]
    assert text[denied.start : denied.end] == "reject"
    assert "denied" in denied.words
