"""Findings as the library keeps them, with the word of the analyst on them."""

from __future__ import annotations

from enum import StrEnum

from diptych.model.analysis import EntityKind, Mention, Position, Stance
from diptych.model.judgements import MentionOverride, Override
from diptych.model.text import Value


class StoredMention(Value, frozen=True, omit_defaults=False):
    """A mention as it stands by the analyst's word. ``broken``: the text does not read so there.

    ``found`` is what the machine found where the analyst's word changed it; ``verdict`` is the one on
    this mention; ``own`` marks one that the machine did not find. Reviewed is what has a verdict.
    """

    article: int
    text_id: int
    mention: Mention
    broken: bool = False
    found: Mention | None = None
    verdict: MentionOverride | None = None
    own: bool = False

    @property
    def reviewed(self) -> bool:
        """Whether the analyst has said something of this mention."""
        return self.verdict is not None


class StoredPosition(Value, frozen=True, omit_defaults=False):
    """A position as the library keeps it, with the analyst's verdicts on it.

    ``position`` is as the machine found it, or, where ``own`` is True, made of verdicts that match
    nothing the machine found. ``stances`` is what stands after the verdicts: edited ones replaced (at
    confidence 1), rejected ones gone. ``broken`` is True when the text does not read ``quote`` there.
    ``found`` is what the machine found where the analyst's word on names changed it.
    """

    article: int
    text_id: int
    quote: str
    before: str
    after: str
    position: Position
    stances: tuple[Stance, ...]
    verdicts: tuple[Override, ...] = ()
    own: bool = False
    broken: bool = False
    found: Position | None = None


class AnalysisState(StrEnum):
    """How far the analysis of a text is. ``UNSUPPORTED``: no parser knows its language."""

    PENDING = "pending"
    DONE = "done"
    UNSUPPORTED = "unsupported"
    FAILED = "failed"


class EntityCount(Value, frozen=True, omit_defaults=False):
    """A named thing and how often the library names it. ``key`` is as a mention's ``entity``."""

    key: str
    name: str
    kind: EntityKind
    party: str | None
    mentions: int
    articles: int
