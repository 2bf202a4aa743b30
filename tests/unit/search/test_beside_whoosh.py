"""What the array scorer finds and in what order, against Whoosh's own searcher over the same words."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import pytest
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import And, Or, Phrase, Query, Term
from whoosh.scoring import BM25F

from diptych.search import Document, Index, Writer
from diptych.search.ranking import LENGTH_SHARE, SATURATION

NEAR = 0.03
"""Whoosh keeps the lengths of texts in one byte each."""

WORDS = ["harbour", "ship", "fish", "quota", "border", "island", "minist", "talk", "bank", "law"]


class Weighting(BM25F):  # type: ignore[misc]
    """With the rarity of a word that never falls below zero, as ours is."""

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        having = searcher.doc_frequency(fieldname, text)
        return math.log1p((searcher.doc_count_all() - having + 0.5) / (having + 0.5))


@pytest.mark.parametrize("seed", range(3))
def test_the_same_articles_in_the_same_order_with_the_same_scores(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts = [" ".join(chance.choices(WORDS, range(1, 11), k=chance.randint(3, 60))) for _ in range(150)]
    Writer.create(tmp_path).update([Document(id=n, title="", text=t) for n, t in enumerate(texts)], (), 1)
    ours = Index(tmp_path)
    schema = Schema(id=NUMERIC(stored=True), text=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True))
    theirs = RamStorage().create_index(schema)
    writer = theirs.writer()
    for n, text in enumerate(texts):
        writer.add_document(id=n, text=text)
    writer.commit()
    with theirs.searcher(weighting=Weighting(B=LENGTH_SHARE["text"], K1=SATURATION)) as searcher:
        for _ in range(40):
            one, two = chance.sample(WORDS, 2)
            both = [Term("text", one), Term("text", two)]
            for written, asked in (
                (one, both[0]),
                (f"{one} {two}", And(both)),
                (f"{one} OR {two}", Or(both)),
            ):
                found = ours.search(written, limit=20)
                expected = _scores(searcher, asked)
                if found.partial:
                    continue
                assert found.count == len(expected)
                best = sorted(expected.values(), reverse=True)[:20]
                assert [match.score for match in found.matches] == pytest.approx(best, rel=NEAR, abs=1e-3)
                for match in found.matches:
                    assert match.score == pytest.approx(expected[match.id], rel=NEAR, abs=1e-3)
            phrase = ours.search(f'"{one} {two}"', limit=200)
            assert {match.id for match in phrase.matches} == set(
                _scores(searcher, Phrase("text", [one, two]))
            )
    ours.close()


def _scores(searcher: Any, query: Query) -> dict[int, float]:
    return {hit["id"]: hit.score for hit in searcher.search(query, limit=None)}
