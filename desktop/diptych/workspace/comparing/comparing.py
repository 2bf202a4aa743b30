"""All that can be asked and said of a library's comparison."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import msgspec

from diptych.library import Library
from diptych.workspace.comparing.differences import Differences
from diptych.workspace.comparing.judging import Judging
from diptych.workspace.comparing.matrix import Matrix
from diptych.workspace.comparing.query import ComparisonQuery
from diptych.workspace.comparing.reading import Reading
from diptych.workspace.comparing.repair import Repair
from diptych.workspace.dispute import Dispute


class Comparing(Reading):
    """The comparison of a library: the matrix and its evidence, and by subject the analyst's word."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute]) -> None:
        super().__init__(library, lambda: dispute().dossier, dict, lambda: self.judging.aside())

    @cached_property
    def judging(self) -> Judging:
        """The analyst's acts."""
        return Judging(self._library, self._dossier)

    @cached_property
    def differences(self) -> Differences:
        """What the machine thinks anew of what the analyst has judged."""
        return Differences(self._library)

    @cached_property
    def repair(self) -> Repair:
        """Broken evidence and how to mend it."""
        return Repair(self._library)

    def matrix(self, query: ComparisonQuery) -> Matrix:
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
