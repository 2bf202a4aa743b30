"""All that can be asked and said of a library's comparison."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import msgspec
import numpy as np

from diptych.library import Library
from diptych.workspace.comparing.differences import Differences
from diptych.workspace.comparing.export import Export
from diptych.workspace.comparing.judging import Judging
from diptych.workspace.comparing.matrix import Matrix, figures
from diptych.workspace.comparing.naming import OutletUsage, Period, usage
from diptych.workspace.comparing.query import WHOLE, ComparisonQuery
from diptych.workspace.comparing.reading import EvidencePage, Reading
from diptych.workspace.comparing.repair import Repair
from diptych.workspace.comparing.review import usefulness
from diptych.workspace.comparing.silence import SilenceMap, sides, silence_map
from diptych.workspace.comparing.store import Families
from diptych.workspace.comparing.timeline import Timeline, lanes, span
from diptych.workspace.comparison import Evidence, columns
from diptych.workspace.dispute import Dispute


class Comparing(Reading):
    """The comparison of a library: the matrix and its evidence, and by subject the analyst's word."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute], families: Families = dict) -> None:
        super().__init__(library, dispute, families, lambda: self.judging.aside())

    @cached_property
    def judging(self) -> Judging:
        """The analyst's acts."""
        return Judging(self._library, self.dossier)

    @cached_property
    def differences(self) -> Differences:
        """What the machine thinks anew of what the analyst has judged."""
        return Differences(self._library)

    @cached_property
    def repair(self) -> Repair:
        """Broken evidence and how to mend it."""
        return Repair(self._library)

    @cached_property
    def export(self) -> Export:
        """The way out to other programs."""
        return Export(self._library, self, self.judging.links, self.timeline)

    def timeline(self, issue: str, query: ComparisonQuery = WHOLE) -> Timeline:
        """Each column's statements on an issue over time; raises ``NotFound`` for an issue that is none."""
        name = self._dispute().issue(issue).name
        held, parties = self._store.columns(), columns(self.dossier())
        chosen = self._select(held, query, [issue], parties)
        quotes = self._library.quotes(held.rows.source[chosen.at].tolist())
        found = lanes(held, chosen, issue, parties, quotes, self._store.families(held))
        start, end = span(found)
        return Timeline(issue=issue, name=name, lanes=tuple(found), start=start, end=end)

    def piece(self, source: int, issue: str) -> Evidence | None:
        """The whole evidence behind a point or a matrix's best quote, None when it is gone by now."""
        held = self._store.columns()
        at = np.flatnonzero((held.rows.source == source) & (held.rows.issue == held.names.issues.get(issue)))
        return next(iter(self.read(held, at)), None)

    def silence_map(self, query: ComparisonQuery = WHOLE) -> SilenceMap:
        """Which issues each side's sources and each outlet never mention."""
        dossier, held = self.dossier(), self._store.columns()
        issues, parties = self.issues(query), columns(dossier)
        chosen = self._select(held, query, issues, parties)
        return silence_map(held, chosen, issues, parties, sides(dossier))

    def usage(self, query: ComparisonQuery = WHOLE, period: Period = Period.YEAR) -> tuple[OutletUsage, ...]:
        """Which party's names each outlet uses over time."""
        held = self._store.columns()
        taken = self._select(held, query, (), ()).articles
        return usage(held, taken, self._store.names(held), period)

    def review(self, query: ComparisonQuery = WHOLE, *, start: int = 0, limit: int = 50) -> EvidencePage:
        """Unreviewed evidence, what is most useful to look at first."""
        held, parties = self._store.columns(), columns(self.dossier())
        unreviewed = msgspec.structs.replace(query, reviewed=False)
        chosen = self._select(held, unreviewed, self.issues(query), parties)
        families = self._store.families(held)
        worth = usefulness(held, chosen, figures(held, chosen, families), families)
        ranked = chosen.at[np.argsort(-worth, kind="stable")]
        page = self.read(held, ranked[start : start + limit])
        return EvidencePage(total=len(ranked), start=start, evidence=tuple(page))

    def matrix(self, query: ComparisonQuery = WHOLE) -> Matrix:
        """The parties compared, with the analyst's summaries; raises ``DiptychError`` for a bad date."""
        found = super().matrix(query)
        words = {key: each.words for key, each in self.judging.summaries().items()}
        if not words:
            return found
        rows = tuple(
            msgspec.structs.replace(
                row,
                cells=tuple(
                    msgspec.structs.replace(cell, summary=words.get((cell.issue, cell.party), ""))
                    for cell in row.cells
                ),
            )
            for row in found.rows
        )
        return msgspec.structs.replace(found, rows=rows)
