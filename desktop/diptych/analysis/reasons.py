"""Why a statement was taken for a position, step by step, in words that a person can read."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.analysis.candidates import Candidate, Note
from diptych.model import Reason, ReasonStep, Stance

_RULES = {
    "said": "Reported words belong to whoever speaks them.",
    "agreed": "What both sides agreed is shared, whoever reports it.",
    "contrast": "A clause beside the reported one tells the other side's stance.",
    "told": "The text tells a stance of this holder.",
    "act": "The text tells an act of this holder, and acts of state count as positions.",
    "observed": "An observer judges in words of their own.",
    "judged": "The author judges in words of their own.",
    "resumed": "The sentence goes on with the stance of the one before.",
    "subject": "The sentence is about this holder and is worded like a position.",
    "context": "The sentence goes on about this holder and is worded like a position.",
    "named": "The sentence names this party and is worded like a position.",
}
_GROUPS = {
    "says": "reports words",
    "views": "gives a view",
    "believes": "tells a belief",
    "wants": "tells a will",
    "commits": "tells an undertaking",
    "offers": "tells an offer",
    "demands": "tells a demand",
    "opposes": "tells a refusal",
    "regrets": "tells a worry",
    "supports": "tells approval",
    "yields": "tells of giving way",
    "agrees": "tells an agreement",
    "conditions": "ties one thing to another",
    "acts_against": "tells an act against the other side",
    "acts_for": "tells an act in favour",
    "acts_assert": "tells an act that asserts a claim",
    "matters": "tells what matters to the holder",
    "stances": "names a stance",
}
_DIRECTIONS = {
    "supports": "It is in favour",
    "opposes": "It is against",
    "conditional": "It ties the matter to a condition",
    "demands": "It asks something of the other side",
    "offers": "It offers something",
    "neutral": "It leans neither way",
}
_STRENGTHS = {
    "firm": "Stated firmly: the words leave no doubt, or an act backs them.",
    "clear": "Stated plainly, neither pressed nor hedged.",
    "weak": "Stated weakly: hedged, hinted at, or known at second hand.",
}


def of(candidate: Candidate, note: Note, stances: Sequence[Stance], *, learned: bool) -> tuple[Reason, ...]:
    """The steps for a candidate that was taken, from its cue to its confidence."""
    claim = candidate.claim
    steps = [
        _cue(candidate, note),
        Reason(step=ReasonStep.HOLDER, words=f"{claim.holder.name}: {claim.holder.rule}."),
        Reason(step=ReasonStep.RULE, words=_rule(candidate)),
        *(_issue(stance, note) for stance in stances),
        Reason(step=ReasonStep.DIRECTION, words=_direction(candidate, stances)),
        Reason(step=ReasonStep.STRENGTH, words=_STRENGTHS[stances[0].strength] if stances else ""),
        Reason(step=ReasonStep.CONFIDENCE, words=_confidence(stances, learned=learned)),
    ]
    return tuple(step for step in steps if step.words)


def _cue(candidate: Candidate, note: Note) -> Reason:
    cue = candidate.claim.cue
    if cue is None or candidate.cue is None:
        words = "No single word shows it; the sentence as a whole does."
        return Reason(step=ReasonStep.CUE, words=words, start=note.span.start, end=note.span.end)
    words = f"“{cue.base}” {_GROUPS.get(cue.group, 'shows a stance')}"
    words += ", denied" if cue.negated else ""
    words += f", under “{cue.modal}”" if cue.modal else ""
    return Reason(step=ReasonStep.CUE, words=words + ".", start=candidate.cue.start, end=candidate.cue.end)


def _rule(candidate: Candidate) -> str:
    claim = candidate.claim
    words = _RULES.get(claim.kind, claim.rule)
    by = {"author": "the author", "expert": "an expert", "media": "a medium"}.get(claim.reported_by or "")
    return f"{words} Reported by {by}." if by else words


def _issue(stance: Stance, note: Note) -> Reason:
    own = note.own.get(stance.issue, 0.0)
    grounds = "words of the sentence point to it" if own >= 1 else "what the text says around it points there"
    return Reason(step=ReasonStep.ISSUE, words=f"{stance.issue}: {grounds}.")


def _direction(candidate: Candidate, stances: Sequence[Stance]) -> str:
    if not stances:
        return ""
    words = _DIRECTIONS[stances[0].direction]
    cue = candidate.claim.cue
    if stances[0].issue in candidate.measures:
        return f"{words}: the issue is itself the measure that “{cue.base if cue else ''}” takes or lifts."
    if cue is not None and cue.negated:
        return f"{words}: “{cue.base}” is denied."
    return f"{words}, by the cue and the words of what is said."


def _confidence(stances: Sequence[Stance], *, learned: bool) -> str:
    if not stances:
        return ""
    best = max(stance.confidence for stance in stances)
    how = (
        "weighed by what was right on labelled texts, so that of ten such statements about "
        f"{round(best * 10)} are right in party and issue"
        if learned
        else "from the weight of the rules alone"
    )
    return f"{best:.2f}, {how}."
