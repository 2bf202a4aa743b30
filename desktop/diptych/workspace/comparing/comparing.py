"""All that can be asked and said of a library's comparison."""

from __future__ import annotations

from collections.abc import Callable

from diptych.library import Library
from diptych.workspace.comparing.reading import Reading
from diptych.workspace.dispute import Dispute


class Comparing(Reading):
    """The comparison of a library."""

    def __init__(self, library: Library, dispute: Callable[[], Dispute]) -> None:
        super().__init__(library, lambda: dispute().dossier, dict, frozenset)
        self._dispute = dispute
