"""Values in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.ui.models import wording


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        (None, ""),
        ("", ""),
        ("2017", "2017"),
        ("2017-09", "Sep 2017"),
        ("2017-09-14", "14 Sep 2017"),
        ("2017-09-14T08:30", "14 Sep 2017"),
        ("0987-01-02", "2 Jan 0987"),
        ("2017-13", "2017-13"),
        ("soon", "soon"),
    ],
)
def test_dates(iso: str | None, words: str) -> None:
    assert wording.date(iso) == words


def test_counts() -> None:
    assert [wording.articles(n) for n in (0, 1, 2310)] == ["0 articles", "1 article", "2,310 articles"]
    assert [wording.seconds(value) for value in (0.003, 0.9994, 1.23)] == ["3 ms", "999 ms", "1.2 s"]


@given(st.text())
def test_one_line_has_one_line_and_forces_no_direction(text: str) -> None:
    line = wording.one_line(text)
    assert "\n" not in line and line == line.strip()
    assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x00\x1b")
