from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.library.quotes import AROUND, cut


@given(st.text(max_size=200), st.data())
def test_a_cut_can_be_put_together_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(-5, len(text) + 5))
    end = data.draw(st.integers(-5, len(text) + 5))
    if not 0 <= start < end <= len(text):
        with pytest.raises(ValueError, match="is not in a text"):
            cut(text, start, end)
        return
    found = cut(text, start, end)
    assert found.quote == text[start:end]
    assert text[start - len(found.before) : end + len(found.after)] == (
        found.before + found.quote + found.after
    )
    assert len(found.before) == min(AROUND, start)
    assert len(found.after) == min(AROUND, len(text) - end)
