"""The analyst's acts on the comparison, each undone as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

import msgspec

from diptych.library import evidence, overrides
from diptych.library.core import Core
from diptych.library.corrections import add_edit
from diptych.library.quotes import Texts
from diptych.model import (
    CellSummary,
    Changes,
    DossierEdit,
    EvidenceEnd,
    EvidenceLink,
    LinkKind,
    MachineAnswer,
    Override,
    Span,
    Verdict,
)


class Judgements(Core):
    """What the analyst says of evidence beyond one verdict on one place."""

    def judge(self, label: str, verdicts: Sequence[Override]) -> Changes:
        """Keep several verdicts as one act."""

        def work(db: sqlite3.Connection) -> None:
            for verdict in verdicts:
                overrides.put(db, verdict)

        return self._act(label, work)[1]

    def replace_position(self, label: str, old: Override, new: Override) -> Changes:
        """Let a statement stand elsewhere, of another holder or on another issue.

        What the machine found at the old place is rejected; what was the analyst's alone is gone from it.
        Links and summaries that rest on the old rest on the new.
        """

        def work(db: sqlite3.Connection) -> None:
            _leave(db, old)
            overrides.put(db, new)
            evidence.move_ends(db, _end(old), _end(new))

        return self._act(label, work)[1]

    def split_issue(
        self,
        label: str,
        dossier: str,
        edits: Sequence[DossierEdit],
        moves: Sequence[tuple[Override, Override]],
        keeps: Sequence[Override],
    ) -> Changes:
        """Keep edits of a dossier, let statements stand on other issues (from, to), and confirm others."""

        def work(db: sqlite3.Connection) -> None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            for edit in edits:
                add_edit(db, dossier, edit, now)
            for old, new in moves:
                _leave(db, old)
                overrides.put(db, new)
                evidence.move_ends(db, _end(old), _end(new))
            for verdict in keeps:
                overrides.put(db, verdict)

        return self._act(label, work)[1]

    def move_verdict(self, id: int, text_id: int, span: Span) -> Changes:  # noqa: A002
        """Move a verdict whose quote no longer stands to where it stands now, with links and summaries.

        Where the analyst has already judged the new place, that judgement stands.
        Raises ``NotFound`` or ``ValueError``.
        """

        def work(db: sqlite3.Connection) -> None:
            old = overrides.one(db, id)
            overrides.remove(db, id)
            new = msgspec.structs.replace(old, text_id=text_id, start=span[0], end=span[1])
            if not overrides.exists(db, _key(new)):
                overrides.put(db, new)
            evidence.move_ends(db, _end(old), _end(new))

        return self._act("Repair evidence", work)[1]

    def note_machine(self, ids: Collection[int]) -> Changes:
        """Take what the machine now says of verdicts' words as known; the verdicts stand."""

        def work(db: sqlite3.Connection) -> None:
            for id_ in ids:
                overrides.note_machine(db, id_)

        return self._act("Keep the analyst's word", work)[1]

    def machine_answers(self, verdicts: Sequence[Override]) -> list[MachineAnswer | None]:
        """What the machine now says of the words of verdicts."""
        with self._database.read() as db:
            return [
                overrides.machine_answer(db, each.text_id, each.start, each.end, each.holder, each.issue)
                for each in verdicts
            ]

    def broken_verdicts(self) -> list[Override]:
        """The verdicts outside the bin whose quote is not in the article's current text where it was."""
        with self._database.read() as db:
            texts = Texts(db)
            current = {text for (text,) in db.execute("SELECT text FROM states")}
            return [
                each
                for each in overrides.of(db, None)
                if each.text_id not in current
                or not texts.read_so(each.text_id, each.start, each.end, each.quote)
            ]

    def link_evidence(
        self, kind: LinkKind, one: EvidenceEnd, other: EvidenceEnd, note: str = ""
    ) -> tuple[int, Changes]:
        """Link two pieces of evidence and give back the link's id; raises ``NotFound`` or ``ValueError``."""
        id_, changes = self._act("Link evidence", lambda db: evidence.link(db, kind, one, other, note))
        assert id_ is not None
        return id_, changes

    def unlink_evidence(self, id: int) -> Changes:  # noqa: A002
        """Take a link away; raises ``NotFound``."""
        return self._act("Take a link away", lambda db: evidence.unlink(db, id))[1]

    def evidence_links(self) -> list[EvidenceLink]:
        """All links, the oldest first."""
        with self._database.read() as db:
            return evidence.links(db)

    def summarise(
        self, dossier: str, issue: str, party: str, words: str, rests_on: Sequence[EvidenceEnd]
    ) -> Changes:
        """Write a cell's summary, in place of an earlier one; none when there are no words.

        Raises ``LibraryError``, ``NotFound`` or ``ValueError``.
        """
        return self._act(
            "Summarise a position",
            lambda db: evidence.summarise(db, dossier, issue, party, words, rests_on),
        )[1]

    def cell_summaries(self, dossier: str) -> list[CellSummary]:
        """The summaries of a dossier's cells."""
        with self._database.read() as db:
            return evidence.summaries(db, dossier)

    def set_issue_aside(self, dossier: str, issue: str, aside: bool) -> Changes:
        """Mark an issue as not relevant, or take that back."""
        label = "Set an issue aside" if aside else "Take an issue back"
        return self._act(label, lambda db: evidence.set_aside(db, dossier, issue, aside))[1]

    def issues_aside(self, dossier: str) -> frozenset[str]:
        """The issues of a dossier that are marked as not relevant."""
        with self._database.read() as db:
            return evidence.aside(db, dossier)


def _leave(db: sqlite3.Connection, old: Override) -> None:
    """Take a statement from where it stood."""
    key = _key(old)
    if overrides.machine_answer(db, *key) is not None:
        overrides.put(db, msgspec.structs.replace(old, verdict=Verdict.REJECTED))
    else:
        overrides.forget(db, key)


def _key(verdict: Override) -> overrides.Key:
    return verdict.text_id, verdict.start, verdict.end, verdict.holder, verdict.issue


def _end(verdict: Override) -> EvidenceEnd:
    return EvidenceEnd(
        text_id=verdict.text_id,
        start=verdict.start,
        end=verdict.end,
        holder=verdict.holder,
        issue=verdict.issue,
    )
