"""Which issues a statement is about, from its own words, the words around it, and what the text is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diptych.analysis.issues import OTHER, THRESHOLD, IssueFinder, Scores, faded
from diptych.analysis.learned import Features, Model

_MOST = 3
_SLOW = 0.8
_BORROWED = 0.7


@dataclass(frozen=True)
class Surroundings:
    """The issue terms around one sentence: just before, further back, just after, and in the whole text."""

    near: Scores
    before: Scores
    after: Scores
    whole: Scores


def surroundings(own: Sequence[Scores]) -> list[Surroundings]:
    """The surroundings of each sentence of a text, from the issue terms of all of them."""
    whole: dict[str, float] = {}
    for scores in own:
        for issue, weight in scores.items():
            whole[issue] = whole.get(issue, 0.0) + max(0.0, weight)
    total = sum(whole.values()) or 1.0
    share = {issue: weight / total for issue, weight in whole.items()}
    near, before = _running(own, 0.5), _running(own, _SLOW)
    after = _running(own[::-1], _SLOW)[::-1]
    return [Surroundings(n, b, a, share) for n, b, a in zip(near, before, after, strict=True)]


def _running(own: Sequence[Scores], keep: float) -> list[Scores]:
    """What the sentences before each one leave, fading by a factor with each."""
    found: list[Scores] = []
    context: dict[str, float] = {}
    for scores in own:
        found.append(context)
        context = faded(context, scores, keep)
    return found


def by_rule(finder: IssueFinder, own: Scores, around: Surroundings) -> list[tuple[str, float]]:
    """The issues by the rules: the own words, then what was said before, then what the text is about."""
    found = finder.chosen(own, around.near)
    if [issue for issue, _ in found] != [OTHER] or own.get(OTHER, 0.0) >= THRESHOLD:
        return found
    possible = [issue for issue in around.whole if own.get(issue, 0.0) >= 0]
    main = max(possible, key=lambda issue: around.whole[issue], default=None)
    return found if main is None else [(main, 0.3)]


def by_weights(
    finder: IssueFinder, model: Model, own: Scores, inside: Scores, around: Surroundings
) -> list[tuple[str, float]]:
    """The issues by the learned weights, each with its probability, best first; at least one."""
    ruled = {issue for issue, _ in by_rule(finder, own, around)}
    judged = [
        (model.on_issue(features(issue, own, inside, around, finder.dossier), ruled=issue in ruled), issue)
        for issue in finder.ids
    ]
    judged.sort(reverse=True)
    taken = [(issue, p) for p, issue in judged[:_MOST] if p >= model.issue_threshold]
    return taken or [(issue, p) for p, issue in judged[:1]]


def features(issue: str, own: Scores, inside: Scores, around: Surroundings, dossier: str) -> Features:
    """What the learned weights see of one issue for one statement.

    An issue of a dossier that was trained on has a feature of its own: how often it is spoken of at all.
    """
    none = max((w for i, w in own.items() if i != OTHER), default=0.0) < THRESHOLD
    values = {
        "own": _capped(own, issue),
        "own share": _relative(own, issue),
        "inside": _capped(inside, issue),
        "inside share": _relative(inside, issue),
        "near": _capped(around.near, issue),
        "near share": _relative(around.near, issue),
        "before share": _relative(around.before, issue),
        "after share": _relative(around.after, issue),
        "whole": around.whole.get(issue, 0.0),
        "whole share": _relative(around.whole, issue),
        "own enough": float(own.get(issue, 0.0) >= THRESHOLD),
        "own leads": float(_relative(own, issue) == 1.0),
        "near leads": float(_relative(around.near, issue) == 1.0),
        "before leads": float(_relative(around.before, issue) == 1.0),
        "whole leads": float(_relative(around.whole, issue) == 1.0),
    }
    found: Features = {name: value for name, value in values.items() if value}
    if none:
        found |= {f"none: {name}": value for name, value in found.items()} | {"none": 1.0}
    if issue == OTHER:
        found |= {f"other: {name}": value for name, value in found.items()} | {"other": 1.0}
    found[f"issue {dossier}: {issue}"] = 1.0
    return found


def _capped(scores: Scores, issue: str) -> float:
    return min(max(scores.get(issue, 0.0), 0.0), 3.0) / 3


def _relative(scores: Mapping[str, float], issue: str) -> float:
    top = max(scores.values(), default=0.0)
    return max(0.0, scores.get(issue, 0.0)) / top if top > 0 else 0.0
