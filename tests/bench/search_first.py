"""Figures of the search index beside SQLite FTS5 on made-up articles.

    python tests/bench/search_first.py [ARTICLES]

Prints CPU time in milliseconds, median and 95th percentile, cold (each query for the first time after
opening) and warm (again). Articles of about 840 words, vocabulary by Zipf's law, fixed seed.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from diptych.search import Document, Index, Writer, snippets, spans

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


def measure(run: Callable[[str], object], asked: Sequence[str]) -> str:
    times = []
    for query in asked:
        started = time.process_time()
        run(query)
        times.append((time.process_time() - started) * 1000)
    return _figures(times)


def _figures(times: Sequence[float]) -> str:
    return f"{statistics.median(times):8.2f} ({statistics.quantiles(times, n=20)[-1]:.2f})"


def fts5(corpus: Corpus) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute(
        "create virtual table a using fts5(title, text, outlet, authors, tokenize='porter unicode61')"
    )
    database.executemany(
        "insert into a(rowid, title, text, outlet, authors) values (?, ?, ?, ?, ?)",
        ((d.id, d.title, d.text, d.outlet, " ".join(d.authors)) for d in corpus.documents),
    )
    database.execute("insert into a(a) values ('optimize')")
    return database


def _ask_fts5(database: sqlite3.Connection, query: str) -> object:
    return database.execute(
        "select rowid, bm25(a, 4, 1, 1.5, 2) s from a where a match ? order by s limit 20", (query,)
    ).fetchall()


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    corpus = make(articles)
    texts = {document.id: document.text for document in corpus.documents}
    mean = statistics.mean(len(text.split()) for text in texts.values())
    print(f"{articles} articles of {mean:.0f} words")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.process_time()
        Writer.create(folder).update(corpus.documents, (), 1)
        spent = time.process_time() - started
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f"build {spent:.1f} s ({articles / spent:.0f} articles a second), {size / 1e6:.1f} MB")

        started = time.process_time()
        one = corpus.documents[articles // 2]
        Writer(folder).update([one], (), 2)
        print(f"one article renewed {(time.process_time() - started) * 1000:.0f} ms")

        Index(folder).search("x")
        started = time.process_time()
        state = Index(folder).state()
        print(f"verify {(time.process_time() - started) * 1000:.0f} ms ({state.status})")
        index = Index(folder)
        started = time.process_time()
        index.search("zzz")
        print(f"open, with verifying, and first answer {(time.process_time() - started) * 1000:.0f} ms")

        started = time.process_time()
        database = fts5(corpus)
        print(f"FTS5 build {time.process_time() - started:.1f} s")

        print(f"{'CPU ms p50 (p95)':16} {'cold':>18} {'warm':>18} {'FTS5':>18}")
        for kind, asked in queries(corpus).items():
            index.close()
            index.search("zzz")
            cold = measure(index.search, asked)
            warm = measure(index.search, asked)
            print(f"{kind:16} {cold:>18} {warm:>18} {measure(lambda q: _ask_fts5(database, q), asked):>18}")
        _typing(index, corpus)
        _marks(index, texts, queries(corpus)["AND of 2"])
        index.close()


def _typing(index: Index, corpus: Corpus) -> None:
    """Every keystroke of a query of two words, as the search panel asks."""
    strokes = [q[:n] for q in queries(corpus)["AND of 2"][:30] for n in range(1, len(q) + 1)]
    index.close()
    index.search("zzz")
    cold = measure(lambda query: index.search(query, typing=True), strokes)
    warm = measure(lambda query: index.search(query, typing=True), strokes)
    print(f"{'a keystroke':16} {cold:>18} {warm:>18}")


def _marks(index: Index, texts: dict[int, str], asked: Sequence[str]) -> None:
    """Spans and snippets of the 20 best."""

    def show(query: str) -> None:
        for match in index.search(query).matches:
            text = texts[match.id]
            snippets(text, spans(text, query))

    times = []
    for query in asked:
        index.search(query)
        started = time.process_time()
        show(query)
        times.append((time.process_time() - started) * 1000)
    print(f"{'20 with snippets':16} {'':>18} {_figures(times):>18}")


if __name__ == "__main__":
    main()
