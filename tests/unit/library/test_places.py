"""Where the reader left each article, kept in the library."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.errors import LibraryReadOnly
from diptych.library import Library
from diptych.workspace.reading import source_blocks

Add = Callable[..., int]


def test_a_place_is_kept_and_is_no_change(library: Library, add: Add) -> None:
    id_ = add("a")
    text = library.article(id_).text_id
    number = library.change_number()
    assert library.place(id_) == (0, 0)
    library.keep_places({id_: (text, 7), 99: (text, 1)})
    library.keep_places({id_: (text, 8)})
    assert library.place(id_) == (text, 8)
    assert library.place(99) == (0, 0)
    assert library.change_number() == number
    assert library.undo_label().startswith("Import")


def test_a_library_for_reading_keeps_none(library: Library, add: Add) -> None:
    add("a")
    library.close()
    with Library.open(library.folder, write=False) as reading, pytest.raises(LibraryReadOnly):
        reading.keep_places({1: (1, 1)})


@given(st.text(st.sampled_from("ab \n\t\r"), max_size=60))
def test_a_source_is_cut_at_its_blank_lines_and_loses_no_letter(source: str) -> None:
    text, blocks = source_blocks(source)
    assert "".join(text.split()) == "".join(source.split())
    assert "\n\n".join(text[block.start : block.end] for block in blocks) == text
    assert all(text[block.start : block.end].strip() for block in blocks)
