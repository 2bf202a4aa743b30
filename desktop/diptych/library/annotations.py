"""What was found in a library's texts and what the analyst says of it."""

from __future__ import annotations

from collections.abc import Collection

from diptych import __version__
from diptych.library import analyses, findings, highlights, overrides
from diptych.library.core import Core
from diptych.model import (
    Analysis,
    AnalysisState,
    Changes,
    Highlight,
    Override,
    Span,
    StoredMention,
    StoredPosition,
    Verdict,
)

_LABELS = {
    Verdict.CONFIRMED: "Confirm a position",
    Verdict.REJECTED: "Reject a position",
    Verdict.EDITED: "Edit a position",
    Verdict.ADDED: "Add a position",
}


class Annotations(Core):
    """Analysis, highlights and verdicts of an open library.

    What the machine writes is no act: it cannot be undone and undoes nothing of the analyst's.
    """

    def save_analysis(
        self, text_id: int, analysis: Analysis, dossier_hash: str, program: str = __version__
    ) -> Changes:
        """Put what was found in a text in place of what was found before.

        Raises ``NotFound``, or ``ValueError`` for a span outside the text or a mention that reads
        otherwise than it says.
        """
        return self._database.write(lambda db: analyses.save(db, text_id, analysis, dossier_hash, program))

    def fail_analysis(
        self, text_id: int, dossier_hash: str, reason: str, program: str = __version__
    ) -> Changes:
        """Note that a text could not be analysed, and why; raises ``NotFound``."""
        return self._database.write(lambda db: analyses.fail(db, text_id, dossier_hash, program, reason))

    def pending_analysis(self, dossier_hash: str, program: str = __version__) -> list[int]:
        """The articles outside the bin that were not yet tried by this dossier and program."""
        with self._database.read() as db:
            return analyses.pending(db, dossier_hash, program)

    def analysed_by(self, text_id: int, program: str = __version__) -> str | None:
        """The hash of the dossier by which this program has analysed a text, None where it has not."""
        with self._database.read() as db:
            return analyses.done_by(db, text_id, program)

    def keep_analysis(self, text_id: int, dossier_hash: str) -> Changes:
        """Note that what was found in a text stands by another dossier too."""
        return self._database.write(lambda db: analyses.stands(db, text_id, dossier_hash))

    def analysis_states(
        self, dossier_hash: str, program: str = __version__
    ) -> dict[int, tuple[AnalysisState, str]]:
        """How far the analysis of each article outside the bin is, and why it failed where it did."""
        with self._database.read() as db:
            return analyses.states(db, dossier_hash, program)

    def keep_dossier(self, hash: str, id: str, name: str, version: str, content: str) -> None:  # noqa: A002
        """Keep a copy of a dossier under its hash, so that what was found by it can be explained later."""
        self._database.write(lambda db: analyses.keep_dossier(db, hash, id, name, version, content))

    def dossier(self, hash: str) -> str | None:  # noqa: A002
        """The content of a dossier that was kept, None when it was not."""
        with self._database.read() as db:
            return analyses.dossier(db, hash)

    def sentences(self, article_id: int) -> tuple[Span, ...]:
        """The sentences of an article's current text, empty while it is not analysed."""
        with self._database.read() as db:
            return findings.sentences(db, article_id)

    def mentions(self, article_id: int) -> list[StoredMention]:
        """The names found in an article's current text, in order."""
        with self._database.read() as db:
            return findings.mentions(db, article_id)

    def positions(
        self, article_ids: Collection[int] | None = None, issue: str | None = None
    ) -> list[StoredPosition]:
        """What stands in current texts by the analyst's verdicts, of some or all articles outside the bin.

        With an issue, those that the machine or the analyst put to it.
        """
        with self._database.read() as db:
            return findings.positions(db, article_ids, issue)

    def override(self, verdict: Override) -> Changes:
        """Keep the analyst's verdict on a position, in place of an earlier one on the same.

        Only text, span, holder, issue and what is said are taken from ``verdict``; the rest is set here.
        Raises ``NotFound``, or ``ValueError`` for a span outside the text.
        """
        return self._act(_LABELS[verdict.verdict], lambda db: overrides.put(db, verdict))[1]

    def clear_override(self, id: int) -> Changes:  # noqa: A002
        """Take a verdict back, so that the machine's finding stands; raises ``NotFound``."""
        return self._act("Take a verdict back", lambda db: overrides.remove(db, id))[1]

    def overrides(self, article_ids: Collection[int] | None = None) -> list[Override]:
        """The verdicts on some articles, or on all outside the bin, in the order of their texts."""
        with self._database.read() as db:
            return overrides.of(db, article_ids)

    def add_highlight(self, text_id: int, span: Span, colour: int, note: str = "") -> tuple[int, Changes]:
        """Mark a span of a text and give back the mark's id; raises ``NotFound`` or ``ValueError``."""
        id_, changes = self._act(
            "Highlight", lambda db: highlights.add(db, text_id, span[0], span[1], colour, note)
        )
        assert id_ is not None
        return id_, changes

    def change_highlight(self, id: int, *, colour: int | None = None, note: str | None = None) -> Changes:  # noqa: A002
        """Give a mark another colour or note; a note that is being typed is one act. Raises ``NotFound``."""
        label, series = ("Change a note", f"note {id}") if colour is None else ("Change a highlight", "")
        return self._act(label, lambda db: highlights.change(db, id, colour, note), series=series)[1]

    def remove_highlight(self, id: int) -> Changes:  # noqa: A002
        """Take a mark away; raises ``NotFound``."""
        return self._act("Remove a highlight", lambda db: highlights.remove(db, id))[1]

    def highlights(self, article_id: int | None = None) -> list[Highlight]:
        """The marks on an article, or on all outside the bin, in the order of the texts."""
        with self._database.read() as db:
            return highlights.of(db, article_id)
