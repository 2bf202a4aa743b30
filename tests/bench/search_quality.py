"""How well questions are answered: nDCG@10 of ours, of plain BM25F over the same index, and of SQLite FTS5.

    python tests/bench/search_quality.py [--questions FILE] [--texts FOLDER]... [--held-out] [--misses]

Questions are one JSON object a line: ``question``, ``dossier``, ``names_other_side`` (the name in it is
the other side's), ``split`` and ``relevant``, which gives files their grade from 1 to 3. The search is
tuned to "tuning", questions about other articles, and to "dev"; "held_out" is for reporting
(``--held-out``). Goals: 0.84 overall and where the name is the other side's.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("XDG_DATA_HOME", tempfile.mkdtemp())
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "desktop")]

from diptych import dossier, importing  # noqa: E402
from diptych.errors import ImportFailed  # noqa: E402
from diptych.search import Document, Index, Names, Writer  # noqa: E402
from diptych.workspace.finding.names import names_of  # noqa: E402

QUESTIONS = ROOT / "tests" / "data" / "questions" / "questions.jsonl"
TUNING = ROOT / "tests" / "data" / "search_tuning" / "questions.jsonl"
TEXTS = (ROOT / "corpus", ROOT / "tests" / "data" / "evaluation")
TUNING_TEXTS = (ROOT / "corpus", ROOT / "tests" / "data" / "training")
DOSSIERS = (ROOT / "resources" / "dossiers", ROOT / "tests" / "data" / "dossiers")
DEPTH = 10

Searcher = Callable[[str], Sequence[str]]


class Question(NamedTuple):
    """A question with the grades of the files that answer it."""

    text: str
    dossier: str
    names_other_side: bool
    split: str
    relevant: Mapping[str, int]


def questions(file: Path) -> list[Question]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Question(
            row["question"],
            row.get("dossier", ""),
            bool(row.get("names_other_side")),
            row.get("split", ""),
            {Path(name).name: int(grade) for name, grade in row["relevant"].items()},
        )
        for row in rows
    ]


def articles(folders: Sequence[Path]) -> list[tuple[str, Document]]:
    found: list[tuple[str, Document]] = []
    dates = {
        row["file"]: row["date"]
        for folder in folders
        for facts in folder.rglob("articles.json")
        for row in json.loads(facts.read_text(encoding="utf-8"))
    }
    for file in sorted(each for folder in folders for each in folder.rglob("*")):
        if file.suffix not in (".txt", ".md") or file.name == "README.md":
            continue
        try:
            draft = importing.read(file.read_bytes(), file.name)
        except ImportFailed:
            continue
        authors = tuple(author.name for author in draft.authors)
        text = Document(
            id=len(found) + 1,
            title=draft.title,
            text=draft.text,
            outlet=draft.outlet,
            authors=authors,
            date=draft.date.value or dates.get(file.name, ""),
        )
        found.append((file.name, text))
    return found


def ndcg(given: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Järvelin and Kekäläinen (2002) with gains of 2^grade - 1."""

    def gain(grades: Sequence[int]) -> float:
        return sum(float(2**grade - 1) / math.log2(n + 2) for n, grade in enumerate(grades[:DEPTH]))

    best = gain(sorted(relevant.values(), reverse=True))
    return gain([relevant.get(name, 0) for name in given]) / best if best else 0.0


def all_names(id_: str) -> Names:
    for folder in DOSSIERS:
        if (folder / id_ / "dossier.toml").exists():
            return names_of(dossier.load(folder / id_))
    return Names(())


def searchers(
    index: Index, files: Mapping[int, str], fts5: sqlite3.Connection
) -> dict[str, Callable[..., Sequence[str]]]:
    def ours(query: str, names: Names) -> Sequence[str]:
        found = index.search(index.read(query, names=names), limit=DEPTH)
        return [files[match.id] for match in found.matches]

    def plain(query: str, _: Names) -> Sequence[str]:
        found = index.search(" OR ".join(re.findall(r"\w+", query)), limit=DEPTH)
        return [files[match.id] for match in found.matches]

    def theirs(query: str, _: Names) -> Sequence[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        rows = fts5.execute(
            "select rowid from a where a match ? order by bm25(a, 4, 1) limit ?", (words, DEPTH)
        ).fetchall()
        return [files[id_] for (id_,) in rows]

    return {"ours": ours, "plain BM25F": plain, "FTS5": theirs}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--questions", type=Path, default=None)
    options.add_argument("--texts", type=Path, action="append", default=None)
    options.add_argument("--held-out", action="store_true", help="ask what nothing is tuned to")
    options.add_argument("--misses", action="store_true", help="list the tuning questions answered worst")
    chosen = options.parse_args()
    if chosen.questions:
        measure(chosen.questions.name, questions(chosen.questions), chosen.texts or TEXTS, chosen.misses)
        return
    measure("tuning", questions(TUNING), TUNING_TEXTS, chosen.misses)
    for split in ("dev", "held_out") if chosen.held_out else ("dev",):
        measure(split, [each for each in questions(QUESTIONS) if each.split == split], TEXTS, False)


def measure(what: str, asked: Sequence[Question], texts: Sequence[Path], misses: bool) -> None:
    found = articles(texts)
    with tempfile.TemporaryDirectory() as name:
        Writer.create(Path(name)).update([document for _, document in found], (), 1)
        index = Index(Path(name))
        fts5 = sqlite3.connect(":memory:")
        fts5.execute("create virtual table a using fts5(title, text, tokenize='porter unicode61')")
        fts5.executemany(
            "insert into a(rowid, title, text) values (?, ?, ?)", ((d.id, d.title, d.text) for _, d in found)
        )
        names = {each: all_names(each) for each in {question.dossier for question in asked}}
        files = {document.id: file for file, document in found}
        scores = {
            way: [ndcg(search(q.text, names[q.dossier]), q.relevant) for q in asked]
            for way, search in searchers(index, files, fts5).items()
        }
        index.close()
    report(what, asked, scores, len(found), misses=misses)


def report(
    what: str,
    asked: Sequence[Question],
    scores: Mapping[str, Sequence[float]],
    articles_: int,
    *,
    misses: bool,
) -> None:
    others = [n for n, question in enumerate(asked) if question.names_other_side]
    print(
        f"{what}: {len(asked)} questions over {articles_} articles, {len(others)} with the other side's name"
    )
    print(f"{'nDCG@10':24}" + "".join(f"{way:>14}" for way in scores) + "   goal")
    for which, places in (("all", range(len(asked))), ("the other side's name", others)):
        means = (sum(found[n] for n in places) / max(len(places), 1) for found in scores.values())
        print(f"{which:24}" + "".join(f"{mean:>14.3f}" for mean in means) + "   >= 0.84")
    if misses:
        for n in sorted(range(len(asked)), key=lambda n: scores["ours"][n])[:10]:
            print(f"{scores['ours'][n]:.2f}  {asked[n].text}")


if __name__ == "__main__":
    main()
