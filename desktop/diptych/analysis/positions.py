"""Positions: the frames of a sentence weighed, the best holder chosen, issue and direction set.

The rules, in order: words that are reported belong to their speaker, save what both parties agreed;
a party's stance that an observer reports belongs to the party; the author's telling of a party's
stance or act belongs to the party; what is left may be the observer's or the author's own judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diptych.analysis import direction, judgement, lexicons, lookalikes
from diptych.analysis.frames import Frame
from diptych.analysis.holders import ANALYST, AUTHOR, BOTH, THIRD, Holder, Sides
from diptych.analysis.issues import THRESHOLD, IssueFinder, faded
from diptych.analysis.reading import Reading, Resolved, Sentence
from diptych.analysis.reports import Report, report
from diptych.analysis.weighing import Weighed, raised, stands_beside, strongest, weighed, without_targets
from diptych.model import Direction, Position, Stance, Voice

_THRESHOLD = 1.2
_OWN_THRESHOLD = 1.0
_TOLD = 0.2
_CONTRAST = 1.6
_ON_ISSUE = 0.3
_SAID = 2.0
_OBSERVED = 1.4
_OLD = 1.0
_RESUMED = 0.8
_PAPER = 1.5
_DEEDS = frozenset({"acts_for", "acts_against", "acts_assert", "yields"})


class Claim(NamedTuple):
    """A position before its issues are known."""

    holder: Holder
    direction: Direction
    score: float
    reported_by: str | None
    rule: str
    cue: Frame | None = None


class PositionFinder:
    """Finds the positions of one text, paragraph by paragraph in order."""

    def __init__(self, sides: Sides, issues: IssueFinder) -> None:
        self._sides = sides
        self._issues = issues
        self._context: dict[str, float] = {}
        self._last: Claim | None = None

    def positions(self, reading: Reading) -> list[Position]:
        """The positions of a paragraph."""
        found: list[Position] = []
        for sentence in reading.sentences:
            own = self._issues.scores(sentence.text)
            claims = self._resumed(sentence, self._claims(sentence, reading, bool(own)))
            for claim in claims:
                found += self._position(sentence, claim, own)
            self._last = claims[0] if claims else self._last
            self._context = faded(self._context, own)
        return found

    def _claims(self, sentence: Sentence, reading: Reading, on_issue: bool) -> list[Claim]:
        if lookalikes.is_question(sentence) or lookalikes.is_fragment(sentence):
            return []
        resolved = reading.resolved[sentence.index]
        reported = report(sentence, reading)
        if reported is None:
            return self._narrated(sentence, resolved, on_issue)
        if reported.holder.party in {*self._sides.parties, BOTH}:
            return self._own(sentence, reported, resolved, on_issue)
        return self._observed(sentence, reported, resolved, on_issue)

    def _resumed(self, sentence: Sentence, claims: list[Claim]) -> list[Claim]:
        """What goes on with the stance of the sentence before ("this is because", "for instance")."""
        last, text = self._last, sentence.text.lower().lstrip("“\"' ")
        ours = {*self._sides.parties, BOTH}
        if last is None or last.holder.party not in ours or any(c.holder.party in ours for c in claims):
            return claims
        if not text.startswith(tuple(lexicons.load().grammar["resuming"])):
            return claims
        return [
            last._replace(score=last.score - _RESUMED, cue=None, rule=f"goes on from before: {last.rule}")
        ]

    def _own(
        self, sentence: Sentence, said: Report, resolved: Sequence[Resolved], on_issue: bool
    ) -> list[Claim]:
        """A party's own reported words."""
        content = said.content(sentence)
        score = _SAID + _ON_ISSUE * on_issue - lookalikes.penalty(content) + judgement.weight(content)
        if score < _THRESHOLD:
            return self._contrast(sentence, said, resolved)
        inside = weighed(found for found in resolved if said.holds(found))
        agreed = strongest([each for each in inside if _is_agreement(each)])
        if agreed is not None and said.holder.party != BOTH:
            return [self._claim(sentence, agreed)]
        best = strongest([each for each in inside if each.party == said.holder.party])
        leaning = _direction(best.resolved if best else said.resolved, content)
        rule = f"words of {said.holder.name} ({said.rule}; {said.holder.rule})"
        return [Claim(said.holder, leaning, score, None, rule), *self._contrast(sentence, said, resolved)]

    def _contrast(self, sentence: Sentence, said: Report, resolved: Sequence[Resolved]) -> list[Claim]:
        """The other party's stance in a clause beside the reported one ("although A insists, B noted")."""
        if said.resolved is None:
            return []
        beside = [
            each
            for each in weighed(found for found in resolved if found.quote is None and not said.holds(found))
            if each.resolved.frame.kind == "verb" and self._is_other_party(each.party, said.holder)
        ]
        best = strongest(beside)
        return [self._claim(sentence, best)] if best is not None and best.score >= _CONTRAST else []

    def _is_other_party(self, party: str, holder: Holder) -> bool:
        return party in self._sides.parties and party != holder.party

    def _observed(
        self, sentence: Sentence, said: Report, resolved: Sequence[Resolved], on_issue: bool
    ) -> list[Claim]:
        """What an observer, a medium or a third state says: a party's stance, else their own judgement."""
        inner = [found for found in resolved if self._is_told(found, said)]
        told = self._of_parties(sentence, inner, threshold=_THRESHOLD + _TOLD)
        if told and said.holder.voice is not Voice.OFFICIAL:
            by = "media" if said.holder.voice is Voice.MEDIA else "expert"
            return [claim._replace(reported_by=by) for claim in told]
        content = said.content(sentence)
        score = (
            _OBSERVED + _ON_ISSUE * on_issue + judgement.weight(content) - 0.5 * lookalikes.penalty(content)
        )
        if score < _THRESHOLD:
            return []
        holder = said.holder
        if not holder.party:
            holder = holder._replace(party=ANALYST, voice=Voice.ANALYST)
        leaning = direction.of_judgement(content)
        if holder.party == THIRD and holder.voice is not Voice.MEDIA:
            leaning = _direction(said.resolved, content)
        return [
            Claim(holder, leaning, score, None, f"judgement of {holder.name} ({said.rule}; {holder.rule})")
        ]

    def _is_told(self, found: Resolved, said: Report) -> bool:
        """Whether a frame is a party's stance inside what an observer says."""
        if found is said.resolved or found.holder is None:
            return False
        if found.holder.party not in {*self._sides.parties, BOTH}:
            return False
        return said.resolved is not None or found.quote is not None

    def _narrated(self, sentence: Sentence, resolved: Sequence[Resolved], on_issue: bool) -> list[Claim]:
        """The author tells: a party's stance or act, else the author's own judgement."""
        looks = lookalikes.penalty(sentence.text) + _PAPER * any(map(_tells_of_paper, resolved))
        told = self._of_parties(sentence, resolved, threshold=_THRESHOLD + 0.5 * looks)
        if told:
            return [claim._replace(reported_by=_teller(claim)) for claim in told]
        score = judgement.weight(sentence.text) + _ON_ISSUE * on_issue - 0.5 * looks
        if score < _OWN_THRESHOLD:
            return []
        return [Claim(AUTHOR, direction.of_judgement(sentence.text), score, None, AUTHOR.rule)]

    def _of_parties(
        self, sentence: Sentence, resolved: Sequence[Resolved], *, threshold: float
    ) -> list[Claim]:
        """The strongest stance of a party, and the other party's only where it is nearly as strong."""
        old = _OLD * lookalikes.is_old(sentence.text)
        frames = [
            each
            for each in raised(without_targets(weighed(resolved)))
            if each.score - old * (each.resolved.frame.group in _DEEDS) >= threshold
        ]
        best = strongest(frames)
        if best is None:
            return []
        deps = [token.dep for token in sentence.tree.tokens]
        second = strongest([other for other in frames if stands_beside(other, best, deps)])
        return [self._claim(sentence, each) for each in (best, second) if each is not None]

    def _claim(self, sentence: Sentence, best: Weighed) -> Claim:
        frame, holder = best.resolved.frame, best.resolved.holder
        assert holder is not None
        leaning = _direction(best.resolved, sentence.words(frame.content))
        cue = sentence.tree.tokens[frame.cue].text
        kind = "act" if frame.group.startswith("acts") else "stance"
        rule = f"{kind} “{cue}” of {holder.name} ({holder.rule})"
        return Claim(holder, leaning, best.score, None, rule, frame)

    def _position(self, sentence: Sentence, claim: Claim, own: dict[str, float]) -> list[Position]:
        issues = self._issues.chosen(own, self._context)
        if not issues:
            return []
        certainty = max(0.2, min(0.95, 0.35 + 0.2 * claim.score))
        stances = tuple(
            Stance(
                issue=issue,
                direction=self._towards(sentence, claim, issue),
                confidence=round(confidence * certainty, 3),
            )
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

    def _towards(self, sentence: Sentence, claim: Claim, issue: str) -> Direction:
        """The direction towards one issue: turned round where the issue is itself the measure taken."""
        if claim.cue is None or claim.cue.kind != "verb" or claim.cue.negated:
            return claim.direction
        measure = direction.of_measure(claim.cue.base)
        acted_on = sentence.words(_objects(sentence, claim.cue.deed))
        if measure is None or self._issues.scores(acted_on).get(issue, 0.0) < THRESHOLD:
            return claim.direction
        return measure


def _objects(sentence: Sentence, verb: int) -> list[int]:
    """The heads of what a verb acts on, with the words compounded to them."""
    tree = sentence.tree
    heads = tree.children(verb, "dobj", "nsubjpass")
    heads += [tree.tokens[verb].head] if tree.tokens[verb].dep == "acl" else []
    heads += [
        i for p in tree.children(verb, "prep") if tree.lower(p) == "in" for i in tree.children(p, "pobj")
    ]
    return [i for head in heads for i in [*tree.children(head, "compound", "amod"), head]]


def _tells_of_paper(found: Resolved) -> bool:
    """Whether a sentence goes by a treaty or a document ("according to the declaration")."""
    if found.frame.base != "according":
        return False
    return found.holder is None or not found.holder.can_speak


def _is_agreement(each: Weighed) -> bool:
    """Whether a frame tells what both parties agreed, whoever reports it."""
    frame = each.resolved.frame
    return each.party == BOTH and frame.group == "agrees" and not frame.negated


def _teller(claim: Claim) -> str | None:
    return None if claim.rule.startswith("act") else "author"


def _direction(resolved: Resolved | None, content: str) -> Direction:
    if resolved is None:
        return direction.of_content(content)
    given = direction.of_group(resolved.frame.group, resolved.frame.negated, content)
    return given or direction.of_content(content)
