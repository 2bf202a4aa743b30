from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.search import Document, Index, Writer

WORDS = ["harbour", "treaty", "fish", "ships", "fishing"]
QUERIES = ["fish", "fish treaty", '"fish treaty"', "fi*", "-fish"]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
states = st.dictionaries(st.integers(1, 9), texts, max_size=9)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=states, later=st.lists(states, min_size=1, max_size=10))
def test_what_is_laid_over_step_by_step_is_found_as_if_it_had_been_written(
    first: dict[int, str], later: list[dict[int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, plain = Path(name) / "index", Path(name) / "plain"
        Writer.create(folder).update(_documents(first), (), 1)
        index = Index(folder)
        for number, state in enumerate(later, start=2):
            changed = {id_: text for id_, text in state.items() if first.get(id_) != text}
            index.cover(_documents(changed), first.keys() - state.keys(), number)
            assert index.held() == number
        Writer.create(plain).update(_documents(later[-1]), (), 1)
        written = Index(plain)
        for query in QUERIES:
            assert _answer(index, query) == _answer(written, query)
        index.close()
        written.close()


def _documents(state: dict[int, str]) -> list[Document]:
    return [Document(id=id_, title="", text=text) for id_, text in state.items()]


def _answer(index: Index, query: str) -> set[tuple[int, float]]:
    return {(match.id, round(match.score, 2)) for match in index.search(query, limit=50).matches}
