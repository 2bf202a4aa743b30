"""Made-up articles of about 840 words, vocabulary by Zipf's law, fixed seed; and queries that fit them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from diptych.search import Document

SEED = 20170306
VOCABULARY = 60_000
QUERIES = 100
ENDINGS = ("", "", "", "s", "ed", "ing", "ion", "ions", "al", "ally", "er", "ers", "ment", "ness", "ity")
ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "cl",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "io", "ou")
CODAS = ("", "", "n", "r", "l", "s", "t", "m", "nd", "rt", "ck")


class Corpus(NamedTuple):
    documents: list[Document]
    words: list[str]


def make(articles: int) -> Corpus:
    chance = random.Random(SEED)
    words = list(dict.fromkeys(_word(chance) for _ in range(VOCABULARY * 2)))[:VOCABULARY]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    documents = []
    for n in range(articles):
        length = max(60, round(chance.lognormvariate(6.6, 0.5)))
        drawn = chance.choices(words, cum_weights=weights, k=length)
        subject = chance.choices(words, k=6)
        for place in range(0, length, 25):
            drawn[place] = chance.choice(subject)
        documents.append(
            Document(
                id=n + 1,
                title=" ".join(chance.choices(drawn, k=8)).capitalize(),
                text=_prose(chance, drawn),
                outlet=f"{words[n % 40 + 200].capitalize()} Times",
                authors=(f"{chance.choice(words).capitalize()} {chance.choice(words).capitalize()}",),
                language="en",
            )
        )
    return Corpus(documents, words)


def _word(chance: random.Random) -> str:
    parts = chance.choices((1, 2, 3), weights=(2, 5, 3))[0]
    made = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(parts))
    return made + chance.choice(ENDINGS)


def _prose(chance: random.Random, words: Sequence[str]) -> str:
    sentences, at = [], 0
    while at < len(words):
        size = chance.randint(8, 32)
        sentences.append(" ".join(words[at : at + size]).capitalize() + ".")
        at += size
    return "\n\n".join(" ".join(sentences[n : n + 5]) for n in range(0, len(sentences), 5))


def queries(corpus: Corpus) -> dict[str, list[str]]:
    chance = random.Random(SEED + 1)
    texts = [document.text.replace(".", "").lower().split() for document in corpus.documents]

    def pairs() -> Iterator[tuple[str, str]]:
        while True:
            text = chance.choice(texts)
            at = chance.randrange(len(text) - 1)
            yield text[at], text[at + 1]

    drawn = pairs()
    common = corpus.words[2:200]
    some = [next(drawn) for _ in range(QUERIES)]
    long = [(a, b) for a, b in (next(drawn) for _ in range(QUERIES * 6)) if len(b) > 4][:QUERIES]
    return {
        "common term": chance.sample(common, min(QUERIES, len(common))),
        "any term": [a for a, _ in some],
        "AND of 2": [f"{a} {b}" for a, b in some],
        "OR of 3": [f"{a} OR {b} OR {chance.choice(common)}" for a, b in some],
        "phrase": [f'"{a} {b}"' for a, b in some],
        "prefix of 3": [f"{b[:3]}*" for _, b in long],
        "prefix of 2": [f"{b[:2]}*" for _, b in long],
        "word + prefix": [f"{a} {b[:3]}*" for a, b in long],
    }
