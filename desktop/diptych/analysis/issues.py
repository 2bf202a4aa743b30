"""Which issues of the dossier a statement is about, by weighted cue terms in it and around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from diptych.analysis import wordlists
from diptych.analysis.gazetteer import folded
from diptych.dossier import Dossier, Issue

THRESHOLD = 1.0
_RELATIVE = 0.45
_MOST = 3
_CONTEXT_DECAY = 0.5
OTHER = "other"

Scores = Mapping[str, float]


class IssueFinder:
    """Finds the cue terms of one dossier's issues."""

    def __init__(self, dossier: Dossier) -> None:
        self._begin(dossier.issues, dossier.id)

    @classmethod
    def of_issues(cls, issues: Iterable[Issue]) -> IssueFinder:
        """A finder for issues that no dossier holds yet."""
        made = cls.__new__(cls)
        made._begin(tuple(issues))
        return made

    def _begin(self, issues: Sequence[Issue], dossier: str = "") -> None:
        self.dossier = dossier
        self.ids = tuple(issue.id for issue in issues)
        self._weights: dict[str, list[tuple[str, float]]] = {}
        for issue in issues:
            for cue in issue.cues:
                self._weights.setdefault(folded(cue.term), []).append((issue.id, cue.weight))
        self._pattern = wordlists.pattern(self._weights, r"(?:s|es|'s)?") if self._weights else None

    def scores(self, text: str) -> dict[str, float]:
        """The weight of each issue's terms in a text. A term counts once; a longer one hides those in it."""
        scores: dict[str, float] = {}
        seen: set[str] = set()
        for match in self._pattern.finditer(folded(text)) if self._pattern else ():
            term = _known(match.group(), self._weights)
            if term is None or term in seen:
                continue
            seen.add(term)
            for issue, weight in self._weights[term]:
                scores[issue] = scores.get(issue, 0.0) + weight
        return scores

    def terms(self, text: str) -> set[str]:
        """The terms that stand in a text, whatever their weight."""
        found = self._pattern.finditer(folded(text)) if self._pattern else ()
        return {term for match in found if (term := _known(match.group(), self._weights)) is not None}

    def chosen(self, own: Scores, context: Scores) -> list[tuple[str, float]]:
        """The issues of a statement with a confidence, best first.

        Where its own words point nowhere, what was said before decides, and then the catch-all issue.
        """
        strong = _best(own)
        if strong:
            return strong
        mixed = {issue: own.get(issue, 0.0) + context.get(issue, 0.0) for issue in {*own, *context}}
        borrowed = _best(mixed)[:1]
        if borrowed:
            return [(issue, confidence * 0.7) for issue, confidence in borrowed]
        return [(OTHER, 0.3)] if OTHER in self.ids else []


@lru_cache(maxsize=2)
def finder(dossier: Dossier) -> IssueFinder:
    """The issue finder of a dossier, built once."""
    return IssueFinder(dossier)


def faded(context: Scores, own: Scores, keep: float = _CONTEXT_DECAY) -> dict[str, float]:
    """The context for the next statement: a part of what was there before, and this one's own terms."""
    return {
        issue: weight
        for issue in {*context, *own}
        if (weight := context.get(issue, 0.0) * keep + own.get(issue, 0.0)) > 0.2
    }


def _best(scores: Scores) -> list[tuple[str, float]]:
    ranked = sorted(
        ((weight, issue) for issue, weight in scores.items() if weight >= THRESHOLD), reverse=True
    )
    if not ranked:
        return []
    top = ranked[0][0]
    if len(ranked) > 1:
        ranked = [entry for entry in ranked if entry[1] != OTHER] or ranked
    return [
        (issue, min(0.95, 0.45 + 0.15 * weight))
        for weight, issue in ranked[:_MOST]
        if weight >= top * _RELATIVE
    ]


def _known(form: str, weights: Mapping[str, object]) -> str | None:
    if form in weights:
        return form
    return next(
        (form.removesuffix(end) for end in ("'s", "es", "s") if form.removesuffix(end) in weights), None
    )
