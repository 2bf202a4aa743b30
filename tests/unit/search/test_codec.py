from __future__ import annotations

import io
from array import array

from hypothesis import given
from hypothesis import strategies as st

from diptych.search.codec import Gathered, Pool, unpack

_NUMBERS = st.one_of(st.integers(0, 300), st.integers(0, 70_000), st.integers(0, 2**32 - 1))
_LISTS = st.dictionaries(
    st.one_of(st.integers(0, 300), st.integers(0, 2**31 - 1)),
    st.sets(_NUMBERS, min_size=1, max_size=9),
    min_size=1,
    max_size=30,
)


@given(_LISTS)
def test_what_is_packed_comes_back(lists: dict[int, set[int]]) -> None:
    gathered = Gathered()
    for document in sorted(lists):
        gathered.documents.append(document)
        gathered.frequencies.append(len(lists[document]))
        gathered.positions.extend(sorted(lists[document]))
    file = io.BytesIO(b"before" + gathered.pack() + b"after")
    file.seek(6)
    packed = unpack(file)
    assert packed.documents.tolist() == sorted(lists)
    assert packed.frequencies.tolist() == [len(lists[document]) for document in sorted(lists)]
    assert packed.positions.tolist() == [n for document in sorted(lists) for n in sorted(lists[document])]
    assert file.read() == b"after"


def test_a_pool_gives_fields_and_terms_in_order_of_bytes() -> None:
    pool = Pool()
    pool.put(0, "text", {"é": array("I", [1]), "z": array("I", [0]), "\U00010400": array("I", [2])})
    pool.put(0, "authors", {"b": array("I", [0])})
    pool.add(("text", b"z", 3, 1.0, array("I", [4, 5]).tobytes()))
    given_ = [(field, term) for field, term, _ in pool.iter_postings()]
    assert given_ == sorted(given_)
    lists = {(field, term): gathered for field, term, gathered in pool.iter_postings()}
    assert lists["text", b"z"].documents.tolist() == [0, 3]
    assert lists["text", b"z"].positions.tolist() == [0, 4, 5]
    pool.cleanup()
    assert list(pool.iter_postings()) == []
