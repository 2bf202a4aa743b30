"""A second look at the claims of a text: each is weighed anew beside its neighbours.

Who speaks in one sentence mostly speaks in the next, and a text of opinion is one throughout: the
probabilities of the first look at the sentences around say so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from diptych.analysis.learned import Features, Weights

Looks = Mapping[str, float]
"""How probable a position of each party is in a sentence."""


def settled(weights: Weights, looks: Sequence[Looks], paragraphs: Sequence[int]) -> list[dict[str, float]]:
    """The probabilities after the second look, sentence by sentence."""
    shares = share(looks)
    return [
        {party: weights.probability(features(looks, paragraphs, at, party, shares)) for party in looks[at]}
        for at in range(len(looks))
    ]


def share(looks: Sequence[Looks]) -> dict[str, float]:
    """The mean probability of each party over the sentences of a text."""
    total: dict[str, float] = {}
    for look in looks:
        for party, p in look.items():
            total[party] = total.get(party, 0.0) + p
    return {party: p / max(1, len(looks)) for party, p in total.items()}


def features(
    looks: Sequence[Looks], paragraphs: Sequence[int], at: int, party: str, shares: Mapping[str, float]
) -> Features:
    """What the second look sees of a party in the sentence at a place."""
    here = looks[at]
    rival = max((p for other, p in here.items() if other != party), default=0.0)
    observer = party == "analyst"
    found: Features = {
        "logit": _logit(here[party]),
        "rival": rival,
        "leads": float(here[party] >= rival),
        "share": shares.get(party, 0.0),
        "share of all": sum(shares.values()),
        "first": float(at == 0),
    }
    for name, place in (("before", at - 1), ("earlier", at - 2), ("after", at + 1)):
        if 0 <= place < len(looks):
            near = looks[place]
            same = near.get(party, 0.0)
            other = max((p for each, p in near.items() if each != party), default=0.0)
            together = "here" if paragraphs[place] == paragraphs[at] else "apart"
            found |= {f"{name} {together}": same, f"{name} other {together}": other}
    if observer:
        found |= {f"analyst {name}": value for name, value in found.items()} | {"analyst": 1.0}
    return {name: value for name, value in found.items() if value}


def _logit(p: float) -> float:
    held = min(0.999, max(0.001, p))
    return math.log(held / (1 - held)) / 3
