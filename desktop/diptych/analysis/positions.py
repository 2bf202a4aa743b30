"""Positions: the frames of a sentence weighed, the best holder chosen, issue and direction set.

The rules, in order: words that are reported belong to their speaker; a party's stance that an
observer reports belongs to the party; the author's telling of a party's stance or act belongs to the
party; what is left may be the observer's or the author's own judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diptych.analysis import direction, judgement, lexicons, lookalikes
from diptych.analysis.frames import Frame
from diptych.analysis.holders import ANALYST, AUTHOR, BOTH, THIRD, Holder, Sides
from diptych.analysis.issues import IssueFinder, faded
from diptych.analysis.reading import Reading, Resolved, Sentence
from diptych.model import Direction, Position, Stance, Voice

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
_THRESHOLD = 1.2
_OWN_THRESHOLD = 0.6
_SECOND = 0.75
_CONTRAST = 1.6
_PER_CLAUSE = 0.4
_LEAST_CONTENT = 2
_REPORTING = frozenset({"says", "views", "believes"})


class Scored(NamedTuple):
    """A resolved frame with its weight."""

    score: float
    resolved: Resolved


class Claim(NamedTuple):
    """A position before its issues are known."""

    holder: Holder
    direction: Direction
    score: float
    reported_by: str | None
    rule: str


class PositionFinder:
    """Finds the positions of one text, paragraph by paragraph in order."""

    def __init__(self, sides: Sides, issues: IssueFinder) -> None:
        self._sides = sides
        self._issues = issues
        self._context: dict[str, float] = {}

    def positions(self, reading: Reading) -> list[Position]:
        """The positions of a paragraph."""
        found: list[Position] = []
        for sentence in reading.sentences:
            own = self._issues.scores(sentence.text)
            for claim in self._claims(sentence, reading, bool(own)):
                found += self._position(sentence, claim, own)
            self._context = faded(self._context, own)
        return found

    def _claims(self, sentence: Sentence, reading: Reading, on_issue: bool) -> list[Claim]:
        if lookalikes.is_question(sentence) or lookalikes.is_fragment(sentence):
            return []
        resolved = reading.resolved[sentence.index]
        outer = _outer(sentence, reading)
        if outer is None:
            return self._narrated(sentence, resolved, on_issue)
        if outer.holder.party in {*self._sides.parties, BOTH}:
            return self._own(sentence, outer, resolved, on_issue)
        return self._observed(sentence, outer, resolved, on_issue)

    def _own(
        self, sentence: Sentence, outer: Outer, resolved: Sequence[Resolved], on_issue: bool
    ) -> list[Claim]:
        """A party's own reported words."""
        content = outer.content(sentence)
        score = 2.0 + 0.3 * on_issue - lookalikes.penalty(content) + judgement.weight(content)
        mine = [
            r
            for r in resolved
            if r is not outer.resolved and r.holder is not None and r.holder.party == outer.holder.party
        ]
        best = _strongest(_all_scored(mine))
        leaning = _direction(best.resolved if best else outer.resolved, content)
        rule = f"words of {outer.holder.name} ({outer.rule}; {outer.holder.rule})"
        claims = [Claim(outer.holder, leaning, score, None, rule)] if score >= _THRESHOLD else []
        return claims + self._contrast(sentence, outer, resolved)

    def _contrast(self, sentence: Sentence, outer: Outer, resolved: Sequence[Resolved]) -> list[Claim]:
        """The other party's stance in a clause beside the reported one ("although A insists, B noted")."""
        if outer.resolved is None:
            return []
        inside = set(outer.resolved.frame.content)
        others = [
            found
            for found in resolved
            if self._is_other_party(found, outer.holder)
            and found.quote is None
            and found.frame.kind == "verb"
            and (found.frame.cue not in inside or found.frame.group == "says")
        ]
        best = _strongest(_all_scored(others))
        return [self._claim(sentence, best)] if best is not None and best.score >= _CONTRAST else []

    def _is_other_party(self, found: Resolved, holder: Holder) -> bool:
        other = found.holder
        return other is not None and other.party in self._sides.parties and other.party != holder.party

    def _observed(
        self, sentence: Sentence, outer: Outer, resolved: Sequence[Resolved], on_issue: bool
    ) -> list[Claim]:
        """What an observer, a medium or a third state says: a party's stance, else their own judgement."""
        inner = [r for r in resolved if r is not outer.resolved and self._is_told(r, outer)]
        told = self._of_parties(sentence, inner, threshold=_THRESHOLD + 0.2)
        by = "media" if outer.holder.voice is Voice.MEDIA else "expert"
        if told and outer.holder.voice is not Voice.OFFICIAL:
            return [claim._replace(reported_by=by) for claim in told]
        content = outer.content(sentence)
        score = 1.4 + 0.3 * on_issue + judgement.weight(content) - 0.5 * lookalikes.penalty(content)
        if score < _THRESHOLD:
            return []
        holder = (
            outer.holder if outer.holder.party else outer.holder._replace(party=ANALYST, voice=Voice.ANALYST)
        )
        leaning = direction.of_judgement(content)
        if holder.party == THIRD:
            leaning = _direction(outer.resolved, content)
        return [
            Claim(holder, leaning, score, None, f"judgement of {holder.name} ({outer.rule}; {holder.rule})")
        ]

    def _is_told(self, found: Resolved, outer: Outer) -> bool:
        """Whether a frame is a party's stance inside what an observer says."""
        if found.holder is None or found.holder.party not in {*self._sides.parties, BOTH}:
            return False
        return outer.resolved is not None or found.quote is not None

    def _narrated(self, sentence: Sentence, resolved: Sequence[Resolved], on_issue: bool) -> list[Claim]:
        """The author tells: a party's stance or act, else the author's own judgement."""
        told = self._of_parties(
            sentence, resolved, threshold=_THRESHOLD + lookalikes.penalty(sentence.text) * 0.5
        )
        if told:
            return [
                claim._replace(reported_by=None if claim.rule.startswith("act") else "author")
                for claim in told
            ]
        score = judgement.weight(sentence.text) + 0.3 * on_issue - 0.5 * lookalikes.penalty(sentence.text)
        if score < _OWN_THRESHOLD:
            return []
        return [Claim(AUTHOR, direction.of_judgement(sentence.text), score, None, AUTHOR.rule)]

    def _of_parties(
        self, sentence: Sentence, resolved: Sequence[Resolved], *, threshold: float
    ) -> list[Claim]:
        """The strongest stance of a party, and the other party's only where it is nearly as strong."""
        scored = [each for each in _raised(_all_scored(resolved)) if each.score >= threshold]
        best = _strongest(scored)
        if best is None:
            return []
        second = _strongest([other for other in scored if _stands_beside(other, best)])
        return [self._claim(sentence, each) for each in (best, second) if each is not None]

    def _claim(self, sentence: Sentence, scored: Scored) -> Claim:
        frame, holder = scored.resolved.frame, scored.resolved.holder
        assert holder is not None
        content = sentence.words(frame.content)
        leaning = _direction(scored.resolved, content)
        cue = sentence.tree.tokens[frame.cue].text
        kind = "act" if frame.group.startswith("acts") else "stance"
        return Claim(holder, leaning, scored.score, None, f"{kind} “{cue}” of {holder.name} ({holder.rule})")

    def _position(self, sentence: Sentence, claim: Claim, own: dict[str, float]) -> list[Position]:
        issues = self._issues.chosen(own, self._context)
        if not issues:
            return []
        certainty = max(0.2, min(0.95, 0.35 + 0.2 * claim.score))
        stances = tuple(
            Stance(issue=issue, direction=claim.direction, confidence=round(confidence * certainty, 3))
            for issue, confidence in issues
        )
        position = Position(
            start=sentence.span.start,
            end=sentence.span.end,
            sentence=sentence.index,
            party=claim.holder.party,
            holder=claim.holder.name,
            voice=claim.holder.voice,
            stances=stances,
            quoted=sentence.own_words,
            reported_by=claim.reported_by,
            rule=claim.rule,
        )
        return [position]


class Outer(NamedTuple):
    """Whose words a sentence reports. ``resolved`` is the frame that says so, None inside a quotation."""

    holder: Holder
    resolved: Resolved | None
    rule: str

    def content(self, sentence: Sentence) -> str:
        """What is said."""
        if self.resolved is None or not self.resolved.frame.content:
            return sentence.text
        return sentence.words(self.resolved.frame.content)


def _outer(sentence: Sentence, reading: Reading) -> Outer | None:
    quote = sentence.main_quote()
    if quote is not None:
        speaker = reading.speakers.get(quote)
        return Outer(speaker, None, "quotation") if speaker is not None else None
    reports = [found for found in reading.resolved[sentence.index] if _reports(found)]
    if not reports:
        return None
    best = min(reports, key=lambda r: (r.frame.kind != "phrase", r.frame.depth, r.frame.cue))
    assert best.holder is not None
    return Outer(best.holder, best, f"cue “{sentence.tree.tokens[best.frame.cue].text}”")


def _reports(found: Resolved) -> bool:
    frame = found.frame
    if (
        found.holder is None
        or found.quote is not None
        or frame.passive
        or frame.group not in _REPORTING
        or _is_empty(frame)
    ):
        return False
    return frame.depth <= {"phrase": 2, "verb": 0}.get(frame.kind, -1)


def _all_scored(resolved: Sequence[Resolved]) -> list[Scored]:
    return [scored for found in resolved if (scored := _scored(found)) is not None]


def _raised(scored: Sequence[Scored]) -> list[Scored]:
    """Frames with the clauses above them all forgiven, up to two: "it was reported that X had begun"."""
    above = min((each.resolved.frame.depth for each in scored), default=0)
    return [each._replace(score=each.score + _PER_CLAUSE * min(2, above)) for each in scored]


def _stands_beside(other: Scored, best: Scored) -> bool:
    """Whether a frame is a statement of the other party's own, not a part of the best one."""
    frame, main = other.resolved.frame, best.resolved.frame
    parties = {r.holder.party for r in (other.resolved, best.resolved) if r.holder is not None}
    if other.resolved.frame.kind != "verb":
        return False
    apart = frame.cue not in main.content and frame.cue != main.source and main.cue not in frame.content
    return len(parties) == 2 and BOTH not in parties and apart and other.score >= _SECOND * best.score


def _scored(resolved: Resolved) -> Scored | None:
    frame, holder = resolved.frame, resolved.holder
    if holder is None or not holder.party or frame.group not in _STRENGTH or _is_empty(frame):
        return None
    if frame.modal in lexicons.load().grammar["guessing"] or (frame.negated and frame.group == "demands"):
        return None
    if frame.group.startswith("acts") and frame.place == "gerund":
        return None
    score = _STRENGTH[frame.group] * _kind_weight(frame) - _PER_CLAUSE * frame.depth
    return Scored(score, resolved)


def _is_empty(frame: Frame) -> bool:
    """Whether somebody only speaks, and nothing is said."""
    return frame.group in _REPORTING and len(frame.content) < _LEAST_CONTENT


def _kind_weight(frame: Frame) -> float:
    if frame.place == "inside subject":
        return 0.5
    if frame.kind != "noun" or frame.place == "clause":
        return 1.0
    if frame.place == "subject" and not frame.group.startswith("acts"):
        return 1.0
    return 0.75 if frame.place == "object" else 0.6


def _strongest(scored: Sequence[Scored]) -> Scored | None:
    return max(scored, key=lambda s: (s.score, -s.resolved.frame.cue), default=None)


def _direction(resolved: Resolved | None, content: str) -> Direction:
    if resolved is None:
        return direction.of_content(content)
    given = direction.of_group(resolved.frame.group, resolved.frame.negated, content)
    return given or direction.of_content(content)
