"""Claims: who may hold a position in a sentence, by which rule, before issues and confidence are known.

The rules, in order: words that are reported belong to their speaker, save what both parties agreed;
a party's stance that an observer reports belongs to the party; the author's telling of a party's
stance or act belongs to the party; what is left may be the observer's or the author's own judgement.
A claim that a rule gives with too little weight is kept as unsure: only learned weights take it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diptych.analysis import direction, judgement, lexicons, lookalikes
from diptych.analysis.frames import Frame
from diptych.analysis.holders import ANALYST, AUTHOR, BOTH, THIRD, Holder, Sides
from diptych.analysis.reading import Reading, Resolved, Sentence
from diptych.analysis.reports import Report, report
from diptych.analysis.weighing import Weighed, raised, stands_beside, strongest, weighed, without_targets
from diptych.model import Direction, Voice

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
_SUBJECT = 0.6
_NAMED = 0.2
_DEEDS = frozenset({"acts_for", "acts_against", "acts_assert", "yields"})


class Claim(NamedTuple):
    """A position that a sentence may state.

    ``kind`` is the rule: said (reported words), agreed, contrast, told, act, observed (an observer's
    judgement), judged (the author's), resumed, subject, named or context. ``sure``: the rules alone take it.
    ``content`` is what is claimed, in words; ``cue`` the frame that shows it.
    """

    holder: Holder
    direction: Direction
    score: float
    reported_by: str | None
    rule: str
    kind: str
    sure: bool = True
    cue: Frame | None = None
    content: str = ""


class ClaimFinder:
    """Finds the claims of one text, sentence by sentence in order."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._parties = frozenset({*sides.parties, BOTH})
        self._last: Claim | None = None

    def claims(self, sentence: Sentence, reading: Reading, *, on_issue: bool) -> list[Claim]:
        """The claims of a sentence, the sure ones first; each party stands once."""
        found = self._sure(sentence, reading, on_issue)
        sure = self._resumed(sentence, [claim for claim in found if claim.sure])
        self._last = sure[0] if sure else self._last
        unsure = [claim for claim in found if not claim.sure]
        return _by_party([*sure, *unsure, *self._guesses(sentence, reading)])

    def _sure(self, sentence: Sentence, reading: Reading, on_issue: bool) -> list[Claim]:
        if lookalikes.is_question(sentence) or lookalikes.is_fragment(sentence):
            return []
        resolved = reading.resolved[sentence.index]
        reported = report(sentence, reading)
        if reported is None:
            return self._narrated(sentence, resolved, on_issue)
        if reported.holder.party in self._parties:
            return self._own(sentence, reported, resolved, on_issue)
        return self._observed(sentence, reported, resolved, on_issue)

    def _resumed(self, sentence: Sentence, claims: list[Claim]) -> list[Claim]:
        """What goes on with the stance of the sentence before ("this is because", "for instance")."""
        last, text = self._last, sentence.text.lower().lstrip("“\"' ")
        if last is None or last.holder.party not in self._parties:
            return claims
        if any(claim.holder.party in self._parties for claim in claims):
            return claims
        if not text.startswith(tuple(lexicons.load().grammar["resuming"])):
            return claims
        rule = f"goes on from before: {last.rule}"
        return [
            last._replace(
                score=last.score - _RESUMED, cue=None, rule=rule, kind="resumed", content=sentence.text
            )
        ]

    def _own(
        self, sentence: Sentence, said: Report, resolved: Sequence[Resolved], on_issue: bool
    ) -> list[Claim]:
        """A party's own reported words."""
        content = said.content(sentence)
        score = _SAID + _ON_ISSUE * on_issue - lookalikes.penalty(content) + judgement.weight(content)
        inside = weighed(found for found in resolved if said.holds(found))
        agreed = strongest([each for each in inside if _is_agreement(each)])
        if agreed is not None and said.holder.party != BOTH and score >= _THRESHOLD:
            return [_claim(sentence, agreed, "agreed")]
        best = strongest([each for each in inside if each.party == said.holder.party])
        leading = best.resolved if best else said.resolved
        rule = f"words of {said.holder.name} ({said.rule}; {said.holder.rule})"
        own = Claim(
            said.holder,
            _direction(leading, content),
            score,
            None,
            rule,
            "said",
            score >= _THRESHOLD,
            leading.frame if leading else None,
            content,
        )
        return [own, *self._contrast(sentence, said, resolved)]

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
        if best is None:
            return []
        return [_claim(sentence, best, "contrast")._replace(sure=best.score >= _CONTRAST)]

    def _is_other_party(self, party: str, holder: Holder) -> bool:
        return party in self._sides.parties and party != holder.party

    def _observed(
        self, sentence: Sentence, said: Report, resolved: Sequence[Resolved], on_issue: bool
    ) -> list[Claim]:
        """What an observer, a medium or a third state says: a party's stance, else their own judgement."""
        told: list[Claim] = []
        if said.holder.voice is not Voice.OFFICIAL:
            inner = [found for found in resolved if self._is_told(found, said)]
            by = "media" if said.holder.voice is Voice.MEDIA else "expert"
            told = [
                claim._replace(reported_by=by)
                for claim in self._of_parties(sentence, inner, threshold=_THRESHOLD + _TOLD)
            ]
        own = self._judgement_of(sentence, said, on_issue)
        return [*told, own._replace(sure=own.sure and not any(claim.sure for claim in told))]

    def _judgement_of(self, sentence: Sentence, said: Report, on_issue: bool) -> Claim:
        content = said.content(sentence)
        score = (
            _OBSERVED + _ON_ISSUE * on_issue + judgement.weight(content) - 0.5 * lookalikes.penalty(content)
        )
        holder = said.holder
        if not holder.party:
            holder = holder._replace(party=ANALYST, voice=Voice.ANALYST)
        leaning = direction.of_judgement(content)
        if holder.party == THIRD and holder.voice is not Voice.MEDIA:
            leaning = _direction(said.resolved, content)
        rule = f"judgement of {holder.name} ({said.rule}; {holder.rule})"
        cue = said.resolved.frame if said.resolved else None
        return Claim(holder, leaning, score, None, rule, "observed", score >= _THRESHOLD, cue, content)

    def _is_told(self, found: Resolved, said: Report) -> bool:
        """Whether a frame is a party's stance inside what an observer says."""
        if found is said.resolved or found.holder is None or found.holder.party not in self._parties:
            return False
        return said.resolved is not None or found.quote is not None

    def _narrated(self, sentence: Sentence, resolved: Sequence[Resolved], on_issue: bool) -> list[Claim]:
        """The author tells: a party's stance or act, else the author's own judgement."""
        looks = lookalikes.penalty(sentence.text) + _PAPER * any(map(_tells_of_paper, resolved))
        told = [
            claim._replace(reported_by=None if claim.kind == "act" else "author")
            for claim in self._of_parties(sentence, resolved, threshold=_THRESHOLD + 0.5 * looks)
        ]
        score = judgement.weight(sentence.text) + _ON_ISSUE * on_issue - 0.5 * looks
        sure = score >= _OWN_THRESHOLD and not any(claim.sure for claim in told)
        leaning = direction.of_judgement(sentence.text)
        own = Claim(AUTHOR, leaning, score, None, AUTHOR.rule, "judged", sure, None, sentence.text)
        return [*told, own]

    def _of_parties(
        self, sentence: Sentence, resolved: Sequence[Resolved], *, threshold: float
    ) -> list[Claim]:
        """The strongest stance of a party, and the other party's only where it is nearly as strong.

        What lies under the threshold follows as unsure.
        """
        old = _OLD * lookalikes.is_old(sentence.text)
        every = raised(without_targets(weighed(resolved)))
        strong = [
            each for each in every if each.score - old * (each.resolved.frame.group in _DEEDS) >= threshold
        ]
        best = strongest(strong)
        chosen = [best] if best is not None else []
        if best is not None:
            deps = [token.dep for token in sentence.tree.tokens]
            second = strongest([other for other in strong if stands_beside(other, best, deps)])
            chosen += [second] if second is not None else []
        weak = sorted((each for each in every if each not in chosen), key=lambda each: -each.score)
        sure = [_claim(sentence, each, _told_kind(each)) for each in chosen]
        return sure + [_claim(sentence, each, _told_kind(each))._replace(sure=False) for each in weak]

    def _guesses(self, sentence: Sentence, reading: Reading) -> Iterable[Claim]:
        """Claims that no rule gives: of the subject of the sentence, and of each party that it names."""
        content = sentence.text
        subject = reading.subjects.get(sentence.index)
        if subject is not None and subject.party:
            rule = f"the sentence is about {subject.name} ({subject.rule})"
            yield Claim(
                subject,
                direction.of_content(content),
                _SUBJECT,
                "author",
                rule,
                "subject",
                False,
                None,
                content,
            )
        leaning = direction.of_content(content)
        for party in sorted(sentence.parties):
            name = self._sides.name(party)
            holder = Holder(party, name, Voice.OFFICIAL, "the sentence names it")
            rule = f"the sentence names {name}"
            yield Claim(holder, leaning, _NAMED, "author", rule, "named", False, None, content)
        recent = reading.recent.get(sentence.index, ())
        for party in (*self._sides.parties, BOTH, THIRD, ANALYST):
            known = next((holder for holder in reversed(recent) if holder.party == party), None)
            holder = known or self._unnamed(party)
            rule = f"the text before speaks of {holder.name}"
            yield Claim(holder._replace(rule=rule), leaning, 0.0, None, rule, "context", False, None, content)

    def _unnamed(self, party: str) -> Holder:
        if party == ANALYST:
            return AUTHOR
        name = self._sides.name(party) if party in self._sides.parties else party
        return Holder(party, name, Voice.OFFICIAL, "nobody is named")


def _by_party(claims: Iterable[Claim]) -> list[Claim]:
    """The first claim of each party."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.holder.party, claim)
    return list(found.values())


def _claim(sentence: Sentence, best: Weighed, kind: str) -> Claim:
    frame, holder = best.resolved.frame, best.resolved.holder
    assert holder is not None
    content = sentence.words(frame.content)
    leaning = _direction(best.resolved, content)
    cue = sentence.tree.tokens[frame.cue].text
    name = "act" if kind == "act" else "stance"
    rule = f"{name} “{cue}” of {holder.name} ({holder.rule})"
    return Claim(holder, leaning, best.score, None, rule, kind, True, frame, content)


def _told_kind(each: Weighed) -> str:
    return "act" if each.resolved.frame.group.startswith("acts") else "told"


def _tells_of_paper(found: Resolved) -> bool:
    """Whether a sentence goes by a treaty or a document ("according to the declaration")."""
    if found.frame.base != "according":
        return False
    return found.holder is None or not found.holder.can_speak


def _is_agreement(each: Weighed) -> bool:
    """Whether a frame tells what both parties agreed, whoever reports it."""
    frame = each.resolved.frame
    return each.party == BOTH and frame.group == "agrees" and not frame.negated


def _direction(resolved: Resolved | None, content: str) -> Direction:
    if resolved is None:
        return direction.of_content(content)
    given = direction.of_group(resolved.frame.group, resolved.frame.negated, content)
    return given or direction.of_content(content)
