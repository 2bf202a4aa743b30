"""The search index beside SQLite FTS5 and tantivy on made-up articles, cold and warm, with memory.

    python tests/bench/search_speed.py [--articles N]

CPU milliseconds, median (95th percentile). Cold: each query for the first time after opening; warm:
again. Goals are those for 10,000 articles. tantivy is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

from tests.bench.made_up_articles import Corpus, make, queries  # noqa: E402

from diptych.search import Document, Index, Writer, marked, parse, snippets  # noqa: E402

BATCH = 2500
WARM_GOAL, COLD_GOAL = "<= half FTS5, p95 <= 2", "p95 <= 10"
GOALS = {"phrase": ("p95 <= 8", ""), "OR of 3": (WARM_GOAL, "")}


def cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def times(run: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    return [cpu(lambda query=query: run(query)) * 1000 for query in asked]  # type: ignore[misc]


def figures(found: Sequence[float]) -> str:
    return f"{statistics.median(found):.2f} ({statistics.quantiles(found, n=20)[-1]:.2f})"


def resident() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss) / 1e6


def size_of(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def build(folder: Path, documents: Sequence[Document]) -> None:
    for start in range(0, len(documents), BATCH):
        writer = Writer(folder) if start else Writer.create(folder)
        writer.update(documents[start : start + BATCH], (), 1)


class Fts5:
    """SQLite FTS5 in a file, its contents beside it as a library has them."""

    name = "FTS5"

    def __init__(self, folder: Path, documents: Sequence[Document]) -> None:
        self._file = folder / "fts5.db"
        database = sqlite3.connect(self._file)
        database.execute(
            "create table articles (id integer primary key, title, text, outlet, authors, year, language)"
        )
        database.executemany(
            "insert into articles values (?, ?, ?, ?, ?, ?, ?)",
            ((d.id, d.title, d.text, d.outlet, " ".join(d.authors), year(d.id), "en") for d in documents),
        )
        database.commit()
        self._plain = self._file.stat().st_size
        database.execute(
            "create virtual table a using fts5(title, text, outlet, authors, content='articles', "
            "content_rowid='id', tokenize='porter unicode61')"
        )
        self.build = cpu(lambda: self._fill(database))
        database.close()
        self.megabytes = (self._file.stat().st_size - self._plain) / 1e6
        self._database: sqlite3.Connection | None = None

    def _fill(self, database: sqlite3.Connection) -> None:
        database.execute("insert into a(a) values ('rebuild')")
        database.commit()

    def open(self) -> None:
        self._database = sqlite3.connect(self._file)
        self.search("zzz")

    def search(self, query: str, columns: str = "a.rowid", where: str = "", limit: int = 20) -> list[Any]:
        assert self._database
        return self._database.execute(
            f"select {columns}, bm25(a, 4, 1, 1.5, 2) s from a {where or 'where 1'} and a match ? "
            f"order by s limit {limit}",
            (query,),
        ).fetchall()

    def with_snippets(self, query: str) -> object:
        return self.search(query, "snippet(a, 1, '[', ']', '…', 40), a.rowid")

    def filtered(self, query: str) -> object:
        return self.search(query, where="join articles as b on b.id = a.rowid where b.year = 2012")

    def facet(self, query: str) -> object:
        assert self._database
        return self._database.execute(
            "select outlet, count(*) from articles where id in (select rowid from a where a match ?) "
            "group by outlet",
            (query,),
        ).fetchall()


class Tantivy:
    """tantivy in a folder, positions and English stems."""

    name = "tantivy"

    def __init__(self, folder: Path, documents: Sequence[Document]) -> None:
        import tantivy

        self._folder = folder / "tantivy"
        self._folder.mkdir()
        schema = tantivy.SchemaBuilder().add_integer_field("id", stored=True)
        for field in ("title", "text", "outlet", "authors"):
            schema.add_text_field(field, tokenizer_name="en_stem")
        self._index = tantivy.Index(schema.build(), str(self._folder))

        def fill() -> None:
            writer = self._index.writer(num_threads=1)
            for d in documents:
                document = tantivy.Document(id=d.id, title=d.title, text=d.text, outlet=d.outlet)
                document.add_text("authors", " ".join(d.authors))
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()

        self.build = cpu(fill)
        self.megabytes = size_of(self._folder)

    def open(self) -> None:
        self._index.reload()
        self.search("zzz")

    def search(self, query: str) -> object:
        if query.endswith("*"):
            words = query.rstrip("*").split()
            regex = f"{words[-1]}.*"
            return self._prefixed(words[:-1], regex)
        return self._run(self._index.parse_query(query, ["title", "text", "outlet", "authors"]))

    def _prefixed(self, words: Sequence[str], regex: str) -> object:
        import tantivy

        prefix = tantivy.Query.regex_query(self._index.schema, "text", regex)
        if not words:
            return self._run(prefix)
        first = self._index.parse_query(words[0], ["title", "text", "outlet", "authors"])
        both = [(tantivy.Occur.Must, first), (tantivy.Occur.Must, prefix)]
        return self._run(tantivy.Query.boolean_query(both))

    def _run(self, query: Any) -> object:
        return self._index.searcher().search(query, 20).hits


def year(id_: int) -> int:
    return 2008 + id_ % 16


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=10_000)
    count = options.parse_args().articles
    corpus = make(count)
    words = statistics.mean(len(document.text.split()) for document in corpus.documents)
    print(f"{count} articles of {words:.0f} words; CPU of one core; load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        run(corpus, Path(name))


def run(corpus: Corpus, folder: Path) -> None:
    ours = folder / "index"
    spent = _built_apart(corpus, ours)
    others: list[Any] = [Fts5(folder, corpus.documents)]
    try:
        others.append(Tantivy(folder, corpus.documents))
    except ImportError:
        print("tantivy is not installed")
    print(f"{'':24}{'ours':>12}" + "".join(f"{other.name:>12}" for other in others) + "   goal")
    line("build, CPU s", f"{spent[0]:.1f}", [f"{o.build:.1f}" for o in others], "<= 30")
    line("most memory, MB", f"{spent[1]:.0f}", ["" for _ in others], "<= 500")
    line("size, MB", f"{size_of(ours):.1f}", [f"{o.megabytes:.1f}" for o in others], "<= 3 x FTS5")
    for other in others:
        other.open()
    _opening(ours)
    _asked(ours, others, corpus)
    _keystrokes(ours, corpus)
    _shown(ours, others[0], corpus)
    _filtered(ours, others[0], corpus)
    _suggested(ours, corpus)
    _added(ours, corpus)
    _command(corpus)


def line(what: str, ours: str, others: Sequence[str], goal: str = "") -> None:
    print(f"{what:24}{ours:>18}" + "".join(f"{other:>18}" for other in others) + f"   {goal}", flush=True)


def _built_apart(corpus: Corpus, folder: Path) -> tuple[float, float]:
    """CPU seconds and megabytes beyond the articles themselves, in a process of its own."""
    gc.freeze()
    child = os.fork()
    if not child:
        before = resident()
        spent = cpu(lambda: build(folder, corpus.documents))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
        (folder.parent / "spent").write_text(f"{spent} {most}")
        os._exit(0)
    os.waitpid(child, 0)
    spent_text, most_text = (folder.parent / "spent").read_text().split()
    return float(spent_text), float(most_text)


def _opening(folder: Path) -> None:
    Index(folder).search("zzz")
    gc.collect()
    before = resident()
    index = Index(folder)
    spent = cpu(lambda: index.search("zzz")) * 1000
    line("opening, ms", f"{spent:.0f}", [], "<= 50")
    line("opening, MB", f"{resident() - before:.0f}", [], "<= 40")


def _asked(folder: Path, others: Sequence[Any], corpus: Corpus) -> None:
    index = Index(folder)
    for kind, asked in queries(corpus).items():
        index.close()
        index.search("zzz")
        cold = times(index.search, asked)
        warm = times(index.search, asked)
        goals = GOALS.get(kind, (WARM_GOAL, COLD_GOAL))
        line(f"{kind}, cold", figures(cold), ["", ""], goals[1])
        line(f"{kind}, warm", figures(warm), [figures(times(o.search, asked)) for o in others], goals[0])
    line("memory after that, MB", f"{resident():.0f}", [])


def _keystrokes(folder: Path, corpus: Corpus) -> None:
    """Every keystroke of queries of two words: the first 20 with snippets."""
    texts = {document.id: document.text for document in corpus.documents}
    strokes = [q[:n] for q in queries(corpus)["AND of 2"][:30] for n in range(1, len(q) + 1)]
    index = Index(folder)
    index.search("zzz")

    def stroke(query: str) -> None:
        _show(index, texts, query, typing=True)

    line("a keystroke, cold", figures(times(stroke, strokes)), [], "p95 <= 25")
    line("a keystroke, warm", figures(times(stroke, strokes)), [], "p95 <= 8")


def _show(index: Index, texts: dict[int, str], query: str, *, typing: bool = False) -> None:
    found = index.search(query, typing=typing)
    for match in found.matches:
        spans = [span for each in marked(texts[match.id], found.query).values() for span in each]
        snippets(texts[match.id], sorted(spans))


def _shown(folder: Path, fts5: Fts5, corpus: Corpus) -> None:
    texts = {document.id: document.text for document in corpus.documents}
    index = Index(folder)
    for kind in ("common term", "AND of 2"):
        asked = queries(corpus)[kind]
        for query in asked:
            index.search(query)
        ours = times(lambda query: _show(index, texts, query), asked)
        theirs = times(fts5.with_snippets, asked)
        line(f"20 snippets, {kind}", figures(ours), [figures(theirs)], "<= 1.5 x FTS5")


def _filtered(folder: Path, fts5: Fts5, corpus: Corpus) -> None:
    import numpy as np

    from diptych.search import Filter
    from diptych.workspace.finding.columns import Column

    index = Index(folder)
    ids = np.array([document.id for document in corpus.documents])
    chosen = ids[np.fromiter((year(i) == 2012 for i in ids.tolist()), np.bool_, len(ids))]
    outlets = Column.of((document.id, document.outlet) for document in corpus.documents)
    asked = queries(corpus)["common term"]

    def filtered(query: str) -> None:
        read = parse(f"{query} date:2012")
        index.search(read, conditions={Filter("date", "2012"): chosen})

    def counted(query: str) -> None:
        found = index.search(query)
        assert found.ids is not None
        flags = np.zeros(int(ids.max()) + 1, np.bool_)
        flags[found.ids] = True
        outlets.counts(flags)

    times(filtered, asked)
    line(
        "filtered by year", figures(times(filtered, asked)), [figures(times(fts5.filtered, asked))], "<= FTS5"
    )
    line("counted by outlet", figures(times(counted, asked)), [figures(times(fts5.facet, asked))], "<= FTS5")


def _suggested(folder: Path, corpus: Corpus) -> None:
    """Words with one letter too few, too many, another one or two swapped: how often the word comes back."""
    chance = random.Random(1)
    index = Index(folder)
    asked = [word for word in queries(corpus)["common term"] if len(word) > 4] * 4
    typed = [(word, _mistyped(word, chance)) for word in asked]
    typed = [(word, wrong) for word, wrong in typed if not index.article_count(wrong)]
    index.suggest("zzzzz")
    spent = times(index.suggest, [wrong for _, wrong in typed])
    right = sum(index.suggest(wrong) == word for word, wrong in typed)
    line("did you mean, ms", figures(spent), [], "< 5")
    line("the word meant, %", f"{100 * right / max(len(typed), 1):.0f} of {len(typed)}", [])


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _added(folder: Path, corpus: Corpus) -> None:
    index = Index(folder)
    index.search("zzz")
    spent = []
    for n in range(60):
        new = [
            Document(id=10**6 + i, title="New", text=f"{corpus.documents[i].text} Newword{i}.")
            for i in range(n - n % 21, n + 1)
        ]
        if len(new) == 1:
            # As when a writer has put the others into the index.
            index.close()
            index.search("zzz")
        started = time.process_time()
        index.cover(new, (), n + 2)
        assert index.search(f"newword{n}").count == 1
        spent.append((time.process_time() - started) * 1000)
    middle, most = statistics.median(spent), max(spent)
    line("one added, visible, ms", f"{middle:.1f}, at most {most:.0f}", [], "20, at most 600")
    written = cpu(lambda: Writer(folder).update(corpus.documents[:1], (), 2)) * 1000
    line("one added, written, ms", f"{written:.0f}", [])


def _command(corpus: Corpus) -> None:
    """From the start of the process to the end of the first answer, over a library of the corpus."""
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "desktop"), "XDG_DATA_HOME": name}
        command = [sys.executable, "-m", "diptych", "search", "peace treaty", "--json"]
        subprocess.run(command, env=environment, capture_output=True, check=True)
        spent = []
        for _ in range(7):
            started = time.perf_counter()
            subprocess.run(command, env=environment, capture_output=True, check=True)
            spent.append((time.perf_counter() - started) * 1000)
    line("a search command, ms", f"{statistics.median(spent):.0f}", [], "<= 250")


if __name__ == "__main__":
    main()
