"""How well passages about the same event are told from near misses: ours beside word overlap and TF-IDF.

Each pair of ``tests/data/alignment`` is judged as the program would judge two articles of one paragraph.
Thresholds are set on the development pairs only; the blind and the held-out ones were written by others
and serve no tuning. ``--fit`` prints weights fitted on the development pairs, with their accuracy when
each group of pairs on one event is left out; ``--misses`` prints the development pairs that are judged
wrongly.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

import numpy as np

from diptych import analysis, dossier, paths
from diptych.analysis.alignment import THRESHOLD, Rarity, Side, align, comparing, dates, units
from diptych.model import Block, BlockKind

_DATA = Path(__file__).resolve().parents[1] / "data" / "alignment"
_OTHERS = _DATA.parent / "dossiers"


class Pair(NamedTuple):
    """Two paragraphs, the dates of their articles, and whether they are about the same."""

    left: str
    right: str
    left_date: str | None
    right_date: str | None
    same: bool
    why: str
    dossier: str = ""


Judge = Callable[[Pair], float]


def pairs(name: str) -> list[Pair]:
    """The pairs of a set, none where it is absent."""
    file = _DATA / name / "pairs.jsonl"
    rows = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [Pair(**json.loads(row)) for row in rows if row.strip()]


@cache
def _dossier(name: str) -> dossier.Dossier:
    shipped = paths.shipped_dossiers()[0]
    other = _OTHERS / name
    return dossier.load(other if name and other.is_dir() else shipped)


def _sides(pair: Pair) -> tuple[Side, Side]:
    known = _dossier(pair.dossier)
    return _side(pair.left, pair.left_date, known), _side(pair.right, pair.right_date, known)


def _side(text: str, date: str | None, known: dossier.Dossier) -> Side:
    language = "ja" if re.search(r"[\u3040-\u30ff]", text) else "ru" if re.search(r"[а-я]", text) else "en"
    found = analysis.analyse(text, known, language=language, date=date or "")
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    return Side(text=text, blocks=(block,), mentions=found.mentions, date=date, dossier=known)


def ours(pair: Pair) -> float:
    """The chance that our alignment gives, 0 where it does not align the paragraphs."""
    found = align(*_sides(pair), Rarity())
    return max((each.score for each in found), default=0.0)


def jaccard(pair: Pair) -> float:
    """Shared words by all words."""
    left, right = (set(_plain(text)) for text in (pair.left, pair.right))
    return len(left & right) / max(1, len(left | right))


def tfidf(of: Sequence[Pair]) -> Judge:
    """The cosine of words weighted by their rarity among the paragraphs of a set."""
    texts = {text for pair in of for text in (pair.left, pair.right)}
    counts = Counter(word for text in texts for word in set(_plain(text)))

    def vector(text: str) -> dict[str, float]:
        found = Counter(_plain(text))
        return {w: n * math.log((len(texts) + 1) / (counts[w] + 0.5)) for w, n in found.items()}

    def judge(pair: Pair) -> float:
        left, right = vector(pair.left), vector(pair.right)
        size = math.sqrt(sum(v * v for v in left.values()) * sum(v * v for v in right.values()))
        return sum(value * right.get(word, 0.0) for word, value in left.items()) / size if size else 0.0

    return judge


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def balanced(scores: Sequence[float], of: Sequence[Pair], threshold: float) -> tuple[float, float, float]:
    """Accuracy with both kinds of pairs weighing the same, precision and recall."""
    said = [score >= threshold for score in scores]
    right = sum(s and p.same for s, p in zip(said, of, strict=True))
    same = sum(p.same for p in of) or 1
    refused = sum(not s and not p.same for s, p in zip(said, of, strict=True))
    other = sum(not p.same for p in of) or 1
    return (right / same + refused / other) / 2, right / max(1, sum(said)), right / same


def best_threshold(scores: Sequence[float], of: Sequence[Pair]) -> float:
    """The threshold with the best balanced accuracy."""
    return max(sorted(set(scores)), key=lambda t: balanced(scores, of, t)[0])


def report() -> None:
    """Print the figures of all judges on all sets."""
    dev = pairs("dev")
    judges: dict[str, Callable[[Sequence[Pair]], Judge]] = {
        "word overlap": lambda _: jaccard,
        "TF-IDF cosine": tfidf,
        "ours": lambda _: ours,
    }
    fixed = {"ours": THRESHOLD}
    for name, of in (("development", dev), ("blind", pairs("blind")), ("held out", pairs("held_out"))):
        print(
            f"{name}: {len(of)} pairs, {sum(p.same for p in of)} of them the same" + (" (absent)" * (not of))
        )
        for judge, make in judges.items():
            if not of:
                break
            began = time.process_time()
            scores = [make(of)(pair) for pair in of] if judge == "ours" else list(map(make(of), of))
            took = (time.process_time() - began) / len(of) * 1000
            if judge not in fixed:
                fixed[judge] = best_threshold(scores, of)
            accuracy, precision, recall = balanced(scores, of, fixed[judge])
            plain = sum((s >= fixed[judge]) == p.same for s, p in zip(scores, of, strict=True)) / len(of)
            print(
                f"  {judge:<14} accuracy {plain:.3f} (balanced {accuracy:.3f})  precision {precision:.3f}  "
                f"recall {recall:.3f}  {took:.1f} ms a pair"
            )


def speed() -> None:
    """Print the CPU time to align two long articles made of the development paragraphs in any order."""
    dice = random.Random(5)
    told = sorted({text for pair in pairs("dev") for text in (pair.left, pair.right)})
    known = _dossier("")
    for size in (15_000, 100_000, 1_000_000):
        sides = []
        for _ in range(2):
            blocks, texts, start = [], [], 0
            while start < size:
                text = " ".join(dice.choice(told).split()[:15] + dice.sample(told, 2))
                blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(text)))
                texts.append(text)
                start += len(text) + 2
            with_dossier = known if size <= 300_000 else None
            sides.append(Side("\n\n".join(texts), tuple(blocks), date="2017-03-03", dossier=with_dossier))
        began = time.process_time()
        found = align(sides[0], sides[1], Rarity())
        took = time.process_time() - began
        print(f"two articles of {size:,} characters: {took:.2f} s, {len(found)} pairs")


def _strangers(of: Sequence[Pair]) -> list[Pair]:
    """Paragraphs on two events of one dispute, as of articles of one day: what two articles are full of."""
    same = [pair for pair in of if pair.same]
    found = []
    for step in (1, 2, 3, 5):
        for at, pair in enumerate(same):
            other = same[(at + step) % len(same)]
            if other.dossier == pair.dossier:
                found.append(pair._replace(right=other.right, right_date=pair.left_date, same=False))
    return found


def _evidence(of: Sequence[Pair]) -> np.ndarray:
    rows = []
    for pair in of:
        (left,), (right,) = (units.units(side, Rarity()) for side in _sides(pair))
        context = comparing.Context(dates.parsed(pair.left_date), dates.parsed(pair.right_date))
        rows.append(comparing.evidence(left, right, context))
    return np.array(rows)


_AGAINST = ("apart", "perhaps_apart", "far")
_SIGNS = np.array(
    [-1 if name in _AGAINST or name.startswith("other_") else 1 for name in comparing.Evidence._fields]
)
_RELATING = np.array(
    [
        name in ("rare", "plain", "names", "topics", "numbers", "mass", "day")
        for name in comparing.Evidence._fields
    ]
)


def _fitted(rows: np.ndarray, wanted: np.ndarray, strength: float) -> np.ndarray:
    """Logistic weights with the bias first; no weight takes the wrong sign, both answers weigh the same."""
    with_bias = np.hstack([np.ones((len(rows), 1)), rows])
    share = np.where(wanted, 0.5 / wanted.sum(), 0.5 / (~wanted).sum())
    weights = np.zeros(with_bias.shape[1])
    for _ in range(6000):
        wrong = (1 / (1 + np.exp(-with_bias @ weights)) - wanted) * share
        weights -= 0.5 * (with_bias.T @ wrong + strength * weights * (np.arange(len(weights)) > 0))
        weights[1:] = np.where(_SIGNS > 0, np.maximum(weights[1:], 0), np.minimum(weights[1:], 0))
    return weights


def _right(rows: np.ndarray, wanted: np.ndarray, events: np.ndarray, strength: float) -> str:
    """How many of either answer are right on events left out of the fit, of ten parts."""
    right = np.zeros(len(rows))
    for fold in range(10):
        out = events % 10 == fold
        weights = _fitted(rows[~out], wanted[~out], strength)
        right[out] = (weights[0] + rows[out] @ weights[1:] > 0) == wanted[out]
    return f"{right[wanted].mean():.3f} of the wanted, {right[~wanted].mean():.3f} of the others"


def fit() -> None:
    """Print fitted weights and how they do on events left out of the fit."""
    told = pairs("dev")
    strangers = _strangers(told)
    rows, other = _evidence(told), _evidence(strangers)
    same = np.array([pair.same for pair in told])
    events = np.arange(len(told)) // 3
    both = np.vstack([rows, other]) * _RELATING
    related = np.arange(len(both)) < len(told)
    all_events = np.concatenate([events, np.arange(len(other))])
    for name, features, wanted, of in (("SAME", rows, same, events), ("RELATED", both, related, all_events)):
        for strength in (0.001, 0.003, 0.01):
            print(f"{name}, strength {strength}: {_right(features, wanted, of, strength)}")
        weights = _fitted(features, wanted, 0.003)
        print(f"{name}_BIAS = {weights[0]:.2f}\n{name} = Evidence(")
        for field, value in zip(comparing.Evidence._fields, weights[1:], strict=True):
            if round(abs(value), 2):
                print(f"    {field}={value:.2f},")
        print(")")


def misses() -> None:
    """Print the development pairs that we judge wrongly, with what spoke for and against."""
    of = pairs("dev")
    for pair, row in zip(of, _evidence(of), strict=True):
        found = comparing.Evidence(*row)
        chance = comparing.chance(found)
        if (chance >= THRESHOLD) != pair.same:
            told = {name: round(float(v), 2) for name, v in found._asdict().items() if v}
            print(f"{chance:.2f} same={pair.same} {pair.why} {told}\n   {pair.left}\n   {pair.right}")


if __name__ == "__main__":
    if "--fit" in sys.argv:
        fit()
    elif "--misses" in sys.argv:
        misses()
    else:
        report()
        speed()
