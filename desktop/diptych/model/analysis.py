"""What the analysis finds in a text."""

from __future__ import annotations

from enum import StrEnum

from diptych.model.text import Span, Value


class EntityKind(StrEnum):
    """The kinds of thing that a name names. Treaties are events."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    EVENT = "event"
    DOCUMENT = "document"
    MEDIA = "media"


class Voice(StrEnum):
    """What kind of speaker holds a position."""

    OFFICIAL = "official"
    NON_OFFICIAL = "non_official"
    ANALYST = "analyst"
    MEDIA = "media"
    AUTHOR = "author"


class Direction(StrEnum):
    """Which way a position leans towards its issue."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    DEMANDS = "demands"
    OFFERS = "offers"
    NEUTRAL = "neutral"


class Strength(StrEnum):
    """How strongly a position is stated."""

    FIRM = "firm"
    CLEAR = "clear"
    WEAK = "weak"


class ReasonStep(StrEnum):
    """The steps by which a statement was taken for a position."""

    CUE = "cue"
    HOLDER = "holder"
    RULE = "rule"
    ISSUE = "issue"
    DIRECTION = "direction"
    STRENGTH = "strength"
    CONFIDENCE = "confidence"


class Reason(Value, frozen=True, omit_defaults=False):
    """One step of why a position was found, in words; ``start`` and ``end`` are the words of the text
    that it rests on, or both 0."""

    step: ReasonStep
    words: str
    start: int = 0
    end: int = 0


class Mention(Value, frozen=True, omit_defaults=False):
    """A span that names an entity.

    ``entity`` is the dossier's id, or "?" and a folded name for one that the dossier does not know.
    ``party`` is a party's id or None. ``method`` names the rule that found it, ``score`` is in 0..1.
    """

    start: int
    end: int
    text: str
    entity: str
    name: str
    kind: EntityKind
    party: str | None
    method: str = ""
    score: float = 1.0


class Stance(Value, frozen=True, omit_defaults=False):
    """What a position says on one issue, with a confidence in 0..1."""

    issue: str
    direction: Direction
    confidence: float
    strength: Strength = Strength.CLEAR


class Position(Value, frozen=True, omit_defaults=False):
    """One statement of a position, with the span that shows it.

    ``sentence`` is the index of its sentence; ``party`` a party's id, "both", "third" or "analyst";
    ``reported_by`` is "author", "expert", "media" or None; ``rule`` says in words which rules found it,
    ``reasons`` step by step.
    """

    start: int
    end: int
    sentence: int
    party: str
    holder: str
    voice: Voice
    stances: tuple[Stance, ...]
    quoted: bool
    reported_by: str | None
    rule: str
    reasons: tuple[Reason, ...] = ()


class Analysis(Value, frozen=True, omit_defaults=False):
    """What analysis finds in one text. ``analysed`` is False where no parser knows the language."""

    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    positions: tuple[Position, ...]
    analysed: bool = True


class AlignedPair(Value, frozen=True, omit_defaults=False):
    """A passage of a left and one of a right text that speak of the same event or point.

    ``score`` is the estimated chance, in 0..1, that they do.
    """

    left: Span
    right: Span
    score: float


class Alignment(Value, frozen=True, omit_defaults=False):
    """How the passages of two articles belong together, in the order of the left one; many to many.

    ``left`` and ``right`` are the articles' ids.
    """

    left: int
    right: int
    pairs: tuple[AlignedPair, ...]
