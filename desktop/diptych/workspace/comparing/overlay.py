"""The analyst's word on names and issues, laid over the columns: parties and issues as they stand by it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from diptych.library import Library
from diptych.model import Verdict
from diptych.workspace.comparing.columns import VERDICTS, Array, Columns
from diptych.workspace.corrections import Corrections
from diptych.workspace.standing import Standing

_UNASKED = -1
_SAID = [VERDICTS.index(Verdict.EDITED), VERDICTS.index(Verdict.ADDED)]
"""Where the analyst has named the party, no word on names changes it."""

DROPPED = ""
"""The issue of rows whose issue the analyst dropped; no dossier has one of that name."""


class Overlay:
    """Lays one state of the edits over columns; what it has reckoned for a holder it keeps."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self._parties = np.zeros((0, 0), np.int64)

    def over(self, columns: Columns, decided: dict[int, dict[tuple[int, int, str, str], str]]) -> Columns:
        """The columns as they stand; ``decided`` are the parties of statements in articles of which the
        analyst has a word on single mentions: by article, by start, end, and holder and party as found."""
        if not self.standing.edits and not decided:
            return columns
        rows = columns.rows
        party = self._by_holder(columns) if self.standing.edits else rows.party.copy()
        for article, parties in decided.items():
            self._decide(columns, party, article, parties)
        party = np.where(np.isin(rows.verdict, _SAID), rows.party, party)
        return replace(columns, rows=replace(rows, party=party, issue=self._issues(columns)))

    def _issues(self, columns: Columns) -> Array:
        codes = columns.names.issues
        moved = self.standing.moved_issues
        if not moved:
            return columns.rows.issue
        now = [codes[moved.get(word, word) or DROPPED] for word in tuple(codes.words)]
        return np.array(now or [0], np.int64)[columns.rows.issue]

    def _by_holder(self, columns: Columns) -> Array:
        """The party of each row by its holder and the party that was found."""
        rows, names = columns.rows, columns.names
        shape = (len(names.holders.words), len(names.parties.words))
        known = np.full(shape, _UNASKED, np.int64)
        known[: len(self._parties), : self._parties.shape[1]] = self._parties
        asked = known[rows.holder, rows.party] == _UNASKED
        for holder, party in {*zip(rows.holder[asked].tolist(), rows.party[asked].tolist(), strict=True)}:
            now = self.standing.held(names.holders.words[holder], names.parties.words[party])
            known[holder, party] = names.parties[now.party]
        self._parties = known
        parties: Array = known[rows.holder, rows.party]
        return parties

    def _decide(
        self, columns: Columns, party: Array, article: int, parties: dict[tuple[int, int, str, str], str]
    ) -> None:
        slot = columns.articles.slots.get(article)
        if slot is None:
            return
        rows, names = columns.rows, columns.names
        for at in range(*np.searchsorted(rows.slot, (slot, slot + 1)).tolist()):
            holder, found = names.holders.words[rows.holder[at]], names.parties.words[rows.party[at]]
            now = parties.get((int(rows.start[at]), int(rows.end[at]), holder, found))
            if now is not None:
                party[at] = names.parties[now]


def decided(library: Library, corrections: Corrections) -> dict[int, dict[tuple[int, int, str, str], str]]:
    """The parties of statements in the articles of which the analyst has a word on single mentions."""
    articles = {verdict.article for verdict in library.mention_overrides()}
    parties: dict[int, dict[tuple[int, int, str, str], str]] = {}
    if not articles:
        return parties
    for each in corrections.positions(library.positions(articles)):
        found, now = each.found or each.position, each.position
        key = (found.start, found.end, found.holder, found.party)
        parties.setdefault(each.article, {})[key] = now.party
    return parties
