from __future__ import annotations

import io
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.search.codec import Gathered, Packed, Pool, Ready, unpack
from diptych.search.gathering import Gathering
from diptych.search.layout import BEGINNING, FIELDS
from diptych.search.manifest import Damaged
from diptych.search.values import Document
from diptych.search.words import tokens

_NUMBERS = st.one_of(st.integers(0, 300), st.integers(0, 70_000), st.integers(0, 2**32 - 1))
_LISTS = st.dictionaries(
    st.one_of(st.integers(0, 300), st.integers(0, 2**31 - 1)),
    st.sets(_NUMBERS, min_size=1, max_size=9),
    min_size=1,
    max_size=30,
)


def ready(lists: dict[int, set[int]], behind: Ready | None = None) -> Ready:
    gathered = Gathered()
    for document in sorted(lists):
        gathered.documents.append(document)
        gathered.frequencies.append(len(lists[document]))
        gathered.positions.extend(sorted(lists[document]))
    return gathered.after(behind, "x")


def read(data: bytes) -> Packed:
    return unpack(io.BytesIO(data))


@given(_LISTS)
def test_what_is_packed_comes_back(lists: dict[int, set[int]]) -> None:
    file = io.BytesIO(b"before" + ready(lists).data + b"after")
    file.seek(6)
    packed = unpack(file)
    assert packed.documents.tolist() == sorted(lists)
    assert packed.frequencies.tolist() == [len(lists[document]) for document in sorted(lists)]
    assert packed.positions.tolist() == [n for document in sorted(lists) for n in sorted(lists[document])]
    assert file.read() == b"after"


@given(_LISTS, st.data())
def test_no_changed_bit_goes_unnoticed(lists: dict[int, set[int]], data: st.DataObject) -> None:
    whole = ready(lists).data
    at = data.draw(st.integers(0, len(whole) - 1))
    spoilt = whole[:at] + bytes([whole[at] ^ (1 << data.draw(st.integers(0, 7)))]) + whole[at + 1 :]
    with pytest.raises(Damaged):
        read(spoilt)


def test_merged_lists_stand_behind_new_ones() -> None:
    both = read(ready({7: {1}, 9: {70_000}}, ready({0: {3}, 2: {4, 5}})).data)
    assert both.documents.tolist() == [0, 2, 7, 9]
    assert both.frequencies.tolist() == [1, 2, 1, 1]
    assert both.positions.tolist() == [3, 4, 5, 1, 70_000]


def test_a_pool_gives_fields_and_terms_in_order_of_bytes() -> None:
    gathering = Gathering()
    gathering.add(0, Document(id=1, title="", text="z é 𐐀 z", authors=("b",)))
    pool = Pool(gathering.tables, FIELDS)
    pool.add(("text", b"z", 3, 2.0, array("I", [4, 5]).tobytes()))
    pool.add(("text", b"y", 3, 1.0, array("I", [9]).tobytes()))
    given_ = [(field, term, read(made.data)) for field, term, made in pool.iter_postings()]
    assert [pair[:2] for pair in given_] == sorted(pair[:2] for pair in given_)
    lists = {(field, term): packed for field, term, packed in given_}
    assert lists["text", b"z"].documents.tolist() == [0, 3]
    assert lists["text", b"z"].positions.tolist() == [0, 3, 4, 5]
    assert lists["text", b"y"].documents.tolist() == [3]
    assert lists["authors", b"b"].documents.tolist() == [0]
    pool.cleanup()


_WORDS = st.sampled_from(
    ["fish", "Fishing", "treaty", "漁業に", "G20サミット", "ёлка", "U.S.", "\n\n", "é", "-"]
)
_TEXTS = st.lists(st.lists(_WORDS, max_size=12).map(" ".join), min_size=1, max_size=5)


@given(_TEXTS)
def test_a_segment_holds_what_its_texts_are_cut_into(texts: list[str]) -> None:
    gathering = Gathering()
    wanted: dict[str, dict[int, list[int]]] = {}
    begun: dict[str, dict[int, int]] = {}
    for number, text in enumerate(texts):
        found = list(tokens(text))
        lengths = gathering.add(number, Document(id=number, title="", text=text))
        assert lengths == (0, len(found), 0, 0)
        for token in found:
            wanted.setdefault(token.term, {}).setdefault(number, []).append(token.position)
            word = token.term if len(token.term) > len(token.word) else token.word
            for length in range(1, min(3, len(word)) + 1):
                times = begun.setdefault(BEGINNING + word[:length], {})
                times[number] = times.get(number, 0) + 1
    made = {term: packed for table in gathering.tables("text") for term, packed in table.lists()}
    assert {
        term: (p.documents.tolist(), p.frequencies.tolist(), p.positions.tolist()) for term, p in made.items()
    } == {
        **{
            term: (list(held), [len(at) for at in held.values()], [n for at in held.values() for n in at])
            for term, held in wanted.items()
        },
        **{term: (list(held), list(held.values()), []) for term, held in begun.items()},
    }
    assert [*made] == sorted(made)
