"""The analyst's word on the comparison. Each act is undone as one; machine and analyst stay apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from diptych.dossier import Dossier
from diptych.errors import DiptychError
from diptych.library import Library
from diptych.model import (
    CellSummary,
    Changes,
    Direction,
    EvidenceEnd,
    EvidenceLink,
    LinkKind,
    Override,
    Span,
    Strength,
    Value,
    Verdict,
    Voice,
)
from diptych.workspace.comparison import Evidence, columns


class Judgement(Value, frozen=True, omit_defaults=False):
    """What the analyst says of a piece of evidence. What is None stays as it is.

    ``span`` and ``holder`` say where it stands and who says it, the rest what is said.
    """

    party: str | None = None
    issue: str | None = None
    direction: Direction | None = None
    strength: Strength | None = None
    voice: Voice | None = None
    span: Span | None = None
    holder: str | None = None
    note: str | None = None


class Judging:
    """The acts on evidence, cells and issues. All raise ``LibraryReadOnly`` where nothing can be written."""

    def __init__(self, library: Library, dossier: Callable[[], Dossier]) -> None:
        self._library = library
        self._dossier = dossier

    # On one piece of evidence

    def confirm(self, *evidence: Evidence) -> Changes:
        """Say that these are what is meant."""
        return self._judge("Confirm", evidence, Verdict.CONFIRMED)

    def reject(self, *evidence: Evidence) -> Changes:
        """Say that these are no positions on their issues."""
        return self._judge("Reject", evidence, Verdict.REJECTED)

    def change(self, evidence: Evidence, judgement: Judgement) -> Changes:
        """Say otherwise of a piece than the machine, or than was said before.

        Another span, holder or issue is another place: what the machine found stays, rejected, at the
        old one. Raises ``DiptychError`` for a party or issue that the dossier does not have.
        """
        self._check(judgement.party, judgement.issue)
        old = override(evidence, Verdict.EDITED)
        span = judgement.span or evidence.span
        new = msgspec.structs.replace(
            old,
            start=span.start,
            end=span.end,
            holder=old.holder if judgement.holder is None else judgement.holder,
            issue=judgement.issue or old.issue,
            party=judgement.party or evidence.party,
            voice=judgement.voice or evidence.voice,
            direction=judgement.direction or evidence.direction,
            strength=judgement.strength or evidence.strength,
            note=_note(evidence) if judgement.note is None else judgement.note,
        )
        if _place(new) == _place(old):
            return self._library.judge("Edit a position", [new])
        moved = msgspec.structs.replace(new, verdict=Verdict.ADDED)
        return self._library.replace_position("Edit a position", old, moved)

    def add(self, text_id: int, span: Span, judgement: Judgement) -> Changes:
        """Add evidence from a selection. ``judgement`` needs a party, an issue and a direction.

        Raises ``DiptychError`` where one of them is missing or not in the dossier.
        """
        self._check(judgement.party, judgement.issue)
        if judgement.party is None or judgement.issue is None or judgement.direction is None:
            raise DiptychError("Evidence needs a party, an issue and a direction; choose all three.")
        verdict = Override(
            text_id=text_id,
            start=span[0],
            end=span[1],
            holder=judgement.holder or "",
            issue=judgement.issue,
            verdict=Verdict.ADDED,
            party=judgement.party,
            voice=judgement.voice or Voice.OFFICIAL,
            direction=judgement.direction,
            strength=judgement.strength,
            note=judgement.note or "",
        )
        return self._library.judge("Add a position", [verdict])

    def take_back(self, verdict: Override) -> Changes:
        """Take a verdict back, so that the machine's finding stands."""
        return self._library.clear_override(verdict.id)

    # Between pieces of evidence

    def link(self, one: Evidence, kind: LinkKind, other: Evidence, note: str = "") -> tuple[int, Changes]:
        """Say that one piece supports, contradicts, answers or changes another; gives back the link's id."""
        if end(one) == end(other):
            raise DiptychError("A piece of evidence cannot be linked to itself; choose another one.")
        return self._library.link_evidence(kind, end(one), end(other), note)

    def unlink(self, id_: int) -> Changes:
        """Take a link away; raises ``NotFound``."""
        return self._library.unlink_evidence(id_)

    def links(self, evidence: Evidence | None = None) -> list[EvidenceLink]:
        """All links, or those of one piece, from it and to it."""
        found = self._library.evidence_links()
        if evidence is None:
            return found
        here = end(evidence)
        return [link for link in found if here in (_bare(link.evidence), _bare(link.other))]

    # On cells and issues

    def summarise(self, issue: str, party: str, words: str, evidence: Sequence[Evidence] = ()) -> Changes:
        """Write what a party says on an issue in the analyst's words; none when there are no words.

        Raises ``DiptychError`` for a party or issue that the dossier does not have.
        """
        self._check(party, issue)
        ends = [end(each) for each in evidence]
        return self._library.summarise(self._dossier().id, issue, party, words, ends)

    def summaries(self) -> dict[tuple[str, str], CellSummary]:
        """The summaries by issue and party."""
        found = self._library.cell_summaries(self._dossier().id)
        return {(each.issue, each.party): each for each in found}

    def set_aside(self, issue: str, aside: bool = True) -> Changes:
        """Mark an issue as not relevant, or take that back."""
        self._check(None, issue)
        return self._library.set_issue_aside(self._dossier().id, issue, aside)

    def aside(self) -> frozenset[str]:
        """The issues that are marked as not relevant."""
        return self._library.issues_aside(self._dossier().id)

    def _judge(self, act: str, evidence: Sequence[Evidence], verdict: Verdict) -> Changes:
        label = f"{act} a position" if len(evidence) == 1 else f"{act} {len(evidence)} positions"
        return self._library.judge(label, [override(each, verdict) for each in evidence])

    def _check(self, party: str | None, issue: str | None) -> None:
        dossier = self._dossier()
        if party is not None and party not in columns(dossier):
            raise DiptychError(f"There is no party {party!r}; there are {', '.join(columns(dossier))}.")
        _known("issue", issue, (each.id for each in dossier.issues))


def override(evidence: Evidence, verdict: Verdict) -> Override:
    """A verdict on a piece of evidence as it stands."""
    holder, party = evidence.found_as or (evidence.holder, evidence.party)
    return Override(
        text_id=evidence.text_id,
        start=evidence.start,
        end=evidence.end,
        holder=holder,
        issue=evidence.found_issue or evidence.issue,
        verdict=verdict,
        party=party,
        voice=evidence.voice,
        direction=evidence.direction,
        strength=evidence.strength,
        note=_note(evidence),
        quoted=evidence.quoted,
        reported_by=evidence.reported_by,
    )


def end(evidence: Evidence) -> EvidenceEnd:
    """A piece of evidence as what a link or summary rests on."""
    return EvidenceEnd(
        text_id=evidence.text_id,
        start=evidence.start,
        end=evidence.end,
        holder=evidence.found_as[0] if evidence.found_as else evidence.holder,
        issue=evidence.found_issue or evidence.issue,
    )


def _bare(kept: EvidenceEnd) -> EvidenceEnd:
    return EvidenceEnd(
        text_id=kept.text_id, start=kept.start, end=kept.end, holder=kept.holder, issue=kept.issue
    )


def _place(verdict: Override) -> tuple[int, int, int, str, str]:
    return verdict.text_id, verdict.start, verdict.end, verdict.holder, verdict.issue


def _note(evidence: Evidence) -> str:
    return evidence.verdict.note if evidence.verdict else ""


def _known(thing: str, name: str | None, among: Iterable[str]) -> None:
    known = list(among)
    if name is not None and name not in known:
        raise DiptychError(f"There is no {thing} {name!r} in the dossier; it has {', '.join(known)}.")
