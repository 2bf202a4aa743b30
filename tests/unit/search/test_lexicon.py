from __future__ import annotations

from pathlib import Path

import numpy as np

from diptych.search.gathering import WordCounts
from diptych.search.layout import FIELDS
from diptych.search.lexicon import Counting, load


def counted(document: dict[str, set[str]]) -> WordCounts:
    """The words of one document by its fields."""
    words = sorted(set().union(*document.values()))
    bits = [
        sum(1 << n for n, field in enumerate(FIELDS) if word in document.get(field, ())) for word in words
    ]
    return WordCounts(words, np.ones(len(words), np.int64), np.array(bits, np.int64))


def saved(tmp_path: Path, *documents: dict[str, set[str]]) -> Path:
    counting = Counting()
    for words in documents:
        counting.add(counted(words))
    counting.save(tmp_path / "words.txt")
    return tmp_path / "words.txt"


def test_a_prefix_stands_for_the_terms_of_its_words(tmp_path: Path) -> None:
    words = load(saved(tmp_path, {"text": {"negotiation", "negotiated", "neon", "sea"}}))
    assert words.expand("negotiati", "text", 9) == ["negoti"]
    assert sorted(words.expand("ne", "text", 9)) == ["negoti", "neon"]
    assert words.expand("x", "text", 9) == []


def test_the_commonest_words_come_first(tmp_path: Path) -> None:
    words = load(saved(tmp_path, {"text": {"fog", "fish"}}, {"text": {"fish"}}, {"text": {"fish", "fox"}}))
    assert words.expand("f", "text", 1) == ["fish"]


def test_terms_are_known_by_field(tmp_path: Path) -> None:
    words = load(saved(tmp_path, {"title": {"fish"}, "text": {"fog"}}, {"title": {"fog"}, "text": set()}))
    assert words.expand("f", "title", 9) == ["fish", "fog"] or words.expand("f", "title", 9) == [
        "fog",
        "fish",
    ]
    assert words.expand("f", "text", 9) == ["fog"]
    assert words.expand("f", "outlet", 9) == []


def test_counting_goes_on_from_another_lexicon(tmp_path: Path) -> None:
    counting = Counting(load(saved(tmp_path, {"text": {"fish"}}, {"text": {"fog"}})))
    counting.add(counted({"title": {"fog"}, "text": {"fog"}}))
    counting.save(tmp_path / "more.txt")
    made = load(tmp_path / "more.txt")
    assert (made.words, made.counts.tolist(), made.fields.tolist()) == (["fish", "fog"], [1, 2], [2, 3])


def test_words_beyond_the_first_plane_are_found(tmp_path: Path) -> None:
    words = load(saved(tmp_path, {"text": {"𠮷野", "𠮷"}}))
    assert sorted(words.expand("𠮷", "text", 9)) == ["𠮷", "𠮷野"]
