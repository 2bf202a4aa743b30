"""What may be a position: each claim of a sentence with what the learned weights see of it."""

from __future__ import annotations

from dataclasses import dataclass

from diptych.analysis.choosing import Setting
from diptych.analysis.claims import Claim
from diptych.analysis.issues import Scores
from diptych.analysis.learned import Features
from diptych.model import Direction, Span, Strength


@dataclass(frozen=True)
class Candidate:
    """A claim with what the learned weights see of it.

    ``inside`` are the issue terms of what is claimed; ``measures`` the directions towards issues that
    are themselves the measure taken; ``cue`` is the span of the cue in the text.
    """

    claim: Claim
    seen: Features
    leaning: Features
    firmness: Features
    strength: Strength
    inside: Scores
    measures: dict[str, Direction]
    cue: Span | None


@dataclass(frozen=True)
class Note:
    """A sentence and what may be claimed in it; ``own`` are its issue terms."""

    index: int
    span: Span
    quoted: bool
    own: Scores
    candidates: tuple[Candidate, ...]
    setting: Setting
