"""Train the weights that stand on the rules of the analysis, from the labelled training texts.

    python packaging/train.py [--half] [--to FILE]

Writes ``resources/models/positions.json``. With ``--half`` only the texts with an even number are
trained on, so that the others can measure it (``tests/bench/analysis_training.py``). The calibration
comes from weights that had not seen the text they judge (five folds, text by text). The thresholds (for
a sentence's first party, for a further one, for an issue) lie between what the folds and what the five
reference articles would have; lower ones find more in the folds and take too much from the articles.
Logistic regression with a quadratic penalty, fitted by Newton steps, and a choice among the claims of a
sentence (``choice``); the same texts give the same file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT)]

import choice  # noqa: E402
from tests.bench import labelled, score  # noqa: E402

from diptych.analysis import choosing, symmetry, topics  # noqa: E402
from diptych.analysis.candidates import Candidate  # noqa: E402
from diptych.analysis.issues import Scores, finder  # noqa: E402
from diptych.analysis.learned import Features, Model, Weights, raised  # noqa: E402
from diptych.analysis.parsing import SpacyParser  # noqa: E402
from diptych.analysis.pipeline import finder_of  # noqa: E402
from diptych.dossier import Dossier  # noqa: E402
from diptych.model import Direction, Strength  # noqa: E402

TRAINING = ROOT / "tests" / "data" / "training"
TARGET = ROOT / "resources" / "models" / "positions.json"
FOLDS = 5
PENALTIES = {"claim": 16.0, "issue": 1.0, "direction": 8.0, "strength": 8.0}
RAREST = 3
THRESHOLDS = (0.58, 0.4, 0.55)
CLAIM_TRUST, DIRECTION_TRUST, ISSUE_TRUST = 4.0, 1.5, 1.0
BINS = 8


class Labels(NamedTuple):
    """What one sentence is labelled with: by party its issues, directions and strengths."""

    issues: dict[str, set[str]]
    directions: dict[str, list[str]]
    strengths: dict[str, list[str]]


class Seen(NamedTuple):
    """A sentence as the rules see it, with its labels."""

    text: int
    span: tuple[int, int]
    candidates: Sequence[Candidate]
    options: Sequence[Features]
    issues: Sequence[Sequence[tuple[str, Features]]]
    ruled: frozenset[str]
    labels: Labels
    lure: bool
    mirrored: choice.Options


class Example(NamedTuple):
    """Features and whether the judgement is right."""

    features: Features
    right: bool


def seen(articles: Sequence[labelled.Article]) -> list[Seen]:
    """Every sentence of the texts."""
    parser, found = SpacyParser("en"), []
    for number, article in enumerate(articles):
        dossier = labelled.dossier_of(article.dossier, TRAINING / "dossiers")
        read = finder_of(article.text, dossier, parser, date=article.date)
        around = topics.surroundings([note.own for note in read.notes])
        spans = [note.span for note in read.notes]
        rows: dict[tuple[int, int], list[score.Row]] = {span: [] for span in spans}
        for row in article.rows:
            rows[_nearest((row.start, row.end), spans)].append(row)
        lures = {_nearest(span, spans) for span in article.lookalikes}
        labels = [_labels(rows[span]) for span in spans]
        mirrored = _mirrored(article, dossier, parser, [set(each.issues) for each in labels])
        for at, (note, weighed) in enumerate(zip(read.notes, read.options(), strict=True)):
            options = [_issues(dossier, note.own, each.inside, around[at]) for each in note.candidates]
            ruled = frozenset(i for i, _ in topics.by_rule(finder(dossier), note.own, around[at]))
            found.append(
                Seen(
                    text=number,
                    span=note.span,
                    candidates=note.candidates,
                    options=weighed,
                    issues=options,
                    ruled=ruled,
                    labels=labels[at],
                    lure=note.span in lures,
                    mirrored=mirrored[at],
                )
            )
    return found


def _mirrored(
    article: labelled.Article, dossier: Dossier, parser: SpacyParser, held: Sequence[set[str]]
) -> Sequence[choice.Options]:
    """What is seen of each sentence when the two parties change places, so that the choice leans to neither;
    ``held`` are the labelled parties. Nothing for a text whose sentences part otherwise then."""
    one, other = (party.id for party in dossier.parties)
    swap = {one: other, other: one}
    text = symmetry.swapped(article.text, symmetry.counterparts(dossier))
    read = finder_of(text, dossier, parser, date=article.date)
    if len(read.notes) != len(held):
        return [()] * len(held)
    parties = [[each.claim.holder.party for each in note.candidates] for note in read.notes]
    return [
        [(features, swap.get(party, party) in right) for party, features in zip(names, options, strict=True)]
        for names, options, right in zip(parties, read.options(), held, strict=True)
    ]


def _issues(
    dossier: Dossier, own: Scores, inside: Scores, around: topics.Surroundings
) -> list[tuple[str, Features]]:
    return [(issue, topics.features(issue, own, inside, around, dossier.id)) for issue in finder(dossier).ids]


def _nearest(span: tuple[int, int], sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The sentence that a labelled span overlaps most."""
    return max(sentences, key=lambda s: min(span[1], s[1]) - max(span[0], s[0]))


def _labels(rows: Iterable[score.Row]) -> Labels:
    labels = Labels({}, {}, {})
    for row in rows:
        labels.issues.setdefault(row.party, set()).update(row.issues)
        labels.directions.setdefault(row.party, []).append(row.direction)
        if row.strength:
            labels.strengths.setdefault(row.party, []).append(row.strength)
    return labels


def trained(sentences: Sequence[Seen]) -> Model:
    """The weights of all judgements, with thresholds still at their defaults."""
    pairs = [(s, i, c) for s in sentences for i, c in enumerate(s.candidates)]
    held = [(s, i, c) for s, i, c in pairs if c.claim.holder.party in s.labels.issues]
    claims: list[choice.Options] = [
        [(f, c.claim.holder.party in s.labels.issues) for f, c in zip(s.options, s.candidates, strict=True)]
        for s in sentences
    ]
    claims += [s.mirrored for s in sentences if s.mirrored]
    issue = [
        Example(features, name in s.labels.issues[c.claim.holder.party])
        for s, i, c in held
        for name, features in s.issues[i]
    ]
    return Model(
        claim=choice.fit(claims, PENALTIES["claim"]),
        issue=fit(issue, PENALTIES["issue"]),
        directions=_options(held, Direction, lambda c: c.leaning, 1, "direction"),
        strengths=_options(held, Strength, lambda c: c.firmness, 2, "strength"),
    )


def _options(
    held: Sequence[tuple[Seen, int, Candidate]],
    values: Iterable[str],
    features: Callable[[Candidate], Features],
    field: int,
    penalty: str,
) -> dict[str, Weights]:
    """The weights of each value of a label that occurs often enough."""
    labelled_ = [(c, s.labels[field].get(c.claim.holder.party, [])) for s, _, c in held]
    found = {}
    for value in values:
        examples = [Example(features(c), value in given) for c, given in labelled_ if given]
        if sum(example.right for example in examples) >= RAREST:
            found[str(value)] = fit(examples, PENALTIES[penalty])
    return found


def fit(examples: Sequence[Example], penalty: float) -> Weights:
    """Logistic regression by Newton's method, without features that are seen in too few examples."""
    counts: dict[str, int] = {}
    for example in examples:
        for name in example.features:
            counts[name] = counts.get(name, 0) + 1
    names = ["", *sorted(name for name, count in counts.items() if count >= RAREST)]
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    matrix[:, 0] = 1.0
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in column:
                matrix[row, column[name]] = value
    right = np.array([float(example.right) for example in examples])
    weights = _newton(matrix, right, penalty)
    return Weights(
        weights={n: round(float(w), 4) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.003}
    )


def _newton(matrix: Any, right: Any, penalty: float, steps: int = 12) -> Any:
    ridge = np.full(matrix.shape[1], penalty)
    ridge[0] = 1e-3
    weights = np.zeros(matrix.shape[1])
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (right - p) - ridge * weights
        curve = (matrix * (p * (1 - p))[:, None]).T @ matrix + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


class Judged(NamedTuple):
    """A held-out sentence: each candidate's probability and party, its best issues, its labels."""

    claims: list[tuple[float, str, list[tuple[float, str]]]]
    labels: Labels
    lure: bool


def held_out(sentences: Sequence[Seen]) -> list[Judged]:
    """Every sentence judged by weights that had not seen its text."""
    judged: dict[int, Judged] = {}
    for fold in range(FOLDS):
        model = trained([s for s in sentences if s.text % FOLDS != fold])
        judged |= {at: _judged(s, model) for at, s in enumerate(sentences) if s.text % FOLDS == fold}
    return [judged[at] for at in range(len(sentences))]


def _judged(s: Seen, model: Model) -> Judged:
    issues = [
        sorted(
            (
                (raised(model.issue.probability(f), ISSUE_TRUST * (name in s.ruled)), name)
                for name, f in options
            ),
            reverse=True,
        )
        for options in s.issues
    ]
    ruled = [each.claim.sure for each in s.candidates]
    probabilities = choosing.shares(model.claim, s.options, ruled, CLAIM_TRUST)
    parties = [c.claim.holder.party for c in s.candidates]
    return Judged(sorted(zip(probabilities, parties, issues, strict=True), reverse=True), s.labels, s.lure)


def _taken(each: Judged, first: float, second: float) -> list[tuple[float, str, list[tuple[float, str]]]]:
    if sum(claim[0] for claim in each.claims) < first:
        return []
    return [claim for place, claim in enumerate(each.claims) if not place or claim[0] >= second]


def _party_f1(judged: Sequence[Judged], first: float, second: float) -> float:
    total = score.Rates(0, 0, 0)
    for each in judged:
        total += score.rates({c[1] for c in _taken(each, first, second)}, set(each.labels.issues))
    return total.f1


def _issue_f1(judged: Sequence[Judged], first: float, second: float, at: float) -> float:
    total = score.Rates(0, 0, 0)
    for each in judged:
        ours = {
            (party, name) for _, party, issues in _taken(each, first, second) for name in _chosen(issues, at)
        }
        theirs = {(party, issue) for party, issues in each.labels.issues.items() for issue in issues}
        total += score.rates(ours, theirs)
    return total.f1


def _chosen(issues: Sequence[tuple[float, str]], at: float) -> dict[str, float]:
    taken = {name: p for p, name in issues[:3] if p >= at}
    return taken or {name: p for p, name in issues[:1]}


def calibration(judged: Sequence[Judged], first: float, second: float, at: float) -> tuple[Any, ...]:
    """Points of a rising line from probability to the share that is right, by pooled bins of equal size."""
    pairs = sorted(
        (p * share, float(name in each.labels.issues.get(party, ())))
        for each in judged
        for p, party, issues in _taken(each, first, second)
        for name, share in _chosen(issues, at).items()
    )
    size = max(1, len(pairs) // BINS)
    pooled: list[list[float]] = []
    for start in range(0, len(pairs), size):
        part = pairs[start : start + size]
        pooled.append([sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part), len(part)])
        while len(pooled) > 1 and pooled[-1][1] <= pooled[-2][1]:
            (p1, r1, n1), (p2, r2, n2) = pooled[-2], pooled.pop()
            pooled[-1] = [(p1 * n1 + p2 * n2) / (n1 + n2), (r1 * n1 + r2 * n2) / (n1 + n2), n1 + n2]
    return tuple((round(p, 4), round(r, 4)) for p, r, _ in pooled)


def main() -> None:
    """Train, say what the held-out folds give, and write the weights."""
    options = argparse.ArgumentParser(description="Train the weights of the analysis.")
    options.add_argument("--half", action="store_true", help="train on the texts with an even number only")
    options.add_argument("--to", type=Path, default=TARGET)
    chosen = options.parse_args()
    articles = labelled.load(TRAINING)
    if chosen.half:
        articles = [each for each in articles if int(each.file[:3]) % 2 == 0]
    sentences = seen(articles)
    judged = held_out(sentences)
    first, second, issue = THRESHOLDS
    model = msgspec.structs.replace(
        trained(sentences),
        claim_trust=CLAIM_TRUST,
        direction_trust=DIRECTION_TRUST,
        issue_trust=ISSUE_TRUST,
        threshold=first,
        second=second,
        issue_threshold=issue,
        calibration=calibration(judged, first, second, issue),
    )
    chosen.to.parent.mkdir(parents=True, exist_ok=True)
    chosen.to.write_bytes(msgspec.json.format(msgspec.json.encode(model, order="sorted"), indent=1) + b"\n")
    reached = sum(
        p in {c.claim.holder.party for c in s.candidates} for s in sentences for p in s.labels.issues
    )
    wanted = sum(len(s.labels.issues) for s in sentences)
    print(f"{len(articles)} texts, {wanted} parties in sentences, of which {reached} are among the claims")
    print(f"thresholds {first} {second} {issue}, calibration {model.calibration}")
    print(f"held-out folds: party F1 {_party_f1(judged, first, second):.1f}, party and issue ", end="")
    print(f"{_issue_f1(judged, first, second, issue):.1f}; {chosen.to.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
