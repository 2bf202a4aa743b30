"""What the analyst says of findings and of the dossier."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from diptych.model.analysis import Direction, EntityKind, Strength, Voice
from diptych.model.text import Value


class Verdict(StrEnum):
    """What the analyst says of a position on an issue: ``EDITED`` gives other values, ``ADDED`` is new."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    EDITED = "edited"
    ADDED = "added"


class MachineAnswer(Value, frozen=True):
    """What the machine says of a span, a holder and an issue."""

    party: str
    voice: Voice
    direction: Direction
    confidence: float
    strength: Strength = Strength.CLEAR
    rule: str = ""


class Override(Value, frozen=True, omit_defaults=False):
    """The analyst's verdict on a position, known by text, span, holder and issue, never by a machine row.

    ``party``, ``voice``, ``direction`` and ``strength`` (None: the machine's) are what stands by the
    verdict (for a rejected one what was rejected), so that it is whole without the machine's row.
    ``machine`` is what the machine said when the analyst judged, None where it said nothing.
    ``created`` is ISO 8601 in UTC.
    """

    text_id: int
    start: int
    end: int
    holder: str
    issue: str
    verdict: Verdict
    party: str
    voice: Voice
    direction: Direction
    note: str = ""
    id: int = 0
    article: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""
    created: str = ""
    strength: Strength | None = None
    quoted: bool = False
    reported_by: str | None = None
    machine: MachineAnswer | None = None


class LinkKind(StrEnum):
    """What one piece of evidence does to another."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    ANSWERS = "answers"
    CHANGES = "changes"


class EvidenceEnd(Value, frozen=True, omit_defaults=False):
    """What a link or a summary rests on: a span with its quote, a holder and an issue.

    It is known by these, as a verdict is, never by a machine row. ``broken``: the text reads so no more,
    or is no longer the article's current one.
    """

    text_id: int
    start: int
    end: int
    holder: str
    issue: str
    article: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""
    broken: bool = False


class EvidenceLink(Value, frozen=True, omit_defaults=False):
    """The analyst's word that one piece of evidence supports, contradicts, answers or changes another."""

    id: int
    kind: LinkKind
    evidence: EvidenceEnd
    other: EvidenceEnd
    note: str
    created: str


class CellSummary(Value, frozen=True, omit_defaults=False):
    """What the analyst makes of a party's position on an issue, with the evidence that it rests on."""

    id: int
    issue: str
    party: str
    words: str
    evidence: tuple[EvidenceEnd, ...]
    created: str
    changed: str


class MentionVerdict(StrEnum):
    """What the analyst says of one mention: it names this, it is as the machine found it, it is no name."""

    NAMES = "names"
    CONFIRMED = "confirmed"
    NO_NAME = "no name"


class MentionOverride(Value, frozen=True, omit_defaults=False):
    """The analyst's verdict on one mention, known by text and span, never by a machine row.

    ``entity`` is as a mention's; ``name``, ``kind`` and ``party`` are what stands where the dossier does
    not know it. ``created`` is ISO 8601 in UTC.
    """

    text_id: int
    start: int
    end: int
    verdict: MentionVerdict
    entity: str = ""
    name: str = ""
    kind: EntityKind = EntityKind.PERSON
    party: str | None = None
    id: int = 0
    article: int = 0
    quote: str = ""
    created: str = ""


class EditAction(StrEnum):
    """How the analyst changes a dossier; ``dossier.edits`` says what each needs and does."""

    ADD_ENTITY = "add entity"
    CHANGE_ENTITY = "change entity"
    ADD_ALIAS = "add alias"
    REMOVE_ALIAS = "remove alias"
    MERGE_ENTITY = "merge entity"
    NOT_SAME = "not same"
    NO_NAME = "no name"
    ADD_ISSUE = "add issue"
    CHANGE_ISSUE = "change issue"
    MERGE_ISSUE = "merge issue"
    SPLIT_ISSUE = "split issue"
    ORDER_ISSUES = "order issues"
    DROP_ISSUE = "drop issue"
    ADD_CUE = "add cue"
    REMOVE_CUE = "remove cue"
    ADD_PARTY = "add party"
    CHANGE_PARTY = "change party"


class DossierEdit(Value, frozen=True, omit_defaults=False):
    """One change of a dossier by the analyst, for the whole library.

    ``target`` is the id of what is changed ("" where the whole dossier is); ``content`` is JSON.
    """

    action: EditAction
    target: str = ""
    content: dict[str, Any] = msgspec.field(default_factory=dict)
    id: int = 0
    created: str = ""
