"""Whose position a sentence states: each claim is weighed against the others and against there being none.

What is seen of a claim holds for whichever party makes it: the two parties are read alike. The words
around a sentence count too: whom the text names most, and first; whom the paragraph and the sentence
before name; how much of the text stands in quotations, in questions or in the first person.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diptych.analysis.holders import BOTH
from diptych.analysis.learned import Features, Weights

_MOST = 30.0


@dataclass(frozen=True)
class Setting:
    """What a sentence shows whatever is claimed in it: the ``parties`` that it names, whether it stands
    in a quotation (``spoken``), asks, says "we" outside quotations (``own``), or in one or not
    (``person``); ``pairing`` counts its words for two together.
    """

    paragraph: int
    parties: frozenset[str]
    spoken: bool
    asks: bool
    own: bool
    person: bool
    pairing: int


class Claimed(NamedTuple):
    """A claim to choose among: its party, its kind, whether the rules are sure, and what is seen of it."""

    party: str
    kind: str
    sure: bool
    seen: Features


@dataclass(frozen=True)
class _Text:
    """What a whole text shows: how often each party is named, where first, and shares of its sentences."""

    named: Mapping[str, int]
    first: Mapping[str, int]
    shares: Mapping[str, float]


def side(party: str, parties: Sequence[str]) -> str:
    """What a party is: "party" for one of the two, else both, third or analyst."""
    return "party" if party in parties else party


def shares(
    weights: Weights, options: Sequence[Features], ruled: Sequence[bool], trust: float = 0.0
) -> list[float]:
    """How probable each option is; what is missing from 1 is that there is no position.

    ``trust`` is added to the logits of the options that the rules are sure of (``ruled``), which parts what
    speaks for a position otherwise among them, but makes none more probable.
    """
    scores = [max(-_MOST, min(_MOST, weights.score(seen))) for seen in options]
    total = sum(map(math.exp, scores))
    raised = [math.exp(score + trust * sure) for score, sure in zip(scores, ruled, strict=True)]
    scale = total / ((1.0 + total) * sum(raised)) if raised else 0.0
    return [each * scale for each in raised]


def options(
    settings: Sequence[Setting], claims: Sequence[Sequence[Claimed]], parties: Sequence[str]
) -> list[list[Features]]:
    """What is to be weighed of each claim of each sentence of a text."""
    text = _of_text(settings)
    paragraphs: dict[int, set[str]] = {}
    for setting in settings:
        paragraphs.setdefault(setting.paragraph, set()).update(setting.parties)
    found = []
    for at, (setting, here) in enumerate(zip(settings, claims, strict=True)):
        before = settings[at - 1].parties if at else frozenset()
        near = frozenset(paragraphs[setting.paragraph])
        found.append([_seen(each, here, setting, before, near, text, parties) for each in here])
    return found


def _of_text(settings: Sequence[Setting]) -> _Text:
    named: Counter[str] = Counter()
    first: dict[str, int] = {}
    for at, setting in enumerate(settings):
        named.update(setting.parties)
        for party in setting.parties:
            first.setdefault(party, at)
    total = max(1, len(settings))
    return _Text(
        named,
        first,
        {
            "own": sum(s.own for s in settings) / total,
            "spoken": sum(s.spoken for s in settings) / total,
            "asking": sum(s.asks for s in settings) / total,
        },
    )


def _seen(
    claimed: Claimed,
    rivals: Sequence[Claimed],
    setting: Setting,
    before: frozenset[str],
    near: frozenset[str],
    text: _Text,
    parties: Sequence[str],
) -> Features:
    party, kind = claimed.party, side(claimed.party, parties)
    found = dict(claimed.seen)
    if kind == "party":
        other = parties[1] if party == parties[0] else parties[0]
        found |= _of_one(party, other, setting, text)
        for name, place in (("before", before), ("near", near)):
            found[f"only named {name}"] = float(place == {party})
            found[f"other named {name}"] = float(place == {other})
    else:
        found |= {f"{kind}: text {name}": value for name, value in text.shares.items()}
        found[f"{kind}: text own, outside"] = text.shares["own"] * (not setting.spoken)
        found[f"{kind}: spoken"] = float(setting.spoken)
        found[f"{kind}: {len(setting.parties)} named"] = 1.0
    if party == BOTH:
        pairing = min(2, setting.pairing) / 2
        found |= {"pairing": pairing, "pairing, two named": pairing * (len(setting.parties) == 2)}
    for rival in rivals:
        if rival.party != party:
            sure = " sure" if rival.sure else ""
            found[f"{kind} beside {side(rival.party, parties)} {rival.kind}{sure}"] = 1.0
    return {name: value for name, value in found.items() if value}


def _of_one(party: str, other: str, setting: Setting, text: _Text) -> Features:
    """What the text shows of one party against the other."""
    ours, theirs = text.named.get(party, 0), text.named.get(other, 0)
    lead = ours / max(1, ours + theirs) - 0.5
    first = float(text.first.get(party, math.inf) < text.first.get(other, math.inf))
    addressed = other in setting.parties and party not in setting.parties
    nobody = not setting.parties
    return {
        "lead": lead,
        "lead, spoken": lead * setting.spoken,
        "lead, nobody named": lead * nobody,
        "named first": first,
        "named first, nobody named": first * nobody,
        "addressed": float(addressed and setting.person),
        "addressed, spoken": float(addressed and setting.spoken),
    }
