"""Small learned weights that stand on the rules: loaded from one file, and scored by plain sums.

The file is made by ``python packaging/train.py`` from the labelled training texts. Where it is
missing the rules decide alone. Logistic regression: each feature's value times its weight, summed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec

from diptych import paths
from diptych.model import Value

Features = dict[str, float]
"""Named values of what is to be judged; a feature that is absent is 0."""


class Weights(Value, frozen=True):
    """One judgement: the weight of each feature, with that of "" added always."""

    weights: dict[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """The sum of the weighted features, in logits."""
        known = self.weights
        return known.get("", 0.0) + sum(known.get(name, 0.0) * value for name, value in features.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """How probable the judgement is, in 0..1."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(features)))))


class Model(Value, frozen=True):
    """All learned judgements.

    ``claim_trust`` is added to the logits of the claims that the rules are sure of, ``direction_trust`` to
    that of the direction that they give, ``issue_trust`` to that of their issues; ``claim``: a claim is a
    position, weighed against the sentence's other claims and against none; ``issue``: it is on an issue;
    ``directions`` and ``strengths``: one for each value, the highest wins; ``threshold`` is the probability
    from which a sentence states a position, ``second`` that from which a further party shares it,
    ``issue_threshold`` that of an issue; ``calibration`` maps the probability of party and issue together
    to how often it is right, as points of a rising line.
    """

    claim: Weights
    issue: Weights
    directions: dict[str, Weights]
    strengths: dict[str, Weights]
    claim_trust: float = 0.0
    direction_trust: float = 0.0
    issue_trust: float = 0.0
    threshold: float = 0.5
    second: float = 0.5
    issue_threshold: float = 0.5
    calibration: tuple[tuple[float, float], ...] = ()

    def on_issue(self, features: Mapping[str, float], *, ruled: bool) -> float:
        """How probable it is that a statement is on an issue, with the rules' own choice added."""
        return raised(self.issue.probability(features), self.issue_trust * ruled)

    def calibrated(self, probability: float) -> float:
        """The share of judgements of this probability that are right."""
        points = ((0.0, 0.0), *self.calibration, (1.0, 1.0)) if self.calibration else ()
        for (left, low), (right, high) in pairwise(points):
            if probability <= right:
                return low + (high - low) * (probability - left) / max(right - left, 1e-9)
        return probability


def raised(probability: float, logit: float) -> float:
    """A probability with something added to its logit."""
    held = min(0.9999, max(0.0001, probability))
    return 1.0 / (1.0 + math.exp(-math.log(held / (1.0 - held)) - logit))


def best(
    options: Mapping[str, Weights], features: Mapping[str, float], given: str = "", trust: float = 0.0
) -> str:
    """The option with the highest score, with ``trust`` added to the ``given`` one; raises ``ValueError``
    where there is none."""
    return max(options, key=lambda name: options[name].score(features) + trust * (name == given))


@cache
def load(file: Path | None = None) -> Model | None:
    """The weights in a file, by default the shipped ones, or None where it is missing."""
    path = file or paths.resources() / "models" / "positions.json"
    if not path.is_file():
        return None
    return msgspec.json.decode(path.read_bytes(), type=Model)
