"""How strongly a resolved frame speaks for a position of its holder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diptych.analysis import lexicons
from diptych.analysis.frames import Frame
from diptych.analysis.holders import BOTH
from diptych.analysis.reading import Resolved

REPORTING = frozenset({"says", "views", "believes"})
_STRENGTH = {
    "wants": 2.6,
    "commits": 2.4,
    "offers": 2.6,
    "demands": 2.6,
    "opposes": 2.4,
    "regrets": 2.4,
    "supports": 2.0,
    "agrees": 2.2,
    "yields": 1.8,
    "conditions": 2.0,
    "believes": 2.0,
    "says": 1.8,
    "views": 2.2,
    "matters": 1.8,
    "acts_against": 2.0,
    "acts_assert": 1.6,
    "acts_for": 1.5,
    "stances": 1.4,
}
_PER_CLAUSE = 0.4
_FORGIVEN = 2
_SECOND = 0.75
_LEAST_CONTENT = 2
_REPEATING = frozenset({*REPORTING, "agrees"})
_BESIDE = frozenset({"ROOT", "conj", "advcl", "parataxis", "ccomp"})


class Weighed(NamedTuple):
    """A resolved frame with its weight."""

    score: float
    resolved: Resolved

    @property
    def party(self) -> str:
        """The party of its holder."""
        return self.resolved.holder.party if self.resolved.holder is not None else ""


def weighed(resolved: Iterable[Resolved]) -> list[Weighed]:
    """The frames that can be a position, with their weights: a clause down takes some away."""
    return [Weighed(_weight(each.frame), each) for each in resolved if _can_hold(each)]


def raised(frames: Sequence[Weighed]) -> list[Weighed]:
    """Frames with the clauses above them all forgiven, up to two: "it was reported that X had begun"."""
    above = min((each.resolved.frame.depth for each in frames), default=0)
    return [each._replace(score=each.score + _PER_CLAUSE * min(_FORGIVEN, above)) for each in frames]


def without_targets(frames: Sequence[Weighed]) -> list[Weighed]:
    """Frames without the nouns that a verb is about ("criticised X's commitment", "abandoned its claim")."""
    verbs = [each for each in frames if each.resolved.frame.kind == "verb"]
    return [each for each in frames if not any(_is_target(each, verb) for verb in verbs)]


def strongest(frames: Sequence[Weighed]) -> Weighed | None:
    """The frame of most weight, the first of equals."""
    return max(frames, key=lambda each: (each.score, -each.resolved.frame.cue), default=None)


def stands_beside(other: Weighed, best: Weighed, deps: Sequence[str]) -> bool:
    """Whether a verb tells the other party's own stance and is no part of the best frame.

    ``deps`` are the dependency labels of the sentence's tokens.
    """
    frame, main = other.resolved.frame, best.resolved.frame
    if frame.kind != "verb" or deps[frame.cue] not in _BESIDE:
        return False
    parties = {other.party, best.party}
    apart = frame.cue not in main.content and frame.cue != main.source and main.cue not in frame.content
    return len(parties) == 2 and BOTH not in parties and apart and other.score >= _SECOND * best.score


def is_empty(frame: Frame) -> bool:
    """Whether somebody only speaks, and nothing is said."""
    return frame.group in REPORTING and len(frame.content) < _LEAST_CONTENT


def _can_hold(resolved: Resolved) -> bool:
    frame, holder = resolved.frame, resolved.holder
    if holder is None or not holder.party or frame.group not in _STRENGTH or is_empty(frame):
        return False
    if frame.modal in lexicons.load().grammar["guessing"] or (frame.negated and frame.group == "demands"):
        return False
    return not (frame.group.startswith("acts") and frame.place == "gerund")


def _weight(frame: Frame) -> float:
    return _STRENGTH[frame.group] * _kind_weight(frame) - _PER_CLAUSE * frame.depth


def _kind_weight(frame: Frame) -> float:
    if frame.place == "inside subject":
        return 0.5
    if frame.kind != "noun" or frame.place == "clause":
        return 1.0
    if frame.place == "subject" and not frame.group.startswith("acts"):
        return 1.0
    return 0.75 if frame.place == "object" else 0.6


def _is_target(noun: Weighed, verb: Weighed) -> bool:
    frame, over = noun.resolved.frame, verb.resolved.frame
    governed = frame.kind == "noun" and frame.cue in over.content and over.depth <= frame.depth
    return governed and (noun.party != verb.party or over.group not in _REPEATING)
