"""Positions of a text: claims taken up by rule or by learned weights, with issues, direction and strength.

A text is read sentence by sentence, and judged when all of it was read: what a sentence is about may
show only later.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.analysis import choosing, direction, features, learned, reasons, strength, topics
from diptych.analysis.candidates import Candidate, Note
from diptych.analysis.choosing import Claimed
from diptych.analysis.claims import Claim, ClaimFinder
from diptych.analysis.holders import Sides
from diptych.analysis.issues import THRESHOLD, IssueFinder, Scores
from diptych.analysis.learned import Features, Model
from diptych.analysis.reading import Reading, Sentence
from diptych.analysis.topics import Surroundings
from diptych.model import Direction, Position, Span, Stance, Strength

_LEAST, _MOST = 0.2, 0.95
_BASE, _PER_SCORE = 0.35, 0.2


class PositionFinder:
    """Finds the positions of one text. With no ``model`` the rules decide alone."""

    def __init__(self, sides: Sides, issues: IssueFinder, model: Model | None = None) -> None:
        self._sides = sides
        self._issues = issues
        self._claims = ClaimFinder(sides)
        self._model = model
        self._before: Claim | None = None
        self._paragraph = 0
        self.notes: list[Note] = []

    def read(self, reading: Reading) -> None:
        """Note what may be claimed in the sentences of the next paragraph."""
        for sentence in reading.sentences:
            own = self._issues.scores(sentence.text)
            claims = self._claims.claims(sentence, reading, on_issue=bool(own))
            seen = features.of_sentence(sentence, own)
            candidates = [
                self._candidate(
                    sentence,
                    claim,
                    features.of_claim(
                        claim,
                        seen,
                        rank=rank,
                        among=len(claims),
                        around=features.of_party(sentence, reading, claims, self._before, claim.holder.party),
                    ),
                    seen,
                    own,
                )
                for rank, claim in enumerate(claims)
            ]
            self._before = next((c for c in claims if c.sure and c.holder.party), self._before)
            self.notes.append(
                Note(
                    sentence.index,
                    sentence.span,
                    sentence.own_words,
                    own,
                    tuple(candidates),
                    features.of_setting(sentence, self._paragraph),
                )
            )

        self._paragraph += 1

    def positions(self) -> list[Position]:
        """The positions of all that was read."""
        around = topics.surroundings([note.own for note in self.notes])
        taken = self._by_rule() if self._model is None else self._by_weights(self._model)
        return [
            self._position(note, candidate, probability, at)
            for note, at, chosen in zip(self.notes, around, taken, strict=True)
            for candidate, probability in chosen
        ]

    def _candidate(
        self, sentence: Sentence, claim: Claim, judged: Features, seen: Features, own: Scores
    ) -> Candidate:
        leaning = features.of_direction(claim, seen, sentence.text)
        whole = claim.content in {"", sentence.text}
        text = sentence.text if whole else claim.content
        return Candidate(
            claim=claim,
            seen=judged,
            leaning=leaning,
            firmness=features.of_strength(claim, leaning, strength.marks(sentence.text)),
            strength=strength.of_claim(claim, sentence.text),
            inside=own if whole else self._issues.scores(text),
            measures=dict(self._measures(sentence, claim)),
            cue=_span(sentence, claim),
        )

    def _by_rule(self) -> Iterator[list[tuple[Candidate, float]]]:
        """The candidates of each sentence that the rules take, with what their weight comes to."""
        for note in self.notes:
            yield [
                (each, max(_LEAST, min(_MOST, _BASE + _PER_SCORE * each.claim.score)))
                for each in note.candidates
                if each.claim.sure
            ]

    def _by_weights(self, model: Model) -> Iterator[list[tuple[Candidate, float]]]:
        """The candidates of each sentence that are probable enough: where there probably is a position, the
        likeliest, and others that are likely too."""
        for note, options in zip(self.notes, self.options(), strict=True):
            ruled = [each.claim.sure for each in note.candidates]
            probabilities = choosing.shares(model.claim, options, ruled, model.claim_trust)
            if sum(probabilities) < model.threshold:
                yield []
                continue
            judged = sorted(zip(note.candidates, probabilities, strict=True), key=lambda each: -each[1])
            yield [each for place, each in enumerate(judged) if not place or each[1] >= model.second]

    def options(self) -> list[list[Features]]:
        """What there is to weigh of each candidate of each sentence."""
        claims = [
            [Claimed(c.claim.holder.party, c.claim.kind, c.claim.sure, c.seen) for c in note.candidates]
            for note in self.notes
        ]
        return choosing.options([note.setting for note in self.notes], claims, self._sides.parties)

    def _position(
        self, note: Note, candidate: Candidate, probability: float, around: Surroundings
    ) -> Position:
        claim = candidate.claim
        issues = (
            topics.by_rule(self._issues, note.own, around)
            if self._model is None
            else topics.by_weights(self._issues, self._model, note.own, candidate.inside, around)
        )
        stances = tuple(self._stance(candidate, issue, share * probability) for issue, share in issues)
        return Position(
            start=note.span.start,
            end=note.span.end,
            sentence=note.index,
            party=claim.holder.party,
            holder=claim.holder.name,
            voice=claim.holder.voice,
            stances=stances,
            quoted=note.quoted,
            reported_by=claim.reported_by,
            rule=claim.rule,
            reasons=reasons.of(candidate, note, stances, learned=self._model is not None),
        )

    def _stance(self, candidate: Candidate, issue: str, probability: float) -> Stance:
        leaning, firmness = candidate.claim.direction, candidate.strength
        confidence = probability
        if self._model is not None:
            confidence = self._model.calibrated(probability)
            if self._model.directions:
                trust = self._model.direction_trust * candidate.claim.sure
                leaning = Direction(learned.best(self._model.directions, candidate.leaning, leaning, trust))
            if self._model.strengths:
                firmness = Strength(learned.best(self._model.strengths, candidate.firmness))
        return Stance(
            issue=issue,
            direction=candidate.measures.get(issue, leaning),
            confidence=round(confidence, 3),
            strength=firmness,
        )

    def _measures(self, sentence: Sentence, claim: Claim) -> Iterator[tuple[str, Direction]]:
        """The directions that are turned round because the issue is itself the measure taken."""
        cue = claim.cue
        if cue is None or cue.kind != "verb" or cue.negated:
            return
        towards = direction.of_measure(cue.base)
        if towards is None:
            return
        for issue, weight in self._issues.scores(sentence.words(_objects(sentence, cue.deed))).items():
            if weight >= THRESHOLD:
                yield issue, towards


def _span(sentence: Sentence, claim: Claim) -> Span | None:
    """Where the cue of a claim stands in the text."""
    if claim.cue is None or claim.cue.cue >= len(sentence.tree):
        return None
    token = sentence.tree.tokens[claim.cue.cue]
    return Span(token.start + sentence.span.start, token.end + sentence.span.start)


def _objects(sentence: Sentence, verb: int) -> list[int]:
    """The heads of what a verb acts on, with the words compounded to them."""
    tree = sentence.tree
    heads = tree.children(verb, "dobj", "nsubjpass")
    heads += [tree.tokens[verb].head] if tree.tokens[verb].dep == "acl" else []
    heads += [
        i for p in tree.children(verb, "prep") if tree.lower(p) == "in" for i in tree.children(p, "pobj")
    ]
    return [i for head in heads for i in [*tree.children(head, "compound", "amod"), head]]
